"""One conversation as its page shows it: what is needed, in a fixed number of queries."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Length, Substr

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations import rules
from jln.conversations.models import AskedColleague, Post, Thanks, Topic, TopicFollow
from jln.kit.codes import code_of
from jln.kit.time import day
from jln.people.models import Position
from jln.spaces import queries as spaces
from jln.ui.prose import text_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from jln.people.models import Person

MOST = 20
LONG = 2_400
"""Characters of HTML beyond which a post shows its beginning only."""
BEGINNING = 1_200
_SPARED = 90
"""Compressed bytes that a post costs beside its words: name, role, date, links."""


@dataclass(slots=True)
class PostRow:
    """A post as the page shows it."""

    pk: int
    number: int
    author: int | None
    name: str
    country_code: str
    country_names: Mapping[str, str]
    channel: str
    has_original: bool
    language: str
    html: str
    size: int
    rest: int  # characters that are not shown here
    posted_at: datetime
    hidden_because: str
    is_hidden: bool
    is_thanked: bool
    role: str = ""
    thanks: list[dict[str, Any]] = field(default_factory=list)
    helped: bool = False

    @property
    def author_code(self) -> str:
        """In the address of the author's page."""
        return code_of(self.author) if self.author else ""

    def name_in(self, language: str) -> str:
        """The author's country at the time, as the page's filter asks for it."""
        return self.country_names.get(language) or self.country_names.get("en", "")


@dataclass(slots=True)
class TopicPage:
    """Everything the page of a conversation shows."""

    topic: dict[str, Any]
    posts: list[PostRow]
    next: int  # the number the next page begins with, 0 for none
    asked: list[dict[str, Any]]
    follow: str  # "on", "muted" or ""
    problems: list[Any]
    adaptations: list[Any]
    is_asker: bool
    may_undo: int  # the number of the reader's post that can still be taken back

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.topic["pk"])

    @property
    def ask_of_me(self) -> bool:
        """Does the question wait for the reader's word?"""
        return bool(self.topic["waits_for_me"])


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


def hidden_topic(person: Person, topic: int) -> dict[str, Any] | None:
    """A conversation that was hidden from those who read its space: title and reason."""
    readable = spaces.readable(person).values("pk")
    found = Topic.objects.filter(pk=topic, space__in=readable, hidden_at__isnull=False)
    row: Any = found.values("hidden_because", "hidden_at").first()
    return dict(row) if row else None


def page_of(
    person: Person, topic: int, *, first: int, budget: int, at: datetime
) -> TopicPage | None:
    """A page from post `first` on, of at most `budget` compressed bytes; None if not hers."""
    row = _topic(person, topic)
    if row is None:
        return None
    posts, following = _cut(_posts(topic, first), budget)
    authors = {post.author for post in posts if post.author}
    _give_roles(posts, authors)
    _give_thanks(posts, row["by_id"])
    asked = _asked(topic)
    mine = next((ask for ask in asked if ask["person_id"] == person.pk), None)
    row["waits_for_me"] = bool(mine and not mine["answered_at"] and not mine["declined_at"])
    one = Topic(pk=topic)
    return TopicPage(
        topic=row,
        posts=posts,
        next=following,
        asked=[ask for ask in asked if not ask["declined_at"]],
        follow=_follow(person, topic),
        problems=list(
            visible(person, Permission.PROBLEM_VIEW, one.problems.order_by("pk")).only(
                "pk", "statement", "language"
            )
        ),
        adaptations=list(
            visible(
                person,
                Permission.ADAPTATION_VIEW,
                one.adaptations.select_related("product", "country").order_by("pk"),
            )
        ),
        is_asker=row["by_id"] == person.pk,
        may_undo=_to_undo(posts, person, at),
    )


def _topic(person: Person, topic: int) -> dict[str, Any] | None:
    columns = (
        "pk", "title", "language", "kind", "by_id", "by__name", "started_at", "post_count",
        "solved_at", "closed_at", "space_id", "space__name", "space__slug", "space__kind",
        "space__visibility", "space__group__slug", "space__initiative__slug",
        "space__country__code", "theme_id", "theme__code", "theme__names",
        "product__title", "product__slug", "product__language",
    )  # fmt: skip
    row: Any = topics(person).filter(pk=topic).values(*columns).first()
    return dict(row) if row else None


