"""What may stand beside a post, and what is said of the rest. No database."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from jln.kit.verdict import RuleBroken
from jln.uploads import actions, rules
from tests.uploads import made

TAKEN = [
    ("plan.pdf", made.pdf("one"), "application/pdf"),
    ("plan.docx", made.docx("one"), rules.ZIPPED["docx"]),
    ("plan.pptx", made.pptx("one"), rules.ZIPPED["pptx"]),
    ("plan.odt", made.odt("one"), rules.ZIPPED["odt"]),
    ("plan.txt", b"one", "text/plain"),
    ("plan.csv", "a;é\n1;2".encode("cp1252"), "text/csv"),
    ("plan.JPG", made.jpeg(), "image/webp"),
]


@pytest.mark.parametrize(("name", "content", "kind"), TAKEN, ids=[row[0] for row in TAKEN])
def test_what_people_send_is_taken(name, content, kind):
    taken = actions.attachment(made.file(name, content))
    assert taken.content_type == kind
    assert kind == "image/webp" or taken.content == content


REFUSED = [
    ("report.pdf.exe", b"MZ\x90", "not_taken"),
    ("report.exe", made.pdf("one"), "not_taken"),  # it says one thing and is called another
    ("page.pdf", b"<html><script>alert(1)</script>", "not_sound"),
    ("page.txt", b"\xef\xbb\xbf <script>alert(1)</script>", "not_taken"),
    ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not_taken"),
    ("archive.zip", made.zipped(a_xml="x"), "not_taken"),
    ("old.doc", b"\xd0\xcf\x11\xe0rest", "old_or_locked"),
    ("locked.docx", b"\xd0\xcf\x11\xe0rest", "old_or_locked"),
    ("empty.pdf", b"", "empty_file"),
    ("macros.docx", None, "macros"),
    ("broken.docx", b"PK\x03\x04 and nothing more", "not_sound"),
    ("bytes.txt", b"a\x00b", "not_taken"),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_could_do_harm_is_refused_by_its_name(name, content, code):
    if content is None:
        content = with_part("word/vbaProject.bin")
    with pytest.raises(RuleBroken) as refused:
        actions.attachment(made.file(name, content))
    assert refused.value.verdict.codes == {code}
    assert name in refused.value.text


def with_part(name: str, *, size: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("word/document.xml", "<a/>")
        opened.writestr(name, b"0" * size)
    return out.getvalue()


def test_a_document_that_would_grow_or_climb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(rules, "MOST_UNPACKED", 1_000_000)
    for content in (with_part("big.xml", size=2_000_000), with_part("../../etc/passwd")):
        with pytest.raises(RuleBroken) as refused:
            actions.attachment(made.file("a.docx", content))
        assert refused.value.verdict.codes == {"not_sound"}


def test_size_is_judged_alone_and_together():
    assert not rules.may_be_attached("a.pdf", rules.FILE_BYTES + 1, b"%PDF-")
    assert rules.may_be_attached("a.pdf", rules.FILE_BYTES, b"%PDF-")
    assert rules.may_be_together([rules.FILE_BYTES] * 2)
    assert not rules.may_be_together([rules.FILE_BYTES] * 3)
    assert not rules.may_be_together([1] * 11)


def test_one_reason_is_given_and_it_is_the_true_one():
    large, wrong = 14 * 1024 * 1024, b"no PDF at all"
    assert rules.may_be_attached("order.pdf", large, wrong).codes == {"too_large"}
    assert rules.may_be_letter(large, wrong).codes == {"too_large"}
    assert rules.may_be_photo(large, wrong).codes == {"too_large"}
    assert rules.may_be_attached("order.pdf", 14, wrong).codes == {"not_sound"}
    assert rules.may_be_attached("order.exe", 14, wrong).codes == {"not_taken"}


def test_a_photo_loses_where_and_by_what_it_was_taken():
    sent = made.jpeg(place=True)
    assert b"Maker of telephones" in sent
    taken = actions.attachment(made.file("clinic.jpg", sent))
    assert taken.name == "clinic.webp"
    assert b"Maker" not in taken.content
    assert not dict(Image.open(io.BytesIO(taken.content)).getexif())


def test_a_name_is_kept_without_its_folders_and_what_nobody_sees():
    taken = actions.attachment(made.file("C:\\Users\\ama\\pl\u202ean.txt", b"one"))
    assert taken.name == "plan.txt"
