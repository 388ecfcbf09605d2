"""What is new to a reader: posts of others, later than what they have seen, not hidden.

New is what stands behind the last post a person saw of a conversation, and came after
they joined the network or marked the whole space as seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jln.conversations.models import Post, SpaceSeen, Topic
from jln.kit.prepared import Prepared
from jln.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection

AT_ONCE = 30
"""So many conversations are asked about in one query; a page shows fewer."""


def as_seen_by(reader: int, topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """The topics, each with what the reader saw of it: read once a topic, not once a post."""
    mine = FilteredRelation("seen", condition=Q(seen__person=reader))
    return topics.annotate(mine=mine, seen_up_to=Coalesce("mine__number", 0))


def new_to(reader: int) -> QuerySet[Post]:
    """The posts new to a reader, within a query of topics `as_seen_by` them."""
    marked = SpaceSeen.objects.filter(person=reader, space=OuterRef(OuterRef("space"))).values("at")
    joined = Person.objects.filter(pk=reader).values("created_at")
    posts = Post.objects.filter(
        topic=OuterRef("pk"),
        hidden_at=None,
        number__gt=OuterRef("seen_up_to"),
        posted_at__gt=Coalesce(Subquery(marked), Subquery(joined)),
    )
    return posts.filter(~Q(by=reader)).order_by()


def count_of(rows: QuerySet[Any], of: str = "topic") -> Coalesce:
    """How many they are, as a column of what they belong to."""
    counted = rows.values(of).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def first_of(posts: QuerySet[Post]) -> Coalesce:
    """The number of the first of them, 0 for none."""
    return Coalesce(Subquery(posts.order_by("number").values("number")[:1]), 0)


def _unseen(reader: int, **topics: int) -> QuerySet[Topic, Any]:
    found = as_seen_by(reader, Topic.objects.filter(pk__in=list(topics.values())))
    rows: QuerySet[Topic, Any] = found.annotate(new=count_of(new_to(reader))).values("pk", "new")
    return rows


_UNSEEN = Prepared(_unseen)


def unseen(reader: int, topics: Collection[int]) -> dict[int, int]:
    """How many posts of each conversation are new to a reader; one query, however many."""
    asked = [*topics][:AT_ONCE]
    if not asked:
        return {}
    places = {f"t{at}": asked[at] if at < len(asked) else 0 for at in range(AT_ONCE)}
    return {row["pk"]: row["new"] for row in _UNSEEN(reader=reader, **places) if row["new"]}
