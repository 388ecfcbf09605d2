"""A week told anew with other settings, by what makes letters and messages. Writes nothing.

What was told in the week is gone through in its order: what comes at once takes the minutes
it needs, each message takes what waits. With the settings that held, it is what was sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from jln.conversations.models import AskedColleague, Poll, TopicFollow
from jln.conversations.queries.reach import at_once
from jln.conversations.terms import PollVoice
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail import hours
from jln.mail.models import OutgoingMail
from jln.mail.outgoing import ALL_KINDS, main_address
from jln.notify import queries as notify_queries
from jln.notify.audiences import AUDIENCES
from jln.notify.digests import compose, days, gather, items, rules
from jln.notify.digests.shared import KEPT_FOR, Shared
from jln.notify.models import Digest, DigestItem, DigestRun, MailPlan
from jln.notify.terms import Because, LetterKind, Often, Sort
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.notify.digests.gather import Chunk, Waits
    from jln.people.models import Person

A_WEEK = timedelta(days=7)
LISTED = frozenset({Kind.DIALOGUE_OPENED, Kind.POLL_OPENED, Kind.TOPIC_STARTED})
"""What begins in a space: told to its list, whoever follows it already."""
FOR_THE_SPACE = LISTED - {Kind.TOPIC_STARTED}
"""Nobody's own word: it reaches those too who keep its author away."""


EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person says of their mail. `ways`: how each space comes, by its number; or as now."""

    plan: MailPlan
    ways: Mapping[int, str] | None = None


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
class _Told:
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


def began(person: Person, plan: MailPlan, at: datetime) -> datetime:
    """When the week began that the person is in: the last whole one ended then."""
    on = days.week_began(days.today(at, person.timezone), plan.weekly_on)
    return hours.wall(on, 0, person.timezone)


def told_again(person: Person, *among: Settings, until: datetime) -> list[list[Came]]:
    """What comes with each of these settings, in the week that ends then."""
    began = until - A_WEEK
    told = _read(person, began, until)
    return [list(_Replay(person, one, told, began, until).events()) for one in among]


def _read(person: Person, began: datetime, until: datetime) -> _Told:
    prefetch_related_objects([person], "addresses", "mail_settings")
    mine = Subscription.objects.filter(person=person, left_at=None).values("space")
    follows = TopicFollow.objects.filter(person=person)
    among = (
        Q(space__in=mine)
        | Q(topic__in=follows.values("topic"))
        | Q(topic=None, fact__kind__in=items.NEWS)
    )
    among &= Q(pk__gt=_had_through(person, began))
    shared = Shared.at_now(until, AUDIENCES, kept_for=KEPT_FOR + A_WEEK, among=among)
    chunk = gather.read(shared, [person], before=began)
    chunk.may = gather.readers(shared, [person])
    chunk.waiting = gather.waiting([person.pk], began, until)
    asked = AskedColleague.objects.filter(person=person, topic__in=shared.by_topic)
    since = follows.filter(topic__in=shared.by_topic).values_list("topic", "since", "muted_at")
    off = notify_queries.off(person)
    main = next(
        (one for one in person.addresses.all() if one.address == main_address(person)), None
    )
    told = _Told(
        shared=shared,
        chunk=chunk,
        follows={topic: (at, muted) for topic, at, muted in since},
        asked=set(asked.values_list("topic", flat=True)),
        off=set(LetterKind.values) if ALL_KINDS in off else off,
        away=_away(person),
        bounced_at=main.bounced_at if main else EVER,
        ran=_ran(person, began, until),
        of_countries=_of_countries(shared),
    )
    _sort_out(told, person, began, until)
    return told


def _had_through(person: Person, began: datetime) -> Coalesce:
    """The last item that was there at the last weekly message before: older ones were told."""
    weekly = Digest.objects.filter(person=person, is_weekly=True, made_at__lt=began)
    return Coalesce(Subquery(weekly.order_by("-pk").values("through")[:1]), 0)


def _away(person: Person) -> list[tuple[datetime, date | None]]:
    """What the person said, one time after another, of days without letters."""
    kinds = (Kind.PERSON_UPDATED, Kind.SETTING_CHANGED)
    said = Fact.objects.filter(about=person, kind__in=kinds, data__has_key="away").order_by("pk")
    days_of = [(at, data["away"]) for at, data in said.values_list("at", "data")]
    if not days_of:
        return [(EVER, person.away_until)]
    return [(at, date.fromisoformat(on) if on else None) for at, on in days_of]


def _ran(person: Person, began: datetime, until: datetime) -> dict[int, dict[date, datetime]]:
    """When the messages of the person's zone were really made, and in the week before."""
    among = (began - A_WEEK).date(), (until + days.A_DAY).date()
    runs = DigestRun.objects.filter(zone=person.timezone, on__range=among).order_by("on")
    found: dict[int, dict[date, datetime]] = {}
    for hour, on, at in runs.values_list("hour", "on", "began_at"):
        found.setdefault(hour, {})[on] = at
    return found


