"""How a Core Group is doing: one state, and each reason in words. Pure, over dated facts."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.governance.terms import GroupState
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

OK, WAIT, NO = "ok", "wt", "no"
INACTIVE_AFTER = 2  # times as long as it takes to be at risk


@dataclass(frozen=True, slots=True)
class Needed:
    """The numbers of the rule, as they were on the day."""

    institutions: int
    months: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on record of a group on a day."""

    is_formed: bool = False
    has_terms: bool = False
    institutions: int = 0
    formed: date | None = None  # the last day it can mean
    last_met: date | None = None
    next_meeting: date | None = None
    spoke: int = 0  # institutions represented at the last meeting
    open_actions: int = 0
    late_actions: int = 0
    oldest_late: date | None = None
    has_coordinator: bool = False
    had_coordinator: bool = False
    vacant: tuple[str, ...] = ()  # seats that nobody holds, in words
    passed_on: int = 0  # people outside the group who heard of something, in the last year


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: `mark` is ok, wt or no."""

    code: str
    mark: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """The state and its reasons."""

    state: GroupState
    lines: tuple[Line, ...]


def health(seen: Seen, needed: Needed, on: date) -> Health:
    """What is to be said of a group on a day."""
    return Health(_state(seen, needed, on), tuple(_lines(seen, needed, on)))


def _state(seen: Seen, needed: Needed, on: date) -> GroupState:
    if not seen.is_formed:
        return GroupState.NONE
    has_all = (
        seen.institutions >= needed.institutions
        and seen.has_terms
        and (seen.has_coordinator or seen.had_coordinator)
    )
    if not has_all:
        return GroupState.FORMING
    sign = _sign(seen)
    if sign is not None and sign < months_before(on, INACTIVE_AFTER * needed.months):
        return GroupState.INACTIVE
    is_recent = sign is not None and sign >= months_before(on, needed.months)
    return GroupState.ACTIVE if is_recent and seen.has_coordinator else GroupState.AT_RISK


def _sign(seen: Seen) -> date | None:
    """The last sign of life: a meeting, or the forming itself."""
    return max(filter(None, (seen.last_met, seen.formed)), default=None)


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month."""
    years, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(on.day, last))


def _lines(seen: Seen, needed: Needed, on: date) -> Iterator[Line]:
    if not seen.is_formed:
        yield Line("formed", NO, _("No Country Core Group is on record."))
    else:
        yield _met(seen, needed, on)
        yield _institutions(seen, needed)
        yield Line("terms", *_terms(seen))
    yield from _seats(seen)
    if seen.is_formed:
        yield _actions(seen)
        yield _passed_on(seen)


def _met(seen: Seen, needed: Needed, on: date) -> Line:
    more = ngettext(
        "At risk after %(num)s month without a meeting.",
        "At risk after %(num)s months without a meeting.",
        needed.months,
    ) % {"num": formats.number(needed.months)}
    if seen.next_meeting:
        coming = _("Next meeting: %(date)s.") % {"date": formats.day(seen.next_meeting)}
        more = f"{coming} {more}"
    sign = _sign(seen)
    is_recent = sign is not None and sign >= months_before(on, needed.months)
    if seen.last_met is None:
        return Line("met", WAIT if is_recent else NO, _("No meeting is on record."), more)
    text = _("Last met: %(date)s.") % {"date": formats.day(seen.last_met)}
    return Line("met", OK if is_recent else NO, text, more)


def _institutions(seen: Seen, needed: Needed) -> Line:
    text = ngettext(
        "%(num)s institution takes part.", "%(num)s institutions take part.", seen.institutions
    ) % {"num": formats.number(seen.institutions)}
    asked = _("At least %(number)s are asked for.") % {
        "number": formats.number(needed.institutions)
    }
    if seen.last_met is not None:
        spoke = ngettext(
            "%(num)s was represented at the last meeting.",
            "%(num)s were represented at the last meeting.",
            seen.spoke,
        ) % {"num": formats.number(seen.spoke)}
        asked = f"{asked} {spoke}"
    return Line("institutions", OK if seen.institutions >= needed.institutions else NO, text, asked)


def _terms(seen: Seen) -> tuple[str, str]:
    if seen.has_terms:
        return OK, _("Terms of reference are on record.")
    return NO, _("Terms of reference are missing.")


def _seats(seen: Seen) -> Iterator[Line]:
    for seat in seen.vacant:
        yield Line("vacant", NO, _("Nobody is %(seat)s.") % {"seat": seat})


def _actions(seen: Seen) -> Line:
    if not seen.open_actions:
        return Line("actions", OK, _("No action is open."))
    many = ngettext("%(num)s action is open.", "%(num)s actions are open.", seen.open_actions) % {
        "num": formats.number(seen.open_actions)
    }
    if not seen.late_actions or seen.oldest_late is None:
        return Line("actions", OK, many)
    late = ngettext(
        "%(num)s is late, the oldest since %(date)s.",
        "%(num)s are late, the oldest since %(date)s.",
        seen.late_actions,
    ) % {"num": formats.number(seen.late_actions), "date": formats.day(seen.oldest_late)}
    return Line("actions", WAIT, many, late)


def _passed_on(seen: Seen) -> Line:
    text = ngettext(
        "%(num)s person outside the group heard of something learned here in the last year.",
        "%(num)s people outside the group heard of something learned here in the last year.",
        seen.passed_on,
    ) % {"num": formats.number(seen.passed_on)}
    return Line("passed_on", OK if seen.passed_on else WAIT, text)
