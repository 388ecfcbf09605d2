"""What waits for people: read for five hundred at a time, never for one alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from jln.access.check import visible, who_can
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.conduct.queries import away_from_each
from jln.conversations.models import AskedColleague, Topic, TopicFollow
from jln.conversations.terms import TopicKind
from jln.facts.kinds import Kind
from jln.governance.models import CoreGroupAction
from jln.mail import hours
from jln.mail.models import OutgoingMail
from jln.mail.outgoing import ALL_KINDS, main_address
from jln.notify.digests import days, items, rules
from jln.notify.digests.rules import Entry, Part
from jln.notify.digests.shared import KEPT_FOR, Shared, close_spaces
from jln.notify.models import Digest, DigestItem, MailPlan
from jln.notify.queries import off
from jln.notify.terms import LetterKind, Often, Reason
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery, SpaceKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.facts.models import Fact

SOON = timedelta(days=7)
ASK_SECONDS = ACTION_SECONDS = 60
COMES_BY = {
    Delivery.DAILY: frozenset({"daily", "weekly"}),
    Delivery.EVERY: frozenset({"daily", "weekly"}),
    Delivery.WEEKLY: frozenset({"weekly"}),
}
"""In which messages a space's posts come that did not come at once."""


@dataclass(slots=True)
class Waits:
    """One person, and what waits for them today."""

    person: Person
    plan: MailPlan
    at: datetime
    on: date
    is_weekly: bool
    spent: int
    more_comes: bool
    entries: list[Entry] = field(default_factory=list)
    spaces: set[int] = field(default_factory=set)  # smaller than the network, on whose rolls

    @property
    def off(self) -> set[str]:
        """The kinds of letters that the person switched off."""
        return off(self.person)

    @property
    def takes_news(self) -> bool:
        """Does it tell what is no post?"""
        if self.is_weekly:
            return self.plan.news != Often.NONE
        return self.plan.news in (Often.DAILY, Often.EVERY)

    @property
    def filled(self) -> rules.Filled:
        """What of it comes whole."""
        seconds = rules.allowance(
            self.plan.minutes,
            self.spent,
            is_weekly=self.is_weekly,
            days_left=days.days_left(self.on, self.plan.weekly_on),
            more_comes=self.more_comes,
        )
        return rules.fill(self.entries, seconds)


class Waiting(NamedTuple):
    """Questions for people's word, and their own actions, of some time: rows of `waiting`."""

    asked: list[tuple[int, int, datetime, datetime | None, datetime | None]]
    due: list[tuple[int, int, datetime, date, datetime | None]]


@dataclass(slots=True)
class Chunk:
    """What is read of these people, by person."""

    subscriptions: dict[int, dict[int, Subscription]]
    floors: dict[int, int]
    since: dict[int, datetime]
    had: dict[int, set[int]]
    muted: set[tuple[int, int]]
    follows: set[tuple[int, int]]
    spaces: dict[int, set[int]]
    may: dict[int, set[int]]
    away: dict[int, set[int]]  # whom each keeps away
    waiting: Waiting | None = None  # where several messages of the same people are made


def people(numbers: Iterable[int], at: datetime) -> list[Person]:
    """Those of them to whom a daily or weekly message can go."""
    rows = Person.objects.filter(pk__in=numbers, status=PersonStatus.ACTIVE)
    found = rows.select_related("mail_plan").prefetch_related("addresses", "mail_settings")
    found = found.order_by("pk")
    return [person for person in found if is_reached(person, at)]


def is_reached(person: Person, at: datetime) -> bool:
    """Does a daily or weekly message of this moment go? Prefetch addresses and settings."""
    is_away = hours.is_away(person.away_until, at, person.timezone)
    to = main_address(person)
    bounced = any(one.bounced_at and one.address == to for one in person.addresses.all())
    is_off = bool(off(person) & {LetterKind.DIGEST, ALL_KINDS})
    return bool(to) and not is_away and not bounced and not is_off


