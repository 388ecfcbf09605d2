"""One conversation as its page shows it, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jln.access.check import PRESENT, visible
from jln.access.permissions import Permission
from jln.conversations.models import Post, Topic
from jln.conversations.queries import plans, posts
from jln.conversations.queries.asking import sentences
from jln.conversations.queries.posts import PostRow
from jln.kit.codes import code_of
from jln.spaces import queries as spaces

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Place:
    """A country in a row: its code, and its name as the page's filter asks for it."""

    code: str
    names: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.names.get(language) or self.names.get("en", "")


@dataclass(slots=True)
class TopicPage:
    """Everything the page of a conversation shows."""

    topic: dict[str, Any]
    posts: list[PostRow]
    first: int  # the number the page begins with
    next: int  # the number the next page begins with, 0 for none
    asked: list[dict[str, Any]]
    why_me: tuple[str, ...]  # empty unless the question waits for the reader
    problems: list[dict[str, Any]]
    adaptations: list[dict[str, Any]]
    may_undo: int  # the number of the reader's post that can still be taken back

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.topic["pk"])

    @property
    def follow(self) -> str:
        """Whether its posts come by mail: on, muted, or nothing said."""
        if self.topic["muted_at"]:
            return "muted"
        return "on" if self.topic["is_followed"] else ""


def topics(person: Person | None) -> QuerySet[Topic]:
    """The conversations a person reads."""
    return visible(person, Permission.TOPIC_VIEW, Topic.objects.all())


def post_in(person: Person, topic: int, number: int) -> QuerySet[Post]:
    """One post of a conversation, if the person may read it."""
    found = visible(person, Permission.POST_VIEW, Post.objects.filter(topic=topic, number=number))
    return found.filter(topic__hidden_at=None).select_related("topic", "by__country", "country")


def original(person: Person, topic: int, number: int) -> QuerySet[Post]:
    """The same, with the message it came in."""
    return post_in(person, topic, number).filter(inbound__isnull=False).select_related("inbound")


def posts_to_hide(person: Person, topic: int, number: int) -> QuerySet[Post]:
    """A post that the person may hide; the question itself is hidden with its topic."""
    found = Post.objects.filter(topic=topic, number=number, number__gt=1, hidden_at=None)
    return visible(person, Permission.POST_HIDE, found).select_related("topic")


def topics_to_hide(person: Person) -> QuerySet[Topic]:
    """The conversations that the person may hide."""
    return visible(person, Permission.TOPIC_HIDE, Topic.objects.filter(hidden_at=None))


def hidden_topic(person: Person, topic: int) -> dict[str, Any] | None:
    """A conversation that was hidden from those who read its space: when and why."""
    readable = spaces.readable(person).values("pk")
    found = Topic.objects.filter(pk=topic, space__in=readable, hidden_at__isnull=False)
    row: Any = found.values("hidden_because", "hidden_at").first()
    return dict(row) if row else None


def page_of(
    person: Person, topic: int, *, first: int, budget: int, at: datetime
) -> TopicPage | None:
    """A page from post `first` on, of at most `budget` compressed bytes; None if not hers."""
    rows = plans.TOPIC(topic=topic, reader=person.pk) if person.status in PRESENT else []
    if not rows:
        return None
    shown, following = posts.page(
        topic, first, reader=person.pk, asker=rows[0]["by_id"], budget=budget
    )
    asked = plans.ASKED(topic=topic)
    return TopicPage(
        topic=rows[0],
        posts=shown,
        first=first,
        next=following,
        asked=[_asked(row) for row in asked if row["declined_at"] is None],
        why_me=_why(asked, person),
        problems=[_coded(row) for row in plans.PROBLEMS(topic=topic, reader=person.pk)],
        adaptations=[_coded(row) for row in plans.ADAPTATIONS(topic=topic, reader=person.pk)],
        may_undo=posts.to_undo(shown, at),
    )


def _asked(row: dict[str, Any]) -> dict[str, Any]:
    code = row["person__country__code"]
    country = Place(code, row["person__country__names"]) if code else None
    return {**row, "code": code_of(row["person_id"]), "country": country}


def _coded(row: dict[str, Any]) -> dict[str, Any]:
    country = Place(row["country__code"], row["country__names"]) if "country__code" in row else None
    return {**row, "code": code_of(row["pk"]), "country": country}


def _why(asked: list[dict[str, Any]], person: Person) -> tuple[str, ...]:
    """Why the reader was asked, while the question waits for her."""
    for row in asked:
        if row["person_id"] == person.pk and not (row["answered_at"] or row["declined_at"]):
            return sentences([row["reasons"]], to_her=True)[0]
    return ()
