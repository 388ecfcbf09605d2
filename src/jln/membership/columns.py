"""Applications as lines of a file. Addresses of people stay out of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jln.web.sheets import Column

COLUMNS = (
    Column(_("Country"), str),
    Column(_("Status"), lambda one: one.get_state_display()),
    Column(_("Since"), lambda one: one.submitted_at),
    Column(_("Name"), lambda one: one.name),
    Column(_("institution"), lambda one: one.institution),
    Column(_("Until when"), lambda one: one.closed_at),
)