def waits_for(
    shared: Shared,
    some: list[Person],
    weekdays: frozenset[int] | None = None,
    moments: Mapping[int, datetime] = items.NO_MOMENTS,
) -> list[Waits]:
    """What waits for each of these, as of now. `weekdays`: those that this run stands for.

    `moments`: for whose message of which other moment.
    """
    plans = {person.pk: getattr(person, "mail_plan", items.DEFAULT) for person in some}
    spent = items.spent_of(some, plans, shared.at, moments)
    chunk = read(shared, some)
    waits = []
    for person in some:
        plan = plans[person.pk]
        at = moments.get(person.pk, shared.at)
        on = days.today(at, person.timezone)
        runs = weekdays if weekdays is not None else days.weekdays(on, None)
        mine = chunk.subscriptions.get(person.pk, {}).values()
        sooner = any(one.delivery in (Delivery.DAILY, Delivery.EVERY) for one in mine)
        is_weekly = plan.weekly_on in runs
        one = Waits(person, plan, at, on, is_weekly, spent.get(person.pk, 0), sooner)
        one.entries = list(of_topics(shared, chunk, one))
        one.spaces = chunk.spaces.get(person.pk, set())
        waits.append(one)
    _add_news(shared, chunk, waits)
    add_asked(chunk, [one for one in waits if one.is_weekly])
    return waits


def read(shared: Shared, some: list[Person]) -> Chunk:
    """Whatever messages of these people are made from."""
    numbers = [person.pk for person in some]
    subscriptions: dict[int, dict[int, Subscription]] = defaultdict(dict)
    for row in Subscription.objects.filter(person__in=numbers, left_at=None):
        subscriptions[row.person_id][row.space_id] = row
    floors, since, had = had_in(_since_the_weekly(numbers))
    facts = {row.fact_id: row.pk for row in (*shared.rows, *shared.news)}
    letters = OutgoingMail.objects.filter(person__in=numbers, fact__in=facts)
    for person_id, fact_id in letters.exclude(state_reason="away").values_list("person", "fact"):
        had[person_id].add(facts[fact_id])
    follows = TopicFollow.objects.filter(person__in=numbers, topic__in=shared.by_topic)
    told = {
        (person, topic): muted
        for person, topic, muted in follows.values_list("person", "topic", "muted_at")
    }
    wanted = {
        space
        for mine in subscriptions.values()
        for space, one in mine.items()
        if one.delivery in COMES_BY or one.delivery == Delivery.ANNOUNCEMENTS
    }
    return Chunk(
        subscriptions=subscriptions,
        floors=floors,
        since=since,
        had=had,
        muted={key for key, at in told.items() if at is not None},
        follows={key for key, at in told.items() if at is None},
        spaces=close_spaces(numbers),
        may=readers(shared, some, wanted),
        away=away_from_each(numbers),
    )


def _since_the_weekly(numbers: list[int]) -> QuerySet[Digest]:
    weekly = Digest.objects.filter(person=OuterRef("person"), is_weekly=True).order_by("-pk")
    last = Coalesce(Subquery(weekly.values("pk")[:1]), 0)
    return Digest.objects.filter(person__in=numbers).annotate(last=last).filter(pk__gte=F("last"))


def had_in(
    rows: Iterable[Digest],
) -> tuple[dict[int, int], dict[int, datetime], dict[int, set[int]]]:
    """How far each last weekly message reached, when it was, what stood in it and those since."""
    floors: dict[int, int] = defaultdict(int)
    since: dict[int, datetime] = {}
    had: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.is_weekly:
            floors[row.person_id] = row.through
            since[row.person_id] = row.made_at
        had[row.person_id].update(pk for entry in row.entries for pk in entry["items"])
    return floors, since, had


