"""Inviting one person, or a list of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from jln.desk.rules import HEADS
from jln.web.forms import Exempt, Risk, TwinForm


class InviteForm(TwinForm):
    """One person to invite. By mail an echo first: it writes to somebody outside."""

    action = "person.invite"
    risk = Risk.CONFIRM
    title = _("Invite somebody")
    names = {
        "address": _("address"),
        "name": _("name"),
        "country": _("country"),
        "language": _("language"),
        "institution": _("institution"),
        "position": _("position"),
    }

    address = forms.EmailField(label=_("Email address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    country = forms.ChoiceField(label=_("Country"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")
    institution = forms.CharField(label=_("Institution"), max_length=200, required=False)
    position = forms.CharField(label=_("Position"), max_length=160, required=False)

    def offer(self, countries: list[tuple[str, str]]) -> None:
        """Put in the countries one may invite for; of several, none is chosen by mistake."""
        nobody = [] if len(countries) == 1 else [("", "–")]
        self.choose_from("country", [*nobody, *countries])


class SheetForm(TwinForm):
    """A list of people: shown first, invited after a second press."""

    exempt = Exempt.FILE
    sheet = forms.FileField(label=_("List"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        heads = {column: said.get(language, said["en"]) for column, said in HEADS.items()}
        told = gettext(
            "CSV or spreadsheet with the columns “%(address)s”, “%(name)s” and “%(country)s”, and"
            " if you have them “%(language)s”, “%(institution)s” and “%(position)s”. Nothing is"
            " sent before you have seen it."
        )
        self.fields["sheet"].help_text = told % heads
