"""What the pages of nominations accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from jln.activities import queries
from jln.activities.rules import HORIZON
from jln.governance.forms.days import near
from jln.people import naming
from jln.ui.formats import country_name
from jln.web.dates import NearDate
from jln.web.forms import Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.activities.models import PlaceOffer
    from jln.countries.models import Country
    from jln.people.models import Person

_BETWEEN = re.compile(r"[\n,;،؛]+")
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\d{1,2}\s*[.):]?\s+(?=[^\W\d])")


class OfferForm(TwinForm):
    """Places in an activity, for which countries, until when."""

    action = "nomination.offer"
    title = _("Offer places")
    main = "places"
    names = {"places": _("places"), "due_on": _("until"), "countries": _("countries")}

    places = forms.IntegerField(label=_("How many places has each country?"), min_value=1)
    due_on = NearDate(
        label=_("Until which day are the names needed?"),
    )
    countries = forms.MultipleChoiceField(
        label=_("Which countries?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: Iterable[Country] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "due_on", back=timedelta(), ahead=HORIZON)
        self.known = {one.code: one for one in members}
        named = [(code, country_name(one)) for code, one in self.known.items()]
        self.choose_from("countries", named)

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "places": said["places"],
            "due_on": said["due_on"],
            "countries": [self.known[code] for code in said["countries"]],
        }


class OrderForm(TwinForm):
    """Who goes, in the group's order: by number of the list, or by name."""

    action = "nomination.order"
    risk = Risk.CONFIRM
    title = _("Who goes?")
    button = _("Show to the group")
    main = "people"
    names = {"people": _("people"), "why": _("why")}

    people = forms.CharField(
        label=_("People in your order, the first first"),
        help_text=_("Numbers of the list or names, with commas between."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = forms.CharField(
        label=_("Why this order?"),
        help_text=_("The group and the people named read it."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        offer: PlaceOffer | None = None,
        reader: Person | None = None,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer, self.reader = offer, reader
        self.found: list[Person] = []

    def clean_people(self) -> str:
        """Each number and each name means one person."""
        text: str = self.cleaned_data["people"]
        if self.offer and self.reader:
            listed = queries.candidates(self.offer.country, self.reader)
            self.found = self._all_of(pieces(text), listed)
            self.understood["people"] = ", ".join(person.name for person in self.found)
        return text

    def _all_of(self, said: list[str], listed: list[Person]) -> list[Person]:
        """A sentence after a name is no other name."""
        found: list[Person] = []
        for piece in said:
            try:
                found.append(self._of(piece, listed))
            except forms.ValidationError:
                if not found or not naming.is_remark(piece):
                    raise
        return found

    def _of(self, piece: str, listed: list[Person]) -> Person:
        if piece.isdecimal():
            if not 1 <= int(piece) <= len(listed):
                raise forms.ValidationError(now("No number %(number)s is in the list.") % {
                    "number": piece
                })  # fmt: skip
            return listed[int(piece) - 1]
        found = [one for one in listed if one.name.casefold() == piece.casefold()]
        if not found and self.offer and self.reader:
            found = queries.called(self.offer.country, piece, self.reader)
        if len(found) == 1:
            return found[0]
        several = now("Several people are called %(name)s. Write the whole name.")
        nobody = now("Nobody called %(name)s is in the network for your country.")
        raise forms.ValidationError((several if found else nobody) % {"name": piece})


def pieces(text: str) -> list[str]:
    """`1 Esi 2 Ato`, `Esi, Ato` and `3, 1` alike: what stands for each person."""
    lines = _NUMBERED.sub("\n", text)
    if lines == text and re.fullmatch(r"[\d\s,;،]+", text):
        lines = re.sub(r"\s+", ",", text.strip())
    found = (" ".join(piece.split()).strip(" .") for piece in _BETWEEN.split(lines))
    return [piece for piece in found if piece]


class ObjectForm(TwinForm):
    """What somebody of the group has against the order."""

    action = "nomination.object"
    risk = Risk.CONFIRM  # "thank you" is no objection
    title = _("Object to the order")
    main = "reason"
    names = {"reason": _("reason")}

    reason = forms.CharField(
        label=_("What is wrong with this order?"),
        help_text=_("Who speaks for the group answers you before anything is sent."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendForm(TwinForm):
    """Send the names, with an answer to who objected."""

    action = "nomination.send"
    risk = Risk.CONFIRM
    title = _("Send the names?")
    main = "sure"
    names = {"sure": _("send"), "reply": _("answer")}

    sure = sure_field(_("Send the names?"), _("Send them"))
    reply = forms.CharField(
        label=_("Your answer to the objections"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
