"""Spaces in words: what one is called, and who reads what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.spaces.terms import SpaceKind, Visibility
from jln.ui.formats import country_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.spaces.models import Space

BUILT_IN: dict[str, StrOrPromise] = {
    SpaceKind.NETWORK: gettext_lazy("The whole network"),
    SpaceKind.RECORD: gettext_lazy("The public record"),
    SpaceKind.STEERING: gettext_lazy("Steering Group"),
    SpaceKind.STAFF: gettext_lazy("Network Manager"),
}
"""The network's own spaces; initiatives and groups have names of their own."""


def called(kind: str, name: str, country: object = None) -> str:
    """A space's name in the active language. `country`: with names, of a Core Group's space."""
    if kind in BUILT_IN:
        return str(BUILT_IN[kind])
    if kind == SpaceKind.COUNTRY and country is not None:
        return _("Country Core Group of %(country)s") % {"country": country_name(country)}
    return name


def name_of(space: Space) -> str:
    """The same, of a row. Select `country` with it."""
    return called(space.kind, space.name, space.country)


def readers_of(space: Space) -> str:
    """Who reads what stands in a space, as a sentence."""
    if space.visibility == Visibility.PUBLIC:
        return _("Everyone can read it, also outside the network.")
    if space.visibility == Visibility.MEMBERS:
        return _("Every member of the network can read it.")
    return _("Only the people of “%(space)s” can read it.") % {"space": name_of(space)}
