"""A list as a file: CSV that no spreadsheet takes for formulas, or a spreadsheet of its own.

Both are written a row at a time, so that a list of any length takes little memory. The
spreadsheet holds numbers and inline strings only, never a formula or a shared table:
five small parts of XML, which the standard library writes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import translation

from jln.ui.formats import is_rtl

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

Cell = str | int | date | None
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute the text of a cell."""

LONGEST = 32_767  # characters that a cell of a spreadsheet holds
CHUNK = 500
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="JLN" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Column(NamedTuple):
    """The heading of a column, and what stands in it of a row."""

    words: StrOrPromise
    of: Callable[[Any], Cell]


def wanted(request: HttpRequest) -> str:
    """The kind of file that `?as=` asks for; empty for the page."""
    kind = request.GET.get("as", "")
    return kind if kind in TYPES else ""


def answer(
    kind: str, name: str, columns: Iterable[Column], rows: Iterable[Any], *, zone: str = "UTC"
) -> StreamingHttpResponse:
    """The rows as a file of this kind, in the active language, moments in this zone."""
    write = {"csv": _csv, "xlsx": _xlsx}[kind]
    if isinstance(rows, QuerySet):
        rows = rows.iterator(chunk_size=CHUNK)
    lines = _lines(tuple(columns), rows, ZoneInfo(zone))
    spoken = translation.get_language() or "en"
    response = StreamingHttpResponse(_in(spoken, write(lines)), content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _in(language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The answer is made after the request's own language was put away."""
    with translation.override(language):
        yield from pieces


def _lines(
    columns: tuple[Column, ...], rows: Iterable[Any], zone: ZoneInfo
) -> Iterator[list[str | int]]:
    yield [str(column.words) for column in columns]
    for row in rows:
        yield [_plain(column.of(row), zone) for column in columns]


def _plain(cell: Cell, zone: ZoneInfo) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return cell if isinstance(cell, int) else str(cell)


def safe(cell: str | int) -> str | int:
    """A cell of CSV that no spreadsheet computes."""
    if isinstance(cell, str) and cell.startswith(FORMULAS):
        return f"'{cell}"
    return cell


def _csv(lines: Iterable[list[str | int]]) -> Iterator[bytes]:
    """With the mark by which spreadsheets know UTF-8."""
    yield b"\xef\xbb\xbf"
    for line in lines:
        text = StringIO()
        csv.writer(text).writerow([safe(cell) for cell in line])
        yield text.getvalue().encode()


class _Pipe(BytesIO):
    """What the archive writes, taken away as it comes: it cannot go back."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def taken(self) -> bytes:
        made = self.getvalue()
        BytesIO.seek(self, 0)
        self.truncate()
        return made


def _xlsx(lines: Iterable[list[str | int]]) -> Iterator[bytes]:
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as book:
        for name, part in _PARTS.items():
            book.writestr(name, part)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(_head().encode())
            for line in lines:
                sheet.write(f"<row>{''.join(map(_cell, line))}</row>".encode())
                if made := pipe.taken():
                    yield made
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.taken()


def _head() -> str:
    side = ' rightToLeft="1"' if is_rtl() else ""
    view = f'<sheetViews><sheetView{side} workbookViewId="0"/></sheetViews>'
    return f'{_XML}<worksheet xmlns="{_MAIN}">{view}<sheetData>'


def _cell(cell: str | int) -> str:
    if isinstance(cell, int):
        return f"<c><v>{cell:d}</v></c>"
    text = escape(_FORBIDDEN.sub("", cell)[:LONGEST])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
