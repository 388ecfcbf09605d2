"""What a country's own assessment and waivers add to the evidence on record."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.kit.time import day
from jln.membership.models import SelfAssessment, Waiver
from jln.membership.rules import assessing as rules
from jln.membership.rules.full import Evidence
from jln.membership.rules.months import months_after
from jln.membership.terms import Gate, LineVerdict
from jln.parameters.queries import value
from jln.ui.formats import day as written
from jln.web.addresses import url

if TYPE_CHECKING:
    from jln.countries.models import Country


def beside(country: Country, on: date, known: dict[Gate, Evidence]) -> dict[Gate, Evidence]:
    """The evidence with the country's accepted claims, its assessment, and its waivers."""
    latest = _latest(country, on)
    found = known | {Gate.SELF_ASSESSMENT: _assessment(country, latest, on)}
    path = url("assessment", code=country.code.lower())
    if latest and counts(latest, on):
        for line in latest.lines.all():
            if line.claim is not None and line.verdict == LineVerdict.ACCEPTED:
                gate = Gate(line.gate)
                said = _("Claimed, and accepted by staff: %(words)s") % {"words": line.evidence}
                found[gate] = rules.with_claim(found.get(gate), line.claim, (said, path))
    for waiver in Waiver.objects.filter(country=country, granted_on__lte=on).order_by("pk"):
        said = _("Set aside on %(date)s: %(reason)s") % {
            "date": written(waiver.granted_on),
            "reason": waiver.reason,
        }
        found[Gate(waiver.gate)] = rules.waived(found.get(Gate(waiver.gate)), (said, ""))
    return found


def _latest(country: Country, on: date) -> SelfAssessment | None:
    """The newest that counts, else the newest there is."""
    end = datetime.combine(on + timedelta(days=1), time(), UTC)
    rows = SelfAssessment.objects.filter(country=country, opened_at__lt=end)
    every = list(rows.prefetch_related("lines").order_by("-pk")[:10])
    return next((one for one in every if counts(one, on)), every[0] if every else None)


def counts(assessment: SelfAssessment, on: date) -> bool:
    """Is it endorsed, accepted by staff, and recent enough on a day?"""
    if assessment.endorsed_at is None or assessment.verified_at is None:
        return False
    oldest = months_after(on, -value("self_assessment_months", on=on))
    known = day(assessment.verified_at) <= on and assessment.is_accepted
    return known and rules.is_recent(day(assessment.endorsed_at), oldest)


def _assessment(country: Country, found: SelfAssessment | None, on: date) -> Evidence:
    path = url("assessment", code=country.code.lower())
    if found is None:
        return Evidence(0, [(_("None was written yet."), "")])
    if found.verified_at and counts(found, on):
        said = _("Endorsed by the group, accepted by staff on %(date)s")
        return Evidence(1, [(said % {"date": written(day(found.verified_at))}, path)])
    return Evidence(
        0,
        [(_("The self-assessment of %(date)s") % {"date": written(day(found.opened_at))}, path)],
        [_still(found)],
    )


def _still(found: SelfAssessment) -> str:
    """The next thing that it needs."""
    if found.is_accepted:
        return _("a newer one: it is too old")
    if found.verified_at:
        return _("what staff returned, written again")
    if found.endorsed_at:
        return _("the Network Manager’s check")
    if found.shown_at:
        return _("the group’s endorsement: its chair, or two of its members")
    return _("showing it to the group")
