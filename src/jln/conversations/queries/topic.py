"""One conversation as its page shows it, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from jln.access.check import PRESENT, visible
from jln.access.permissions import Permission
from jln.conversations.models import Post, Topic
from jln.conversations.queries import plans, posts
from jln.conversations.queries.asking import sentences
from jln.conversations.queries.posts import PostRow
from jln.countries.places import Place, place
from jln.kit.codes import code_of
from jln.spaces import queries as spaces
from jln.spaces.words import called
from jln.ui.formats import language as shown_language
from jln.web import versions
from jln.web.kept import Kept

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person


class Head(NamedTuple):
    """The conversation itself, in the reader's language; the same for all who read it."""

    code: str
    title: str
    language: str
    asker: str
    started_at: datetime
    post_count: int
    state: str  # helped, closed, unanswered, or nothing to say
    is_closed: bool
    space: str
    space_path: tuple[str, str]  # kind and slug of its page
    visibility: str
    theme: tuple[str, str]  # code and name; empty for none
    product: tuple[str, str, str]  # slug, title, language; empty for none


class Asked(NamedTuple):
    """A colleague the question was brought to."""

    code: str
    name: str
    country: Place | None
    has_answered: bool


class Became(NamedTuple):
    """What came of it. `of`: problem or adaptation."""

    of: str
    code: str
    title: str
    country: Place | None


@dataclass(slots=True)
class TopicPage:
    """Everything the page of a conversation shows."""

    head: Head
    posts: list[PostRow]
    first: int  # the number the page begins with
    next: int  # the number the next page begins with, 0 for none
    asked: tuple[Asked, ...]
    why_me: tuple[str, ...]  # empty unless the question waits for the reader
    became: tuple[Became, ...]
    follow: str  # whether its posts come by mail: on, muted, or nothing said
    may_undo: int  # the number of the reader's post that can still be taken back

    @property
    def beside(self) -> tuple[object, ...]:
        """All of it but the posts, as values that make the same page."""
        return (
            self.head, self.first, self.next, self.asked, self.why_me, self.became,
            self.follow, self.may_undo,
        )  # fmt: skip


class Said(NamedTuple):
    """One page of posts and who was asked, the same for all who read the conversation."""

    posts: tuple[PostRow, ...]
    next: int
    asked: list[dict[str, Any]]


_said: Kept[Said] = Kept(150, "directory")
"""By the conversation's own version; names and positions change with the directory."""

_came: Kept[tuple[Became, ...]] = Kept(400)
"""Problems and adaptations change with the public pages, whoever may see them."""


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
    row, name = rows[0], f"topic:{topic}"
    key = name, versions.read([name])[name], first, row["by_id"], budget, shown_language()
    said = _said.get(key, lambda: _read(topic, first, asker=row["by_id"], budget=budget))
    shown = posts.seen_by(person.pk, said.posts)
    return TopicPage(
        head=_head(row),
        posts=shown,
        first=first,
        next=said.next,
        asked=tuple(_asked(one) for one in said.asked),  # who declined, nobody sees
        why_me=_why(said.asked, person),
        became=_came.of(person.pk, (topic, shown_language()), lambda: _became(row, person)),
        follow="muted" if row["muted_at"] else "on" if row["is_followed"] else "",
        may_undo=posts.to_undo(shown, at),
    )


def _read(topic: int, first: int, *, asker: int | None, budget: int) -> Said:
    shown, following = posts.page(topic, first, asker=asker, budget=budget)
    return Said(shown, following, plans.ASKED(topic=topic))


def _head(row: dict[str, Any]) -> Head:
    kind = row["space__kind"]
    slugs = {
        "group": row["space__group__slug"],
        "initiative": row["space__initiative__slug"],
        "country": (row["space__country__code"] or "").lower(),
    }
    names = row["theme__names"] or {}
    return Head(
        code=code_of(row["pk"]),
        title=row["title"],
        language=row["language"],
        asker=row["by__name"] or "",
        started_at=row["started_at"],
        post_count=row["post_count"],
        state=_state(row),
        is_closed=row["closed_at"] is not None,
        space=called(
            kind,
            row["space__name"],
            place(row["space__country__code"], row["space__country__names"]),
        ),
        space_path=(kind, slugs.get(kind) or ""),
        visibility="group" if row["space__visibility"] == "roll" else row["space__visibility"],
        theme=(row["theme__code"] or "", names.get(shown_language()) or names.get("en", "")),
        product=(
            row["product__slug"] or "",
            row["product__title"] or "",
            row["product__language"] or "",
        ),
    )


def _state(row: dict[str, Any]) -> str:
    if row["solved_at"]:
        return "helped"
    if row["closed_at"]:
        return "closed"
    return "" if row["answered_at"] else "unanswered"


def _asked(row: dict[str, Any]) -> Asked:
    return Asked(
        code=code_of(row["person_id"]),
        name=row["person__name"],
        country=place(row["person__country__code"], row["person__country__names"]),
        has_answered=row["answered_at"] is not None,
    )


def _became(topic: dict[str, Any], person: Person) -> tuple[Became, ...]:
    of = {"topic": topic["pk"], "reader": person.pk}
    problems = plans.PROBLEMS(**of) if topic["has_problems"] else []
    adaptations = plans.ADAPTATIONS(**of) if topic["has_adaptations"] else []
    return (
        *(Became("problem", code_of(row["pk"]), row["statement"], None) for row in problems),
        *(
            Became(
                "adaptation",
                code_of(row["pk"]),
                row["product__title"],
                place(row["country__code"], row["country__names"]),
            )
            for row in adaptations
        ),
    )


def _why(asked: list[dict[str, Any]], person: Person) -> tuple[str, ...]:
    """Why the reader was asked, while the question waits for her."""
    for row in asked:
        if row["person_id"] == person.pk and not (row["answered_at"] or row["declined_at"]):
            return sentences([row["reasons"]], to_her=True)[0]
    return ()
