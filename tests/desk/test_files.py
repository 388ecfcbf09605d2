"""Every list of the desk as a file: whole, within what was asked, and safe to open."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.mail.models import InboundMail
from jln.membership.models import CountryMembership
from jln.web import sheets
from jln.web.sheets import Column
from tests import factories as f
from tests.desk.matrix import mail_out, member_country, note_contact, unsure
from tests.membership import joining as j

EVIL = '=HYPERLINK("http://evil.example")'
LISTS = (
    "/desk/", "/desk/people/", "/desk/mail/in/", "/desk/mail/out/", "/desk/facts/?kind=product",
    "/desk/seats/", "/desk/countries/", "/desk/contacts/", "/desk/countries/gh/contacts/",
    "/desk/pipeline/",
)  # fmt: skip


def made(kind, columns, rows, **options):
    return b"".join(sheets.answer(kind, "x", columns, rows, **options))


def as_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def as_xlsx(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def inside(content):
    """The sheet itself, out of its archive."""
    return ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


WORDS = (Column("Word", lambda row: row), Column("Length", len))


@given(st.lists(st.text(max_size=20), max_size=5))
def test_what_is_written_is_read_again(words):
    sheet = as_xlsx(made("xlsx", WORDS, words))

    assert sheet[0] == ["Word", "Length"]
    assert [row[1] for row in sheet[1:]] == [len(word) for word in words]
    clean = [word for word in words if word.isprintable()]
    assert [row[0] for row in sheet[1:] if row[0].isprintable() and row[0]] == [
        word for word in clean if word
    ] or len(clean) < len(words)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start):
    evil = f"{start}1+1"

    assert as_csv(made("csv", WORDS, [evil]))[1][0] == f"'{evil}"
    content = made("xlsx", WORDS, [evil])
    assert as_xlsx(content)[1][0].strip() == evil.strip()
    assert b"<f>" not in inside(content)


def test_days_moments_and_numbers_are_written_plainly():
    late = datetime(2027, 3, 8, 23, 30, 12, 5, tzinfo=UTC)
    columns = [
        Column("day", lambda _row: date(2027, 3, 8)),
        Column("when", lambda _row: late, is_moment=True),
        Column("since:", lambda _row: late),
        Column("count", lambda _row: 7),
        Column("Nothing", lambda _row: None),
    ]

    assert as_csv(made("csv", columns, [1], zone="Africa/Nairobi")) == [
        ["Day", "When (Africa/Nairobi)", "Since", "Count", "Nothing"],
        ["2027-03-08", "2027-03-09 02:30", "2027-03-09", "7", ""],
    ]
    heads, row = as_xlsx(made("xlsx", columns, [1], zone="Africa/Nairobi"))
    assert heads[1] == "When (Africa/Nairobi)"
    assert row == [date(2027, 3, 8), datetime(2027, 3, 9, 2, 30), date(2027, 3, 9), 7, ""]


def test_a_long_list_takes_little_memory():
    import tracemalloc

    tracemalloc.start()
    size = sum(
        map(len, sheets.answer("xlsx", "x", WORDS, (f"{n} words" * 20 for n in range(3000))))
    )
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert size > 40_000
    assert most < 1_500_000


def test_a_sheets_text_is_no_link_and_no_longer_than_a_cell():
    link, long = "https://evil.example/", "a" * 40_000
    sheet = made("xlsx", WORDS, [link, long, "_x0041_", "1"])

    assert b"hyperlink" not in inside(sheet)
    assert [row[0] for row in as_xlsx(sheet)[1:]] == [link, "a" * 32_767, "_x0041_", "1"]


def test_a_sheet_in_arabic_runs_from_the_right():
    with translation.override("ar"):
        answer = sheets.answer("xlsx", "x", WORDS, ["a"])
    assert b'rightToLeft="1"' in inside(b"".join(answer))


@pytest.fixture
def desk(db, client):
    f.network()
    chen = f.staff()
    f.person(EVIL)
    member_country()
    note_contact(chen)
    CountryMembership.objects.create(
        country=f.country("KE", "Kenya"), starts=PartialDate(2015), level="full"
    )
    mail_out()
    unsure()
    j.sent(at=clock.now())
    f.seat(SeatKind.CCG_COORDINATOR, f.person("Yaw"), country=f.country(), starts_on=date(2020, 1, 1),
           ends_on=date(2020, 3, 1))  # fmt: skip
    for number in range(30):
        InboundMail.objects.create(
            size=1, received_at=clock.now(), envelope_to="desk@jln.example",
            state="held" if number else "done", reason="for_the_desk", subject=f"{EVIL} {number}",
        )  # fmt: skip
    f.sign_in(client, chen)
    return client


def test_every_list_comes_as_both_files_whole(desk):
    for path in LISTS:
        joined = "&" if "?" in path else "?"
        flat, sheet = (desk.get(f"{path}{joined}as={kind}") for kind in ("csv", "xlsx"))
        for answer, kind in ((flat, "csv"), (sheet, "xlsx")):
            assert answer.status_code == 200, path
            assert f".{kind}" in answer["Content-Disposition"]
            assert answer["Content-Type"] == sheets.TYPES[kind]
        lines = as_csv(b"".join(flat))
        assert len(lines) > 1, path
        assert len(as_xlsx(b"".join(sheet))) == len(lines), path
        assert not [cell for line in lines for cell in line if cell.startswith("=")], path
        assert "as=xlsx" in desk.get(path).content.decode(), path


def test_a_file_of_people_asks_for_the_second_step_again(desk):
    from jln.accounts.models import Session
    from jln.web import versions

    free = {"/desk/", "/desk/facts/?kind=product", "/desk/seats/", "/desk/countries/"}
    hour_ago = clock.now() - timedelta(hours=1)
    Session.objects.update(proved_at=hour_ago)
    versions.bump(f"person:{Session.objects.get().person_id}")

    for path in LISTS:
        joined = "&" if "?" in path else "?"
        answer = desk.get(f"{path}{joined}as=csv")
        assert answer.status_code == (200 if path in free else 302), path
        if path not in free:
            assert answer["Location"] == f"/sign-in/second/?next={path}%3Fas%3Dcsv"
            assert desk.get(path).status_code == 200


def test_a_file_holds_what_the_page_was_narrowed_to(desk):
    def count(path):
        return len(as_csv(b"".join(desk.get(path)))) - 1

    assert count("/desk/mail/in/?as=csv") == 30
    assert count("/desk/mail/in/?state=held&as=csv") == 29
    assert count("/desk/people/?q=HYPERLINK&as=csv") == 1
    assert desk.get("/desk/people/?as=pdf")["Content-Type"].startswith("text/html")
