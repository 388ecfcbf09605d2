"""Headers, parts and hostile bytes."""

from __future__ import annotations

import base64
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.mail.reading.letters import WRITERS, letter

from jln.mail.reading import Kind, Reading, attachment_bytes, base_subject, read
from jln.mail.reading.charsets import clean, decode
from jln.mail.reading.mime import MAX_DEPTH, MAX_PARTS, parse

SAMPLES = Path(__file__).parent / "samples"
ONES = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in (".eml", ".txt", ".html")]


def test_headers():
    raw = b'Authentication-Results: mx.jln.example; dkim=pass\nAuthentication-Results: forged; dkim=pass\nFrom: =?utf-8?q?A=C3=AFssatou?= Ndiaye <A.Ndiaye@Sante.example>\nTo: "Okello, Miriam" <r.1@jln.example>, plain@x.example (a comment)\nCc: Group: a@x.example, b@x.example;\nReply-To: <other@x.example>\nSubject: =?utf-8?b?UmU6IENvw7t0?=\n =?utf-8?b?IGRlcyBzb2lucw==?=\nDate: Mon, 03 Mar 2025 10:40:00 +0300\nMessage-ID: <m@x>\nIn-Reply-To: <a@x>\nReferences: <r1@x> <r2@x>\n <a@x>\nList-Id: <l.example>\n\nx'
    reading = read(raw)
    assert reading.from_addresses == ("a.ndiaye@sante.example",)
    assert reading.from_name == "Aïssatou Ndiaye"
    assert reading.to == ("r.1@jln.example", "plain@x.example")
    assert reading.cc == ("a@x.example", "b@x.example")
    assert reading.reply_to == ("other@x.example",)
    assert reading.subject == "Re: Coût des soins"
    assert reading.base_subject == "Coût des soins"
    assert reading.date == datetime(2025, 3, 3, 7, 40, tzinfo=UTC)
    assert reading.message_id == "<m@x>"
    assert reading.in_reply_to == ("<a@x>",)
    assert reading.references == ("<r1@x>", "<r2@x>", "<a@x>")
    assert reading.authentication_results == "mx.jln.example; dkim=pass"
    assert not reading.has_two_froms


def test_two_froms_are_seen():
    reading = read(b"From: a@x.example\nFrom: b@y.example\nTo: c@z.example\n\nx")
    assert reading.has_two_froms
    assert reading.from_addresses == ("a@x.example", "b@y.example")


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("é".encode("latin-1"), "utf-8", "é"),
        ("é".encode(), "iso-8859-1", "é"),
        ("é".encode(), "no-such-set", "é"),
        ("é".encode(), "rot13", "é"),
        ("é".encode(), "idna", "é"),
        ("€".encode("cp1252"), "iso-8859-1", "€"),
        ("안녕".encode("cp949"), "ks_c_5601-1987", "안녕"),
        ("日本".encode("iso-2022-jp"), "iso-2022-jp", "日本"),
        ("مرحبا".encode("cp1256"), "windows-1256", "مرحبا"),
        (b"a\x00b\x1bc", "utf-8", "abc"),
        (b"+2AA-", "utf-7", ""),
        (b"\xed\xa0\x80x", "utf-8", "x"),
        (b"a\r\nb\rc", "ascii", "a\nb\nc"),
    ],
)
def test_bytes_become_text_whatever_their_label(data, charset, text):
    found = decode(data, charset)
    assert found.replace("\ufffd", "").replace("í\xa0€", "") == text
    found.encode("utf-8")


