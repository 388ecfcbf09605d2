"""A Steering Group: places of countries and partners, people who speak for them, a meeting."""

from datetime import date, timedelta

from jln.countries.terms import SeatKind
from jln.governance.actions import agenda, steering
from jln.governance.models import SteeringTerm
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.membership.models import CountryMembership
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

FOUR = {"GH": "Ghana", "KE": "Kenya", "VN": "Vietnam", "PH": "Philippines"}
SINCE = date(2020, 1, 1)


def room():
    """The Steering Group's own space."""
    return f.space("steering-group", kind=SpaceKind.STEERING, visibility=Visibility.ROLL)


def full(code, name):
    """A Full Member."""
    country = f.country(code, name)
    CountryMembership.objects.get_or_create(
        country=country, ends=None, defaults={"level": "full", "starts": PartialDate(2012)}
    )
    return country


def place(country=None, institution=None, **values):
    """A term that holds."""
    return SteeringTerm.objects.create(
        **{"country": country, "institution": institution, "starts_on": SINCE} | values
    )


def speaks(term, name="", kind=SeatKind.STEERING_REPRESENTATIVE, **values):
    """Somebody with a seat of the place."""
    who = f.person(name, country=term.country or f.country())
    f.seat(kind, who, country=term.country, institution=term.institution, **values)
    return who


def sits(codes=FOUR):
    """Places of countries, each with who speaks for it, by code; the first one convenes."""
    room()
    people = {}
    for code in codes:
        term = place(full(code, FOUR[code]))
        people[code] = speaks(term, f"Rep {code}")
    first = next(iter(codes))
    f.seat(SeatKind.CONVENER, people[first], country=f.country(first))
    return people


def called(days=30, by=None, **values):
    """A meeting so many days from now."""
    at = clock.now().replace(minute=0, second=0, microsecond=0)
    said = steering.Called(at + timedelta(days=days), **values)
    return steering.call(said, by=by or f.staff(), at=clock.now())


def item(meeting, title="Medicines", kind="discuss", by=None, **values):
    """An item of its agenda."""
    said = agenda.Item(kind, title, **values)
    return agenda.add(meeting, said, by=by or f.staff(), at=clock.now())


def opened(days=30, by=None):
    """A meeting with one item whose agenda is open."""
    by = by or f.staff()
    meeting = called(days, by)
    item(meeting, by=by)
    return steering.open_agenda(meeting, by=by, at=clock.now())
