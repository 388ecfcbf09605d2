"""When a question goes further, and when it is asked what came of it. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from jln.conversations.rules.asking import LATER_ASKED, MOST_ASKED

WAVES = (MOST_ASKED, LATER_ASKED)
"""So many are asked at once, and so many more later; then the staff help."""
WAITS = timedelta(hours=36)
SOONEST = timedelta(hours=4)
"""Nobody has read a letter sooner; a question that is needed today waits so long."""
FOLLOW_UP = timedelta(days=90)
LONGEST_WORDS_OF_OUTCOME = 600


def next_at(at: datetime, need_by: date | None, *, wave: int) -> datetime:
    """When the next wave is due after this one: a day and a half, or a share of what is left.

    A question that is needed by a day goes through all waves before that day ends.
    """
    if need_by is None:
        return at + WAITS
    left = datetime.combine(need_by, time(23, 59), UTC) - at
    share = left / (len(WAVES) - wave + 2)
    return at + min(WAITS, max(share, SOONEST))


def size(wave: int) -> int:
    """How many a wave asks at most; 0 where only the staff are left."""
    return WAVES[wave - 1] if 1 <= wave <= len(WAVES) else 0
