"""How fast one member may turn the pages of the directory: enough to find, too slow to copy it.

Counted in the database in steps of ten, so that a page seldom writes; between
two steps a process only remembers what it was told.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from jln.web import limits

AN_HOUR, A_DAY = 200, 500
STEP = 10
REMEMBERED = 5_000
log = logging.getLogger("jln.directory")


@dataclass(slots=True)
class _Turned:
    count: int = 0
    stopped_until: datetime | None = None


_turned: OrderedDict[int, _Turned] = OrderedDict()


def allows(person: int, at: datetime) -> bool:
    """Count one page of the directory; False when it is enough for now."""
    mine = _turned.setdefault(person, _Turned())
    _turned.move_to_end(person)
    while len(_turned) > REMEMBERED:
        _turned.popitem(last=False)
    if mine.stopped_until and at < mine.stopped_until:
        return False
    mine.count += 1
    if mine.count % STEP == 0:
        mine.stopped_until = _until(person, at)
    return mine.stopped_until is None or at >= mine.stopped_until


def _until(person: int, at: datetime) -> datetime | None:
    """Until when the member waits, by what all processes counted; nothing if she need not."""
    hour, day = timedelta(hours=1), timedelta(days=1)
    in_hour = limits.allow("directory.hour", person, most=AN_HOUR // STEP - 1, per=hour, at=at)
    in_day = limits.allow("directory.day", person, most=A_DAY // STEP - 1, per=day, at=at)
    if in_hour and in_day:
        return None
    log.warning("person %s turns the directory's pages too fast", person)
    return at + (timedelta(minutes=10) if in_day else hour)
