"""Where a conversation stands, every version of it; and whose question is whose to mark."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import CatchUp, Topic

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person


class Where(NamedTuple):
    """Where it stands, as a person said after a post."""

    version: int
    after: int
    language: str
    html: str
    text: str
    name: str
    at: datetime

    @property
    def weight(self) -> int:
        """Compressed bytes it takes of a page."""
        return len(zlib.compress(self.html.encode(), 6))


def versions_of(topic: int) -> list[Where]:
    """What was said of where it stands, the newest first."""
    rows = CatchUp.objects.filter(topic=topic).order_by("-version")
    columns = ("version", "after", "language", "html", "text", "by__name", "at")
    return [Where(*(*row[:5], row[5] or "", row[6])) for row in rows.values_list(*columns)]


def where_we_are(topic: int) -> Where | None:
    """The newest of them."""
    return next(iter(versions_of(topic)), None)


def to_catch_up(person: Person) -> QuerySet[Topic]:
    """The conversations of which the person may say where they stand."""
    return visible(person, Permission.TOPIC_CATCH_UP, Topic.objects.all())


def to_mark(person: Person) -> QuerySet[Topic]:
    """The person's own questions."""
    return visible(person, Permission.TOPIC_MARK_ANSWER, Topic.objects.filter(kind="question"))


def marked(topic: Topic) -> int:
    """The number of the post that answered; 0 for none."""
    mark = getattr(topic, "answer_mark", None)
    return mark.post.number if mark else 0
