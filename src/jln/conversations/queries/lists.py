"""Lists of topics: asked of me, waiting for anyone, mine, all. A page is twenty rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from jln.access.check import PRESENT, visible
from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague, Post, Topic
from jln.conversations.queries.asking import open_asks
from jln.conversations.queries.plans import reader_of
from jln.conversations.queries.seen import count_of, unseen
from jln.conversations.queries.why import sentences
from jln.conversations.terms import TopicKind
from jln.countries.places import Place, place
from jln.kit.codes import code_of, number_of
from jln.kit.prepared import Prepared
from jln.spaces import queries as spaces
from jln.spaces.models import Space
from jln.ui.formats import language as shown_language
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from jln.people.models import Person

PAGE = 20
FEW = 5
"""Rows on the home page."""
LOOKED_AT = 300
"""So many of the newest topics are looked at for a page."""
HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
COLUMNS = (
    "pk",
    "title",
    "language",
    "kind",
    "started_at",
    "last_post_at",
    "post_count",
    "solved_at",
    "by_id",
    "by__name",
    "by__country__code",
    "by__country__names",
    "answer_mark__post__number",
)
"""Beside these each row has `others`: how many posts others than its starter wrote in it."""


class Row(NamedTuple):
    """A topic in a list, in the reader's language; with the hours it waits it makes its HTML.

    `why`: the sentences of an ask.
    """

    code: str
    title: str
    language: str
    kind: str
    started_at: datetime
    last_post_at: datetime
    answers: int
    is_solved: bool
    is_mine: bool
    asker: str
    country: Place | None
    why: tuple[str, ...] = ()
    mark: str = ""
    countries: int = 0  # that spoke in it, where a list says so
    new: int = 0  # posts the reader has not seen, where a list says so
    answer: int = 0  # the post that the asker marked

    @property
    def kind_words(self) -> str:
        """What it is, where it is no question."""
        return "" if self.kind == TopicKind.QUESTION else str(TopicKind(self.kind).label)

    def waits(self, now: datetime) -> int:
        """For how many hours nobody has answered; 0 for what waits for no answer."""
        if self.answers or self.kind != TopicKind.QUESTION:
            return 0
        return int((now - self.started_at) / HOUR)


@dataclass(slots=True)
class Listed:
    """One page of a list, and where the next one begins, if there is one."""

    rows: Sequence[Row]
    next: str = ""


def asked_count(person: Person) -> int:
    """How many questions wait for the person's word: read by the Doorkeeper, for the bell."""
    return len(_ASKED(reader=person.pk)) if person.status in PRESENT else 0


def asked_of(person: Person) -> list[Row]:
    """Questions brought to the person that wait for her word, with why."""
    found = _ASKED(reader=person.pk) if person.status in PRESENT else []
    told = sentences([ask["reasons"] for ask in found], to_her=True)
    rows = [{name: ask[f"topic__{name}"] for name in COLUMNS} | ask for ask in found]
    return [row_of(row, person, why) for row, why in zip(rows, told, strict=True)]


def waiting(person: Person, *, before: str = "", limit: int = PAGE) -> Listed:
    """Questions of others that nobody has answered yet, the newest first."""
    return _listed(_WAITING, person, before, limit)


def mine(person: Person, *, before: str = "", limit: int = PAGE) -> Listed:
    """What the person asked herself."""
    return _listed(_MINE, person, before, limit)


def every(person: Person, *, before: str = "", limit: int = PAGE) -> Listed:
    """Every conversation she may read, the latest post first."""
    return _listed(_EVERY, person, before, limit)


class Today(NamedTuple):
    """What her home page says of conversations."""

    waiting: tuple[Row, ...]  # questions brought to her, all of them
    news: tuple[Row, ...]  # the latest conversations of her own spaces


_todays: Kept[Today] = Kept(400, "topics", "directory", "network")


def today(person: Person) -> Today:
    """Read again when a conversation, a person or the reader's own rights changed."""

    def read() -> Today:
        news = _listed(_IN_SPACES, person, "", FEW, is_whole=False).rows
        return Today(tuple(asked_of(person)), tuple(news))

    return _todays.of(person.pk, shown_language(), read)


def with_new(person: Person, *lists: Sequence[Row]) -> list[tuple[Row, ...]]:
    """The same lists; each row says how many of its posts the reader has not seen. One query."""
    new = unseen(person.pk, {number_of(row.code) for rows in lists for row in rows})
    return [
        tuple(row._replace(new=new.get(number_of(row.code), 0)) for row in rows) for rows in lists
    ]


class _List:
    """Topics of one kind, newest first. The rights are asked of the newest few hundred only.

    However many topics there are, a page looks at `LOOKED_AT` of them by the order's
    own index; only who may read hardly any of these has all of them looked at.
    """

    def __init__(
        self,
        topics: Callable[[Person], QuerySet[Topic]],
        *,
        within: Callable[[Person], Q] = lambda _person: Q(),
        rows: int = PAGE + 1,
    ) -> None:
        self.topics = topics
        self.within = within
        self.rows = rows
        self.first = Prepared(lambda reader: self.newest(reader_of(reader), None))

    def newest(self, person: Person, mark: tuple[datetime, int] | None) -> QuerySet[Topic, Any]:
        """One page after a mark, of the newest topics."""
        ordered = newest_first(after_mark(self.topics(person), mark)).values("pk")
        seen = self._seen(person, Topic.objects.filter(pk__in=ordered[:LOOKED_AT]))
        more = Exists(ordered[LOOKED_AT : LOOKED_AT + 1])
        return _columns(seen.annotate(has_more=more), "has_more")[: self.rows]

    def all(self, person: Person, mark: tuple[datetime, int] | None) -> QuerySet[Topic, Any]:
        """The same page, whatever it costs."""
        return _columns(after_mark(self._seen(person, self.topics(person)), mark))[: self.rows]

    def _seen(self, person: Person, among: QuerySet[Topic]) -> QuerySet[Topic]:
        return visible(person, Permission.TOPIC_VIEW, among.filter(self.within(person)))


