"""Uncertain history, what was said of it, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from jln.access.check import can, require
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.desk import columns
from jln.desk.models import HistoryCheck
from jln.desk.queries.figures import counted
from jln.desk.terms import RESTS, UNCERTAIN, CheckVerdict
from jln.kit.sourced import Confidence
from jln.spaces.models import Space
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from jln.people.models import Person

UNSURE = (Confidence.GUESS, Confidence.INFERRED, Confidence.MEMORY)
_WITH = {
    "adaptation": ("country", "product"),
    "countrycoregroup": ("country",),
    "countrymembership": ("country",),
    "institution": ("country",),
    "statement": ("country",),
}
"""What the words of a row need."""
_SPACES = {"initiative": "initiative", "learninggroup": "group"}


def history(kind: str) -> QuerySet[Any]:
    """Every row of one kind of history. Raises LookupError for another word."""
    if kind not in UNCERTAIN:
        raise LookupError(kind)
    rows: QuerySet[Any] = apps.get_model("jln", kind)._default_manager.all()
    return rows


def unsure(kind: str) -> QuerySet[Any]:
    """Rows of one kind of history that nobody has confirmed."""
    return history(kind).filter(confidence__in=UNSURE, confirmed_at=None)


def unsure_counts() -> dict[str, int]:
    """How many rows of each kind are unsure; one query for all kinds."""
    return counted({kind: unsure(kind) for kind in UNCERTAIN})


def to_check(person: Person, kind: str) -> QuerySet[Any]:
    """Unsure rows, those first of which this person has not said that she does not know."""
    require(person, Permission.STATEMENT_CONFIRM, current())
    label = apps.get_model("jln", kind)._meta.label
    left = HistoryCheck.objects.filter(
        subject_model=label,
        subject_id=OuterRef("pk"),
        verdict=CheckVerdict.UNKNOWN,
        undone_at=None,
    )
    rows: QuerySet[Any] = unsure(kind).select_related(*_WITH.get(kind, ()))
    rows = rows.annotate(left_by_me=Exists(left.filter(by=person)), is_left=Exists(left))
    return rows.order_by("left_by_me", "pk")


@dataclass(frozen=True, slots=True)
class ToCheck:
    """One row of history with what was said of it so far."""

    row: columns.Row
    checks: list[HistoryCheck]
    now: dict[str, columns.Plain]
    countries: list[Country]


def one_to_check(person: Person, kind: str, pk: int) -> ToCheck | None:
    """Any row of a kind, sure or not: staff may find a mistake in either."""
    require(person, Permission.STATEMENT_CONFIRM, current())
    if kind not in UNCERTAIN:
        return None
    row = history(kind).select_related(*_WITH.get(kind, ())).filter(pk=pk).first()
    if row is None:
        return None
    return ToCheck(
        row=row,
        checks=list(checks_of(row).select_related("by", "undone_by").order_by("-at", "-pk")),
        now=columns.now(kind, row),
        countries=countries(),
    )


def countries() -> list[Country]:
    """What a row's countries can be."""
    return list(Country.objects.order_by("code"))


def checks_of(row: columns.Row) -> QuerySet[HistoryCheck]:
    """Everything that was said of a row."""
    return HistoryCheck.objects.filter(subject_model=row._meta.label, subject_id=row.pk)


def checks(person: Person) -> QuerySet[HistoryCheck]:
    """What was said of history, the newest first."""
    require(person, Permission.STATEMENT_CONFIRM, current())
    return HistoryCheck.objects.select_related("by").order_by("-at", "-pk")


def may_check(person: Person) -> bool:
    """May she say something of history?"""
    return can(person, Permission.STATEMENT_CONFIRM, current())


def is_last(noted: HistoryCheck) -> bool:
    """Was nothing else said of the row since?"""
    later = HistoryCheck.objects.filter(
        subject_model=noted.subject_model,
        subject_id=noted.subject_id,
        pk__gt=noted.pk,
        undone_at=None,
    )
    return not later.exclude(verdict=CheckVerdict.UNKNOWN).exists()


def kind_of(noted: HistoryCheck) -> str:
    """The kind of the row that was spoken of."""
    return noted.subject_model.rpartition(".")[2].lower()


def row(noted: HistoryCheck) -> columns.Row | None:
    """The row that was spoken of, if it is there."""
    return history(kind_of(noted)).filter(pk=noted.subject_id).first()


def rests_on(kind: str, row: columns.Row) -> list[str]:
    """What rests on a row beside its own parts, in words with how many: it cannot be removed."""
    inside = set(columns.PARTS.get(kind, ()))
    found = _resting(row, but=inside | {"space"})
    for space in _spaces(kind, row):
        for name, count in _resting(space, but=set()).items():
            found[name] = found.get(name, 0) + count
    return [
        f"{RESTS[name]} ({formats.number(count)})" for name, count in sorted(found.items()) if count
    ]


def empty_spaces(kind: str, row: columns.Row) -> list[Space]:
    """The space of a group or initiative, which goes with it when nothing lives there."""
    return [one for one in _spaces(kind, row) if not any(_resting(one, but=set()).values())]


def _spaces(kind: str, row: columns.Row) -> list[Space]:
    owner = _SPACES.get(kind)
    return list(Space.objects.filter(Q(**{owner: row}))) if owner else []


def _resting(row: Model, *, but: set[str]) -> dict[str, int]:
    """Rows of other tables that lead here, by model name."""
    found: dict[str, int] = {}
    for relation in row._meta.related_objects:
        if relation.get_accessor_name() in but:
            continue
        model: Any = relation.related_model
        count = model._default_manager.filter(**{relation.field.name: row.pk}).count()
        found[model._meta.model_name] = found.get(model._meta.model_name, 0) + count
    return found
