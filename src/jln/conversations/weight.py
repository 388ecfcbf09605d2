"""How much of a conversation fits a page: what is left of its weight beside sheet and frame."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

from jln.ui import sheet

if TYPE_CHECKING:
    from django.http import HttpRequest

FIRST_ANSWER = 13_600
PAGE = 9_500
FRAME = 3_600
"""Bars, side column, forms and footer of a conversation in the longest of the five languages."""


def budget_of(request: HttpRequest) -> int:
    """Compressed bytes for posts; a first visit carries the sheet as well."""
    if request.COOKIES.get("style") == sheet.SHEET_HASH:
        return PAGE - FRAME
    return FIRST_ANSWER - _sheet() - FRAME


@cache
def _sheet() -> int:
    return len(zlib.compress(sheet.SHEET.encode(), 6))
