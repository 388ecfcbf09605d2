"""The register of decisions as lines of a file, for everybody and for members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.rules import voting
from jln.governance.terms import Ballot
from jln.web import sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.governance.models import Decision


def _count(word: Ballot) -> Callable[[Decision], sheets.Cell]:
    return lambda one: voting.Tally.of(one.tally).count(word) if one.tally else None


def _spoken(decision: Decision) -> str:
    """Each seat by its code, as the register names it."""
    seats = decision.tally.get("seats", ())
    return "; ".join(
        f"{one['seat']}: {Ballot(one['word']).label if one['word'] else '–'}" for one in seats
    )


COLUMNS = (
    sheets.Column(_("No."), lambda one: one.number),
    sheets.Column(_("Date"), lambda one: str(one.decided_on)),
    sheets.Column(_("Decision"), str),
    sheets.Column(_("The text"), lambda one: one.text),
    sheets.Column(_("Outcome"), lambda one: str(one.outcome_words)),
    sheets.Column(_("How it was taken"), lambda one: one.get_taking_display()),
    *(sheets.Column(word.label, _count(word)) for word in voting.PUBLIC_WORDS),
    sheets.Column(_("Replaces"), lambda one: one.supersedes.number if one.supersedes else None),
    sheets.Column(_("Mark"), lambda one: one.mark),
)
INSIDE = (*COLUMNS, sheets.Column(_("Seats"), _spoken))
"""With what each seat said."""
