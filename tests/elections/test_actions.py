from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.elections import actions, queries, rules
from jln.elections.models import Ballot, BallotLink, Candidacy, CountedBallots, Election
from jln.elections.terms import Phase
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from tests import factories as f
from tests.elections.world import DAY, World, called, voter

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def why(deed):
    with pytest.raises(RuleBroken) as broken, transaction.atomic():
        deed()
    return broken.value.verdict.codes


def letters(kind):
    return sorted(OutgoingMail.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_the_call_sets_the_roll_and_asks_who_speaks_for_a_country(world):
    assert [one.country.code for one in world.election.roll.order_by("pk")] == sorted(
        ["GH", "KE", "IN", "ID", "MY"]
    )
    assert letters("election.called") == sorted(one.name for one in world.people.values())
    assert len(world.election.seed) == 32
    assert why(lambda: called(world.staff, at=world.at)) == {"called"}
    with pytest.raises(PermissionDenied):
        called(world.people["GH"])


def test_an_associate_neither_votes_nor_stands(world):
    other = f.person(country=f.country("FR", "France"))
    with pytest.raises(PermissionDenied):
        actions.stand(voter(world.election), by=other, at=world.at)
    assert not queries.to_stand(other).exists()


def test_standing_ends_with_its_day_and_can_be_taken_back(world):
    world.stands("GH")
    world.stands("GH")
    assert Candidacy.objects.count() == 1
    assert Fact.objects.filter(kind="candidacy.put").count() == 1
    mine, who = voter(world.election), world.people["GH"]
    actions.step_back(mine, by=who, at=world.at)
    actions.step_back(mine, by=who, at=world.at)
    assert not queries.candidates(world.election)
    assert Fact.objects.filter(kind="candidacy.withdrawn").count() == 1
    late = world.at + 2 * DAY
    assert why(lambda: actions.stand(mine, by=who, at=late)) == {"over"}


def test_from_the_links_to_the_count(world):
    world.stands("GH", "KE", "IN")
    assert actions.open_due(at=world.at) == 0
    world.opens()
    assert actions.open_due(at=world.at) == 0
    assert len(letters("election.opened")) == 5
    world.votes("GH", "GH", "IN")
    world.votes("KE", "GH", "KE")
    world.votes("KE", "IN")  # changed
    world.votes("MY", "IN", "GH")
    election = world.ends()

    assert [(one["country"], one["votes"]) for one in election.result] == [
        ("IN", 3),
        ("GH", 2),
        ("KE", 0),
    ]
    assert [one["chosen"] for one in election.result] == ["votes", "votes", None]
    assert election.turnout == 3
    assert election.phase_on(world.at.date()) == Phase.COUNTED
    kept = CountedBallots.objects.get()
    assert rules.proof(kept.ballots, kept.salt) == election.proof
    assert actions.count_due(at=world.at + DAY) == 0
    assert len(letters("election.counted")) == 5


@pytest.mark.parametrize(
    ("choices", "code"), [((), "empty"), (("GH", "KE", "IN"), "too_many"), (("MY",), "unknown")]
)
def test_a_ballot_that_is_no_ballot(world, choices, code):
    world.stands("GH", "KE", "IN")
    world.opens()
    assert why(lambda: world.votes("ID", *choices)) == {code}
    assert not Ballot.objects.exists()


def test_a_vote_a_second_after_the_last_day(world):
    world.stands("GH")
    world.opens()
    world.at = (world.at + 3 * DAY).replace(hour=0, minute=0, second=1)
    assert why(lambda: world.votes("ID", "GH")) == {"closed"}
    world.at -= timedelta(seconds=2)
    world.votes("ID", "GH")
    assert Ballot.objects.count() == 1


def test_a_seat_that_ended_yesterday_votes_no_more(world):
    world.stands("GH")
    world.opens()
    Seat.objects.filter(person=world.people["ID"]).update(ends_on=world.at.date() - 3 * DAY)
    with pytest.raises(PermissionDenied):
        world.votes("ID", "GH")
    with pytest.raises(PermissionDenied):
        actions.cast(
            voter(world.election, "ID"), ["GH"], issue=0, by=world.people["KE"], at=world.at
        )


def test_a_link_holds_once_and_a_newer_one_ends_it(world):
    world.stands("GH")
    world.opens()
    world.votes("ID", "GH", issue=0)
    assert why(lambda: world.votes("ID", "GH", issue=0)) == {"used"}
    who = f.person("Coordinator", country=world.people["ID"].country)
    f.seat(SeatKind.CCG_COORDINATOR, who, country=who.country)
    assert actions.send_link(voter(world.election, "ID"), by=who, at=world.at) == 1
    assert letters("election.opened").count("Contact ID") == 2
    assert voter(world.election, "ID").issue == 2
    assert why(lambda: world.votes("ID", "GH", issue=1)) == {"used"}
    with pytest.raises(PermissionDenied):
        actions.cast(voter(world.election, "ID"), ["GH"], issue=2, by=who, at=world.at)


def test_a_country_without_a_point_of_contact_is_seen_and_said(world):
    Seat.objects.filter(person=world.people["ID"]).update(kind=SeatKind.CCG_COORDINATOR)
    assert [one.code for one in queries.without_a_voter(world.election, on=world.at.date())] == [
        "ID"
    ]
    assert [one.is_late for one in queries.waiting_for_staff(at=world.at)] == [False]
    world.opens()
    assert [one.is_late for one in queries.waiting_for_staff(at=world.at)] == [True]
    mine = voter(world.election, "ID")
    assert why(lambda: actions.send_link(mine, by=world.people["ID"], at=world.at)) == {"nobody"}
    assert len(letters("election.opened")) == 4


def test_links_are_not_sent_without_end(world):
    world.opens()
    mine, who = voter(world.election), world.people["GH"]
    for _time in range(actions.LINKS_A_DAY):
        actions.send_link(mine, by=who, at=world.at)
    assert why(lambda: actions.send_link(mine, by=who, at=world.at)) == {"often"}


def test_called_off_ballots_are_destroyed_unread(world):
    world.stands("GH")
    world.opens()
    world.votes("ID", "GH")
    actions.call_off(world.election, "The days were wrong.", by=world.staff, at=world.at)
    actions.call_off(world.election, "Again.", by=world.staff, at=world.at)
    election = Election.objects.get()
    assert election.void_reason == "The days were wrong."
    assert not Ballot.objects.exists()
    assert not CountedBallots.objects.exists()
    assert world.ends().counted_at is None
    with pytest.raises(PermissionDenied):
        actions.call_off(election, "", by=world.people["GH"], at=world.at)
    called(world.staff, at=world.at - 5 * DAY)  # the term is free again


def test_the_table_says_the_same_as_the_rules(world):
    world.stands("GH")
    world.opens()
    world.votes("ID", "GH")
    again = Ballot.objects.create(election=world.election)
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotLink.objects.create(voter=voter(world.election, "ID"), ballot=again)
    with pytest.raises(IntegrityError), transaction.atomic():
        Election.objects.update(votes_until=world.election.starts_on)
