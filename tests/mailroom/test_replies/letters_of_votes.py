"""Letters that ask for the word of a seat or of a country, and what is told of it."""

from __future__ import annotations

from tests import factories as f
from tests.governance import recorded
from tests.mailroom.letters import newest

from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import asking
from jln.governance.actions import motions, votes
from jln.governance.models import SteeringTerm
from jln.governance.queries.voters import voters
from jln.governance.terms import Ballot
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.membership.models import CountryMembership
from jln.people.models import Person


class Votes:
    """Of the world of all letters."""

    adjoa: Person
    saran: Person

    def _motion(self):
        """Ghana's seat has Saran as its alternate; a vote is open."""
        country = f.country()
        SteeringTerm.objects.create(country=country, starts_on=clock.now().date())
        seat = f.seat(SeatKind.STEERING_ALTERNATE, self.saran, country=country)
        what = motions.Proposal("Publish papers", "Every paper is published.", "vote")
        motion = motions.put(what, by=f.staff(), at=clock.now())
        fact = record(Kind.MOTION_REMINDED, motion, by=None, at=clock.now())
        return motion, voters(clock.now().date())[0], seat, fact

    def _motion_opened(self):
        self._motion()
        return newest("motion.opened", self.saran)

    def _motion_reminded(self):
        motion, voter, seat, fact = self._motion()
        asking.remind(motion, [(voter, seat)], fact, at=clock.now())
        return newest("motion.reminded", self.saran)

    def _motion_silent(self):
        motion, voter, _seat, fact = self._motion()
        motion.closes_at, motion.closes_on = clock.now(), clock.now().date()
        asking.tell_of_silence(motion, [voter], [self.saran], fact, at=clock.now())
        return newest("motion.silent", self.saran)

    def _motion_voted(self):
        motion, *_rest = self._motion()
        f.seat(SeatKind.STEERING_REPRESENTATIVE, self.adjoa, country=f.country())
        votes.vote(motion, Ballot.FOR, by=self.saran, at=clock.now())
        votes.vote(motion, Ballot.AGAINST, reason="It costs.", by=self.adjoa, at=clock.now())
        return newest("motion.voted", self.saran)

    def _charter_opened(self):
        country, at = f.country(), clock.now()
        seat = f.seat(SeatKind.POINT_OF_CONTACT, self.saran, country=country)
        CountryMembership.objects.get_or_create(
            country=country, ends=None, defaults={"level": "full", "starts": PartialDate(2020)}
        )
        it = recorded.charter()
        fact = record(Kind.CHARTER_OPENED, it, by=None, at=at)
        asking.ask_members(it, [seat], fact, at=at)
        return newest("charter.opened", self.saran)
