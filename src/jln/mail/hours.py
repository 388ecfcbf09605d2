"""When a person may be written to: by the clock where they are. No database.

Hours are those of the wall, so a day on which clocks change has them once all the same.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

if TYPE_CHECKING:
    from jln.people.models import Person

QUIET = (settings.QUIET_FROM, settings.QUIET_TO)
"""From when and until when nobody is disturbed who has not said otherwise."""
A_DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """A person's zone; that of the network's clock where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def wall(on: date, hour: int, zone: str) -> datetime:
    """The moment at which the clock there shows this hour; the first one after it if none does."""
    local = datetime.combine(on, time(hour), zone_of(zone))
    return local.astimezone(UTC)


def is_away(until: date | None, at: datetime, zone: str) -> bool:
    """Is it, there, one of the days up to this one, of which the person said: no letters?"""
    return until is not None and at.astimezone(zone_of(zone)).date() <= until


def opens(at: datetime, zone: str, quiet: tuple[int, int]) -> datetime:
    """When a letter of this moment may go: at once, or when the quiet hours end."""
    begins, ends = quiet
    if begins == ends:
        return at
    local = at.astimezone(zone_of(zone))
    if not is_within(local.hour, begins, ends):
        return at
    on = local.date() + (A_DAY if begins > ends and local.hour >= begins else timedelta())
    return max(at, wall(on, ends, zone))


def is_within(hour: int, begins: int, ends: int) -> bool:
    """Does an hour lie between two, over midnight too?"""
    if begins < ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends


def due(person: Person, at: datetime, until: datetime | None = None) -> datetime:
    """When a letter to this person may go. `until`: a deadline, which does not wait for morning."""
    from django.core.exceptions import ObjectDoesNotExist  # noqa: PLC0415 -- only for who has none

    try:
        plan = person.mail_plan
        quiet = (plan.quiet_from, plan.quiet_to)
    except ObjectDoesNotExist:
        quiet = QUIET
    opened = opens(at, person.timezone, quiet)
    is_within_them = until is not None and at < until <= opened
    return at if is_within_them else opened