def _posts(topic: int, first: int) -> list[PostRow]:
    is_long = Q(size__gt=LONG)
    rows = (
        Post.objects.filter(topic=topic, number__gte=first)
        .annotate(
            size=Length("html"),
            whole=Case(When(is_long, then=Value("")), default=F("html")),
            start=Case(When(is_long, then=Substr("text", 1, BEGINNING)), default=Value("")),
            length=Case(When(is_long, then=Length("text")), default=Value(0)),
        )
        .order_by("number")
        .values(
            "pk", "number", "by_id", "by__name", "country__code", "country__names", "channel",
            "inbound_id", "language", "posted_at", "hidden_at", "hidden_because", "thanked_at",
            "whole", "start", "length", "size",
        )[: MOST + 1]
    )  # fmt: skip
    return [_post(row) for row in rows]


def _post(row: dict[str, Any]) -> PostRow:
    is_hidden = row["hidden_at"] is not None
    shown = beginning_of(row["start"]) if row["start"] else ""
    html = str(text_html(shown)) if shown else row["whole"]
    return PostRow(
        pk=row["pk"],
        number=row["number"],
        author=row["by_id"],
        name=row["by__name"] or "",
        country_code=row["country__code"] or "",
        country_names=row["country__names"] or {},
        channel=row["channel"],
        has_original=row["inbound_id"] is not None,
        language=row["language"],
        html="" if is_hidden else html,
        size=row["size"],
        rest=0 if is_hidden or not shown else row["length"] - len(shown),
        posted_at=row["posted_at"],
        hidden_because=row["hidden_because"],
        is_hidden=is_hidden,
        is_thanked=row["thanked_at"] is not None,
    )


def beginning_of(text: str) -> str:
    """A text cut at the end of a paragraph, else of a sentence, else of a word."""
    if len(text) < BEGINNING:
        return text
    for mark, keep in (("\n\n", 0), (". ", 1), ("؟ ", 1), ("\n", 0), (" ", 0)):
        at = text.rfind(mark, BEGINNING // 2)
        if at > 0:
            return text[: at + keep]
    return text


def _cut(posts: list[PostRow], budget: int) -> tuple[list[PostRow], int]:
    """As many posts as the page's weight allows, at least one; and where the next page begins."""
    squeeze = zlib.compressobj(1)
    weight = 0
    for at, post in enumerate(posts):
        weight += len(squeeze.compress(post.html.encode())) + _SPARED
        weight += len(squeeze.flush(zlib.Z_SYNC_FLUSH))
        if at == MOST or (at and weight > budget):
            return posts[:at], post.number
    return posts, 0


def _give_roles(posts: list[PostRow], authors: set[int]) -> None:
    """Each author's position at the time of the post."""
    held: dict[int, list[dict[str, Any]]] = {}
    positions = Position.objects.filter(person__in=authors).order_by("starts", "pk")
    rows: Any = positions.values("person_id", "title", "institution__name", "starts", "ends")
    for row in rows:
        held.setdefault(row["person_id"], []).append(row)
    for post in posts:
        if post.author in held:
            then = str(day(post.posted_at))
            post.role = _role(held[post.author], then)


def _role(held: Iterable[dict[str, Any]], then: str) -> str:
    """The newest position that held on that day, as far as its dates tell; else nothing."""
    found = ""
    for row in held:
        starts, ends = str(row["starts"] or ""), str(row["ends"] or "9999")
        if starts <= then and ends >= then[: len(ends)]:
            found = f"{row['title']}, {row['institution__name']}"
    return found


def _give_thanks(posts: list[PostRow], asker: int | None) -> None:
    by_pk = {post.pk: post for post in posts if post.is_thanked}
    given = Thanks.objects.filter(post__in=by_pk).order_by("at", "pk")
    rows: Any = given.values("post_id", "by_id", "by__name", "words")
    for row in rows:
        post = by_pk[row["post_id"]]
        post.thanks.append(row)
        post.helped |= row["by_id"] == asker


def _asked(topic: int) -> list[dict[str, Any]]:
    asks = AskedColleague.objects.filter(topic=topic).order_by("asked_at", "pk")
    columns = ("person_id", "person__name", "person__country__code", "person__country__names")
    rows = asks.values(*columns, "reasons", "answered_at", "declined_at")
    return [{**row, "code": code_of(row["person_id"])} for row in rows]


def _follow(person: Person, topic: int) -> str:
    muted = TopicFollow.objects.filter(topic=topic, person=person).values_list("muted_at")
    row = muted.first()
    if row is None:
        return ""
    return "muted" if row[0] else "on"


def _to_undo(posts: list[PostRow], person: Person, at: datetime) -> int:
    for post in reversed(posts):
        if post.author == person.pk and not post.is_hidden:
            return post.number if at - post.posted_at <= rules.UNDO_FOR else 0
    return 0
