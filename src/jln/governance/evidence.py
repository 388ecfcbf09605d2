"""What the record of a Core Group says for Full Membership: is it at work?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.governance import queries
from jln.governance.terms import GroupState
from jln.membership.evidence import Evidence
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
