"""Open hand-overs and vacant seats as lines of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.seats.models import Handover
from jln.web import sheets

if TYPE_CHECKING:
    from jln.countries.models import Seat


def _of(line: Handover | Seat) -> Seat:
    return line.seat if isinstance(line, Handover) else line


COLUMNS = (
    sheets.Column(_("Seat"), lambda line: _of(line).called),
    sheets.Column(_("Who"), lambda line: person.name if (person := _of(line).person) else ""),
    sheets.Column(_("Since"), lambda line: _of(line).starts_on),
    sheets.Column(_("Until when"), lambda line: _of(line).ends_on),
    sheets.Column(
        _("Hand-over of a seat"),
        lambda line: str(line.state.label) if isinstance(line, Handover) else "",
    ),
)
