"""What the record of a Core Group says for Full Membership: is it at work?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.governance import queries
from jln.governance.models import AgendaInput, CoreGroupReach
from jln.governance.terms import GroupState
from jln.membership.evidence import Counted, Evidence, Rows
from jln.membership.recorded import as_many, months_until
from jln.web.addresses import url

if TYPE_CHECKING:
    from django.db.models import QuerySet

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


def _told(country: Country, on: date) -> QuerySet[CoreGroupReach]:
    since, until = months_until(on, "sharing_months")
    return CoreGroupReach.objects.filter(
        group__country=country, told_on__gte=since.date(), told_on__lt=until.date()
    )


def _said(country: Country, on: date) -> QuerySet[AgendaInput]:
    since, until = months_until(on, "sharing_months")
    return AgendaInput.objects.filter(country=country, at__gte=since, at__lt=until)


def _its_page(country: Country, _key: str) -> str:
    return url("core_group", country=country.code.lower())


def _nowhere(_country: Country, _key: str) -> str:
    return ""


passed_on = Counted(as_many, (Rows(_told, ("-told_on", "-pk"), "what", _its_page),))
"""What its Core Group told people outside of it in the months that count."""

discussed = Counted(as_many, (Rows(_said, ("-at", "-pk"), "item__title", _nowhere),))
"""What its people said of items before meetings of the Steering Group."""
