"""Lists of people as they come: CSV in whatever dialect, or a spreadsheet."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from jln.kit.verdict import refusal, unless

MOST_BYTES = 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def rows_of(content: bytes) -> list[list[str]]:
    """The lines of a file, told by what it is, not by its name. Raises `RuleBroken`."""
    small = _("A list may have up to 1 MB.")
    unless(len(content) <= MOST_BYTES, "too_large", small).or_raise()
    if content.startswith((ZIP, OLE)):
        return _spreadsheet(content)
    return _csv(_text(content))


def _spreadsheet(content: bytes) -> list[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = book.get_sheet_by_index(0).to_python(nrows=1_000)
    except (CalamineError, ValueError, IndexError, OSError):
        broken = _("This spreadsheet cannot be read. Save it as CSV and send that.")
        raise refusal("broken_sheet", broken) from None
    return [[str(cell) for cell in row] for row in sheet]


def _csv(text: str) -> list[list[str]]:
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    try:
        return list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise refusal("broken_csv", _("This list cannot be read as CSV.")) from None


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
