"""A space as a board: its conversations, the latest first, twenty a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import HeldPost, Post, Topic
from jln.conversations.queries import lists
from jln.conversations.queries.lists import PAGE, Row
from jln.conversations.queries.seen import as_seen_by, count_of, new_to, unseen
from jln.conversations.rules import holding
from jln.conversations.terms import TopicKind
from jln.spaces.models import Space, Subscription
from jln.spaces.terms import SpaceKind
from jln.spaces.words import readers_of
from jln.ui.formats import language as shown_language
from jln.web.kept import Kept

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from jln.people.models import Person

NEW = "new"
"""The filter for conversations with posts that are new to the reader."""
FILTERS = (NEW, *TopicKind.values)


class SpaceHead(NamedTuple):
    """A space above its board, in the reader's language."""

    slug: str
    name: str
    kind: str
    path: str  # the slug of the page it belongs to
    description: str
    readers: str  # who reads it, as a sentence
    is_closed: bool
    may_announce: bool  # and so plan a moderated dialogue
    may_keep: bool  # its settings, and decide about what waits
    waits: int  # messages held there; 0 for who does not decide about them
    ruled_since: date | None  # under the Chatham House Rule
    comes: str  # how its messages come to the reader, "" if they are not on it


@dataclass(slots=True)
class Board:
    """One page of a space's conversations."""

    head: SpaceHead
    shown: str  # the filter, "" for all
    rows: tuple[Row, ...]
    next: str  # the mark the next page begins after, "" for none


_rows: Kept[list[dict[str, Any]]] = Kept(150, "topics", "directory", "network")
"""What stands on a page is the same for all who read the space; what is new to whom is not."""


def board(person: Person, slug: str, *, shown: str = "", before: str = "") -> Board | None:
    """A page of a space's conversations; None if the person does not read the space."""
    space = _space(person, slug)
    if space is None:
        return None
    shown = shown if shown in FILTERS else ""
    found = _page(space.pk, person.pk, shown, before)
    new = unseen(person.pk, [row["pk"] for row in found[:PAGE]])
    rows = [
        lists.row_of(row, person)._replace(countries=row["countries"], new=new.get(row["pk"], 0))
        for row in found[:PAGE]
    ]
    return Board(
        head=_head(space),
        shown=shown,
        rows=tuple(rows),
        next=rows[-1].mark if len(found) > PAGE else "",
    )


def _space(person: Person, slug: str) -> Space | None:
    mine = Subscription.objects.filter(space=OuterRef("pk"), person=person, left_at=None)
    read = visible(person, Permission.TOPIC_START, Space.objects.filter(slug=slug))
    announced = visible(person, Permission.TOPIC_ANNOUNCE, Space.objects.filter(pk=OuterRef("pk")))
    kept = visible(person, Permission.SPACE_KEEP, Space.objects.filter(pk=OuterRef("pk")))
    held = visible(person, Permission.POST_MODERATE, HeldPost.objects.filter(space=OuterRef("pk")))
    read = read.annotate(
        comes=Subquery(mine.values("delivery")[:1]),
        may_announce=Exists(announced),
        may_keep=Exists(kept),
        waits=count_of(held.filter(decision__in=holding.WAITING).order_by(), of="space"),
    )
    return read.select_related("country", "initiative", "group").first()


def _head(space: Space) -> SpaceHead:
    comes: str | None = space.comes  # type: ignore[attr-defined]  # annotated by `_space`
    may_announce: bool = space.may_announce  # type: ignore[attr-defined]  # likewise
    may_keep: bool = space.may_keep  # type: ignore[attr-defined]  # likewise
    waits: int = space.waits  # type: ignore[attr-defined]  # likewise
    pages = {
        SpaceKind.COUNTRY: space.country.code.lower() if space.country else "",
        SpaceKind.INITIATIVE: space.initiative.slug if space.initiative else "",
        SpaceKind.GROUP: space.group.slug if space.group else "",
    }
    return SpaceHead(
        slug=space.slug,
        name=space.called,
        kind=space.kind,
        path=pages.get(SpaceKind(space.kind), ""),
        description=space.description,
        readers=readers_of(space),
        is_closed=space.closed_at is not None,
        may_announce=may_announce,
        may_keep=may_keep,
        waits=waits,
        ruled_since=space.chatham_since,
        comes=comes or "",
    )


def _page(space: int, reader: int, shown: str, before: str) -> list[dict[str, Any]]:
    """One row more than a page; kept, but for what only the reader's own eyes decide."""
    topics = Topic.objects.filter(space=space, hidden_at=None)
    if shown == NEW:
        return list(_columns(as_seen_by(reader, topics).filter(Exists(new_to(reader))), before))
    if shown:
        topics = topics.filter(kind=shown)
    key = space, shown, before, shown_language()
    return _rows.get(key, lambda: list(_columns(topics, before)))


def _columns(topics: QuerySet[Topic], before: str) -> QuerySet[Topic, Any]:
    said = Post.objects.filter(topic=OuterRef("pk"), hidden_at=None).order_by().values("topic")
    heard = said.annotate(count=Count("country", distinct=True)).values("count")
    ordered = lists.newest_first(lists.after_mark(topics, lists.marked(before)))
    counted = ordered.annotate(countries=Coalesce(Subquery(heard), 0), others=lists.by_others())
    return counted.values(*lists.COLUMNS, "countries", "others")[: PAGE + 1]
