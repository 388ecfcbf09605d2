"""Papers of an agenda's item that come as files attached to a mail."""

import base64

import pytest
from django.conf import settings

from jln.governance.models import AgendaItem, AgendaPaper
from jln.kit import clock
from jln.kit.codes import code_of
from jln.mailroom import form_letters, table
from jln.uploads import actions as uploads
from tests import factories as f
from tests.governance import sitting as s
from tests.mailroom.letters import come, newest, reply_to

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 what countries said"
LOGO = ("logo.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def kenya():
    """Who speaks for Kenya, which presents the one item of the next meeting."""
    f.network()
    people = s.sits()
    term = people["KE"].seats.get().country.steering_terms.get()
    s.item(s.called(by=people["GH"]), by=people["GH"], presented_by=term)
    return people["KE"]


def asked(person):
    return form_letters.put(table.entry("steering_item.paper"), item(), person, at=clock.now())


def item():
    return AgendaItem.objects.get()


def sent(letter, person, *files, words="Here it is.", number=1):
    """The letter answered with these files attached."""
    to, own = reply_to(letter), person.addresses.get().address
    head = (
        f"Authentication-Results: {settings.AUTHSERV_ID}; dkim=pass header.d={own.partition('@')[2]}\r\n"
        f"From: {person.name} <{own}>\r\nTo: {to}\r\nSubject: Re: Paper\r\n"
        f"Message-ID: <paper-{number}@x.example>\r\nIn-Reply-To: {letter.message_id}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    )
    parts = [
        f'--b\r\nContent-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(content).decode()}\r\n"
        for name, kind, content in files
    ]
    return come((head + "".join(parts) + "--b--\r\n").encode(), to=to, sender=own)


def receipt(person):
    return newest("mail.receipt", person).text


def test_who_presents_an_item_sends_its_paper_and_reads_that_it_came(kenya):
    letter = asked(kenya)
    assert "Attach the paper" in letter.text
    for number in (1, 2):  # the same file twice is one paper
        came = sent(letter, kenya, ("What countries said.pdf", "application/pdf", PDF), LOGO, words=f"Here it is, {number}.", number=number)  # fmt: skip
        assert came.reason == "answered"
    paper = AgendaPaper.objects.get()
    assert paper.item == item()
    assert paper.title == "What countries said"
    assert uploads.content(paper.upload) == PDF
    assert paper.upload.space.kind == "steering"
    said = receipt(kenya)
    assert "What countries said.pdf, " in said
    assert f"/steering-group/items/{code_of(item().pk)}/" in said
    for words in ("Files cannot be taken yet", "Here it is"):
        assert words not in said


def test_a_title_goes_with_one_file_and_two_are_two_papers(kenya):
    letter = asked(kenya)
    sent(letter, kenya, ("a.pdf", "application/pdf", PDF), words="1. Proposal of Kenya")
    assert AgendaPaper.objects.get().title == "Proposal of Kenya"
    sent(letter, kenya, *[(f"{n}.pdf", "application/pdf", PDF + n.encode()) for n in "bc"], number=2)  # fmt: skip
    assert sorted(AgendaPaper.objects.values_list("title", flat=True)) == ["Proposal of Kenya", "b", "c"]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (("a.docx", "application/msword", b"PK\x03\x04 words"), "Send it as PDF"),
        (("a.pdf", "application/pdf", b"<html>not at all"), "Send it as PDF"),
        (("a.pdf", "application/pdf", PDF + b"x" * 5_300_000), "up to 5 MB"),
        (None, "Choose a file, or say where the paper stands."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(kenya, file, why):
    came = sent(asked(kenya), kenya, *([file] if file else []), words="1. Proposal")
    assert came.state != "done"
    assert why in receipt(kenya)
    assert not AgendaPaper.objects.exists()


def test_a_link_alone_is_a_paper_too(kenya):
    sent(asked(kenya), kenya, words="1. Proposal\n2. https://papers.example/1")
    paper = AgendaPaper.objects.get()
    assert (paper.title, paper.link) == ("Proposal", "https://papers.example/1")


def test_who_does_not_present_it_brings_nothing(kenya):
    other = s.speaks(s.place(s.full("IN", "India")), "Rep IN")
    letter = asked(other)
    came = sent(letter, other, ("a.pdf", "application/pdf", PDF))
    assert came.reason == "not_allowed"
    assert not AgendaPaper.objects.exists()


def test_files_that_a_form_does_not_take_are_named(kenya):
    exe, plan = ("paper.exe", "application/x-msdownload", b"MZ"), ("plan.docx", "application/msword", b"PK")  # fmt: skip
    silent = [("smime.p7s", "application/octet-stream", b"x"), ("me.vcf", "text/vcard", b"x"), ("a.ics", "text/calendar", b"x")]  # fmt: skip
    sent(asked(kenya), kenya, exe, plan, *silent, words="1. Proposal")
    said = receipt(kenya)
    assert "Not kept: paper.exe, plan.docx." in said
    assert said.count("Send it as PDF") == 1

    letter = form_letters.put(table.entry("profile.change"), kenya, kenya, at=clock.now())
    sent(letter, kenya, exe, words="1. Kenya B", number=2)
    assert "Not kept: paper.exe.\nSend a photo as JPEG, PNG or WebP." in receipt(kenya)

    letter = form_letters.put(table.entry("problem.state"), kenya, kenya, at=clock.now())
    sent(letter, kenya, exe, words="What do you want?", number=3)
    assert "This form takes no files; not kept: paper.exe." in newest("mail.question", kenya).text
    sent(letter, kenya, *silent, words="What do you want of me?", number=4)
    assert "not kept" not in newest("mail.question", kenya).text
