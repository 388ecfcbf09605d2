"""What products came from, as far as a reader may know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.activities.models import Activity
from jln.conversations.models import Topic
from jln.initiatives.models import LearningGroup
from jln.kit.codes import number_of
from jln.library.models import ProductOrigin
from jln.problems.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from jln.people.models import Person

KINDS: dict[str, tuple[type[Any], Permission | None]] = {
    "problem": (Problem, Permission.PROBLEM_VIEW),
    "topic": (Topic, Permission.TOPIC_VIEW),
    "group": (LearningGroup, None),
    "activity": (Activity, None),
}
"""What a product may come from, and what it takes to read it; None: public history."""

_PATHS = {
    "problem": re.compile(r"/problems/([0-9a-z]{6})/?"),
    "topic": re.compile(r"/ask/([0-9a-z]{6})/?"),
    "group": re.compile(r"/work/(?:groups/)?([a-z0-9-]+)/?"),
    "activity": re.compile(r"/events/([a-z0-9-]+)/?"),
}
_LANGUAGE = re.compile(r"^/(?:fr|es|pt|ar)(?=/)")


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing a product came from; `thing` is None for a reader who may not know what."""

    pk: int
    product: int
    kind: str
    thing: Any
    key: int  # the thing's number, never shown

    @property
    def reading(self) -> Permission | None:
        """What it takes to read it."""
        return KINDS[self.kind][1]


def origins_of(person: Person | None, products: Iterable[int]) -> list[Origin]:
    """What these products came from, in the order it was recorded. Three queries."""
    rows = ProductOrigin.objects.filter(product__in=list(products)).order_by("pk")
    rows = rows.select_related("problem__country", "topic", "group", "activity")
    found = [(row, next(kind for kind in KINDS if getattr(row, f"{kind}_id"))) for row in rows]
    readable = {
        (kind, pk)
        for kind in ("problem", "topic")
        for pk in _readable(person, kind)
        .filter(pk__in=[getattr(row, f"{one}_id") for row, one in found if one == kind])
        .values_list("pk", flat=True)
    }
    origins = []
    for row, kind in found:
        key: int = getattr(row, f"{kind}_id")
        may_know = KINDS[kind][1] is None or (kind, key) in readable
        thing = getattr(row, kind) if may_know else None
        origins.append(Origin(row.pk, row.product_id, kind, thing, key))
    return origins


def find_origin(person: Person, text: str) -> Origin | None:
    """The problem, question, group or event at an address of this network, if she may read it."""
    path = _LANGUAGE.sub("", urlsplit(text.strip()).path)
    for kind, shape in _PATHS.items():
        match = shape.fullmatch(path)
        if match:
            key = match[1]
            where: dict[str, Any] = (
                {"pk": number_of(key)} if kind in ("problem", "topic") else {"slug": key}
            )
            thing = _readable(person, kind).filter(**where).first()
            return Origin(0, 0, kind, thing, thing.pk) if thing else None
    return None


def _readable(person: Person | None, kind: str) -> QuerySet[Any]:
    model, reading = KINDS[kind]
    things = model._default_manager.all()
    return things if reading is None else visible(person, reading, things)
