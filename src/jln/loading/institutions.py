"""Organisations and what they did for the network, with dates."""

from __future__ import annotations

from typing import Any

from jln.loading.run import Run
from jln.loading.settled import is_settled
from jln.loading.values import needed, roles_of, span_of, without_people
from jln.people.models import Institution, InstitutionRole
from jln.people.terms import InstitutionKind

_COLUMNS = ("role", "starts", "ends")
Role = tuple[Any, ...]
_KINDS = {"network manager": InstitutionKind.PARTNER, "facilitator": InstitutionKind.PARTNER}


def load_institutions(run: Run) -> None:
    """Each organisation, and its roles, which the file gives one period together."""

    def take(row: dict[str, str]) -> None:
        span = span_of(row["period"])
        roles = roles_of(row["jln_role"])
        country = run.countries.maybe(row["country"])
        institution = run.institutions.put(
            (needed(row["slug"], "slug"),),
            name=needed(row["name"], "name"),
            country_id=country.pk if country else None,
            kind=_KINDS.get(row["kind"], row["kind"]),
            note=without_people(row["note"]),
            **run.said(row["source"], row["confidence"]),
        )
        _roles(run, institution, [(role, span.starts, span.ends) for role in roles])

    run.load(
        "organisations.csv", "slug name country kind jln_role period note source confidence", take
    )


def _roles(run: Run, institution: Institution, wanted: list[Role]) -> None:
    """The roles of the file are all the roles there are."""
    if is_settled(institution):
        return
    before = list(institution.roles.order_by("pk").values_list(*_COLUMNS))
    if before != wanted:
        institution.roles.all().delete()
        InstitutionRole.objects.bulk_create(
            InstitutionRole(institution=institution, **dict(zip(_COLUMNS, role, strict=True)))
            for role in wanted
        )
        if before:
            run.report.changed += 1
        else:
            run.report.made += len(wanted)
