"""The hours of the day: once a period, made up for once, in order when the clock is moved."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from jln.kit import clock
from jln.work import schedule
from jln.work.models import ScheduleMark
from jln.work.schedule import Daily, Every, Schedule, hours
from tests.work import sample_tasks

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
TABLE = (
    Every(name="often", minutes=5, task="tests.work.test_schedule.OFTEN"),
    Daily(name="nightly", hour=3, task="tests.work.test_schedule.NIGHTLY"),
)


class Told:
    """Stands where a task would, and notes when it was enqueued."""

    def __init__(self):
        self.at = []

    def enqueue(self):
        self.at.append(clock.now())


OFTEN, NIGHTLY = Told(), Told()


@pytest.fixture(autouse=True)
def _fresh():
    OFTEN.at.clear()
    NIGHTLY.at.clear()


@pytest.fixture
def demonstration(tmp_path, settings, monkeypatch):
    """A clock of its own that starts at noon."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)
    yield
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)


def test_each_entry_is_due_once_a_period():
    follow = Schedule(TABLE)
    assert follow.tick(NOON) == ["often", "nightly"]
    assert follow.tick(NOON + timedelta(minutes=4, seconds=59)) == []
    assert follow.tick(NOON + timedelta(minutes=5)) == ["often"]
    assert follow.tick(NOON.replace(day=6, hour=2, minute=59)) == ["often"]
    assert follow.tick(NOON.replace(day=6, hour=3)) == ["often", "nightly"]
    assert len(NIGHTLY.at) == 2


def test_a_process_that_starts_anew_does_not_repeat_a_period():
    Schedule(TABLE).tick(NOON)
    assert Schedule(TABLE).tick(NOON + timedelta(minutes=1)) == []
    assert len(NIGHTLY.at) == 1


def test_of_two_processes_one_enqueues():
    one, two = Schedule(TABLE), Schedule(TABLE)
    for minutes in range(0, 60, 5):
        at = NOON + timedelta(minutes=minutes)
        assert sorted(one.tick(at) + two.tick(at)) in (["often"], ["nightly", "often"])
    assert len(OFTEN.at) == 12


def test_what_passed_while_nobody_was_there_is_made_up_for_once():
    Schedule(TABLE).tick(NOON)
    assert Schedule(TABLE).tick(NOON + timedelta(days=30)) == ["often", "nightly"]
    assert len(NIGHTLY.at) == 2


def test_nothing_due_costs_no_query():
    follow = Schedule(TABLE)
    follow.tick(NOON)
    with CaptureQueriesContext(connection) as captured:
        follow.tick(NOON + timedelta(seconds=30))
    assert len(captured) == 0


def test_a_task_that_cannot_be_enqueued_leaves_no_mark():
    broken = Schedule((Every(name="broken", minutes=5, task="jln.nowhere.gone"),))
    with pytest.raises(ImportError):
        broken.tick(NOON)
    assert not ScheduleMark.objects.filter(name="broken").exists()


def test_the_hour_is_local_and_survives_daylight_saving(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    daily = Daily(name="x", hour=3, task="y")
    assert daily.period(datetime(2026, 1, 10, 1, 59, tzinfo=UTC)) == "2026-01-09"
    assert daily.period(datetime(2026, 1, 10, 2, 0, tzinfo=UTC)) == "2026-01-10"
    periods = [
        daily.period(datetime(2026, 3, 28, tzinfo=UTC) + timedelta(minutes=10 * step))
        for step in range(3 * 144)
    ]
    assert [period for period, _times in itertools.groupby(periods)] == [
        "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30",
    ]  # fmt: skip


def test_a_clock_moved_forward_passes_every_hour_in_order(demonstration, monkeypatch):
    monkeypatch.setattr(schedule, "TABLE", TABLE)
    monkeypatch.setattr(Schedule.__init__, "__defaults__", (TABLE,))
    start, worked = clock.now(), []

    def work():
        worked.append(clock.now())
        return 0

    schedule.step(timedelta(days=7), work)

    assert worked == sorted(worked)
    assert len(NIGHTLY.at) in (7, 8)
    assert all(at.hour >= 3 for at in NIGHTLY.at[1:])
    assert len({at.date() for at in NIGHTLY.at[1:]}) == len(NIGHTLY.at) - 1
    assert 168 <= len(worked) <= 169
    ahead = clock.now() - start
    assert timedelta(days=7) <= ahead < timedelta(days=7, minutes=1)


def test_hours():
    half = NOON + timedelta(minutes=30)
    assert list(hours(half, half + timedelta(hours=2))) == [
        NOON + timedelta(hours=1), NOON + timedelta(hours=2), NOON + timedelta(hours=2, minutes=30),
    ]  # fmt: skip


def test_every_task_of_the_table_exists_and_names_are_unique():
    for entry in schedule.TABLE:
        assert callable(import_string(entry.task).enqueue), entry
    names = [entry.name for entry in schedule.TABLE]
    assert len(set(names)) == len(names)
    assert sample_tasks.append.enqueue
