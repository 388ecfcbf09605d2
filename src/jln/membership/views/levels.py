"""A country's membership: its levels over time, and what is missing for Full Membership."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from jln.access.check import can
from jln.access.permissions import Permission
from jln.kit.time import day
from jln.membership import duties, evidence, queries
from jln.membership.rules.full import COUNTED, Judged, judge
from jln.membership.terms import Gate, Level
from jln.parameters import queries as parameters
from jln.parameters.words import shown
from jln.ui.formats import partial
from jln.web.addresses import url
from jln.web.pages import page, public

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Country
    from jln.membership.models import LevelProposal
    from jln.web.pages import PublicRequest


class Concerned(NamedTuple):
    """What the country's own people and staff may do here, and what waits."""

    links: list[tuple[str, str]]
    proposal: LevelProposal | None
    duties: list[duties.Line]


@public
def membership(request: PublicRequest, code: str) -> HttpResponse:
    """Its history for everyone; its conditions for its Core Group and the staff."""
    found = queries.country(code)
    if found is None:
        raise Http404
    today = day(request.now)
    record = queries.record(found)
    later = [one.earliest for one in record.changes if one.earliest > today]
    if later:
        request.good_until = min(later)
    standing = record.on(today)
    is_full = standing.is_surely(Level.FULL)
    known, asked = _judged(request, found, today) if standing.may_be_member else ((), [])
    judged = () if is_full else known
    return page(
        request,
        "membership/membership.html",
        country=found,
        record=record,
        names=queries.earlier_names(found),
        standing=standing,
        judged=judged,
        held=[one for one in judged if one.holds],
        counted=COUNTED,
        shown=shown,
        levels=[level.label if level else _("not a member") for level in standing.levels],
        spoken_of={row.value for row in record.said},
        level_words={level.value: level.label for level in Level},
        disputed=[partial(on) for on in record.disputed],
        concerned=_for_concerned(request, found, known, asked, is_full=is_full),
    )


def _for_concerned(
    request: PublicRequest,
    country: Country,
    judged: tuple[Judged, ...],
    asked: list[duties.Line],
    *,
    is_full: bool,
) -> Concerned | None:
    """What may be done here, what is asked, and what waits, for those who see the conditions."""
    person, code = request.person, country.code.lower()
    if person is None or not judged:
        return None
    rights = queries.rights_of(person, country)
    written = [one.evidence for one in judged if one.gate is Gate.SELF_ASSESSMENT and one.evidence]
    is_written = any(path for one in written for _words, path in one.lines)
    links = (
        (True, "contributions", _("Contributions in kind")),
        (not is_full and (rights.may_write or is_written), "assessment", _("Self-assessment")),
        (not is_full and rights.may_waive, "membership_waiver", _("Set a condition aside")),
        (rights.may_propose, "membership_level", _("Another level, or leaving")),
    )
    return Concerned(
        [(url(name, code=code), words) for may, name, words in links if may],
        queries.open_proposal(country),
        asked,
    )


def _judged(
    request: PublicRequest, country: Country, on: date
) -> tuple[tuple[Judged, ...], list[duties.Line]]:
    """Every condition, and what is asked, for those who may see it; nothing for others."""
    if request.person is None or not can(request.person, Permission.COUNTRY_JUDGE, country):
        return (), []
    with (
        parameters.looked_up(on) as numbers,
        evidence.counted(country, on, *duties.PROVIDERS.values()),
    ):
        judged = judge(evidence.of(country, on), numbers)
        return judged, duties.of(country, on, judged)
