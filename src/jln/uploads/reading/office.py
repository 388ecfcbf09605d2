"""Words of Office and OpenDocument files, without the programs that made them.

The three text formats are a zip of XML of which only the words are wanted: reading those with
the standard library's parser keeps two large libraries, and their parser, out. Sheets are read
by the library that reads spreadsheets anyway.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from jln.uploads.reading.plain import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LARGEST_PART = 64 * 1024 * 1024  # bytes of one XML once it is unpacked
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


class _Words:
    """Gathers words from one XML part: a page ends at any of `breaks`, a line at `lines`."""

    def __init__(
        self, texts: frozenset[str], lines: frozenset[str], breaks: frozenset[str]
    ) -> None:
        self.pages: list[list[str]] = [[]]
        self._texts, self._lines, self._breaks = texts, lines, breaks
        self._depth = 0
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        parser.StartDoctypeDeclHandler = _refuse

    def feed(self, content: bytes) -> list[str]:
        """The whole part at once; gives its pages."""
        self._parser.Parse(content, True)  # noqa: FBT003 -- the parser's own way to say: that is all
        return ["".join(page) for page in self.pages]

    def _begins(self, name: str, said: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._depth += local in self._texts
        is_break = local in self._breaks and (local != "br" or said.get("w:type") == "page")
        if is_break and self.pages[-1]:
            self.pages.append([])
        elif local in self._lines or local == "br":
            self.pages[-1].append(" ")

    def _ends(self, name: str) -> None:
        self._depth -= name.rpartition(":")[2] in self._texts

    def _says(self, text: str) -> None:
        if self._depth:
            self.pages[-1].append(text)


def _refuse(*_said: object) -> None:
    raise ValueError("a document type is never needed, and can be made to grow without end")


def _part(files: zipfile.ZipFile, name: str) -> bytes:
    with files.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise ValueError("too large once unpacked")
    return content


def _word(content: bytes) -> Iterable[str]:
    words = _Words(
        frozenset({"t"}), frozenset({"p", "tab"}), frozenset({"br", "lastRenderedPageBreak"})
    )
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        pages = words.feed(_part(files, "word/document.xml"))
    return pages if len(pages) > 1 else cut(pages[0])


def _slides(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        slides = sorted(
            (int(found[1]), name) for name in files.namelist() if (found := _SLIDE.fullmatch(name))
        )
        for _number, name in slides:
            words = _Words(frozenset({"t"}), frozenset({"p"}), frozenset())
            yield words.feed(_part(files, name))[0]


def _open_text(content: bytes) -> Iterable[str]:
    words = _Words(
        frozenset({"p", "h"}), frozenset({"p", "h", "tab", "s"}), frozenset({"soft-page-break"})
    )
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        pages = words.feed(_part(files, "content.xml"))
    return pages if len(pages) > 1 else cut(pages[0])


def _open_slides(content: bytes) -> Iterable[str]:
    words = _Words(frozenset({"p", "h"}), frozenset({"p", "h"}), frozenset({"page"}))
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return words.feed(_part(files, "content.xml"))


def _sheets(content: bytes) -> Iterator[str]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- for sheets only

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        cells = (str(cell) for row in rows for cell in row if cell not in ("", None))
        yield f"{name} {' '.join(cells)}"


READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    f"{_OOXML}wordprocessingml.document": _word,
    f"{_OOXML}presentationml.presentation": _slides,
    f"{_OOXML}spreadsheetml.sheet": _sheets,
    f"{_ODF}text": _open_text,
    f"{_ODF}presentation": _open_slides,
    f"{_ODF}spreadsheet": _sheets,
}
"""By the type of the file."""
