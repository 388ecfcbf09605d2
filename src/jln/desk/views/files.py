"""The desk's lists as files: what stands in each column, and one hand for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jln.mail.seals import veil
from jln.ui.formats import country_name
from jln.web import sheets
from jln.web.sheets import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import StreamingHttpResponse

    from jln.countries.models import Country
    from jln.web.pages import MemberRequest


def _country(country: Country | None) -> str:
    return country_name(country) if country else ""


FILES: dict[str, tuple[Column, ...]] = {
    "to-decide": (
        Column(_("What"), lambda one: str(one.kind)),
        Column(_("Subject"), lambda one: one.title),
        Column(_("Country"), lambda one: _country(one.country)),
        Column(_("Since"), lambda one: one.since),
        Column(_("Next step"), lambda one: str(one.step)),
    ),
    "people": (
        Column(_("Name"), lambda one: one.name),
        Column(_("Country"), lambda one: _country(one.country)),
        Column(_("Status"), lambda one: one.get_status_display()),
        Column(_("Last seen"), lambda one: one.seen_on),
        Column(_("letters come back"), lambda one: int(one.bounces)),
        Column(_("want no letters"), lambda one: int(one.is_off)),
    ),
    "mail-in": (
        Column(_("When"), lambda row: row.received_at, is_moment=True),
        Column(_("Subject"), lambda row: row.subject),
        Column(_("Who"), lambda row: row.person.name if row.person else row.envelope_from),
        Column(_("Outcome"), lambda row: row.get_state_display()),
        Column(_("Reason"), lambda row: row.get_reason_display()),
    ),
    "mail-out": (
        Column(_("When"), lambda row: row.created_at, is_moment=True),
        Column(_("Subject"), lambda row: veil(row.subject)),
        Column(_("Who"), lambda row: row.person.name if row.person else row.to_address),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Outcome"), lambda row: row.get_state_display()),
        Column(_("Reason"), lambda row: row.why),
    ),
    "facts": (
        Column(_("What"), lambda row: row.said()),
        Column(_("confidence"), lambda row: row.get_confidence_display()),
        Column(_("note"), lambda row: row.confidence_note),
        Column(_("According to:"), lambda row: "; ".join(row.source_list)),
    ),
    "countries": (
        Column(_("Country"), lambda one: country_name(one.country)),
        Column(_("Last sign of life"), lambda one: one.signs.last_sign),
        Column(_("Coordinator"), lambda one: one.coordinator),
        Column(_("Last called"), lambda one: one.signs.last_called),
        Column(_("Why now"), lambda one: "; ".join(one.because)),
    ),
    "contacts": (
        Column(_("Country"), lambda one: country_name(one.country)),
        Column(_("When"), lambda one: one.held_on),
        Column(_("Who"), lambda one: one.whom),
        Column(_("How"), lambda one: one.get_way_display()),
        Column(_("What was said"), lambda one: one.said),
        Column(_("Next step"), lambda one: one.next_step),
        Column(_("Until when"), lambda one: one.next_on),
    ),
}
"""Each list by the name of its file."""


def file(request: MemberRequest, name: str, rows: Iterable[Any]) -> StreamingHttpResponse | None:
    """The list as the file that `?as=` asks for; None for its page."""
    kind = sheets.wanted(request)
    if not kind:
        return None
    return sheets.answer(kind, name, FILES[name], rows, zone=request.person.timezone)
