"""What speaks for asking somebody, as far as the asker may read it: by a question's words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Post
from jln.conversations.rules.evidence import Evidence
from jln.conversations.rules.posting import title_from
from jln.conversations.terms import AskReason, TopicKind
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.search.likeness import is_of, telling_words
from jln.search.likest import Like, likest
from jln.search.models import SearchEntry
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.people.models import Person

YEAR = timedelta(days=365)
KINDS = ("post", "product", "group", "activity")
LOOKED_AT = 60
"""So many of the likest are compared with the question."""
_KIND = {AskReason.WROTE: "post", AskReason.ADAPTED: "product", AskReason.LED: "group"}
MOST = 200
"""Adaptations that are looked at."""

Found = dict[int, list[Evidence]]


def speaking(by: Person, text: str) -> Found:
    """For each person who wrote, adapted or led something like it: what. At most eight queries.

    Likest is not yet like: of an unlike network's posts one is the likest too. So only what
    is about the question is told as a reason.
    """
    likeness: dict[str, dict[int, float]] = defaultdict(dict)
    hits = likest(by, text, kinds=KINDS)
    for one in hits:
        likeness[one.kind][one.subject_id] = one.likeness
    found: Found = defaultdict(list)
    if likeness["post"]:
        _wrote(found, likeness["post"])
    if likeness["product"]:
        _adapted(found, likeness["product"], by)
    if likeness["group"] or likeness["activity"]:
        _led(found, likeness["group"], likeness["activity"])
    told = _about(text, hits[:LOOKED_AT])
    return {
        person: [replace(one, is_told=(_KIND[one.code], one.of) in told) for one in theirs]
        for person, theirs in found.items()
    }


def asked_words(text: str) -> list[str]:
    """What is asked: the title, and the sentence that asks; the rest is circumstances."""
    title, _line, words = text.partition("\n")
    return telling_words(f"{title}\n{title_from(words)}")


def _about(text: str, hits: Iterable[Like]) -> set[tuple[str, int | str]]:
    """Which of these are about what is asked; a group by what it did too."""
    words = asked_words(text)
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in hits:
        wanted[one.kind].add(one.subject_id)
    which = reduce(or_, (Q(kind=kind, subject_id__in=ids) for kind, ids in wanted.items()), Q())
    if not words or not which:
        return set()
    rows = SearchEntry.objects.filter(which)
    return {
        (kind, pk)
        for kind, pk, *said in rows.values_list("kind", "subject_id", "title", "body", "language")
        if is_of(words, *said)
    }


def answered(people: Iterable[int], at: datetime) -> dict[int, int]:
    """How many answers each of these wrote within the year."""
    posts = Post.objects.filter(by__in=people, posted_at__gt=at - YEAR, number__gt=1)
    counts = posts.filter(hidden_at=None).values_list("by").annotate(n=Count("pk")).order_by()
    return dict(counts)


def _wrote(found: Found, likeness: dict[int, float]) -> None:
    posts = Post.objects.filter(pk__in=likeness, by__isnull=False)
    posts = posts.exclude(number=1, topic__kind=TopicKind.QUESTION)  # who asked does not know
    rows: Any = posts.annotate(n=Count("thanks")).order_by()
    for pk, by, at, thanks in rows.values_list("pk", "by", "posted_at", "n"):
        found[by].append(Evidence(AskReason.WROTE, pk, likeness[pk], at, thanks))


def _adapted(found: Found, likeness: dict[int, float], by: Person) -> None:
    """Not those that only a country's own people see: who is asked is seen by all who read."""
    made: Any = apps.get_model("jln.Adaptation")._default_manager.filter(product__in=likeness)
    seen = visible(by, Permission.ADAPTATION_VIEW, made).exclude(visibility=Visibility.ROLL)
    rows = seen.filter(reported_by__isnull=False).order_by("-created_at")[:MOST]
    for person, product, at in rows.values_list("reported_by", "product", "created_at"):
        found[person].append(Evidence(AskReason.ADAPTED, product, likeness[product], at))


def _led(found: Found, groups: dict[int, float], activities: dict[int, float]) -> None:
    like = dict(groups)
    if activities:
        held: Any = apps.get_model("jln.Activity")._default_manager.filter(pk__in=activities)
        for pk, group in held.filter(group__isnull=False).values_list("pk", "group"):
            like[group] = max(like.get(group, 0), activities[pk])
    seats = Seat.objects.filter(
        kind=SeatKind.FACILITATOR, group__in=like, person__isnull=False
    ).order_by()
    for person, group, ends in seats.values_list("person", "group", "ends_on"):
        at = datetime.combine(ends, time(), UTC) if ends else None
        found[person].append(Evidence(AskReason.LED, group, like[group], at))
