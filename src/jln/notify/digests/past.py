"""What is known of a past week of one person, read for the telling of it with other settings.

Each thing that was told is read together with what it is to that person: one question for
all of it, where messages to five hundred ask one for each kind of tie.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conduct.models import KeptAway
from jln.conversations.models import AskedColleague, Topic, TopicFollow
from jln.conversations.terms import PollVoice
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail.models import OutgoingMail
from jln.mail.outgoing import ALL_KINDS
from jln.notify import queries as notify_queries
from jln.notify.audiences import AUDIENCES
from jln.notify.digests import days, gather, items
from jln.notify.digests.shared import KEPT_FOR, Shared, told_since
from jln.notify.models import Digest, DigestItem, DigestRun
from jln.notify.terms import Because, LetterKind, Sort
from jln.people.models import EmailAddress
from jln.problems.models import Problem, ProblemCountry
from jln.spaces.models import SpaceMember, Subscription
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from jln.notify.digests.gather import Chunk, Waits
    from jln.people.models import Person

A_WEEK = timedelta(days=7)
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Came:
    """A letter of its own, or a message of many things, as it comes."""

    at: datetime
    seconds: int
    title: str
    items: tuple[int, ...] = ()
    titles: tuple[int, ...] = ()  # of these only the titles
    sort: Sort = Sort.ME
    spaces: Mapping[int, int] = field(default_factory=dict)  # seconds, by space
    message: Waits | None = None


@dataclass(slots=True)
class Told:
    """What is known of the week, and how far one telling of it has come."""

    shared: Shared
    chunk: Chunk
    follows: dict[int, tuple[datetime, datetime | None]]  # since when, muted when, by topic
    asked: set[int]  # topics whose question was brought to the person
    off: set[str]
    away: list[tuple[datetime, date | None]]  # until when, by when it was said
    bounced_at: datetime | None  # since then letters come back
    ran: dict[int, dict[date, datetime]]  # when messages were made, by hour and day
    of_countries: set[int]  # polls that only who speaks for a country answers
    came: dict[int, datetime] = field(default_factory=dict)  # news by a letter, by item
    before: list[tuple[datetime, int]] = field(default_factory=list)  # seconds of the week before
    letters: list[Came] = field(default_factory=list)  # to the person: no setting changes them
    news: list[DigestItem] = field(default_factory=list)


def read(
    person: Person, began: datetime, until: datetime, lists: Iterable[Subscription] | None
) -> Told:
    """All of it. `lists`: what the person is on now, where that is known."""
    prefetch_related_objects([person], "mail_settings")
    mine = Subscription.objects.filter(person=person, left_at=None)
    follows = TopicFollow.objects.filter(person=person)
    among = (
        Q(space__in=mine.values("space"))
        | Q(topic__in=follows.values("topic"))
        | Q(topic=None, fact__kind__in=items.NEWS)
    )
    among &= Q(pk__gt=_had_through(person, began))
    rows = list(told_since(until - KEPT_FOR - A_WEEK, among).annotate(**_ties(person, began)))
    shared = Shared.of(rows, until, AUDIENCES)
    said: list[dict[str, Any]] = [vars(row) for row in shared.rows]
    messages = _messages(person, began, until)
    off = notify_queries.off(person)
    bounced_at, away = _reached(person)
    told = Told(
        shared=shared,
        chunk=_chunk(person, shared, messages, mine if lists is None else lists, began),
        follows={
            one["topic_id"]: (one["follows_since"], one["muted_at"])
            for one in said
            if one["follows_since"]
        },
        asked={one["topic_id"] for one in said if one["was_asked"]},
        off=set(LetterKind.values) if ALL_KINDS in off else off,
        away=away,
        bounced_at=bounced_at,
        ran=_ran(person, began, until),
        of_countries={one["topic_id"] for one in said if one["voice"] == PollVoice.COUNTRY},
    )
    told.chunk.waiting = gather.waiting([person.pk], began, until)
    _sort_out(told, person, messages, began, until)
    return told


def _ties(person: Person, began: datetime) -> dict[str, Any]:
    """What each thing that was told is to the person."""
    follow = TopicFollow.objects.filter(person=person, topic=OuterRef("topic"))
    asked = AskedColleague.objects.filter(person=person, topic=OuterRef("topic"))
    letters = OutgoingMail.objects.filter(
        person=person, fact=OuterRef("fact"), created_at__lt=began
    )
    kept_away = KeptAway.objects.filter(by=person, about=OuterRef("post__by"))
    topics = visible(person, Permission.TOPIC_VIEW, Topic.objects.filter(pk=OuterRef("topic")))
    rolls = SpaceMember.objects.filter(until_on=None).exclude(space__kind=SpaceKind.NETWORK)
    close = rolls.filter(
        person=OuterRef("post__by"), space__in=rolls.filter(person=person).values("space")
    )
    stated = Problem.objects.filter(withdrawn_at=None, theme=OuterRef("topic__theme"))
    country = person.country_id or 0
    shared = ProblemCountry.objects.filter(
        country=country,
        problem__withdrawn_at=None,
        problem__theme=OuterRef("topic__theme"),
    )
    return {
        "follows_since": Subquery(follow.values("since")[:1]),
        "muted_at": Subquery(follow.values("muted_at")[:1]),
        "was_asked": Exists(asked),
        "had": Exists(letters.exclude(state_reason="away")),
        "is_kept_away": Exists(kept_away),
        "may": Exists(topics),
        "voice": F("topic__poll__voice"),
        "close": Subquery(close.values("space")[:1]),
        "at_home": Exists(stated.filter(country=country)) | Exists(shared),
    }


def _chunk(
    person: Person,
    shared: Shared,
    messages: list[Digest],
    lists: Iterable[Subscription],
    began: datetime,
) -> Chunk:
    """What messages are made from, for this one person; the same, taken from the ties."""
    close, kept_away, may = set[int](), set[int](), defaultdict[int, set[int]](set)
    for row in shared.rows:
        ties, by = vars(row), row.post.by_id if row.post else None
        if ties["may"]:
            may[row.topic_id or 0].add(person.pk)
        if by and ties["is_kept_away"]:
            kept_away.add(by)
        if by and ties["close"]:
            close.add(ties["close"])
            shared.spaces_of_writers.setdefault(by, set()).add(ties["close"])
        if ties["at_home"] and row.topic:
            shared.themes.setdefault(person.country_id or 0, set()).add(row.topic.theme_id or 0)
    earlier = [one for one in messages if one.made_at < began]
    last = max((one.pk for one in earlier if one.is_weekly), default=0)
    floors, since, had = gather.had_in(one for one in earlier if one.pk >= last)
    by_letter = {row.pk for row in (*shared.rows, *shared.news) if vars(row)["had"]}
    had[person.pk] |= by_letter
    return gather.Chunk(
        subscriptions={person.pk: {one.space_id: one for one in lists}},
        floors=floors,
        since=since,
        had=had,
        muted=set(),
        follows=set(),
        spaces={person.pk: close},
        may=may,
        away={person.pk: kept_away},
    )


def _had_through(person: Person, began: datetime) -> Coalesce:
    """The last item that was there at the last weekly message before: older ones were told."""
    return Coalesce(Subquery(_weekly(person, began).values("through")[:1]), 0)


def _weekly(person: Person, began: datetime) -> QuerySet[Digest]:
    weekly = Digest.objects.filter(person=person, is_weekly=True, made_at__lt=began)
    return weekly.order_by("-pk")


def _messages(person: Person, began: datetime, until: datetime) -> list[Digest]:
    """Those since the last weekly one before the week, and all of the week before, to its end."""
    last = Coalesce(Subquery(_weekly(person, began).values("pk")[:1]), 0)
    rows = Digest.objects.filter(person=person, made_at__lt=until)
    return list(rows.filter(Q(made_at__gte=began - A_WEEK) | Q(pk__gte=last)).order_by("pk"))


def _reached(person: Person) -> tuple[datetime | None, list[tuple[datetime, date | None]]]:
    """Since when letters come back; what the person said of days without, one after another."""
    kinds = (Kind.PERSON_UPDATED, Kind.SETTING_CHANGED)
    said = Fact.objects.filter(about=person, kind__in=kinds, data__has_key="away").order_by("pk")
    main = EmailAddress.objects.filter(person=person, is_main=True, removed_at=None)
    found = main.annotate(was_away=Exists(said)).values_list("bounced_at", "was_away").first()
    bounced_at, was_away = found or (EVER, False)
    days_of = list(said.values_list("at", "data")) if was_away else []
    if not days_of:
        return bounced_at, [(EVER, person.away_until)]
    return bounced_at, [
        (at, date.fromisoformat(data["away"]) if data["away"] else None) for at, data in days_of
    ]


def _ran(person: Person, began: datetime, until: datetime) -> dict[int, dict[date, datetime]]:
    """When the messages of the person's zone were really made, and in the week before."""
    among = (began - A_WEEK).date(), (until + days.A_DAY).date()
    runs = DigestRun.objects.filter(zone=person.timezone, on__range=among).order_by("on")
    found: dict[int, dict[date, datetime]] = {}
    for hour, on, at in runs.values_list("hour", "on", "began_at"):
        found.setdefault(hour, {})[on] = at
    return found


def _sort_out(
    told: Told, person: Person, messages: list[Digest], began: datetime, until: datetime
) -> None:
    """What was read before the week; what came in it whatever the settings; its news."""
    letters = OutgoingMail.objects.filter(
        person=person,
        fact__digest_item__isnull=False,
        created_at__gte=began - A_WEEK,
        created_at__lt=until,
    ).exclude(state="withheld")
    for one in letters.select_related("fact__digest_item", "body").order_by("pk"):
        if one.fact is None:
            continue
        item = one.fact.digest_item
        if one.created_at < began:
            told.before.append((one.created_at, item.seconds))
        elif one.fact.kind in items.NEWS:
            told.came[item.pk] = one.created_at
        elif one.fact.kind not in items.POSTS or one.because == Because.CORE_GROUP:
            told.letters.append(Came(one.created_at, item.seconds, one.subject, (item.pk,)))
    told.before += [
        (one.made_at, one.seconds) for one in messages if began - A_WEEK <= one.made_at < began
    ]
    rows = (entry for one in messages if one.made_at >= began for entry in one.entries)
    reached = {*told.came, *(pk for entry in rows for pk in entry["items"])}
    told.news = [row for row in told.shared.news if row.pk in reached]
