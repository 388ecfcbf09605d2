"""What staff say of uncertain history: right, corrected, removed, or left to somebody else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core import serializers
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.desk import columns, queries, rules
from jln.desk.models import HistoryCheck
from jln.desk.terms import CheckVerdict
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.sourced import Confidence
from jln.kit.verdict import refusal, unless
from jln.search import index
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from jln.people.models import Person

GONE = _("This row of history is no longer there.")
FACTS = {
    CheckVerdict.RIGHT: Kind.STATEMENT_CONFIRMED,
    CheckVerdict.CORRECTED: Kind.STATEMENT_CORRECTED,
    CheckVerdict.REMOVED: Kind.STATEMENT_REMOVED,
    CheckVerdict.UNKNOWN: Kind.STATEMENT_LEFT,
}
FOUND_AS = {
    "activity": "activity",
    "adaptation": "adaptation",
    "initiative": "initiative",
    "institution": "institution",
    "learninggroup": "group",
    "meeting": "meeting",
    "product": "product",
}
"""Under which kind the search knows a kind of history."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to "is this right?", as page and mail give it."""

    verdict: str
    values: Mapping[str, columns.Plain] = field(default_factory=dict)
    because: str = ""
    source: str = ""


def check(kind: str, pk: int, said: Said, *, by: Person, at: datetime) -> HistoryCheck:
    """Do what was answered. Raises PermissionDenied, or RuleBroken with every reason."""
    return DEEDS[said.verdict](kind, pk, said, by=by, at=at)


@transaction.atomic
def confirm(kind: str, pk: int, said: Said, *, by: Person, at: datetime) -> HistoryCheck:
    """Say that a row is right. The source it came from stays on record."""
    row = _locked(kind, pk, by)
    rules.may_confirm(is_confirmed=row.confirmed_at is not None).or_raise()

    noted = _note(kind, row, CheckVerdict.RIGHT, said, by=by, at=at)
    _confirmed(row, by, at)

    return _told(noted, row, by=by, at=at)


@transaction.atomic
def correct(kind: str, pk: int, said: Said, *, by: Person, at: datetime) -> HistoryCheck:
    """Write what is right over a row; what stood there is kept, the new source named first."""
    row = _locked(kind, pk, by)
    changed = columns.changed(kind, row, said.values)
    after = columns.now(kind, row) | changed
    (
        rules.may_correct(changed, because=said.because, source=said.source) & rules.in_order(after)
    ).or_raise()

    noted = _note(kind, row, CheckVerdict.CORRECTED, said, by=by, at=at, changed=changed)
    _write(kind, row, changed)
    row.sources = "\n".join(filter(None, [said.source.strip(), row.sources]))
    row.confidence_note = ""
    _confirmed(row, by, at)
    _renew(kind, row.pk)

    return _told(noted, row, by=by, at=at)


@transaction.atomic
def remove(kind: str, pk: int, said: Said, *, by: Person, at: datetime) -> HistoryCheck:
    """Take a row out of history; all of it is kept, so that it can be put back."""
    row = _locked(kind, pk, by)
    rests = queries.rests_on(kind, row)
    rules.may_remove(rests, because=said.because).or_raise()

    parts = [*columns.parts(kind, row), *queries.empty_spaces(kind, row)]
    kept = json.loads(serializers.serialize("json", [row, *parts]))
    noted = _note(kind, row, CheckVerdict.REMOVED, said, by=by, at=at, kept=kept)
    record(Kind.STATEMENT_REMOVED, row, by=by, at=at, data={"check": noted.pk})
    try:
        with transaction.atomic():
            for part in parts:
                part.delete()
            row.delete()
    except ProtectedError as held:
        raise refusal("held", _("Other things rest on it. Correct it instead.")) from held
    if kind in FOUND_AS:
        index.drop(FOUND_AS[kind], pk)
    return noted


@transaction.atomic
def leave(kind: str, pk: int, said: Said, *, by: Person, at: datetime) -> HistoryCheck:
    """Say that one does not know: the row stays for somebody else. Once a person."""
    row = _locked(kind, pk, by)
    mine = queries.checks_of(row).filter(by=by, verdict=CheckVerdict.UNKNOWN, undone_at=None)
    if earlier := mine.first():
        return earlier

    noted = _note(kind, row, CheckVerdict.UNKNOWN, said, by=by, at=at)

    return _told(noted, row, by=by, at=at)


