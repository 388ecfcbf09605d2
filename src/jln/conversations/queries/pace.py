"""How fast questions are answered, for the page of questions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from jln.conversations.models import Topic
from jln.conversations.rules.pace import SINCE, Pace, pace
from jln.conversations.terms import TopicKind
from jln.kit.time import day
from jln.spaces.terms import Visibility
from jln.web.kept import Kept

if TYPE_CHECKING:
    from datetime import date

_paces: Kept[Pace | None] = Kept(2, "topics")


def how_fast(at: datetime) -> Pace | None:
    """Of the questions of ninety days that every member reads; counted anew each day."""
    key: date = day(at)
    return _paces.get(key, lambda: _counted(at))


def _counted(at: datetime) -> Pace | None:
    since = at - SINCE
    questions = Topic.objects.filter(
        kind=TopicKind.QUESTION, last_post_at__gt=since, started_at__gt=since, hidden_at=None
    ).exclude(space__visibility=Visibility.ROLL)
    return pace(list(questions.order_by().values_list("started_at", "answered_at")), at)