def readers(
    shared: Shared, some: list[Person], spaces: set[int] | None = None
) -> dict[int, set[int]]:
    """Who of these may read each topic (of these spaces), by the policy itself.

    One question a topic, or one a person where they are fewer.
    """
    topics = [rows[0].topic for rows in shared.by_topic.values()]
    asked = [one for one in topics if one and (spaces is None or one.space_id in spaces)]
    if len(some) < len(asked):
        among = Topic.objects.filter(pk__in=[one.pk for one in asked])
        found = {
            one.pk: set(visible(one, P.TOPIC_VIEW, among).values_list("pk", flat=True))
            for one in some
        }
        return {one.pk: {person for person in found if one.pk in found[person]} for one in asked}
    numbers = [person.pk for person in some]
    return {
        one.pk: set(who_can(P.TOPIC_VIEW, one).filter(pk__in=numbers).values_list("pk", flat=True))
        for one in asked
    }


def of_topics(shared: Shared, chunk: Chunk, one: Waits) -> Iterable[Entry]:
    """The conversations with posts that this person has not had."""
    person, message = one.person.pk, "weekly" if one.is_weekly else "daily"
    floor, had = chunk.floors.get(person, 0), chunk.had.get(person, set())
    mine, away = chunk.subscriptions.get(person, {}), chunk.away.get(person, set())
    for pk, rows in shared.by_topic.items():
        if rows[-1].pk <= floor:
            continue
        topic = rows[0].topic
        subscription = mine.get(topic.space_id) if topic else None
        if topic is None or subscription is None or (person, pk) in chunk.muted:
            continue
        if not _comes(topic, subscription, message) or person not in chunk.may.get(pk, ()):
            continue
        new = [
            row
            for row in rows
            if row.pk > floor
            and row.pk not in had
            and row.at >= subscription.joined_at
            and row.post is not None
            and row.post.by_id != person
            and not is_kept_away(topic, row, away)
        ]
        if new:
            is_network = topic.space.kind == SpaceKind.NETWORK
            yield Entry(
                key=f"topic:{pk}",
                part=Part.NETWORK if is_network else Part.GROUPS,
                seconds=sum(row.seconds for row in new),
                reasons=tuple(_reasons(shared, chunk, one.person, topic, new)),
                items=tuple(row.pk for row in new),
            )


def _comes(topic: Topic, subscription: Subscription, message: str) -> bool:
    """An announcement comes to who wants announcements only, too."""
    if subscription.delivery == Delivery.ANNOUNCEMENTS:
        return topic.kind == TopicKind.ANNOUNCEMENT
    return message in COMES_BY.get(Delivery(subscription.delivery), frozenset())


def is_kept_away(topic: Topic, row: DigestItem, away: set[int]) -> bool:
    """Is it of somebody whom the person keeps away? What a space announces is nobody's own word."""
    if row.post is None or row.post.by_id not in away:
        return False
    return not (row.post.number == 1 and topic.kind == TopicKind.ANNOUNCEMENT)


def _reasons(
    shared: Shared, chunk: Chunk, person: Person, topic: Topic, new: list[DigestItem]
) -> Iterable[Reason]:
    is_network = topic.space.kind == SpaceKind.NETWORK
    yield Reason.NETWORK if is_network else Reason.GROUP
    if topic.by_id == person.pk:
        yield Reason.YOURS
    if (person.pk, topic.pk) in chunk.follows:
        yield Reason.FOLLOWS
    if topic.theme_id and topic.theme_id in shared.themes.get(person.country_id or 0, ()):
        yield Reason.COUNTRY
    close = chunk.spaces.get(person.pk, set())
    writers = {row.post.by_id for row in new if row.post and row.post.by_id}
    if any(close & shared.spaces_of_writers.get(writer, set()) for writer in writers):
        yield Reason.COLLEAGUE


