"""What a person does for a living: a position begun or ended, dated, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import queries, rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.people.models import Institution, Position
from jln.people.terms import InstitutionKind, PositionLevel
from jln.search import index

if TYPE_CHECKING:
    from datetime import datetime

    from jln.countries.models import Country
    from jln.kit.partial import PartialDate
    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Job:
    """A position as it is stated: in a known institution, or in one that is named."""

    title: str
    institution: Institution | None = None
    named: str = ""
    kind: str = ""
    unit: str = ""
    level: str = PositionLevel.NATIONAL
    starts: PartialDate | None = None


@transaction.atomic
def begin_position(person: Person, job: Job, *, by: Person, at: datetime) -> Position:
    """State a position. An institution nobody named before waits for the desk to confirm it.

    The same again gives the position that is there. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.PERSON_EDIT, person)
    job = _tidy(job)
    rules.may_begin(
        title=job.title,
        has_place=bool(job.institution) != bool(job.named),
        starts=job.starts,
        on=day(at),
    ).or_raise()
    place = job.institution or _named(job, person.country)
    same = Position.objects.filter(person=person, institution=place, title=job.title, ends=None)
    if earlier := same.first():
        return earlier

    position = Position.objects.create(
        person=person,
        institution=place,
        title=job.title,
        unit=job.unit,
        level=job.level,
        starts=job.starts,
    )

    return _told(Kind.POSITION_BEGUN, position, by=by, at=at)


@transaction.atomic
def end_position(position: Position, ends: PartialDate, *, by: Person, at: datetime) -> Position:
    """Say that a position ended, and when; it stays as history."""
    require(by, Permission.PERSON_EDIT, position.person)
    position = _locked(position)
    rules.may_end(position.starts, ends, is_over=position.ends is not None, on=day(at)).or_raise()

    position.ends = ends
    position.save(update_fields=["ends"])

    return _told(Kind.POSITION_ENDED, position, by=by, at=at)


@transaction.atomic
def resume_position(position: Position, *, by: Person, at: datetime) -> Position:
    """Take back within seven days that a position ended."""
    require(by, Permission.PERSON_EDIT, position.person)
    position = _locked(position)
    said_at = queries.latest(Kind.POSITION_ENDED, position)
    rules.may_take_back(position.ends is not None, said_at, at=at).or_raise()

    position.ends = None
    position.save(update_fields=["ends"])

    return _told(Kind.POSITION_TAKEN_BACK, position, by=by, at=at)


@transaction.atomic
def take_back_position(position: Position, *, by: Person, at: datetime) -> None:
    """A slip: within seven days a position one stated oneself goes without a trace but the fact."""
    require(by, Permission.PERSON_EDIT, position.person)
    position = _locked(position)
    said_at = queries.latest(Kind.POSITION_BEGUN, position)
    rules.may_take_back(said_at is not None, said_at, at=at).or_raise()

    _told(Kind.POSITION_TAKEN_BACK, position, by=by, at=at)
    person = position.person_id
    position.delete()
    index.renew("person", person)


def _locked(position: Position) -> Position:
    rows = Position.objects.select_for_update(of=("self",)).select_related("person", "institution")
    return rows.get(pk=position.pk)


def _told(kind: Kind, position: Position, *, by: Person, at: datetime) -> Position:
    """Record it, and have the person found by it."""
    data: dict[str, object] = {"institution": position.institution_id}
    record(kind, position, by=by, at=at, about=position.person, data=data)
    index.renew("person", position.person_id)
    return position


def _tidy(job: Job) -> Job:
    title, named, unit = (" ".join(text.split()) for text in (job.title, job.named, job.unit))
    return Job(title, job.institution, named, job.kind, unit, job.level, job.starts)


def _named(job: Job, country: Country | None) -> Institution:
    """The institution of this name in the country; a new one if nobody named it before."""
    known = queries.institution_named(job.named, country)
    if known:
        return known
    made = Institution.objects.create(
        slug=_free_slug(job.named, country),
        name=job.named,
        country=country,
        kind=job.kind if job.kind in InstitutionKind.values else InstitutionKind.AGENCY,
        confidence=Confidence.GUESS,
    )
    index.renew("institution", made.pk)
    return made


def _free_slug(name: str, country: Country | None) -> str:
    base = slugify(name)[:60] or "institution"
    if country:
        base = f"{country.code.lower()}-{base}"
    slug, number = base, 2
    while Institution.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
