"""The network's calendar: moments (`_at`) are datetimes, days (`_on`) are dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def day(at: datetime) -> date:
    """The day a moment falls on for the network, whatever zone the reader is in."""
    return at.astimezone(UTC).date()


def end_of(on: date | None) -> datetime | None:
    """The moment at which a day is over for the network: that of a deadline "until that day"."""
    return None if on is None else datetime.combine(on + timedelta(days=1), time(), UTC)


def week_of(at: datetime) -> date:
    """The Monday of the week a moment falls in."""
    on = day(at)
    return on - timedelta(days=on.weekday())
