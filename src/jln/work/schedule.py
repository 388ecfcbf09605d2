"""What happens when: one table, and the tick that enqueues what is due, once a period.

An entry is due when its period is another than the one marked in the database. Periods
that passed while nobody was there are made up for once, not one by one. The hours are
those of the network's clock, so a demonstration moved forward goes through them all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from jln.kit import clock
from jln.work.models import Job, ScheduleMark

HOUR = timedelta(hours=1)
LONGEST_WAIT = 60.0  # s for jobs that another process is doing


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A task for each so many minutes."""

    name: str
    minutes: int
    task: str

    def period(self, at: datetime) -> str:
        """The period a moment lies in."""
        return str(int(at.timestamp()) // (self.minutes * 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """A task for each day, from this hour on, by the network's own zone."""

    name: str
    hour: int
    task: str

    def period(self, at: datetime) -> str:
        """The day whose hour has come."""
        local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
        on = local.date() if local.hour >= self.hour else local.date() - timedelta(days=1)
        return on.isoformat()


Entry = Every | Daily

TABLE: tuple[Entry, ...] = (
    Every(name="inbox", minutes=1, task="jln.mailroom.tasks.sweep"),
    Every(name="addresses", minutes=60, task="jln.mailroom.tasks.end_quiet_questions"),
    Every(name="tell", minutes=1, task="jln.notify.tasks.sweep"),
    Every(name="digests", minutes=15, task="jln.notify.tasks.digests"),
    Every(name="outbox", minutes=1, task="jln.mail.tasks.send"),
    Every(name="files", minutes=10, task="jln.uploads.tasks.sweep"),
    Every(name="held-due", minutes=1, task="jln.conversations.tasks.publish_held"),
    Every(name="reports", minutes=60, task="jln.conversations.tasks.bring_reports_further"),
    Every(name="held-waiting", minutes=60, task="jln.conversations.tasks.remind_of_held"),
    Daily(name="safe-spaces", hour=0, task="jln.safe_space.tasks.at_night"),
    Daily(name="seats-of-spaces", hour=0, task="jln.spaces.tasks.follow_seats"),
    Daily(name="steering", hour=6, task="jln.governance.tasks.steering_duties"),
    Daily(name="due-actions", hour=6, task="jln.governance.tasks.tell_of_due_actions"),
    Every(name="archives", minutes=5, task="jln.archives.tasks.claim"),
    Every(name="dialogues", minutes=5, task="jln.conversations.tasks.dialogues"),
    Every(name="polls", minutes=5, task="jln.conversations.tasks.polls"),
    Every(name="waves", minutes=5, task="jln.conversations.tasks.waves"),
    Every(name="newsletter", minutes=5, task="jln.newsletter.tasks.send"),
    Daily(name="newsletter-draft", hour=6, task="jln.newsletter.tasks.daily"),
    Daily(name="answer-cards", hour=6, task="jln.conversations.tasks.ask_of_cards"),
    Every(name="motions", minutes=5, task="jln.governance.tasks.count_motions"),
    Every(name="network-manager", minutes=60, task="jln.governance.tasks.change_manager"),
    Every(name="hand-overs", minutes=60, task="jln.seats.tasks.on_their_day"),
    Every(name="contacts", minutes=60, task="jln.membership.tasks.seat_contacts"),
    Every(name="elections", minutes=60, task="jln.elections.tasks.on_their_day"),
    Every(name="nominations", minutes=60, task="jln.activities.tasks.nominations"),
    Every(name="priorities", minutes=60, task="jln.priorities.tasks.on_their_day"),
    Daily(name="silence", hour=6, task="jln.seats.tasks.silence"),
    Daily(name="old-applications", hour=2, task="jln.membership.tasks.forget"),
    Daily(name="files-of-nothing", hour=3, task="jln.uploads.tasks.sweep_disk"),
    Daily(name="forget", hour=2, task="jln.operating.tasks.forget"),
    Every(name="old-jobs", minutes=60, task="jln.work.tasks.forget_old_jobs"),
)


class Schedule:
    """The table as one process follows it. Nothing is read or written while nothing is due."""

    def __init__(self, table: Sequence[Entry] = TABLE) -> None:
        self.table = table
        self._seen: dict[str, str] = {}

    def tick(self, at: datetime) -> list[str]:
        """Enqueue what is due; the names of what was. Safe in several processes at a time."""
        due = [entry for entry in self.table if self._seen.get(entry.name) != entry.period(at)]
        started = [entry.name for entry in due if _start(entry, at)]
        self._seen.update({entry.name: entry.period(at) for entry in due})
        return started


@transaction.atomic
def _start(entry: Entry, at: datetime) -> bool:
    """Mark the period and enqueue the task, both or neither; False if somebody was first."""
    period = entry.period(at)
    marks = ScheduleMark.objects.filter(name=entry.name)
    if not marks.exclude(period=period).update(period=period):
        if marks.exists():
            return False
        ScheduleMark.objects.create(name=entry.name, period=period)
    import_string(entry.task).enqueue()
    return True


def hours(after: datetime, until: datetime) -> Iterator[datetime]:
    """Each full hour between two moments, then the end itself."""
    at = after.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + HOUR
    while at < until:
        yield at
        at += HOUR
    yield until


def step(by: timedelta, work: Callable[[], int]) -> int:
    """Move the clock forward through every due hour, doing the work of each; how many jobs.

    `work` does what is due and says how much it was, until it says none.
    """
    start = clock.now()
    schedule, done = Schedule(), 0
    for at in hours(start, start + by):
        clock.advance(max(at - clock.now(), timedelta()))
        schedule.tick(clock.now())
        while count := work():
            done += count
        _wait_for_others(clock.now())
    return done


def _wait_for_others(at: datetime) -> None:
    """Let a running worker end what it holds of this hour, before the next one comes."""
    end = time.monotonic() + LONGEST_WAIT
    held = Job.objects.filter(done_at=None, not_before__lte=at)
    while time.monotonic() < end and held.filter(leased_until__gt=datetime.now(UTC)).exists():
        time.sleep(0.05)
