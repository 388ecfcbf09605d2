"""The rules of adaptations. Pure: no database, no request, no clock.

Source: domain model, states of an adaptation ("each step needs dated evidence");
foundations 1 (state and depth are two columns); design 6 ("nothing yet" is an answer,
a stopped one says why and is as visible).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import Verdict, unless
from jln.library.terms import AdaptationState, Depth, Move

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise

LONGEST = 4_000  # an answer; a report is a product of its own
LONGEST_PLACE = 160
LONGEST_REASON = 300
UNDO = timedelta(days=7)  # mail twin, section 10

AFTER: dict[tuple[AdaptationState, Move], AdaptationState] = {
    (AdaptationState.INTENDED, Move.ADVANCE): AdaptationState.UNDER_WAY,
    (AdaptationState.INTENDED, Move.STOP): AdaptationState.STOPPED,
    (AdaptationState.UNDER_WAY, Move.ADVANCE): AdaptationState.UNDER_WAY,
    (AdaptationState.UNDER_WAY, Move.FINISH): AdaptationState.FINISHED,
    (AdaptationState.UNDER_WAY, Move.STOP): AdaptationState.STOPPED,
    (AdaptationState.FINISHED, Move.ADVANCE): AdaptationState.FINISHED,
    (AdaptationState.FINISHED, Move.RESUME): AdaptationState.UNDER_WAY,
    (AdaptationState.STOPPED, Move.ADVANCE): AdaptationState.STOPPED,
    (AdaptationState.STOPPED, Move.RESUME): AdaptationState.UNDER_WAY,
}
"""Evidence never restarts what was stopped: it can be found years later."""

DEPTHS: tuple[Depth, ...] = tuple(Depth)
"""From the shallowest to the deepest."""

_LASTING = frozenset({Depth.IN_USE, Depth.AT_SCALE})


@dataclass(frozen=True, slots=True)
class Answers:
    """What a country says about its use of a product, and where that stands."""

    used: str = ""
    changed: str = ""
    where: str = ""
    happened: str = ""
    state: AdaptationState = AdaptationState.UNDER_WAY

    @property
    def said(self) -> tuple[str, ...]:
        """The answers in words."""
        return self.used, self.changed, self.where, self.happened

    def tidy(self) -> Answers:
        """The same without white space around it."""
        used, changed, where, happened = (text.strip() for text in self.said)
        return Answers(used, changed, where, happened, self.state)


def may_report(answers: Answers) -> Verdict:
    """Is this an account of an adaptation? One answer is enough; a stop says why."""
    stopped = answers.state is AdaptationState.STOPPED
    return (
        unless(
            any(text.strip() for text in answers.said),
            "nothing_said",
            _("Answer at least one question about it; “nothing yet” is an answer."),
        )
        & unless(
            max(len(text) for text in answers.said) <= LONGEST,
            "too_long",
            _("An answer has room for 4,000 letters."),
        )
        & unless(
            len(answers.where.strip()) <= LONGEST_PLACE,
            "place_too_long",
            _("The place has room for 160 letters."),
        )
        & unless(
            not stopped or bool(answers.happened.strip()),
            "no_reason",
            _("Say what happened and why it was stopped; it helps the next country."),
        )
    )


def may_correct(answers: Answers, now: AdaptationState, *, is_shown: bool) -> Verdict:
    """May it say this instead? Where it stands is corrected freely until evidence shows it.

    The reason of a stop that was on record before stays where it was given.
    """
    is_new_state = answers.state is not now
    judged = answers if is_new_state else replace(answers, state=AdaptationState.UNDER_WAY)
    reachable = {AFTER[pair] for pair in AFTER if pair[0] is now}
    return may_report(judged) & unless(
        not (is_shown and is_new_state) or answers.state in reachable,
        "wrong_state",
        _("The evidence on record does not fit that state."),
    )


def reason_after(
    answers: Answers, now: AdaptationState | None, *, reason: str = "", outcome: str = ""
) -> str:
    """Why it was stopped: what happened, unless the stop gave a reason of its own."""
    if answers.state is not AdaptationState.STOPPED:
        return ""
    is_its_own = now is AdaptationState.STOPPED and reason != outcome[:LONGEST_REASON]
    return reason if is_its_own else answers.happened.strip()[:LONGEST_REASON]


def may_move(state: AdaptationState, move: Move) -> Verdict:
    """Is this move open from this state?"""
    return unless((state, move) in AFTER, "wrong_state", _WRONG[move])


_WRONG = {
    Move.ADVANCE: _("Nothing can be added to this adaptation."),
    Move.FINISH: _("Only an adaptation that is under way can be finished."),
    Move.STOP: _("This adaptation has come to its end already."),
    Move.RESUME: _("This adaptation is going on already."),
}


def may_show(text: str, dated: PartialDate | None, *, on: date) -> Verdict:
    """Is this evidence? It has a date, which is not to come, and says what shows it."""
    return (
        unless(
            dated is not None,
            "no_date",
            _("Say since when; a year or a month is enough."),
        )
        & unless(
            dated is None or dated.first <= on,
            "future",
            _("Evidence cannot be of a day to come."),
        )
        & unless(bool(text.strip()), "no_evidence", _("Say what shows it."))
        & unless(len(text) <= LONGEST, "too_long", _("An answer has room for 4,000 letters."))
    )


def may_stop(reason: str) -> Verdict:
    """Does the stop say why?"""
    return unless(
        bool(reason.strip()), "no_reason", _("Say why it was stopped; it helps the next country.")
    ) & unless(
        len(reason.strip()) <= LONGEST_REASON,
        "too_long",
        _("The reason has room for 300 letters."),
    )


def deepest(depths: Iterable[Depth]) -> Depth | None:
    """How far the evidence shows that a change went; nothing without evidence."""
    return max(depths, key=DEPTHS.index, default=None)


class Standing(NamedTuple):
    """The one word for where an adaptation stands; its state and its depth are both behind it."""

    code: str
    label: StrOrPromise
    is_reached: bool  # in use at least, or wholly done
    is_stopped: bool


def standing(state: AdaptationState, depth: Depth | None) -> Standing:
    """A stop is said as a stop; else how far evidence shows that it went, if any does."""
    if depth and state is not AdaptationState.STOPPED:
        return Standing(depth.value, depth.label, depth in _LASTING, is_stopped=False)
    return Standing(
        state.value,
        state.label,
        is_reached=state is AdaptationState.FINISHED,
        is_stopped=state is AdaptationState.STOPPED,
    )


def may_withdraw(*, is_withdrawn: bool, is_built_on: bool) -> Verdict:
    """May an adaptation be taken back? Not once others have built on it."""
    return unless(
        not is_withdrawn, "withdrawn", _("This adaptation has been taken back already.")
    ) & unless(
        not is_built_on,
        "built_on",
        _("Others have added to this adaptation. Stop it instead, and say why."),
    )


def begun(
    starts: PartialDate | None, shown: PartialDate | None, *, recorded: datetime
) -> PartialDate:
    """When an adaptation began: as said, or as its first evidence shows, whichever is earlier.

    At the latest when it was put on record.
    """
    known = [when for when in (starts, shown) if when]
    return min(known, key=str, default=PartialDate.of(day(recorded)))


def leaves_a_mark(reported_at: datetime, withdrawn_at: datetime) -> bool:
    """Does a withdrawn adaptation stay as a removed step? What was undone at once was never one."""
    return withdrawn_at - reported_at > UNDO


def is_known_licence(licence: str) -> bool:
    """Is there a licence at all? An empty one never becomes an open one (foundations 12)."""
    return bool(licence.strip())
