"""What all parts of a demonstration share: the seed, today, and what the history brought."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db.models import Model

from jln.conversations.models import Topic
from jln.countries.models import Country, Seat
from jln.facts.changes import AUDIT
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import link
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.library.models import Product
from jln.membership.models import CountryMembership
from jln.membership.terms import Level
from jln.people.models import Institution, Person, Theme
from jln.problems.models import Problem
from jln.spaces.models import Space, SpaceMember

CHUNK = 500
YEARS = timedelta(days=1_150)  # the network has been here for a little over three years
COORDINATOR = 2  # the rank, in each country, of the coordinator of its Core Group
INVENTED = "Invented for this demonstration"


@dataclass(slots=True)
class Draft:
    """Somebody about to be made, and what else is to be made with her."""

    person: Person
    address: str
    rank: int  # in her country, from 0
    languages: dict[str, str] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    sought: set[str] = field(default_factory=set)
    kind: str = "ministry"
    seats: list[Seat] = field(default_factory=list)
    rooms: set[str] = field(default_factory=set)  # further spaces whose roll she is on
    spoke: int = 0  # how often she was given something to say


class Stage:
    """One demonstration in the making. Everything random comes from `random(part)`."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.seed, self.today = seed, day(at)
        self.now = datetime.combine(self.today, time(), UTC)
        self.countries = {one.code: one for one in Country.objects.order_by("pk")}
        self.levels = {
            one.country.code: Level(one.level)
            for one in CountryMembership.objects.filter(ends=None).select_related("country")
        }
        self.themes = {one.code: one for one in Theme.objects.order_by("pk")}
        self.spaces = {one.slug: one for one in Space.objects.order_by("pk")}
        self.products = {one.slug: one for one in Product.objects.order_by("pk")}
        self.houses: dict[str, list[Institution]] = defaultdict(list)
        self.drafts: dict[str, list[Draft]] = defaultdict(list)
        self.topics: dict[str, Topic] = {}
        self.problems: dict[str, Problem] = {}
        self.facts: list[Fact] = []
        self.roll: dict[tuple[int, int], SpaceMember] = {}
        self.asked: dict[int, list[datetime]] = defaultdict(list)

    @property
    def members(self) -> list[Country]:
        """The countries that are members today, in a fixed order."""
        return [
            country
            for code, country in self.countries.items()
            if self.levels.get(code, Level.FORMER) != Level.FORMER
        ]

    @property
    def everybody(self) -> list[Draft]:
        """All people, in the order of their rows."""
        return [draft for drafts in self.drafts.values() for draft in drafts]

    def random(self, part: str) -> Random:
        """The same numbers for the same seed and part, whatever the other parts do."""
        return Random(f"{self.seed}:{part}")  # noqa: S311 -- a demonstration must repeat itself

    def before(self, days: float) -> datetime:
        """A moment so many days ago."""
        return self.now - timedelta(days=days)

    def on(self, days: float) -> date:
        """The day so many days ago."""
        return day(self.before(days))

    def month(self, days: float) -> PartialDate:
        """The month of so many days ago."""
        on = self.on(days)
        return PartialDate(on.year, on.month)

    def at_nine(self, on: date) -> datetime:
        """A working morning."""
        return datetime.combine(on, time(9), UTC)

    def put_on_roll(self, space: Space, draft: Draft) -> None:
        """Once, since she is here or the space is."""
        key = space.pk, draft.person.pk
        if key not in self.roll:
            since = day(max(space.created_at, draft.person.created_at))
            self.roll[key] = SpaceMember(
                space=space, person=draft.person, since_on=min(since, self.today)
            )

    def fact(
        self,
        kind: Kind,
        subject: Model,
        at: datetime,
        *,
        by: Person | None = None,
        about: Person | None = None,
        space: Space | None = None,
        country: Country | None = None,
        data: dict[str, object] | None = None,
    ) -> None:
        """Remember something for the end, when all is written in the order of its time.

        What lies before the network's own time was told to it on its first day.
        """
        at = max(at, self.now - YEARS + timedelta(hours=9))
        self.facts.append(
            Fact(
                kind=kind,
                at=at,
                by=by,
                about=about,
                subject_model=subject._meta.label,
                subject_id=subject.pk,
                space=space,
                country=country,
                data=data or {},
                told_at=at,
            )
        )

    def save_facts(self) -> None:
        """Audit facts are chained as they would have been."""
        before = Fact.objects.exclude(chain="").order_by("-pk").values_list("chain", flat=True)
        last = before.first() or ""
        self.facts.sort(key=lambda fact: fact.at)
        for fact in self.facts:
            if fact.kind in AUDIT:
                fact.chain = last = link(last, fact)
        Fact.objects.bulk_create(self.facts, CHUNK)

    def space_of(self, country: str) -> Space:
        """A country's own space."""
        return next(
            one for one in self.spaces.values() if one.country_id == self.countries[country].pk
        )
