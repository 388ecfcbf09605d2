"""What products came from, as far as a reader may know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef

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

    @property
    def title(self) -> str:
        """What it is called, for a reader who may know."""
        words = {"problem": "statement", "group": "name"}.get(self.kind, "title")
        return str(getattr(self.thing, words)) if self.thing else ""


def origins_of(person: Person | None, products: Iterable[int]) -> list[Origin]:
    """What these products came from, in the order it was recorded. One query."""
    rows = ProductOrigin.objects.filter(product__in=list(products)).order_by("pk")
    rows = rows.select_related("problem__country", "topic", "group", "activity").annotate(
        reads_problem=Exists(_readable(person, "problem").filter(pk=OuterRef("problem_id"))),
        reads_topic=Exists(_readable(person, "topic").filter(pk=OuterRef("topic_id"))),
    )
    origins = []
    for row in rows:
        kind = next(kind for kind in KINDS if getattr(row, f"{kind}_id"))
        may_know = getattr(row, f"reads_{kind}", True)
        thing = getattr(row, kind) if may_know else None
        key: int = getattr(row, f"{kind}_id")
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
