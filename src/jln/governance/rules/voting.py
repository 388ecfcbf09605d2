"""Who may say what to a motion, what counts, and what follows from it. Pure.

Consensus first; else two thirds of the seats present; quorum of the seats of countries and
a convener; in writing, silence is consent and one objection leads to the next meeting. The
numbers are parameters, and a decision keeps those of its day, so that it can be counted again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from jln.governance.terms import IN_WRITING, UNDECIDED, Ballot, MotionState, Taking
from jln.kit.matter import Outcome
from jln.kit.verdict import YES, Verdict, no, unless

EVENING = time(18)
FRIDAY = 4
WHOLE, THIRDS = 100, 3
PRESENT = frozenset({Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAIN})
PUBLIC_WORDS = (Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAIN, Ballot.ASIDE)
IN_SILENCE = (Ballot.FOR, Ballot.AGAINST, Ballot.ASIDE)
NO_QUORUM, OBJECTION, CANCELLED = "no_quorum", "objection", "cancelled"


class Voice(NamedTuple):
    """One word that was given. `number` is its place in the order in which words came."""

    number: int
    term: int
    person: int | None
    is_alternate: bool
    word: str


class Place(NamedTuple):
    """A seat as it is counted: `name` is its country's code or its partner's short name."""

    term: int
    name: str
    is_country: bool
    is_held: bool = True  # somebody was there to be asked


class Line(NamedTuple):
    """What one seat said, as the register keeps it. `word` is empty for silence."""

    seat: str
    word: str = ""
    is_country: bool = True
    is_alternate: bool = False
    is_held: bool = True


@dataclass(frozen=True, slots=True)
class Numbers:
    """The parameters of the day."""

    quorum_percent: int
    majority_thirds: int


@dataclass(frozen=True, slots=True)
class Tally:
    """All that the result follows from."""

    taking: str
    lines: tuple[Line, ...]
    numbers: Numbers
    has_convener: bool

    def count(self, *words: str) -> int:
        """How many seats said one of these words."""
        return sum(one.word in words for one in self.lines)

    @property
    def countries(self) -> int:
        """Seats of countries."""
        return sum(one.is_country for one in self.lines)

    @property
    def needed(self) -> int:
        """Countries that make a quorum."""
        return -(-self.countries * self.numbers.quorum_percent // WHOLE)

    @property
    def present(self) -> int:
        """Countries that count for the quorum; who steps aside does not."""
        return sum(one.is_country and self._is_there(one) for one in self.lines)

    @property
    def has_quorum(self) -> bool:
        """Enough countries, and a convener."""
        return self.has_convener and not self.is_too_few

    @property
    def is_too_few(self) -> bool:
        """Fewer countries than make a quorum."""
        return self.present < max(self.needed, 1)

    def _is_there(self, one: Line) -> bool:
        if self.taking == Taking.SILENCE and not one.word:
            return one.is_held  # silence is consent, of who could be asked
        return one.word in PRESENT

    def as_json(self) -> dict[str, Any]:
        """As the register keeps it."""
        return {
            "taking": str(self.taking),
            "seats": [
                {
                    "seat": one.seat,
                    "word": str(one.word),
                    "country": one.is_country,
                    "alternate": one.is_alternate,
                    "held": one.is_held,
                }
                for one in self.lines
            ],
            "quorum_percent": self.numbers.quorum_percent,
            "majority_thirds": self.numbers.majority_thirds,
            "convener": self.has_convener,
        }

    def in_public(self) -> dict[str, Any]:
        """As everybody reads it: how many said what, enough to count it again."""
        words = {word.value: self.count(word) for word in PUBLIC_WORDS}
        return {
            "taking": str(self.taking),
            "seats": len(self.lines),
            "countries": self.countries,
            "present": self.present,
            **words,
            "quorum_percent": self.numbers.quorum_percent,
            "majority_thirds": self.numbers.majority_thirds,
            "convener": self.has_convener,
        }

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Tally:
        """From the register, to be counted again."""
        lines = (
            Line(
                seat=one["seat"],
                word=one["word"],
                is_country=one["country"],
                is_alternate=one["alternate"],
                is_held=one["held"],
            )
            for one in said["seats"]
        )
        numbers = Numbers(said["quorum_percent"], said["majority_thirds"])
        return cls(said["taking"], tuple(lines), numbers, said["convener"])


class Result(NamedTuple):
    """`outcome` deferred: nothing is decided, for the reason of this code."""

    outcome: Outcome
    why: str = ""


def effective(voices: Iterable[Voice]) -> dict[int, Voice]:
    """The one word of each seat: the representative's last, else the alternate's last.

    A person speaks for one seat: of two, for the one where they spoke last.
    """
    last: dict[tuple[int, bool], Voice] = {}
    for voice in sorted(voices):
        last[voice.term, voice.is_alternate] = voice
    found: dict[int, Voice] = {}
    for (term, _is_alternate), voice in sorted(last.items(), key=lambda row: row[0][1]):
        if voice.word != Ballot.NONE:
            found.setdefault(term, voice)
    newest = {
        voice.person: voice.number for voice in sorted(found.values()) if voice.person is not None
    }
    return {
        term: voice
        for term, voice in found.items()
        if voice.person is None or newest[voice.person] == voice.number
    }


def tally(
    taking: str,
    places: Sequence[Place],
    voices: Iterable[Voice],
    numbers: Numbers,
    *,
    has_convener: bool,
) -> Tally:
    """What the seats of the day said."""
    said = effective(voices)
    lines = (
        Line(
            one.name,
            said[one.term].word if one.term in said else "",
            is_country=one.is_country,
            is_alternate=one.term in said and said[one.term].is_alternate,
            is_held=one.is_held,
        )
        for one in places
    )
    return Tally(taking, tuple(lines), numbers, has_convener)


def judge(of: Tally) -> Result:
    """Adopted, rejected, or neither."""
    if not of.has_quorum:
        return Result(Outcome.DEFERRED, NO_QUORUM)
    if of.taking in (Taking.SILENCE, Taking.CONSENSUS):
        if of.count(Ballot.AGAINST):
            return Result(Outcome.DEFERRED, OBJECTION)
        return Result(Outcome.ADOPTED)
    votes = Counter(one.word for one in of.lines)
    there = sum(votes[word] for word in PRESENT)
    is_carried = THIRDS * votes[Ballot.FOR] >= of.numbers.majority_thirds * there
    return Result(Outcome.ADOPTED if is_carried else Outcome.REJECTED)


def closing(on: date, zone: str) -> datetime:
    """The evening of a day in a place: a day there has its own hours, whatever the season."""
    return datetime.combine(on, EVENING, ZoneInfo(zone)).astimezone(UTC)


def working_days_after(on: date, days: int) -> date:
    """The day on which so many working days have passed, Monday to Friday."""
    while days > 0:
        on += timedelta(days=1)
        days -= on.weekday() <= FRIDAY
    return on


def may_put(taking: str, closes_on: date | None, *, earliest: date) -> Verdict:
    """May it be put to the Steering Group in this way, until this day?"""
    if taking not in IN_WRITING:
        return unless(
            closes_on is None, "no_day", _("What is decided in a meeting has no last day.")
        )
    if closes_on is None:
        return no("last_day", _("Give a last day: this is decided in writing."))
    return unless(
        closes_on >= earliest,
        "too_soon",
        _("Give the seats more time: the last day is too early."),
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known when somebody wants to vote. `of`: the seat it would be for, if any."""

    taking: str
    state: str
    at: datetime
    until: datetime | None  # in the place of the seat
    speaks: bool  # for a seat that votes
    is_alternate: bool = False
    representative_spoke: bool = False
    voted_elsewhere: bool = False