DEEDS: dict[str, Callable[..., HistoryCheck]] = {
    "right": confirm,
    "wrong": correct,
    "remove": remove,
    "unknown": leave,
}
"""By the answers of the form."""


@transaction.atomic
def take_back(noted: HistoryCheck, *, by: Person, at: datetime) -> HistoryCheck:
    """Undo what was said of a row: it stands again as it stood before.

    Raises PermissionDenied; RuleBroken when it is too late, or the place is taken.
    """
    require(by, Permission.STATEMENT_CONFIRM, current())
    noted = HistoryCheck.objects.select_for_update().get(pk=noted.pk)
    rules.may_take_back(
        is_undone=noted.undone_at is not None,
        is_last=queries.is_last(noted),
        said_at=noted.at,
        at=at,
    ).or_raise()

    kind = queries.kind_of(noted)
    row = _put_back(noted) if noted.verdict == CheckVerdict.REMOVED else queries.row(noted)
    unless(row is not None, "gone", GONE).or_raise()
    if noted.verdict in (CheckVerdict.RIGHT, CheckVerdict.CORRECTED):
        _as_before(kind, row, noted)
    noted.undone_at, noted.undone_by = at, by
    noted.save(update_fields=["undone_at", "undone_by"])
    _renew(kind, noted.subject_id)

    record(Kind.STATEMENT_RESTORED, row, by=by, at=at, data={"check": noted.pk})  # type: ignore[arg-type]  # there is one, see above
    return noted


def _locked(kind: str, pk: int, by: Person) -> columns.Row:
    require(by, Permission.STATEMENT_CONFIRM, current())
    row = queries.history(kind).select_for_update(of=("self",)).filter(pk=pk).first()
    unless(row is not None, "gone", GONE).or_raise()
    return row


def _note(
    kind: str,
    row: columns.Row,
    verdict: CheckVerdict,
    said: Said,
    *,
    by: Person,
    at: datetime,
    changed: Mapping[str, columns.Plain] | None = None,
    kept: list[Any] | None = None,
) -> HistoryCheck:
    """What was said, with the row as it stands now."""
    stands = columns.now(kind, row)
    about = {name: getattr(row, name) for name in columns.ABOUT}
    with translation.override("en"):  # of history's own texts
        words = row.said()[:400]
    return HistoryCheck.objects.create(
        subject_model=row._meta.label,
        subject_id=row.pk,
        verdict=verdict,
        said=words,
        before={name: stands[name] for name in changed or {}} | about,
        after=dict(changed or {}),
        kept=kept or [],
        because=said.because.strip()[:600],
        source=said.source.strip()[:400],
        by=by,
        at=at,
    )


def _told(noted: HistoryCheck, row: columns.Row, *, by: Person, at: datetime) -> HistoryCheck:
    kind = FACTS[CheckVerdict(noted.verdict)]
    record(kind, row, by=by, at=at, data={"check": noted.pk})
    return noted


def _confirmed(row: columns.Row, by: Person, at: datetime) -> None:
    row.confirmed_by, row.confirmed_at, row.confidence = by, at, Confidence.CONFIRMED
    row.save(update_fields=["confirmed_by", "confirmed_at", *columns.ABOUT])


def _write(kind: str, row: columns.Row, values: Mapping[str, columns.Plain]) -> None:
    try:
        with transaction.atomic():
            columns.write(kind, row, values)
    except IntegrityError as taken:
        twice = _("Another row of history says this already: remove one of the two.")
        raise refusal("twice", twice) from taken


def _as_before(kind: str, row: columns.Row, noted: HistoryCheck) -> None:
    _write(kind, row, {name: noted.before[name] for name in noted.after})
    for name in columns.ABOUT:
        setattr(row, name, noted.before[name])
    row.confirmed_by = row.confirmed_at = None
    row.save(update_fields=["confirmed_by", "confirmed_at", *columns.ABOUT])


def _put_back(noted: HistoryCheck) -> columns.Row:
    """Every row that was removed, under its own number."""
    try:
        with transaction.atomic():
            for one in serializers.deserialize("json", json.dumps(noted.kept)):
                one.save()
    except (IntegrityError, serializers.base.DeserializationError) as taken:
        full = _("Something else stands in its place by now.")
        raise refusal("place_taken", full) from taken
    return queries.row(noted)


def _renew(kind: str, pk: int) -> None:
    if kind in FOUND_AS:
        index.renew(FOUND_AS[kind], pk)
