"""A country with a Core Group at work."""

from datetime import date, timedelta

from jln.countries.models import CountryCoreGroup
from jln.countries.terms import SeatKind
from jln.facts.models import Fact
from jln.governance import actions
from jln.governance.models import CoreGroupAction, CoreGroupMeeting
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.membership.models import CountryMembership
from jln.notify import actions as notify
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f


def member(code="GH", name="Ghana"):
    """A member country with its own space."""
    country = f.country(code, name)
    CountryMembership.objects.get_or_create(
        country=country, ends=None, defaults={"level": "full", "starts": PartialDate(2012)}
    )
    if not Space.objects.filter(country=country).exists():
        f.space(
            name.lower(),
            kind=SpaceKind.COUNTRY,
            name=f"Country Core Group of {name}",
            visibility=Visibility.ROLL,
            country=country,
        )
    return country


def group(country=None, institutions=3, **values):
    """A group on record with its terms and institutions."""
    country = country or member()
    made = CountryCoreGroup.objects.create(
        **{"country": country, "terms": "To learn together.", "since": PartialDate(2013)} | values
    )
    made.institutions.set(
        f.institution(f"{country.code.lower()}-{n}", f"Institution {n}", country=country)
        for n in range(institutions)
    )
    return made


def in_group(name="Yaw", kind=SeatKind.CCG_COORDINATOR, country=None):
    """Somebody with a seat of the country."""
    country = country or member()
    person = f.person(name, country=country)
    f.seat(kind, person, country=country)
    return person


def meeting(of, days=-7, **values):
    """A meeting so many days from now."""
    return CoreGroupMeeting.objects.create(
        **{
            "group": of,
            "starts_at": clock.now() + timedelta(days=days),
            "created_at": clock.now(),
        }
        | values
    )


def noted(of, days=-7, by=None, **values):
    """A meeting that took place."""
    return meeting(of, days, notes="We go to a third region.", noted_at=clock.now(), **values)


def action(of, owner, due=14, **values):
    """Something that somebody took on in this meeting."""
    return CoreGroupAction.objects.create(
        **{
            "group": of.group,
            "meeting": of,
            "text": "Write one page on the trial.",
            "owner": owner,
            "due_on": today() + timedelta(days=due),
            "given_at": clock.now(),
        }
        | values
    )


def today() -> date:
    return day(clock.now())


def terms(**values):
    return actions.Terms(**{"kind": "new", "terms": "To learn together."} | values)


def tell():
    """Make the letters of every fact, as after the commit."""
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)
