"""The words of files, page by page, read in a process that can be killed."""

from __future__ import annotations

import pytest

from jln.uploads import reading, rules
from jln.uploads.reading import child, plain
from tests.uploads import made

PAGES = {
    "application/pdf": (made.pdf("Visits fell", "by half"), ["Visits fell", "by half"]),
    rules.ZIPPED["docx"]: (made.docx("Visits fell", "by half"), ["Visits fell by half"]),
    rules.ZIPPED["pptx"]: (made.pptx("Visits fell", "by half"), ["Visits fell", "by half"]),
    rules.ZIPPED["odt"]: (made.odt("Visits", "fell"), ["Visits fell"]),
    "text/plain": ("Visites à moitié".encode("cp1252"), ["Visites à moitié"]),
}


@pytest.mark.parametrize("kind", PAGES)
def test_each_kind_is_read_by_pages(kind):
    content, pages = PAGES[kind]
    assert child.words(kind, content) == (pages, "")


def test_a_page_break_makes_a_page():
    content = made.docx("one", "two", pages=True)
    assert child.words(rules.ZIPPED["docx"], content)[0][:2] == ["one", "two"]


def test_what_was_read_before_a_fault_is_kept_and_the_fault_has_a_name():
    assert child.words("application/pdf", b"%PDF-1.4 nothing") == ([], "broken")
    assert child.words("image/webp", b"RIFF") == ([], "no_text")
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    grows = made.zipped(word__document_xml=entity)
    assert child.words(rules.ZIPPED["docx"], grows) == ([], "broken")


def test_a_long_text_is_cut_between_words_and_has_an_end():
    pages = plain.cut("word " * 5_000)
    assert all(len(page) <= plain.PAGE for page in pages)
    assert "".join(pages).count("word") == 5_000
    many, _reason = child.words("text/plain", b"word " * 400_000)
    assert sum(map(len, many)) <= child.MOST_LETTERS


def test_another_process_reads_and_a_killed_one_is_no_harm(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(made.pdf("Visits fell"))
    assert reading.read(path, "application/pdf").pages == ("Visits fell",)
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert reading.read(path, "application/pdf").reason == "too_long"
