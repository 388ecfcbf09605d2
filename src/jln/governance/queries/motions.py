"""What pages, letters and the mail room read of motions and of the words given to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.countries.terms import CONVENERS
from jln.governance.models import AgendaItem, Motion, Vote
from jln.governance.queries.voters import Sitting, Voter, sitting
from jln.governance.rules import voting
from jln.governance.terms import UNDECIDED, Ballot, MotionState, Taking
from jln.kit.time import day
from jln.parameters import queries as parameters
from jln.web.kept import Kept
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from jln.countries.models import Seat
    from jln.people.models import Person


MOST_OPEN = 20


class Chair(NamedTuple):
    """A place for which somebody may speak, and as what."""

    voter: Voter
    seat: Seat
    is_alternate: bool


class Spoken(NamedTuple):
    """A place on the page: whether it has spoken, and how, to who may know."""

    name: str
    has_spoken: bool
    is_held: bool
    word: str
    reason: str
    is_mine: bool


class MotionPage(NamedTuple):
    """One motion for one reader."""

    motion: Motion
    spoken: list[Spoken]
    tally: voting.Tally
    mine: Chair | None
    my_vote: Vote | None
    until: datetime | None
    may_settle: bool
    is_open: bool

    @property
    def voices(self) -> int:
        """How many seats have spoken."""
        return sum(one.has_spoken for one in self.spoken)


def motions(person: Person) -> QuerySet[Motion]:
    """Those that this person may follow, the newest first."""
    rows = Motion.objects.select_related("meeting", "decision", "put_by")
    return visible(person, Permission.MOTION_VIEW, rows).order_by("-opens_at", "-pk")


def motions_to_vote(person: Person) -> QuerySet[Motion]:
    """Those on which this person's seat is asked."""
    rows = Motion.objects.exclude(taking=Taking.CONSENSUS)
    return visible(person, Permission.MOTION_VOTE, rows)


def open_motions(person: Person) -> list[Motion]:
    """Those that are not decided yet."""
    return list(motions(person).filter(state__in=UNDECIDED)[:MOST_OPEN])


def for_reader(person: Person, of: Sitting) -> list[Waits]:
    """The same, each with the hour until which the word of the reader's own seat counts."""
    mine = next(iter(chairs_of(person, of.voters)), None)
    return [Waits(one, _until_for(one, mine)) for one in open_motions(person)]


def may_put(person: Person | None) -> bool:
    """May this person put something to the Steering Group?"""
    return can(person, Permission.MOTION_PUT, current())


def items_to_put(person: Person) -> QuerySet[AgendaItem]:
    """Items of an agenda that this person may put to decision."""
    rows = AgendaItem.objects.filter(withdrawn_at=None).select_related("meeting", "motion")
    return rows if may_put(person) else rows.none()


def may_settle(person: Person, motion: Motion) -> bool:
    """May this person count it, or take it back?"""
    return can(person, Permission.MOTION_SETTLE, motion)


def chairs_of(person: Person, voters: Iterable[Voter]) -> list[Chair]:
    """The voting places of a person, her own before those in which she stands in."""
    found = []
    for voter in voters:
        if not voter.votes:
            continue
        for seat, stands_in in ((voter.representative, False), (voter.alternate, True)):
            if seat is not None and seat.person_id == person.pk:
                found.append(Chair(voter, seat, stands_in))
                break
    return sorted(found, key=lambda one: (one.is_alternate, one.voter.term.pk))


def silent(motion: Motion, voters: Iterable[Voter]) -> list[Voter]:
    """Places that somebody holds, that vote, and whose word stands nowhere yet."""
    spoke = voting.effective(voices(motion.votes.order_by("number")))
    return [one for one in voters if one.votes and one.seats and one.term.pk not in spoke]


class Waits(NamedTuple):
    """An undecided motion, and until when the word of the reader's seat counts."""

    motion: Motion
    until: datetime | None


_unspoken: Kept[list[Waits]] = Kept(200, "motions")


def waiting_for(person: Person, *, at: datetime) -> list[Waits]:
    """Open motions on which the person's seat has said nothing. Kept: asked on the home page."""
    found = _unspoken.of(person.pk, None, lambda: _waiting_for(person, at))
    return [one for one in found if one.until is None or at < one.until]


def _waiting_for(person: Person, at: datetime) -> list[Waits]:
    chair = next(iter(chairs_of(person, sitting(day(at)).voters)), None)
    if chair is None:
        return []
    rows = Motion.objects.filter(state=MotionState.OPEN).exclude(taking=Taking.CONSENSUS)
    return [
        Waits(one, until(one, chair.voter))
        for one in rows.prefetch_related("votes").order_by("closes_at", "pk")
        if chair.voter.term.pk not in voting.effective(voices(one.votes.all()))
    ]


