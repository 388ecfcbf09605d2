"""Fifty at the same moment, each with a connection of its own: one effect."""

from __future__ import annotations

import pytest

from jln.elections import actions
from jln.elections.models import Ballot, BallotLink, CountedBallots, Election
from jln.facts.models import Fact
from tests.elections.world import World, voter
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture that is used by being there

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_times_the_same_ballot_is_one():
    world = World()
    world.stands("GH", "IN")
    world.opens()
    mine = voter(world.election, "ID")

    def casts(choice):
        return lambda: actions.cast(mine, [choice], issue=0, by=world.people["ID"], at=world.at)

    ends = at_once(*(casts("GH" if number % 2 else "IN") for number in range(50)))
    assert ends == ["RuleBroken"] * 49 + ["done"]
    assert (Ballot.objects.count(), BallotLink.objects.count()) == (1, 1)


def test_counted_by_many_while_somebody_votes_it_is_counted_once():
    world = World()
    world.stands("GH", "IN")
    world.opens()
    world.votes("GH", "IN")
    later = world.at + 3 * (world.at - world.at.replace(hour=11)) * 24
    deeds = [lambda: actions.count_due(at=later)] * 8
    ends = at_once(*deeds, lambda: world.votes("ID", "GH"))
    assert ends.count("done") >= 8
    election = Election.objects.get()
    assert election.turnout == len(CountedBallots.objects.get().ballots)
    assert election.turnout == (2 if ends == ["done"] * 9 else 1)
    assert not Ballot.objects.exists()
    assert Fact.objects.filter(kind="election.counted").count() == 1
