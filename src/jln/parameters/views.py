"""The numbers of the rules, for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from jln.kit.time import day
from jln.parameters import queries, rules
from jln.parameters.terms import PARTS
from jln.parameters.words import shown
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public
def numbers(request: PublicRequest) -> HttpResponse:
    """Each number with its value, since when, where it comes from, and what it was before."""
    today = day(request.now)
    of = queries.histories()
    rows = [row for history in of.values() for row in history]
    later = [row.valid_from.first for row in rows if row.valid_from.first > today]
    if later:
        request.good_until = min(later)
    return page(
        request,
        "parameters/numbers.html",
        parts=PARTS,
        now=rules.numbers_on(rows, today),
        histories=of,
        shown=shown,
    )
