"""What the messages of all people are made from: read once for a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from jln.notify.digests import items
from jln.notify.models import DigestItem
from jln.problems.models import Problem, ProblemCountry
from jln.spaces.models import SpaceMember
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from django.db.models import Q, QuerySet

    from jln.facts.kinds import Kind
    from jln.notify.audiences import Told

KEPT_FOR = timedelta(days=35)
"""What is older was missed: a message tells of what can still be taken up."""


@dataclass(slots=True)
class Shared:
    """What all messages of one run are made from: read once."""

    at: datetime
    audiences: dict[Kind, Told]
    through: int = 0
    rows: list[DigestItem] = field(default_factory=list)
    news: list[DigestItem] = field(default_factory=list)
    by_topic: dict[int, list[DigestItem]] = field(default_factory=dict)
    themes: dict[int, set[int]] = field(default_factory=dict)
    spaces_of_writers: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def at_now(cls, at: datetime, audiences: dict[Kind, Told], *, among: Q | None = None) -> Shared:
        """Everything that may wait for anybody; or what of it is `among` these rows."""
        one = cls.of(told_since(at - KEPT_FOR, among), at, audiences)
        one.themes = _themes_of_countries()
        writers = {row.post.by_id for row in one.rows if row.post}
        one.spaces_of_writers = close_spaces(pk for pk in writers if pk)
        return one

    @classmethod
    def of(cls, rows: Iterable[DigestItem], at: datetime, audiences: dict[Kind, Told]) -> Shared:
        """These rows, but for what is hidden by now: posts by topic, and news."""
        one = cls(at, audiences)
        for row in rows:
            one.through = row.pk  # what is older is told by no later message either
            if row.post is not None and row.topic is not None:
                if row.post.hidden_at is None and row.topic.hidden_at is None:
                    one.rows.append(row)
                    one.by_topic.setdefault(row.topic.pk, []).append(row)
            elif row.fact.kind in items.NEWS:
                one.news.append(row)
        return one


def told_since(at: datetime, among: Q | None) -> QuerySet[DigestItem]:
    """What was told later than that, in its order; or what of it is `among` these rows."""
    rows = DigestItem.objects.filter(at__gt=at)
    rows = rows.filter(among) if among is not None else rows
    return rows.select_related("fact", "topic__space__country", "post__by").order_by("pk")


def _themes_of_countries() -> dict[int, set[int]]:
    """On which subjects a country has an open problem."""
    found: dict[int, set[int]] = defaultdict(set)
    stated = Problem.objects.filter(withdrawn_at=None, theme__isnull=False).order_by()
    shared = ProblemCountry.objects.filter(problem__in=stated.values("pk")).order_by()
    pairs = stated.values_list("country", "theme")
    for country, theme in pairs.union(shared.values_list("country", "problem__theme")):
        found[country].add(theme)
    return found


def close_spaces(numbers: Iterable[int]) -> dict[int, set[int]]:
    """The spaces smaller than the network on whose roll each stands."""
    rows = SpaceMember.objects.filter(person__in=list(numbers), until_on=None)
    found: dict[int, set[int]] = defaultdict(set)
    for person, space in rows.exclude(space__kind=SpaceKind.NETWORK).values_list("person", "space"):
        found[person].add(space)
    return found
