"""A Core Group on record: formed or adopted, changed, shown, and what it passes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import Country, CountryCoreGroup
from jln.countries.terms import Shown
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import queries, rules
from jln.governance.models import CoreGroupReach
from jln.kit.sourced import Confidence
from jln.kit.time import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from jln.kit.partial import PartialDate
    from jln.people.models import Institution, Person


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of a group. Whoever shares its secretariat belongs to it."""

    kind: str
    name: str = ""
    terms: str = ""
    terms_link: str = ""
    since: PartialDate | None = None
    institutions: tuple[Institution, ...] = ()
    secretariat: tuple[Institution, ...] = ()


@transaction.atomic
def form_group(country: Country, said: Terms, *, by: Person, at: datetime) -> CountryCoreGroup:
    """Put a country's group on record, new or adopted. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.CORE_GROUP_FORM, country)
    country = Country.objects.select_for_update(of=("self",)).get(pk=country.pk)
    rules.may_form(
        is_member=queries.is_member(country),
        has_group=CountryCoreGroup.objects.filter(country=country).exists(),
        kind=said.kind,
        name=said.name,
    ).or_raise()

    group = CountryCoreGroup.objects.create(
        country=country,
        confidence=Confidence.REPORTED,
        confirmed_at=at,
        confirmed_by=by,
        **_columns(said),
    )
    _set_institutions(group, said)

    _record(Kind.CORE_GROUP_FORMED, group, by, at, {})
    return group


@transaction.atomic
def change_group(
    group: CountryCoreGroup, said: Terms, *, by: Person, at: datetime
) -> CountryCoreGroup:
    """Say something else of a group. Safe to repeat. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.CORE_GROUP_CHANGE, group)
    group = _locked(group)
    rules.may_form(is_member=True, has_group=False, kind=said.kind, name=said.name).or_raise()

    columns = _columns(said)
    changed = [name for name, value in columns.items() if getattr(group, name) != value]
    for name in changed:
        setattr(group, name, columns[name])
    group.save(update_fields=changed)
    changed += _set_institutions(group, said)

    if changed:
        group.confirmed_at, group.confirmed_by = at, by  # no file of history knows better
        group.save(update_fields=["confirmed_at", "confirmed_by"])
        _record(Kind.CORE_GROUP_CHANGED, group, by, at, {"changed": sorted(changed)})
    return group


@transaction.atomic
def show(
    group: CountryCoreGroup, parts: Iterable[str], *, by: Person, at: datetime
) -> CountryCoreGroup:
    """Choose what visitors see on the country's page. Safe to repeat."""
    require(by, Permission.CORE_GROUP_CHANGE, group)
    group = _locked(group)
    chosen = [str(part) for part in Shown if part in set(parts)]
    if chosen == group.shows:
        return group

    group.shows = chosen
    group.save(update_fields=["shows"])

    _record(Kind.CORE_GROUP_SHOWN, group, by, at, {"shows": chosen})
    return group


@transaction.atomic
def pass_on(
    group: CountryCoreGroup,
    what: str,
    *,
    to_whom: str,
    people: int,
    told_on: date,
    by: Person,
    at: datetime,
) -> CoreGroupReach:
    """Put on record what people outside the group were told. The same again is one line."""
    require(by, Permission.CORE_GROUP_KEEP, group)
    rules.may_pass_on(told_on=told_on, on=day(at)).or_raise()
    group = _locked(group)
    line, is_new = CoreGroupReach.objects.get_or_create(
        group=group,
        what=what,
        to_whom=to_whom,
        told_on=told_on,
        by=by,
        defaults={"people": people, "language": by.language},
    )
    if is_new:
        _record(Kind.CORE_GROUP_PASSED_ON, group, by, at, {"reach": line.pk})
    return line


def _locked(group: CountryCoreGroup) -> CountryCoreGroup:
    rows = CountryCoreGroup.objects.select_for_update(of=("self",)).select_related("country")
    return rows.get(pk=group.pk)


def _columns(said: Terms) -> dict[str, object]:
    return {
        "kind": said.kind,
        "name": said.name,
        "terms": said.terms,
        "terms_link": said.terms_link,
        "since": said.since,
    }


def _set_institutions(group: CountryCoreGroup, said: Terms) -> list[str]:
    """Write both lists; the names of those that changed."""
    wanted = {
        "institutions": {one.pk for one in (*said.institutions, *said.secretariat)},
        "secretariat": {one.pk for one in said.secretariat},
    }
    changed = []
    for name, ids in wanted.items():
        known = getattr(group, name)
        if set(known.values_list("pk", flat=True)) != ids:
            known.set(ids)
            changed.append(name)
    return changed


def _record(
    kind: Kind, group: CountryCoreGroup, by: Person, at: datetime, data: dict[str, object]
) -> None:
    space = queries.space_of(group.country)
    record(kind, group, by=by, at=at, space=space, country=group.country, data=data)