def _of_countries(shared: Shared) -> set[int]:
    topics = [row.topic_id for row in shared.rows if row.fact.kind == Kind.POLL_OPENED]
    polls = Poll.objects.filter(topic__in=topics, voice=PollVoice.COUNTRY)
    return set(polls.values_list("topic", flat=True)) if topics else set()


def _sort_out(told: _Told, person: Person, began: datetime, until: datetime) -> None:
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
    messages = Digest.objects.filter(person=person, made_at__gte=began - A_WEEK, made_at__lt=until)
    told.before += [(one.made_at, one.seconds) for one in messages if one.made_at < began]
    rows = (entry for one in messages if one.made_at >= began for entry in one.entries)
    reached = {*told.came, *(pk for entry in rows for pk in entry["items"])}
    told.news = [row for row in told.shared.news if row.pk in reached]


class _Replay:
    """One telling of the week."""

    def __init__(
        self, person: Person, settings: Settings, told: _Told, began: datetime, until: datetime
    ) -> None:
        self.person, self.plan, self.told = person, settings.plan, told
        self.began, self.until = began, until
        joined = told.chunk.subscriptions.get(person.pk, {})
        ways = settings.ways
        mine = {
            space: Subscription(space_id=space, delivery=way, joined_at=joined[space].joined_at)
            for space, way in (ways or {}).items()
            if space in joined
        }
        mine = joined if ways is None else mine
        self.chunk = replace(
            told.chunk,
            subscriptions={person.pk: mine},
            floors=dict(told.chunk.floors),
            since=dict(told.chunk.since),
            had={person.pk: set(told.chunk.had.get(person.pk, ()))},
        )
        self.mine = mine
        self.had = self.chunk.had[person.pk]
        self.spent = Counter[date]()
        for at, seconds in told.before:
            self.spent[self._week(at)] += seconds

    def events(self) -> Iterator[Came]:
        """In the order of the week."""
        rows = [*self.told.shared.rows, *self.told.news]
        alone = [(self.told.came.get(row.pk, row.at), row) for row in rows]
        found: list[tuple[datetime, int, object]] = [
            *((at, row.pk, row) for at, row in alone if self.began <= at < self.until),
            *((one.at, 0, one) for one in self.told.letters),
            *((at, 0, is_weekly) for at, is_weekly in self._moments()),
        ]
        for at, _order, what in sorted(found, key=lambda one: one[:2]):
            came = what if isinstance(what, Came) else None
            if isinstance(what, DigestItem):
                came = self._alone(what, at)
            elif isinstance(what, bool):
                came = self._message(at, is_weekly=what)
            if came is not None:
                self.had.update(came.items)
                self.spent[self._week(at)] += came.seconds
                yield came

    def _moments(self) -> Iterator[tuple[datetime, bool]]:
        """When messages were made, or would have been; whether it is the weekly one."""
        zone, ran = self.person.timezone, self.told.ran.get(self.plan.daily_at, {})
        at = self.began - timedelta(microseconds=1)  # a message at midnight is one of the week
        while (at := days.coming(at, zone, self.plan.daily_at)) < self.until:
            on, before = days.today(at, zone), None
            made_at = ran.get(on, at)
            if ran and min(ran) < on:
                if on not in ran:
                    continue  # it was missed, and is made up for with the next
                before = max(one for one in ran if one < on)
            if made_at < self.until:
                yield made_at, self.plan.weekly_on in days.weekdays(on, before)

    def _week(self, at: datetime) -> date:
        return days.week_began(days.today(at, self.person.timezone), self.plan.weekly_on)

    def _is_away(self, at: datetime) -> bool:
        said = [until for since, until in self.told.away if since <= at]
        return bool(said) and hours.is_away(said[-1], at, self.person.timezone)

    def _is_lost(self, kind: str, at: datetime) -> bool:
        """A letter of this kind is not wanted, or comes back."""
        bounced_at = self.told.bounced_at
        return kind in self.told.off or (bounced_at is not None and bounced_at <= at)

    def _alone(self, row: DigestItem, at: datetime) -> Came | None:
        """By a letter of its own, if it comes so and fits the minutes."""
        spent = self.spent[self._week(at)]
        must, comes = self._comes(row)
        if row.pk in self.had or not comes or self._is_away(at):
            return None
        if not must and not rules.fits(self.plan.minutes, spent, row.seconds):
            return None
        self.had.add(row.pk)  # also where no letter goes
        kind = row.fact.kind if row.fact.kind != Kind.TOPIC_ASKED else Kind.POST_WRITTEN
        if self._is_lost(kind, at):
            return None
        title = row.topic.title if row.topic else str(LetterKind(kind).label)
        spaces = {row.space_id: row.seconds} if row.space_id else {}
        return Came(at, row.seconds, title, (row.pk,), sort=Sort(row.sort), spaces=spaces)

    def _comes(self, row: DigestItem) -> tuple[bool, bool]:
        """Whatever the minutes; at all."""
        topic, person, kind = row.topic, self.person.pk, row.fact.kind
        if topic is None:
            return kind in items.BY_THE_HOUR, self.plan.news == Often.EVERY
        if row.fact.by_id == person or person not in self.chunk.may.get(topic.pk, ()):
            return False, False
        away = self.chunk.away.get(person, set())
        if kind not in FOR_THE_SPACE and gather.is_kept_away(topic, row, away):
            return False, False
        subscription = self.mine.get(topic.space_id)
        way = subscription.delivery if subscription and subscription.joined_at <= row.at else ""
        if kind in LISTED:
            return False, way in at_once(topic.kind) and topic.pk not in self.told.of_countries
        return self._follows(row, topic, way)

    def _follows(self, row: DigestItem, topic: Topic, way: str) -> tuple[bool, bool]:
        """A post of a conversation that goes on: whatever the minutes; at all."""
        since, muted = self.told.follows.get(topic.pk, (None, None))
        is_muted = muted is not None and muted <= row.at
        listed = way in at_once(topic.kind) and not is_muted
        if row.fact.kind == Kind.TOPIC_ASKED:
            return False, listed and topic.pk not in self.told.asked
        follows = since is not None and since <= row.at and not is_muted and way != Delivery.NONE
        return follows and topic.by_id == self.person.pk, follows or listed

    def _message(self, at: datetime, *, is_weekly: bool) -> Came | None:
        """The daily or weekly message of this moment."""
        person, plan, shared = self.person, self.plan, self._until(at)
        on = days.today(at, person.timezone)
        if self._is_away(at) or self._is_lost(LetterKind.DIGEST, at):
            return None
        ways = {one.delivery for one in self.mine.values()}
        sooner = bool(ways & {Delivery.DAILY, Delivery.EVERY})
        one = gather.Waits(
            person, plan, at, on, is_weekly, self.spent[self._week(at)], more_comes=sooner
        )
        one.entries = list(gather.of_topics(shared, self.chunk, one))
        if one.takes_news:
            new = (row for row in shared.news if gather.is_new_to(self.chunk, one, row))
            one.entries.extend(map(gather.of_news, new))
        if is_weekly:
            gather.add_asked(self.chunk, [one])
            self.chunk.floors[person.pk] = shared.through
            self.chunk.since[person.pk] = at
        filled = one.filled
        if not filled.numbered:
            return None
        return Came(
            at,
            filled.seconds,
            compose.subject_of(one, filled),
            tuple(pk for entry in filled.numbered for pk in entry.items),
            titles=tuple(pk for entry in filled.titles for pk in entry.items),
            spaces=self._spaces(shared, filled),
            message=one,
        )

    def _until(self, at: datetime) -> Shared:
        """As if it were that moment: posts and follows that came later are not there."""
        whole, person, oldest = self.told.shared, self.person.pk, at - KEPT_FOR
        cut = {
            pk: [row for row in rows if oldest < row.at < at] for pk, rows in whole.by_topic.items()
        }
        known = [row.pk for row in (*whole.rows, *whole.news) if row.at < at]
        follows = {pk: muted for pk, (since, muted) in self.told.follows.items() if since <= at}
        self.chunk.muted = {(person, pk) for pk, muted in follows.items() if muted and muted <= at}
        self.chunk.follows = {(person, pk) for pk in follows} - self.chunk.muted
        return replace(
            whole,
            by_topic={pk: rows for pk, rows in cut.items() if rows},
            news=[row for row in self.told.news if oldest < row.at < at],
            through=max(known, default=0),
        )

    @staticmethod
    def _spaces(shared: Shared, filled: rules.Filled) -> dict[int, int]:
        """How long what is whole in a message takes, by space."""
        found = Counter[int]()
        for entry in filled.whole:
            kind, _colon, number = entry.key.partition(":")
            topic = shared.by_topic[int(number)][0].topic if kind == "topic" else None
            if topic is not None:
                found[topic.space_id] += entry.seconds
        return dict(found)