def attached(name, content_type="application/pdf", disposition="attachment"):
    content = base64.b64encode(b"%PDF-1.4 content").decode()
    return f'From: a@x.example\nSubject: x\nContent-Type: multipart/mixed; boundary="q"\n\n--q\nContent-Type: text/plain\n\nHere it is.\n--q\nContent-Type: {content_type}\nContent-Disposition: {disposition}; {name}\nContent-Transfer-Encoding: base64\n\n{content}\n--q--\n'.encode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('filename="report.pdf"', "report.pdf"),
        ("filename=report.pdf", "report.pdf"),
        ("filename*=UTF-8''co%C3%BBt.pdf", "coût.pdf"),
        ("filename*0*=UTF-8''co%C3%BB; filename*1=t.pdf", "coût.pdf"),
        ('filename="=?utf-8?q?co=C3=BBt.pdf?="', "coût.pdf"),
        ('filename="../../etc/passwd"', "etcpasswd"),
        ('filename="a\u202efdp.exe"', "afdp.exe"),
    ],
)
def test_attachments(name, shown):
    reading = read(attached(name))
    (item,) = reading.attachments
    assert reading.text == "Here it is."
    assert item.name.replace("..", "") == shown
    assert item.content_type == "application/pdf"
    assert not item.is_inline
    assert attachment_bytes(attached(name), item.index) == b"%PDF-1.4 content"
    assert attachment_bytes(attached(name), 99) is None


def test_a_forwarded_message_is_an_attachment_not_text():
    raw = b'From: a@x.example\nSubject: x\nContent-Type: multipart/mixed; boundary="q"\n\n--q\nContent-Type: text/plain\n\nSee it.\n--q\nContent-Type: message/rfc822\n\nFrom: b@y.example\nSubject: Inner\n\n1) For\n--q--\n'
    reading = read(raw)
    assert reading.text == "See it."
    (item,) = reading.attachments
    assert item.name == "Inner.eml"
    assert b"1) For" in attachment_bytes(raw, item.index)


def test_depth_and_number_of_parts_are_bounded():
    deep = (
        b"From: a@x.example\n"
        + b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at)
            for at in range(200)
        )
        + b"\n\nx"
    )
    assert max(_depth(parse(deep), 0), 0) <= MAX_DEPTH
    many = (
        b'From: a@x.example\nContent-Type: multipart/mixed; boundary="q"\n\n' + b"--q\n\nx\n" * 5000
    )
    assert sum(1 for _ in parse(many).walk()) <= MAX_PARTS + 1
    assert read(many).truncated


def _depth(part, level):
    return max([level, *(_depth(child, level + 1) for child in part.children)])


@pytest.mark.parametrize("raw", [b"", b"\n", b"\x00" * 50])
def test_nothing_is_unreadable_or_empty(raw):
    assert read(raw).text == ""


@pytest.mark.parametrize("file", ONES, ids=lambda path: path.name)
def test_every_sample_survives_the_pipe(file):
    reading = read(file.read_bytes())
    assert reading.kind != Kind.UNREADABLE, reading.reason
    assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading


HEADER = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Content-Type",
        "References",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "Return-Path",
        "Auto-Submitted",
    ]
)
VALUE = st.text(max_size=60) | st.sampled_from(
    [
        "multipart/mixed; boundary=q",
        "text/html; charset=utf-7",
        "base64",
        "message/rfc822",
        "multipart/report; report-type=delivery-status",
        "=?utf-8?b?/////w==?=",
        "a@b, <",
        "quoted-printable",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_random_bytes_never_raise(raw):
    assert isinstance(read(raw), Reading)
    assert not read(raw).reason.startswith("error")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(HEADER, VALUE), max_size=8),
    st.text(max_size=300)
    | st.sampled_from(
        ["--q\n\nx\n--q--", "<div><blockquote>x", "On 3 Mar 2025, a@b.example wrote:\n> x"]
    ),
)
def test_random_messages_never_raise_and_survive_the_pipe(pairs, body):
    raw = "".join(f"{name}: {value}\n" for name, value in pairs) + "\n" + body
    reading = read(raw.encode("utf-8", "surrogatepass"))
    assert not reading.reason.startswith("error")
    row = json.dumps(reading.to_dict())
    row.encode("utf-8")
    json.dumps(reading.to_dict(), ensure_ascii=False).encode("utf-8")
    assert Reading.from_dict(json.loads(row)) == reading


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=80))
def test_a_base_subject_is_stable(subject):
    assert base_subject(base_subject(subject)) == base_subject(base_subject(base_subject(subject)))