def zone_of(voter: Voter) -> str:
    """Where the evening of the last day is: the place's own zone, else its representative's."""
    if voter.term.country is not None:
        return str(voter.term.country.timezone)
    seat = voter.representative or voter.alternate
    return str(seat.person.timezone) if seat and seat.person else "UTC"


def until(motion: Motion, voter: Voter) -> datetime | None:
    """Until when the word of this place counts."""
    if motion.closes_on is None:
        return motion.closes_at
    evening = voting.closing(motion.closes_on, zone_of(voter))
    return min(evening, motion.closes_at) if motion.closes_at else evening


def _until_for(motion: Motion, mine: Chair | None) -> datetime | None:
    """Of a reader without a seat there is no hour: each place has its own evening."""
    if mine:
        return until(motion, mine.voter)
    return None if motion.closes_on else motion.closes_at


def until_of(vote: Vote) -> datetime | None:
    """Until when the seat of this word can say otherwise."""
    voters = sitting(day(vote.at)).voters
    voter = next((one for one in voters if one.term.pk == vote.term_id), None)
    return until(vote.motion, voter) if voter else vote.motion.closes_at


def voices(votes: Iterable[Vote]) -> list[voting.Voice]:
    """Words as the rules know them."""
    return [
        voting.Voice(one.number, one.term_id, one.person_id, one.is_alternate, one.word)
        for one in votes
    ]


def word_of(vote: Vote) -> Vote | None:
    """The word that counts now for the seat of this one, if any does."""
    votes = list(vote.motion.votes.order_by("number"))
    voice = voting.effective(voices(votes)).get(vote.term_id)
    return next((one for one in votes if voice and one.number == voice.number), None)


def name_of(voter: Voter) -> str:
    """How the register names a place, in any language."""
    term = voter.term
    return term.country.code if term.country else str(getattr(term.institution, "slug", ""))


def counted(motion: Motion, votes: Iterable[Vote], on: date) -> voting.Tally:
    """What the places of a day said, by the numbers of that day."""
    group = sitting(on)
    rows = list(votes)
    conveners = {seat.person_id for seat in group.conveners}
    spoke = {one.person_id for one in rows}
    in_silence = motion.taking == Taking.SILENCE and bool(conveners)
    numbers = parameters.all_on(on)
    return voting.tally(
        motion.taking,
        [place_of(one) for one in group.voters if one.votes],
        voices(rows),
        voting.Numbers(numbers["quorum_percent"].value, numbers["majority_thirds"].value),
        has_convener=motion.by_convener or in_silence or bool(conveners & spoke),
    )


def place_of(voter: Voter) -> voting.Place:
    """A place as it is counted."""
    return voting.Place(
        term=voter.term.pk,
        name=name_of(voter),
        is_country=voter.term.country_id is not None,
        is_held=voter.representative is not None or voter.alternate is not None,
    )


def motion_page(motion: Motion, person: Person, *, at: datetime) -> MotionPage:
    """One motion: who has spoken; how, once it is closed or where silence is consent."""
    on = motion.closes_on if motion.state == MotionState.DECIDED else None
    on = on or day(motion.closes_at or at if motion.state == MotionState.DECIDED else at)
    votes = list(motion.votes.order_by("number"))
    group = sitting(on)
    said = voting.effective(voices(votes))
    by_number = {one.number: one for one in votes}
    is_open = motion.state == MotionState.OPEN
    is_shown = not is_open or motion.taking == Taking.SILENCE
    mine = next(iter(chairs_of(person, group.voters)), None)
    spoken = []
    for voter in (one for one in group.voters if one.votes):
        voice = said.get(voter.term.pk)
        is_mine = mine is not None and mine.voter.term.pk == voter.term.pk
        told = voice is not None and (is_shown or is_mine)
        vote = by_number[voice.number] if voice and told else None
        spoken.append(
            Spoken(
                name=voter.term.called,
                has_spoken=voice is not None,
                is_held=place_of(voter).is_held,
                word=str(Ballot(vote.word).label) if vote else "",
                reason=vote.reason if vote else "",
                is_mine=is_mine,
            )
        )
    my_voice = said.get(mine.voter.term.pk) if mine else None
    return MotionPage(
        motion=motion,
        spoken=spoken,
        tally=counted(motion, votes, on),
        mine=mine,
        my_vote=by_number[my_voice.number] if my_voice else None,
        until=_until_for(motion, mine),
        may_settle=can(person, Permission.MOTION_SETTLE, motion),
        is_open=is_open,
    )


def is_convener(person: Person | None, on: date) -> bool:
    """Does this person convene the Steering Group on a day?"""
    if person is None:
        return False
    return person.seats.held_on(on).filter(kind__in=sorted(CONVENERS)).exists()
