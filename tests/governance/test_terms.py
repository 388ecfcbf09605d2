"""Terms on the Steering Group: begun, ended, and who is seated for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.governance.actions import terms
from jln.governance.models import SteeringTerm
from jln.governance.queries.voters import sitting, voters
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.membership.actions import levels
from jln.parameters.models import Parameter
from jln.spaces.models import SpaceMember
from jln.spaces.terms import SpaceKind
from tests import factories as f
from tests.governance import sitting as s

pytestmark = pytest.mark.django_db
REPRESENTATIVE = SeatKind.STEERING_REPRESENTATIVE


def today():
    return day(clock.now())


@pytest.fixture
def staff():
    f.network()
    s.room()
    return f.staff()


def begin(of, by, days=0, ends=None):
    starts = today() + timedelta(days=days)
    last = today() + timedelta(days=ends) if ends is not None else None
    return terms.begin_term(of, starts, last, by=by, at=clock.now())


def codes(caught):
    return caught.value.verdict.codes


def test_a_full_member_and_a_partner_take_a_place_once(staff):
    ghana = s.full("GH", "Ghana")
    bank = f.institution("bank", "A bank", country=None, kind="partner")
    term = begin(ghana, staff)
    assert begin(ghana, staff) == term
    begin(bank, staff)

    assert [one.term.called for one in voters(today())] == ["Ghana", "A bank"]
    assert [one.votes for one in voters(today())] == [True, False]
    Parameter.objects.create(code="partner_votes", value=1, valid_from="2020")
    assert [one.votes for one in voters(today())] == [True, True]


@pytest.mark.parametrize("level", ["associate", "former", None])
def test_only_a_full_member_takes_a_place(staff, level):
    kenya = s.full("KE", "Kenya")
    rows = kenya.memberships
    rows.update(level=level) if level else rows.all().delete()
    with pytest.raises(RuleBroken) as caught:
        begin(kenya, staff)
    assert codes(caught) == {"level"}


def test_a_place_is_refused_while_another_term_runs_or_all_are_taken(staff):
    Parameter.objects.create(code="sg_country_seats", value=2, valid_from="2020")
    ghana, kenya, vietnam = (s.full(*one) for one in list(s.FOUR.items())[:3])
    begin(ghana, staff, ends=100)
    with pytest.raises(RuleBroken) as caught:
        begin(ghana, staff, days=50)
    assert codes(caught) == {"has_one"}
    begin(kenya, staff)
    with pytest.raises(RuleBroken) as caught:
        begin(vietnam, staff)
    assert codes(caught) == {"no_place"}
    assert begin(vietnam, staff, days=101).pk  # once Ghana's is over
    assert sitting(today()).vacant == (0, 4)


def test_who_may_not_seat_anybody(staff):
    ghana = s.full("GH", "Ghana")
    with pytest.raises(PermissionDenied):
        begin(ghana, f.person("Ama"))
    assert not SteeringTerm.objects.exists()


def test_somebody_of_the_country_is_seated_and_reads_the_room(staff):
    term = begin(s.full("GH", "Ghana"), staff, ends=200)
    ama = f.person("Ama")
    seat = terms.seat(term, ama, REPRESENTATIVE, by=staff, at=clock.now())
    assert terms.seat(term, ama, REPRESENTATIVE, by=staff, at=clock.now()) == seat

    assert seat.ends_on == term.ends_on
    assert voters(today())[0].representative == seat
    assert SpaceMember.objects.filter(person=ama, space__slug="steering-group").exists()


def test_a_seat_has_one_holder_and_a_person_one_place(staff):
    ghana, kenya = (begin(s.full(code, name), staff) for code, name in list(s.FOUR.items())[:2])
    ama, yaw = f.person("Ama"), f.person("Yaw")
    stranger = f.person("Wanjiru", country=f.country("KE"))
    terms.seat(ghana, ama, REPRESENTATIVE, by=staff, at=clock.now())
    for term, who, kind, code in (
        (ghana, yaw, REPRESENTATIVE, "taken"),
        (ghana, ama, SeatKind.STEERING_ALTERNATE, "two"),
        (kenya, yaw, REPRESENTATIVE, "stranger"),
        (ghana, stranger, SeatKind.STEERING_ALTERNATE, "stranger"),
    ):
        with pytest.raises(RuleBroken) as caught:
            terms.seat(term, who, kind, by=staff, at=clock.now())
        assert code in codes(caught)
    terms.seat(ghana, ama, SeatKind.CONVENER, by=staff, at=clock.now())  # beside her place
    assert [seat.person for seat in sitting(today()).conveners] == [ama]


def test_a_term_that_ends_takes_its_seats_with_it(staff):
    term = begin(s.full("GH", "Ghana"), staff)
    ama = f.person("Ama")
    terms.seat(term, ama, REPRESENTATIVE, by=staff, at=clock.now())
    terms.end_term(term, today(), by=staff, at=clock.now())
    assert Seat.objects.get(person=ama).ends_on == today()

    later = clock.now() + timedelta(days=1)
    assert voters(day(later)) == []
    terms.close_terms(at=later)
    assert not SpaceMember.objects.filter(person=ama, until_on=None).exists()
    with pytest.raises(RuleBroken) as caught:
        terms.end_term(term, day(later), by=staff, at=later)
    assert codes(caught) == {"over"}


def test_a_successors_seat_ends_with_the_term_too(staff):
    term = begin(s.full("GH", "Ghana"), staff, ends=10)
    ama = s.speaks(term, "Ama")  # as a hand-over makes it: without an end
    after = clock.now() + timedelta(days=11)
    assert terms.close_terms(at=after) == 1
    assert terms.close_terms(at=after) == 0
    assert Seat.objects.get(person=ama).ends_on == term.ends_on


def test_a_country_that_leaves_the_network_leaves_the_steering_group(staff):
    country = s.full("GH", "Ghana")
    term, other = begin(country, staff), begin(s.full("KE", "Kenya"), staff)
    ama = s.speaks(term, "Ama")
    f.seat(SeatKind.CCG_CHAIR, ama, country=country)
    levels.propose(country, "former", "We leave.", by=ama, at=clock.now())
    assert [terms.close_terms(at=clock.now()) for _twice in "12"] == [1, 0]

    later = clock.now() + timedelta(days=1)
    assert [one.term for one in voters(day(later))] == [other]
    assert Seat.objects.get(person=ama, kind=REPRESENTATIVE).ends_on == today()
    terms.close_terms(at=later)
    assert not SpaceMember.objects.filter(
        person=ama, until_on=None, space__kind=SpaceKind.STEERING
    ).exists()
