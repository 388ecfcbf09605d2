"""What a country's adaptations say of its sharing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jln.library.models import Adaptation
from jln.membership.evidence import Evidence
from jln.membership.recorded import SHOWN, months_until
from jln.web.addresses import url

if TYPE_CHECKING:
    from jln.countries.models import Country


def adaptations(country: Country, on: date) -> Evidence:
    """Adaptations that its people recorded."""
    since, until = months_until(on, "sharing_months")
    reported = Adaptation.objects.filter(
        country=country, withdrawn_at=None, created_at__gte=since, created_at__lt=until
    ).exclude(reported_by=None)
    newest = reported.select_related("product").order_by("-created_at", "-pk")
    lines = [(one.product.title, url("adaptation", code=one.code)) for one in newest]
    return Evidence(len(lines), lines[:SHOWN])