HOSTILE = {
    "on": "On " * 21_000,
    "colons": "a:\n" * 21_000,
    "from": "From: x\n" * 8_000,
    "attributions": "On 3 Mar 2025 a@b.c wrote\n" * 2_400,
    "almost": "On 3 Mar 2025, 10:15 a@b.c wrote: \n\n" * 1_800,
    "letters": "a" * 64_000,
    "marks": ">" * 64_000,
    "levels": "\n".join(">" * (at % 400) + " x" for at in range(320)),
    "rules": "-" * 64_000,
    "dashes": "-- \n" * 16_000,
    "names": "Ama Boateng\n" * 5_300,
    "addresses": "<a@b.c" * 10_000,
    "at": "@" * 64_000,
    "dates": "2025-03-03 10:15 " * 3_700,
    "blank": "\n" * 64_000,
    "spaces": " " * 64_000,
    "footers": "Sent from my iPhone\n" * 3_200,
    "flow": "x \n" * 21_000,
    "encoded": "=?utf-8?q?" * 6_400,
}


SOME = ("on", "colons", "letters", "blank", "addresses", "flow", "encoded")
CASES = [(name, "plain") for name in HOSTILE] + [
    (name, kind) for name in SOME for kind in ("html", "header", "bounce")
]


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_hostile_text_takes_linear_time(name, kind):
    text = HOSTILE[name]
    start = time.process_time()
    reading = read(hostile(kind, text))
    whole = time.process_time() - start
    start = time.process_time()
    read(hostile(kind, text[: len(text) // 4]))
    quarter = time.process_time() - start
    assert not reading.reason.startswith("error")
    assert whole < 2.0
    # Four times the text may take four times as long, with room for noise, but not sixteen times.
    assert whole < max(0.3, 9 * quarter)


def hostile(kind, text):
    if kind == "header":
        flat = text.replace("\n", "\n ")
        return (
            f"From: {flat}\nSubject: {flat}\nReferences: {flat}\nContent-Type: {flat}\n\nx".encode()
        )
    if kind == "bounce":
        return f"From: MAILER-DAEMON@x.example\nReturn-Path: <>\nSubject: failure notice\n\n{text}".encode()
    form = "html" if kind == "html" else 'plain; format="flowed"'
    return f"From: Ama Boateng <ama@x.example>\nContent-Type: text/{form}\n\n{text}".encode()


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        '<a "',
        "<a '",
        "<!--",
        "<script>",
        "<div>",
        "<blockquote>",
        "</div>",
        "<a href=\"x'>",
        "&amp;",
        "&#",
        "<br",
        "<p ",
        "<x y=z ",
        "<style",
        "<div class='gmail_quote'>",
        "<![CDATA[",
    ],
)
def test_hostile_markup_takes_linear_time(piece):
    start = time.process_time()
    reading = read(hostile("html", piece * (200_000 // len(piece))))
    assert time.process_time() - start < 2.0
    assert not reading.reason.startswith("error")


def test_the_message_that_hangs_the_standard_library():
    raw = (
        b'From: a@x.example\nContent-Type: multipart/mixed; boundary="q"\n\n--q\nContent-Type: text/plain\n\nWe can share.\n--q\nContent-Disposition: attachment; '
        + b"a" * 90
        + b'="x"\n\nx\n--q--\n'
    )
    assert read(raw).text == "We can share."


def test_clean_text_can_be_stored():
    text = clean("a\x00b\ud800c\u2028d\x85e")
    assert text == "abc\nd\ne"


def test_a_reply_can_be_read_a_hundred_thousand_times_longer_than_usual():
    reading = read(letter(WRITERS["en"], "word " * 200_000))
    assert reading.truncated
    assert len(reading.text) <= 64_001