def _add_news(shared: Shared, chunk: Chunk, waits: list[Waits]) -> None:
    """Facts that are no posts: for those whom they are told of, who want them together."""
    wanted = {one.person.pk: one for one in waits if one.takes_news}
    if not wanted:
        return
    for row in shared.news:
        for person in _audience(shared, row.fact, wanted):
            if is_new_to(chunk, wanted[person], row):
                wanted[person].entries.append(of_news(row))


def is_new_to(chunk: Chunk, one: Waits, row: DigestItem) -> bool:
    """Of a fact that this person is told of and that is no post: does it wait for this message?"""
    person, kind = one.person.pk, row.fact.kind
    if row.pk <= chunk.floors.get(person, 0) or row.pk in chunk.had.get(person, ()):
        return False
    if kind in one.off or row.at < one.person.created_at:
        return False
    comes_alone = kind in items.BY_THE_HOUR and one.plan.news == Often.EVERY
    return not comes_alone


def of_news(row: DigestItem) -> Entry:
    """A fact that is no post."""
    is_mine = row.fact.kind in items.BECAUSE_OF_YOU
    return Entry(
        key=f"fact:{row.fact_id}",
        part=Part.BECAUSE if is_mine else Part.NETWORK,
        seconds=row.seconds,
        reasons=(Reason.NEWS if is_mine else Reason.NETWORK,),
        items=(row.pk,),
    )


def _audience(shared: Shared, fact: Fact, wanted: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for _why, rows in shared.audiences[Kind(fact.kind)](fact):
        found.update(rows.filter(pk__in=wanted).values_list("pk", flat=True))
    return found - {fact.by_id or 0}


def _not_before(field: str, at: datetime) -> Q:
    """What had not happened yet."""
    return Q(**{field: None}) | Q(**{f"{field}__gt": at})


def waiting(people: Iterable[int], first: datetime, last: datetime) -> Waiting:
    """What may wait for these people in messages from the first moment to the last."""
    muted = TopicFollow.objects.filter(
        topic=OuterRef("topic"), person=OuterRef("person"), muted_at__lte=first
    )
    asked = AskedColleague.objects.filter(
        ~Exists(muted),
        Q(topic__closed_at=None, topic__hidden_at=None),
        _not_before("answered_at", first),
        _not_before("declined_at", first),
        person__in=people,
        asked_at__gt=first - KEPT_FOR,
        asked_at__lte=last,
    )
    due = CoreGroupAction.objects.filter(
        _not_before("done_at", first),
        owner__in=people,
        given_at__lte=last,
        due_on__gte=first.date(),
        due_on__lt=(last + SOON).date(),
    )
    return Waiting(
        list(asked.values_list("pk", "person", "asked_at", "answered_at", "declined_at")),
        list(due.values_list("pk", "owner", "given_at", "due_on", "done_at")),
    )


def add_asked(chunk: Chunk, waits: list[Waits]) -> None:
    """Questions that wait for their word, and their own actions that are due: once each."""
    if not waits:
        return
    by_person = {one.person.pk: one for one in waits}
    moments = [one.at for one in waits]
    found = chunk.waiting or waiting(by_person, min(moments), max(moments))
    for pk, person, asked_at, *ended in found.asked:
        one = by_person[person]
        oldest = one.at - KEPT_FOR
        is_open = not any(end and end <= one.at for end in ended)
        if is_open and max(oldest, chunk.since.get(person, oldest)) < asked_at <= one.at:
            one.entries.append(
                Entry(f"ask:{pk}", Part.WAITING, ASK_SECONDS, (Reason.ASKED,), must=True)
            )
    for pk, person, given_at, due_on, done_at in found.due:
        one = by_person[person]
        is_open = given_at <= one.at and not (done_at and done_at <= one.at)
        if is_open and one.at.date() <= due_on < (one.at + SOON).date():
            one.entries.append(
                Entry(f"action:{pk}", Part.WAITING, ACTION_SECONDS, (Reason.DEADLINE,), must=True)
            )