def after_mark(topics: QuerySet[Topic], mark: tuple[datetime, int] | None) -> QuerySet[Topic]:
    """Those that come later in the list than a moment and id."""
    if mark is None:
        return topics
    at, pk = mark
    return topics.filter(last_post_at__lte=at).exclude(last_post_at=at, pk__gte=pk)


def by_others(topic: str = "pk", starter: str = "by") -> Coalesce:
    """How many posts of others stand in a topic, as a column; its starter answers nobody."""
    # Not `number__gt`, which would lead away from `post_order`, the index that has all of this.
    posts = Post.objects.filter(~Q(number=1), topic=OuterRef(topic), hidden_at=None)
    return count_of(posts.filter(~Q(by=Coalesce(OuterRef(starter), 0))).order_by())


def newest_first(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """The latest post first."""
    return topics.order_by(F("last_post_at").desc(), F("pk").desc())


def _columns(topics: QuerySet[Topic], *more: str) -> QuerySet[Topic, Any]:
    rows: QuerySet[Topic, Any] = (
        newest_first(topics).annotate(others=by_others()).values(*COLUMNS, "others", *more)
    )
    return rows


def _listed(
    which: _List, person: Person, before: str, limit: int, *, is_whole: bool = True
) -> Listed:
    if person.status not in PRESENT:
        return Listed([])
    mark = marked(before)
    rows = list(which.newest(person, mark)) if mark else which.first(reader=person.pk)
    if is_whole and len(rows) <= limit and (not rows or rows[0]["has_more"]):
        rows = list(which.all(person, mark))
    found = [row_of(row, person) for row in rows[: limit + 1]]
    if len(found) <= limit:
        return Listed(found)
    return Listed(found[:limit], found[limit - 1].mark)


def _answerable() -> QuerySet[Topic]:
    """Neither closed nor of a space in which nothing is said under a name any more."""
    ruled = Space.objects.filter(chatham_since__isnull=False).values("pk")
    return Topic.objects.filter(closed_at=None).exclude(space__in=ruled)


def _asked(reader: int) -> QuerySet[AskedColleague, Any]:
    person = reader_of(reader)
    open_topics = visible(person, Permission.TOPIC_VIEW, _answerable())
    asks = open_asks(person).filter(topic__in=open_topics).order_by("-asked_at", "-pk")
    rows: QuerySet[AskedColleague, Any] = asks.annotate(
        others=by_others("topic", "topic__by")
    ).values("reasons", "others", *(f"topic__{name}" for name in COLUMNS))[:PAGE]
    return rows


_ASKED = Prepared(_asked)
_WAITING = _List(
    lambda person: (
        _answerable().filter(kind=TopicKind.QUESTION, answered_at=None).exclude(by=person.pk)
    )
)
_MINE = _List(lambda person: Topic.objects.filter(by=person.pk))
_EVERY = _List(lambda _person: Topic.objects.all())
_IN_SPACES = _List(
    lambda _person: Topic.objects.all(),
    within=lambda person: Q(space__in=spaces.own(person).order_by().values("pk")),
    rows=FEW + 1,
)


def row_of(row: dict[str, Any], person: Person, why: tuple[str, ...] = ()) -> Row:
    """A row of columns as a list shows it to a person; of a dialogue all posts count."""
    is_dialogue = row["kind"] == TopicKind.DIALOGUE
    return Row(
        code=code_of(row["pk"]),
        title=row["title"],
        language=row["language"],
        kind=row["kind"],
        started_at=row["started_at"],
        last_post_at=row["last_post_at"],
        answers=max(row["post_count"] - 1, 0) if is_dialogue else row["others"],
        is_solved=row["solved_at"] is not None,
        is_mine=row["by_id"] == person.pk,
        asker=row["by__name"] or "",
        country=place(row["by__country__code"], row["by__country__names"]),
        why=why,
        answer=row["answer_mark__post__number"] or 0,
        mark=mark_of(row["last_post_at"], row["pk"]),
    )


def mark_of(moment: datetime, pk: int) -> str:
    """A moment and id, as an address carries them."""
    return f"{(moment - _EPOCH) // _MICROSECOND}.{pk}"


def marked(before: str) -> tuple[datetime, int] | None:
    """The moment and id a page begins after; nothing for nonsense."""
    moment, dot, pk = before.partition(".")
    if not (dot and moment.isdecimal() and pk.isdecimal() and len(before) <= 40):  # noqa: PLR2004 -- two numbers
        return None
    try:
        return _EPOCH + int(moment) * _MICROSECOND, min(int(pk), 2**62)
    except OverflowError:
        return None
