"""One conversation as its page shows it, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from jln.access.check import PRESENT, visible
from jln.access.permissions import Permission
from jln.conduct.queries import away_from
from jln.conversations.models import Post, Topic
from jln.conversations.places import place as post_place
from jln.conversations.queries import plans, posts
from jln.conversations.queries.keeping import Where, where_we_are
from jln.conversations.queries.posts import PostRow
from jln.conversations.queries.shaping import Note, notes
from jln.conversations.queries.why import sentences
from jln.conversations.terms import Outcome, TopicKind
from jln.countries.places import Place, place
from jln.kit.codes import code_of
from jln.spaces import queries as spaces
from jln.spaces.words import called
from jln.ui.formats import language as shown_language
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
    is_under_rule: bool  # of its space by now, in which nothing more is said under a name
    space: str
    space_slug: str
    kind: str
    visibility: str
    theme: tuple[str, str]  # code and name; empty for none
    product: tuple[str, str, str]  # slug, title, language; empty for none
    answer: tuple[int, str]  # the post that answered, and where it is; 0 for none


class Asked(NamedTuple):
    """A colleague the question was brought to."""

    code: str
    name: str
    country: Place | None
    has_answered: bool


class New(NamedTuple):
    """What the reader has not seen: how many posts, and the number of the first."""

    posts: int
    first: int


class Became(NamedTuple):
    """What came of it. `of`: problem or adaptation."""

    of: str
    code: str
    title: str
    country: Place | None


class Asks(NamedTuple):
    """How far the question goes, and what came of it."""

    is_going: bool  # more colleagues are asked later
    is_mine: bool
    outcome: str  # in words; empty for nothing yet
    words: str
    may_mark: bool  # which post answered
    card: str  # the code of what was kept of it
    may_card: bool


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
    asks: Asks
    follow: str  # whether the reader follows it: on, muted, or nothing said
    comes: bool  # whether posts of what is followed come by mail at all
    may_undo: int  # the number of the reader's post that can still be taken back
    new: New
    notes: tuple[Note, ...]  # what was done to its shape
    may: tuple[str, ...]  # which deeds at its shape are the reader's
    where: Where | None  # where it stands, in a person's words
    may_catch_up: bool
    kind: str

    @property
    def seen_now(self) -> int:
        """Up to which post this page shows something new; 0 if nothing on it is."""
        last = max((post.number for post in self.posts), default=0)
        return last if 0 < self.new.first <= last else 0

    @property
    def beside(self) -> tuple[object, ...]:
        """All of it but the posts, as values that make the same page."""
        return (
            self.head, self.first, self.next, self.asked, self.why_me, self.became,
            self.follow, self.comes, self.may_undo, self.new, self.notes, self.may, self.asks,
            self.where, self.may_catch_up,
        )  # fmt: skip


class Said(NamedTuple):
    """One page of posts and who was asked, the same for all who read the conversation."""

    posts: tuple[PostRow, ...]
    next: int
    asked: list[dict[str, Any]]
    notes: tuple[Note, ...]
    where: Where | None


_said: Kept[Said] = Kept(150, "directory")
"""By the conversation's own version; names and positions change with the directory."""

_came: Kept[tuple[Became, ...]] = Kept(400)
"""Problems and adaptations change with the public pages, whoever may see them."""


def topics(person: Person | None) -> QuerySet[Topic]:
    """The conversations a person reads."""
    return visible(person, Permission.TOPIC_VIEW, Topic.objects.all())


def comes_by_mail(person: Person, topic: Topic) -> bool:
    """Whether posts of it come by mail to this person, if they follow it."""
    return not Topic.objects.filter(plans.unmailed(person.pk), pk=topic.pk).exists()


def post_in(person: Person, topic: int, number: int) -> QuerySet[Post]:
    """One post of a conversation, if the person may read it."""
    found = visible(person, Permission.POST_VIEW, Post.objects.filter(topic=topic, number=number))
    return found.filter(topic__hidden_at=None).select_related(
        "topic", "space", "by__country", "country"
    )


def own_post(person: Person, topic: int, number: int) -> QuerySet[Post]:
    """A post beside which the person may put files."""
    found = Post.objects.filter(topic=topic, number=number, topic__hidden_at=None)
    return visible(person, Permission.POST_ENCLOSE, found).select_related("topic", "space")


