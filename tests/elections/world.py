"""A network of Full Members with their points of contact, and an election in it."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.terms import SeatKind
from jln.elections import actions, letters, rules
from jln.elections.models import Election, ElectionVoter
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.mail import seals
from jln.membership.models import CountryMembership
from jln.membership.terms import Level
from tests import factories as f

DAY = timedelta(days=1)
NAMES = {"GH": "Ghana", "KE": "Kenya", "IN": "India", "ID": "Indonesia", "MY": "Malaysia"}
ASIA = ("IN", "ID", "MY")


def full_member(code, name, region="Africa"):
    country = f.country(code, name)
    country.region = region
    country.save()
    CountryMembership.objects.get_or_create(
        country=country,
        defaults={
            "level": Level.FULL,
            "starts": PartialDate(2019, 1, 1),
            "confidence": Confidence.SEEN,
        },
    )
    return country


def called(by=None, *, seats=2, at=None) -> Election:
    """Countries may stand until tomorrow; votes are taken for three days from the day after."""
    at = at or clock.now()
    on = at.date()
    return actions.call(
        rules.Dates(on + DAY, on + 2 * DAY, on + 4 * DAY),
        rules.Terms(on + 10 * DAY, on + 700 * DAY),
        seats=seats,
        by=by or f.staff("Caller"),
        at=at,
    )


def on_record(*countries, at=None) -> Election:
    """The same with these countries on the roll, whoever called it."""
    at = at or clock.now()
    on = at.date()
    election = Election.objects.create(
        seats=2,
        votes_each=2,
        roll_on=on,
        candidates_until=on + DAY,
        votes_from=on + 2 * DAY,
        votes_until=on + 4 * DAY,
        starts_on=on + 10 * DAY,
        ends_on=on + 700 * DAY,
        seed="seed",
        called_at=at,
        turnout=0,
    )
    for country in countries:
        ElectionVoter.objects.create(election=election, country=country)
    return election


def voter(election, code="GH") -> ElectionVoter:
    rows = ElectionVoter.objects.select_related("election", "country")
    return rows.get(election=election, country__code=code)


class World:
    """Five countries; each has a point of contact named after it."""

    def __init__(self) -> None:
        f.network()
        self.staff = f.staff("Chen")
        self.at = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
        self.people = {}
        for code, name in NAMES.items():
            country = full_member(code, name, "Asia" if code in ASIA else "Africa")
            who = f.person(
                f"Contact {code}", address=f"{code.lower()}@health.example", country=country
            )
            f.seat(SeatKind.POINT_OF_CONTACT, who, country=country)
            self.people[code] = who
        self.election = called(self.staff, at=self.at)

    def stands(self, *codes):
        for code in codes:
            who = self.people[code]
            actions.stand(voter(self.election, code), f"{code} stands", by=who, at=self.at)

    def opens(self):
        self.at += 2 * DAY
        actions.open_due(at=self.at)

    def votes(self, code, *choices, issue=None):
        mine = voter(self.election, code)
        issue = mine.issue if issue is None else issue
        actions.cast(mine, choices, issue=issue, by=self.people[code], at=self.at)

    def ends(self):
        self.at += 3 * DAY
        actions.count_due(at=self.at)
        self.election = Election.objects.get(pk=self.election.pk)
        return self.election


def link(election, code, person):
    """The path in the newest letter: computed as at the hand-over."""
    mine = voter(election, code)
    seal = seals.seal(letters.PURPOSE, mine.pk, person.pk, mine.issue)
    return f"/steering-group/ballot/{seal}/"
