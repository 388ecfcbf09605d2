"""The words that seats give to a motion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.governance import asking
from jln.governance.actions import motions
from jln.governance.models import Vote
from jln.governance.queries import motions as queries
from jln.governance.queries.voters import voters
from jln.governance.rules import voting
from jln.governance.terms import Ballot
from jln.kit.time import day

if TYPE_CHECKING:
    from datetime import datetime

    from jln.governance.models import Motion
    from jln.governance.queries.motions import Chair
    from jln.people.models import Person

LIFE = timedelta(days=90)
"""A vote is taken back by mail until it is closed; its letter is answered for so long."""


@transaction.atomic
def vote(
    motion: Motion, word: str, *, by: Person, at: datetime, reason: str = "", by_mail: bool = False
) -> Vote:
    """Say what a seat says; the last word before closing counts. The same again is one.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.MOTION_VOTE, motion)
    motion = motions.locked(motion)
    votes = list(motion.votes.order_by("number"))
    chair = next(iter(queries.chairs_of(by, voters(day(at)))), None)
    said = voting.effective(queries.voices(votes))
    voting.may_vote(_asking(motion, chair, said, by, at), word, reason).or_raise()
    if chair is None:  # the rule has said so
        raise AssertionError
    standing = said.get(chair.voter.term.pk)
    last = next((one for one in votes if standing and one.number == standing.number), None)
    if last and last.person_id == by.pk and (last.word, last.reason) == (word, reason):
        return last
    given = Vote.objects.create(
        motion=motion,
        number=len(votes) + 1,
        term=chair.voter.term,
        seat=chair.seat,
        person=by,
        is_alternate=chair.is_alternate,
        word=word,
        reason=reason,
        by_mail=by_mail,
        at=at,
    )
    fact = motions.tell(Kind.MOTION_VOTED, motion, by=by, at=at, data={"vote": given.pk})
    if last and last.person_id in {seat.person_id for seat in chair.voter.seats} - {by.pk}:
        asking.tell_the_other(given, last, fact, at=at)
    return given


@transaction.atomic
def take_back(given: Vote, *, by: Person, at: datetime, by_mail: bool = False) -> Vote:
    """The seat says again what it said before this word; nothing, if it had said nothing.

    Another word that came since stays. Raises PermissionDenied or RuleBroken.
    """
    motion = motions.locked(given.motion)
    said = motion.votes.filter(term=given.term_id, is_alternate=given.is_alternate)
    said = said.order_by("-number")
    now, before = said.first(), said.filter(number__lt=given.number).first()
    if now is None or (now.word, now.reason) != (given.word, given.reason):
        return now or given
    if before is None:
        return vote(motion, Ballot.NONE, by=by, at=at, by_mail=by_mail)
    return vote(motion, before.word, reason=before.reason, by=by, at=at, by_mail=by_mail)


def _asking(
    motion: Motion, chair: Chair | None, said: dict[int, voting.Voice], by: Person, at: datetime
) -> voting.Asking:
    mine = chair.voter.term.pk if chair else 0
    standing = said.get(mine)
    return voting.Asking(
        taking=motion.taking,
        state=motion.state,
        at=at,
        until=queries.until(motion, chair.voter) if chair else None,
        speaks=chair is not None,
        is_alternate=chair is not None and chair.is_alternate,
        representative_spoke=standing is not None and not standing.is_alternate,
        voted_elsewhere=any(one.person == by.pk and one.term != mine for one in said.values()),
    )
