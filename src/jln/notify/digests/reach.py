"""Whom a message will reach, and how soon: counted by what then makes the letters.

Nobody is asked about alone: five hundred people are read at a time. The figures are what
happens if nothing else happens before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.conduct.queries import deaf_to
from jln.conversations.models import Topic
from jln.conversations.queries.reach import Reach, at_once
from jln.conversations.rules import UNDO_FOR
from jln.conversations.terms import TopicKind
from jln.mail import hours, outgoing
from jln.mail.outgoing import main_address
from jln.notify.audiences import AUDIENCES
from jln.notify.digests import days, gather, items, rules
from jln.notify.digests.rules import Entry, Part
from jln.notify.digests.shared import Shared, close_spaces
from jln.notify.models import MailPlan
from jln.notify.terms import Because, LetterKind, Often, Reason
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.spaces.models import Space, Subscription
from jln.spaces.terms import Delivery, SpaceKind

A_DAY = timedelta(days=1)
EntryOf = Callable[[Person, set[int]], Entry]


@dataclass(frozen=True, slots=True)
class Coming:
    """What is about to be told. `entry`: what it would be in a person's message."""

    seconds: int
    at: datetime  # the moment of the question
    goes_at: datetime
    entry: EntryOf


def will_reach(space: Space, kind: str, *, text: str, by: Person, at: datetime) -> Reach:
    """What a discussion or announcement started now does: those who read the space, but its writer.

    `kind`: of the topic. Who does not want it by mail, is away or cannot be reached stands
    under `not_now`, so that the figures add up to `readers`.
    """
    readers = who_can(Permission.TOPIC_START, space).exclude(pk=by.pk)
    rows = Subscription.objects.filter(space=space, left_at=None, person__in=readers.values("pk"))
    now = at_once(kind)
    if kind != TopicKind.ANNOUNCEMENT:  # which is the network's word
        rows = rows.exclude(person__in=deaf_to(by.pk))
    often = {
        person: Often.EVERY if way in now else Often(way)
        for person, way in rows.values_list("person", "delivery")
        if way in now or way in (Delivery.DAILY, Delivery.WEEKLY)
    }
    coming = Coming(
        seconds=rules.seconds_of(text),
        at=at,
        goes_at=at + UNDO_FOR,
        entry=_entry_in(space, rules.seconds_of(text), by),
    )
    return _reach(readers.count(), often, coming)


def _entry_in(space: Space, seconds: int, by: Person) -> EntryOf:
    """A first post in a space, as `gather` makes an entry of it."""
    is_network = space.kind == SpaceKind.NETWORK
    theirs = close_spaces([by.pk]).get(by.pk, set())
    key = f"topic:{(Topic.objects.aggregate(n=Max('pk'))['n'] or 0) + 1}"

    def entry(_person: Person, spaces: set[int]) -> Entry:
        reasons = [Reason.NETWORK if is_network else Reason.GROUP]
        if spaces & theirs:
            reasons.append(Reason.COLLEAGUE)
        part = Part.NETWORK if is_network else Part.GROUPS
        return Entry(key, part, seconds, tuple(reasons))

    return entry


def _reach(readers: int, often: Mapping[int, Often], coming: Coming) -> Reach:
    counts = Counter[str]()
    waiting: dict[Person, Often] = {}
    for some in _people(often):
        plans = {one.pk: _plan(one) for one in some}
        spent = items.spent_of(some, plans, coming.at)
        for person in some:
            plan = plans[person.pk]
            way = often[person.pk]
            fits = rules.fits(plan.minutes, spent.get(person.pk, 0), coming.seconds)
            if way == Often.EVERY and fits:
                counts[_by_letter(person, coming)] += 1
            else:
                waiting[person] = Often.DAILY if way == Often.EVERY else way
    counts += _together(waiting, coming)
    told = sum(counts[name] for name in ("at_once", "today", "in_digests", "titles"))
    return Reach(readers=readers, **{**counts, "not_now": readers - told})


def _people(often: Mapping[int, Often]) -> Iterator[list[Person]]:
    """With what a letter is judged by."""
    numbers = sorted(often)
    for start in range(0, len(numbers), items.AT_A_TIME):
        rows = Person.objects.filter(pk__in=numbers[start : start + items.AT_A_TIME])
        rows = rows.select_related("mail_plan").prefetch_related("addresses", "mail_settings")
        yield list(rows.order_by("pk"))


def _by_letter(person: Person, coming: Coming) -> str:
    """A letter of its own: at once, when the quiet hours end, or not at all."""
    to = main_address(person)
    if outgoing.why_not(person, LetterKind.TOPIC_STARTED, Because.ON_LIST, to, coming.goes_at):
        return "not_now"
    return "today" if hours.due(person, coming.goes_at) > coming.goes_at else "at_once"


def _together(waiting: Mapping[Person, Often], coming: Coming) -> Counter[str]:
    """In the next message of each: whole, or as a title."""
    counts = Counter[str]()
    if not waiting:
        return counts
    shared = Shared.at_now(coming.at, AUDIENCES)
    people = list(waiting)
    for start in range(0, len(people), items.AT_A_TIME):
        some = people[start : start + items.AT_A_TIME]
        moments = {one.pk: _message_of(one, waiting[one], coming.goes_at) for one in some}
        reached = [
            one
            for one in some
            if one.status == PersonStatus.ACTIVE and gather.is_reached(one, moments[one.pk])
        ]
        for one in gather.waits_for(shared, reached, moments=moments):
            one.entries.append(coming.entry(one.person, one.spaces))
            counts[_place(one, coming)] += 1
    return counts


def _plan(person: Person) -> MailPlan:
    """What the person said, read with them."""
    return getattr(person, "mail_plan", items.DEFAULT)


def _message_of(person: Person, way: Often, at: datetime) -> datetime:
    plan = _plan(person)
    weekday = plan.weekly_on if way == Often.WEEKLY else None
    return days.coming(at, person.timezone, plan.daily_at, weekday)


def _place(one: gather.Waits, coming: Coming) -> str:
    filled, entry = one.filled, one.entries[-1]
    if entry in filled.whole:
        return "today" if one.at - coming.at <= A_DAY else "in_digests"
    return "titles" if entry in filled.titles else "not_now"
