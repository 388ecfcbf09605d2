"""What a country's adaptations say of its sharing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jln.kit.codes import code_of
from jln.library.models import Adaptation
from jln.membership.evidence import Counted, Rows
from jln.membership.recorded import as_many, months_until
from jln.web.addresses import url

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.countries.models import Country


def _reported(country: Country, on: date) -> QuerySet[Adaptation]:
    since, until = months_until(on, "sharing_months")
    return Adaptation.objects.filter(
        country=country, withdrawn_at=None, created_at__gte=since, created_at__lt=until
    ).exclude(reported_by=None)


adaptations = Counted(
    as_many,
    (
        Rows(
            _reported,
            ("-created_at", "-pk"),
            "product__title",
            lambda _country, key: url("adaptation", code=code_of(int(key))),
        ),
    ),
)
"""Adaptations that its people recorded."""
