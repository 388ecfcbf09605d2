"""Messages that wait, as pages and letters read them."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Dialogue, HeldPost, Poll
from jln.conversations.queries.posts import beginning_of
from jln.conversations.rules import holding
from jln.conversations.terms import HeldDecision
from jln.kit.codes import number_of
from jln.spaces.models import Space
from jln.spaces.queries import moderated
from jln.ui.prose import text_html

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from typing_extensions import TypeIs

    from jln.people.models import Person

WEIGHT, MOST = 9_000, 8
"""Letters of all texts on a page, and the most messages: the page stays light."""
SHOWN = 2_000
LONGEST_WHOLE = 20_000
LAST = 6
MONTH = timedelta(days=30)
MOST_WEIGHED = 1_000


class Waits(NamedTuple):
    """A message that waits, and how much of it is not shown."""

    held: HeldPost
    html: str
    rest: int


class Queue(NamedTuple):
    """What a moderator sees: what waits, the oldest first, and what was decided last."""

    waiting: list[Waits]
    total: int
    last: list[HeldPost]
    half_hours: int  # by which half were decided; 0 where none was
    over: int  # waited more than two days
    decided: int


def is_held(written: object) -> TypeIs[HeldPost]:
    """Does what was written wait for a moderator?"""
    return isinstance(written, HeldPost)


def is_anything_running(space: Space) -> bool:
    """Could anything still appear in a space by itself, or be answered with one click?"""
    to_come = Q(decision__in=holding.WAITING) | Q(decision=HeldDecision.PUBLISH, post=None)
    return (
        HeldPost.objects.filter(to_come, space=space).exists()
        or Poll.objects.filter(
            topic__space=space, topic__hidden_at=None, topic__closed_at=None, closed_at=None
        ).exists()
        or Dialogue.objects.filter(
            topic__space=space, topic__hidden_at=None, closed_at=None
        ).exists()
    )


def to_moderate(person: Person) -> QuerySet[HeldPost]:
    """All that a person decides or has decided about."""
    return visible(person, Permission.POST_MODERATE, HeldPost.objects.all())


def held_for_staff() -> QuerySet[HeldPost]:
    """What nobody but staff decides: its space has no other moderator, or they let it wait."""
    undecided = HeldPost.objects.filter(decision__in=holding.WAITING)
    return undecided.filter(~moderated("space", but="by") | Q(told_late_on__isnull=False))


def kept_space(person: Person, slug: str) -> Space | None:
    """A space whose messages the person decides about."""
    spaces = Space.objects.filter(slug=slug).select_related("country")
    return visible(person, Permission.SPACE_KEEP, spaces).first()


def own_held(person: Person) -> QuerySet[HeldPost]:
    """What a person wrote that waits or waited, the newest first."""
    rows = HeldPost.objects.filter(by=person).select_related("space__country", "post", "topic")
    return rows.order_by("-pk")


def queue(among: QuerySet[HeldPost], *, at: datetime, whole: str = "") -> Queue:
    """One page of it. `whole`: the code of the one message that is shown to its end."""
    waiting = among.filter(decision__in=holding.WAITING).order_by("waits_since", "pk")
    shown = waiting.filter(pk=number_of(whole)) if whole else waiting
    rows = shown.select_related("by__country", "space__country", "topic")[:MOST]
    last = among.exclude(decision__in=holding.WAITING).select_related("by", "decided_by", "post")
    hours = _hours(among, at)
    return Queue(
        waiting=_light([_waits(one, LONGEST_WHOLE if whole else SHOWN) for one in rows]),
        total=waiting.count(),
        last=list(last.order_by("-decided_at", "-pk")[:LAST]),
        half_hours=max(1, round(median(hours))) if hours else 0,
        over=sum(one > holding.FURTHER_AFTER / timedelta(hours=1) for one in hours),
        decided=len(hours),
    )


def _waits(held: HeldPost, most: int) -> Waits:
    text = held.text if len(held.text) <= most else beginning_of(held.text[:most])
    return Waits(held, str(text_html(text)), len(held.text) - len(text))


def _light(rows: list[Waits]) -> list[Waits]:
    """As many as a light page holds, at least one."""
    kept: list[Waits] = []
    weight = 0
    for one in rows:
        weight += len(one.html)
        if kept and weight > WEIGHT:
            break
        kept.append(one)
    return kept


def _hours(among: QuerySet[HeldPost], at: datetime) -> list[float]:
    """How long those waited that were decided in the last month."""
    decided = among.exclude(decision__in=holding.WAITING).filter(decided_at__gt=at - MONTH)
    spans = decided.order_by("-pk").values_list(F("decided_at"), F("waits_since"))[:MOST_WEIGHED]
    return [(end - since) / timedelta(hours=1) for end, since in spans if end and end >= since]
