"""A list as a file: CSV that no spreadsheet takes for formulas, or a spreadsheet of its own.

Both are written a row at a time, so that a list of any length takes little memory: CSV on its
way out, a spreadsheet in a file that is gone with the answer. Its cells are numbers, days and
texts, never a formula or a link.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import translation

from jln.ui.formats import is_rtl

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | None
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute the text of a cell."""

LONGEST = 32_767  # characters that a cell of a spreadsheet holds
CHUNK = 500
PIECE = 65_536
WIDTH = 24  # characters: most names and titles, two columns on a small screen
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHOWN = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd"}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Column(NamedTuple):
    """The heading of a column, and what stands in it of a row.

    `is_moment`: its moments are written whole, and the heading names their zone; elsewhere a
    moment is its day.
    """

    words: StrOrPromise
    of: Callable[[Any], Cell]
    is_moment: bool = False


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
) -> Iterator[list[str | int | date]]:
    yield [_heading(column, zone) for column in columns]
    for row in rows:
        yield [_plain(column.of(row), column, zone) for column in columns]


def _heading(column: Column, zone: ZoneInfo) -> str:
    """Words of the pages begin as they stand there; here all begin alike."""
    words = str(column.words).rstrip(": ")
    words = words[:1].upper() + words[1:]
    return f"{words} ({zone.key})" if column.is_moment else words


def _plain(cell: Cell, column: Column, zone: ZoneInfo) -> str | int | date:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        there = cell.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
        return there if column.is_moment else there.date()
    return cell


def safe(cell: str | int) -> str | int:
    """A cell of CSV that no spreadsheet computes."""
    if isinstance(cell, str) and cell.startswith(FORMULAS):
        return f"'{cell}"
    return cell


def _csv(lines: Iterable[list[str | int | date]]) -> Iterator[bytes]:
    """With the mark by which spreadsheets know UTF-8."""
    yield b"\xef\xbb\xbf"
    for line in lines:
        text = StringIO()
        csv.writer(text).writerow([safe(_as_text(cell)) for cell in line])
        yield text.getvalue().encode()


def _as_text(cell: str | int | date) -> str | int:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _xlsx(lines: Iterable[list[str | int | date]]) -> Iterator[bytes]:
    """The library is loaded at the first sheet: 13 MB that most processes never need."""
    from xlsxwriter import Workbook  # noqa: PLC0415 -- see above

    with tempfile.TemporaryFile() as file:
        with Workbook(file, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("JLN")
            formats = {
                kind: book.add_format({"num_format": shown}) for kind, shown in _SHOWN.items()
            }
            bold = book.add_format({"bold": True})
            if is_rtl():
                sheet.right_to_left()
            sheet.freeze_panes(1, 0)
            for at, line in enumerate(lines):
                if at == 0:
                    sheet.set_column(0, len(line) - 1, WIDTH)
                    sheet.set_row(0, None, bold)
                for column, cell in enumerate(line):
                    _write(sheet, at, column, cell, formats)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(
    sheet: Worksheet, row: int, column: int, cell: str | int | date, formats: dict[type, Format]
) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats[type(cell)])
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, _FORBIDDEN.sub("", cell)[:LONGEST])
