"""Which message is due on which day: no database.

A message of a day that was missed is not made up for; but a weekly one is, with the
next that comes.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jln.mail.hours import wall, zone_of

A_DAY = timedelta(days=1)
A_WEEK = 7
LATE = 6  # hours after which a message of the day is not begun any more


def is_due(at: datetime, zone: str, hour: int) -> bool:
    """Has the hour of the day come there, and not long ago?"""
    return 0 <= at.astimezone(zone_of(zone)).hour - hour < LATE


def today(at: datetime, zone: str) -> date:
    """The day it is there."""
    return at.astimezone(zone_of(zone)).date()


def coming(at: datetime, zone: str, hour: int, weekday: int | None = None) -> datetime:
    """When the next message goes: a daily one, or the weekly one of that weekday."""
    on = today(at, zone)
    while wall(on, hour, zone) <= at or weekday not in (None, on.weekday()):
        on += A_DAY
    return wall(on, hour, zone)


def weekdays(on: date, last: date | None) -> frozenset[int]:
    """The weekdays that a run stands for: its own, and those missed since the last one."""
    if last is None or last >= on:
        return frozenset({on.weekday()})
    missed = min((on - last).days, A_WEEK)
    return frozenset((on - A_DAY * back).weekday() for back in range(missed))


def week_began(on: date, weekly_on: int) -> date:
    """The day on which the person's week began."""
    return on - A_DAY * ((on.weekday() - weekly_on) % A_WEEK)


def days_left(on: date, weekly_on: int) -> int:
    """Days of the person's week that are left, this one included."""
    return A_WEEK - (on - week_began(on, weekly_on)).days