def original(person: Person, topic: int, number: int) -> QuerySet[Post]:
    """The same, with the message it came in."""
    came = Q(inbound__isnull=False) | Q(origin__original__isnull=False)
    return post_in(person, topic, number).filter(came).select_related("inbound", "origin__original")


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
    row = rows[0]
    key = topic, row["version"], first, row["by_id"], budget, shown_language()
    said = _said.get(key, lambda: _read(row, first, budget))
    away = away_from(person.pk) if row["keeps_away"] else frozenset()
    shown = posts.seen_by(person.pk, said.posts, away)
    is_ruled = row["space__chatham_since"] is not None  # nothing more is said here under a name
    return TopicPage(
        head=_head(row),
        posts=shown,
        first=first,
        next=said.next,
        asked=tuple(_asked(one) for one in said.asked),  # who declined, nobody sees
        why_me=() if is_ruled else _why(said.asked, person),
        became=_came.of(person.pk, (topic, shown_language()), lambda: _became(row, person)),
        asks=_asks(row, person),
        follow="muted" if row["muted_at"] else "on" if row["is_followed"] else "",
        comes=not row["is_unmailed"],
        may_undo=posts.to_undo(shown, at),
        new=New(row["new_count"], row["new_first"]),
        notes=said.notes,
        may=_may(row, person),
        where=said.where,
        may_catch_up=row["may_catch_up"] and not is_ruled,
        kind=row["kind"],
    )


def _read(row: dict[str, Any], first: int, budget: int) -> Said:
    topic = row["pk"]
    where = where_we_are(topic) if row["has_catch_up"] and first == 1 else None
    left = budget - (where.weight if where else 0)
    shown, following = posts.page(topic, first, asker=row["by_id"], budget=left)
    done = notes(topic) if row["was_shaped"] else ()
    return Said(shown, following, plans.ASKED(topic=topic), done, where)


def _may(row: dict[str, Any], person: Person) -> tuple[str, ...]:
    """The deeds at its shape that the reader may do now."""
    is_closed = row["closed_at"] is not None
    if row["may_shape"]:
        return ("reopen" if is_closed else "close", "move", "split", "merge")
    return () if is_closed or row["by_id"] != person.pk else ("close",)


def _head(row: dict[str, Any]) -> Head:
    names = row["theme__names"] or {}
    return Head(
        code=code_of(row["pk"]),
        title=row["title"],
        language=row["language"],
        asker=row["by__name"] or row["asker"] or "",
        started_at=row["started_at"],
        post_count=row["post_count"],
        state=_state(row),
        is_closed=row["closed_at"] is not None,
        is_under_rule=row["space__chatham_since"] is not None,
        space=called(
            row["space__kind"],
            row["space__name"],
            place(row["space__country__code"], row["space__country__names"]),
        ),
        space_slug=row["space__slug"],
        kind=row["kind"],
        visibility="group" if row["space__visibility"] == "roll" else row["space__visibility"],
        theme=(row["theme__code"] or "", names.get(shown_language()) or names.get("en", "")),
        product=(
            row["product__slug"] or "",
            row["product__title"] or "",
            row["product__language"] or "",
        ),
        answer=_answer(row),
    )


def _answer(row: dict[str, Any]) -> tuple[int, str]:
    number = row["answer_mark__post__number"] or 0
    return number, post_place(code_of(row["pk"]), number) if number else ""


def _state(row: dict[str, Any]) -> str:
    if row["solved_at"]:
        return "helped"
    if row["closed_at"]:
        return "closed"
    waits = row["kind"] == TopicKind.QUESTION and not row["answered_at"]
    return "unanswered" if waits else ""


def _asks(row: dict[str, Any], person: Person) -> Asks:
    outcome = row["follow_up__outcome"]
    return Asks(
        is_going=row["asking__ended"] == "",
        is_mine=row["by_id"] == person.pk,
        outcome=str(Outcome(outcome).label) if outcome else "",
        words=row["follow_up__words"] or "",
        may_mark=row["may_mark"],
        card=code_of(row["card__pk"]) if row["card__pk"] else "",
        may_card=_may_card(row, person),
    )


def _may_card(row: dict[str, Any], person: Person) -> bool:
    """Is it a question with an answer that this reader may keep as a card?"""
    is_answered = row["kind"] == TopicKind.QUESTION and row["answered_at"] is not None
    is_ruled = row["space__chatham_since"] is not None
    return is_answered and not is_ruled and (row["may_shape"] or row["by_id"] == person.pk)


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
