"""A week told anew with other settings, by what makes letters and messages. Writes nothing.

What was told in the week is gone through in its order: what comes at once takes the minutes
it needs, each message takes what waits. With the settings that held, it is what was sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from jln.conversations.queries.reach import at_once
from jln.facts.kinds import Kind
from jln.mail import hours
from jln.notify.digests import compose, days, gather, items, past, rules
from jln.notify.digests.past import A_WEEK, Came
from jln.notify.digests.shared import KEPT_FOR
from jln.notify.models import DigestItem, MailPlan
from jln.notify.terms import LetterKind, Often, Sort
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.notify.digests.past import Told
    from jln.notify.digests.shared import Shared
    from jln.people.models import Person

LISTED = frozenset({Kind.DIALOGUE_OPENED, Kind.POLL_OPENED, Kind.TOPIC_STARTED})
"""What begins in a space: told to its list, whoever follows it already."""
FOR_THE_SPACE = LISTED - {Kind.TOPIC_STARTED}
"""Nobody's own word: it reaches those too who keep its author away."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person says of their mail. `ways`: how each space comes, by its number; or as now."""

    plan: MailPlan
    ways: Mapping[int, str] | None = None


def began(person: Person, plan: MailPlan, at: datetime) -> datetime:
    """When the week began that the person is in: the last whole one ended then."""
    on = days.week_began(days.today(at, person.timezone), plan.weekly_on)
    return hours.wall(on, 0, person.timezone)


def told_again(
    person: Person, *among: Settings, until: datetime, lists: Iterable[Subscription] | None = None
) -> list[list[Came]]:
    """What comes with each of these settings, in the week that ends then.

    `lists`: what the person is on, where the page has it already.
    """
    began = until - A_WEEK
    told = past.read(person, began, until, lists)
    return [list(_Replay(person, one, told, began, until).events()) for one in among]


class _Replay:
    """One telling of the week."""

    def __init__(
        self, person: Person, settings: Settings, told: Told, began: datetime, until: datetime
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
