"""What the record of a Core Group says for Full Membership: is it at work?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.governance import queries
from jln.governance.models import AgendaInput, CoreGroupReach
from jln.governance.terms import GroupState
from jln.membership.evidence import Evidence
from jln.membership.recorded import SHOWN, months_until
from jln.web.addresses import url

if TYPE_CHECKING:
    from jln.countries.models import Country


def core_group(country: Country, on: date) -> Evidence:
    """Its institutions, and beside their number what else keeps it from being at work."""
    found, seen = queries.health_of(country, at=datetime.combine(on, time.max, UTC))
    if found.state is GroupState.NONE:
        return Evidence(0, [(_("No Country Core Group is on record."), "")])
    path = url("core_group", country=country.code.lower())
    wanted = (
        (seen.has_coordinator, _("a coordinator")),
        (seen.has_terms, _("terms of reference")),
        (all(line.mark != "no" for line in found.lines if line.code == "met"), _("a meeting")),
    )
    return Evidence(
        seen.institutions,
        [(line.text, path) for line in found.lines if line.mark == "ok"],
        tuple(words for is_there, words in wanted if not is_there),
    )


def passed_on(country: Country, on: date) -> Evidence:
    """What its Core Group told people outside of it in the months that count."""
    since, until = months_until(on, "sharing_months")
    told = CoreGroupReach.objects.filter(
        group__country=country, told_on__gte=since.date(), told_on__lt=until.date()
    )
    path = url("core_group", country=country.code.lower())
    lines = [(one.what, path) for one in told.order_by("-told_on", "-pk")[:SHOWN]]
    return Evidence(len(lines), lines)


def discussed(country: Country, on: date) -> Evidence:
    """What its people said of items before meetings of the Steering Group."""
    since, until = months_until(on, "sharing_months")
    said = AgendaInput.objects.filter(country=country, at__gte=since, at__lt=until)
    lines = [(one.item.title, "") for one in said.select_related("item").order_by("-at", "-pk")]
    return Evidence(len(lines), lines[:SHOWN])