def may_vote(it: Asking, word: str, reason: str) -> Verdict:
    """May this word be given now, for this seat?"""
    if not it.speaks:
        return no("no_seat", _("You hold no seat that votes today."))
    if it.taking == Taking.CONSENSUS:
        return no("in_the_room", _("This is decided in the meeting, by consensus."))
    is_late = it.until is not None and it.at >= it.until
    fits = it.taking != Taking.SILENCE or word != Ballot.ABSTAIN
    has_reason = it.taking != Taking.SILENCE or word != Ballot.AGAINST or bool(reason.strip())
    return (
        unless(
            it.state == MotionState.OPEN and not is_late,
            "closed",
            _("This is closed; your word came too late and does not count."),
        )
        & unless(
            not (it.is_alternate and it.representative_spoke),
            "representative",
            _("The representative of your seat has voted; only the representative changes it."),
        )
        & unless(
            not it.voted_elsewhere,
            "one_seat",
            _("You voted for another seat; one person votes for one seat."),
        )
        & unless(fits, "silence", _("Nobody abstains in writing: say nothing, or step aside."))
        & unless(has_reason, "no_reason", _("An objection needs its reason."))
    )


def may_close(
    *, state: str, taking: str, is_due: bool, all_spoke: bool, by_itself: bool
) -> Verdict:
    """May it be counted now?"""
    if state not in (MotionState.OPEN, MotionState.HELD):
        return no("not_open", _("This is not open."))
    if taking == Taking.CONSENSUS:
        return no("in_the_room", _("This is decided in the meeting, by consensus."))
    ready = is_due or state == MotionState.HELD or (not by_itself and all_spoke)
    in_the_room = taking == Taking.VOTE and not by_itself
    return unless(
        ready or in_the_room,
        "not_yet",
        _("It is open until its last day, unless every seat has spoken."),
    )


def may_settle(state: str) -> Verdict:
    """May it still be taken back, or decided in a meeting?"""
    return YES if state in UNDECIDED else no("decided", _("This is not open."))
