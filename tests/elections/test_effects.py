"""The Steering Group certifies an election: terms begin, once, or nothing does."""

from __future__ import annotations

import pytest
from django.db import transaction

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.elections.effects import SEATS
from jln.elections.models import Election
from jln.elections.terms import Phase
from jln.governance import effects
from jln.governance.models import Decision, SteeringTerm
from jln.kit.matter import Carried, Outcome
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.elections.world import DAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """India and Ghana are elected; Ghana and Kenya sat until now."""
    made = World()
    made.terms = {
        code: SteeringTerm.objects.create(
            country=made.people[code].country, starts_on=made.at.date() - 300 * DAY
        )
        for code in ("GH", "KE")
    }
    made.seats = {
        code: f.seat(
            SeatKind.STEERING_REPRESENTATIVE, made.people[code], country=made.people[code].country
        )
        for code in ("GH", "KE")
    }
    made.stands("GH", "KE", "IN")
    made.opens()
    made.votes("GH", "GH", "IN")
    made.votes("ID", "IN")
    made.ends()
    return made


def decision() -> Decision:
    """A line of the register; what it says plays no part here."""
    number = Decision.objects.count() + 1
    return Decision.objects.create(
        number=number, text="Certified", decided_on="2026-12", line="{}", mark=str(number)
    )


def carried(world, outcome=Outcome.ADOPTED, reason=""):
    made = decision()
    return Carried(world.election.pk, outcome, {}, made.pk, made.number, reason, world.at)


def test_a_counted_election_waits_for_the_steering_group(world):
    (matter,) = [one for one in effects.waiting() if one.kind == SEATS]
    assert matter.subject_id == world.election.pk
    assert "Ghana" in matter.text
    assert "India" in matter.text
    assert "Kenya" not in matter.text


def test_a_country_stands_in_its_text_as_it_is_written(world):
    country = world.people["GH"].country
    country.names = {"en": "Côte d'Or"}
    country.save()
    (matter,) = [one for one in effects.waiting() if one.kind == SEATS]
    assert "Côte d'Or" in matter.text


def test_terms_begin_and_who_was_not_elected_leaves(world):
    effects.carry_out(SEATS, carried(world))
    election, before = Election.objects.get(), world.election.starts_on - DAY
    assert election.phase_on(world.at.date()) == Phase.CERTIFIED
    begun = SteeringTerm.objects.filter(starts_on=election.starts_on)
    assert sorted(begun.values_list("country__code", flat=True)) == ["GH", "IN"]
    assert {one.ends_on for one in begun} == {election.ends_on}
    assert {SteeringTerm.objects.get(pk=one.pk).ends_on for one in world.terms.values()} == {before}
    assert Seat.objects.get(pk=world.seats["KE"].pk).ends_on == before
    assert Seat.objects.get(pk=world.seats["GH"].pk).ends_on is None
    assert not [one for one in effects.waiting() if one.kind == SEATS]


def test_a_second_decision_is_refused_and_changes_nothing(world):
    effects.carry_out(SEATS, carried(world))
    with pytest.raises(RuleBroken), transaction.atomic():
        effects.carry_out(SEATS, carried(world))
    assert SteeringTerm.objects.count() == 4


def test_not_certified_it_is_void_with_the_reason(world):
    effects.carry_out(SEATS, carried(world, Outcome.REJECTED, "Two roll entries were wrong."))
    election = Election.objects.get()
    assert (election.phase_on(world.at.date()), election.void_reason) == (
        Phase.VOID,
        "Two roll entries were wrong.",
    )
    assert SteeringTerm.objects.count() == 2


def test_deferred_it_waits_on(world):
    effects.carry_out(SEATS, carried(world, Outcome.DEFERRED))
    assert [one for one in effects.waiting() if one.kind == SEATS]


def test_a_term_that_cannot_begin_leaves_all_as_it_was(world):
    world.people["IN"].country.memberships.all().delete()
    with pytest.raises(RuleBroken), transaction.atomic():
        effects.carry_out(SEATS, carried(world))
    assert Election.objects.get().certified_at is None
    assert not SteeringTerm.objects.exclude(ends_on=None).exists()
