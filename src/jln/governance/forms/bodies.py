"""A working group proposed, its end, its people, its reports: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.countries.terms import SeatKind
from jln.governance.forms.motions import HowForm
from jln.governance.rules.bodies import LONGEST_REPORT
from jln.governance.terms import BodyKind
from jln.ui.formats import language_name
from jln.web.forms import Exempt, TwinForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person

SEATS = (SeatKind.BODY_MEMBER, SeatKind.BODY_LEAD)


class BodyForm(HowForm):
    """A new one."""

    title = _("Propose a working group")
    field_order = ("name", "kind", "purpose", "language", "due_on", "taking", "closes_on")

    name = forms.CharField(label=_("Its name"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Who sits in it?"),
        help_text=_(
            "A working group is of people of the Steering Group; a task team may have others."
        ),
        choices=BodyKind,
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(
        label=_("What is it for?"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, language_name(code, own=True)) for code, _name in settings.LANGUAGES],
    )
    due_on = forms.DateField(label=_("Last day of its term"), required=False)

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        texts = {name: said[name].strip() for name in ("name", "purpose")}
        return {
            "kind": said["kind"],
            "language": said["language"],
            "due_on": said["due_on"],
            **texts,
        }


class CloseBodyForm(HowForm):
    """Its end."""

    title = _("Propose to close the working group")
    field_order = ("why", "taking", "closes_on")

    why = forms.CharField(label=_("Why?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))


class BodySeatForm(TwinForm):
    """Who sits in it."""

    exempt = Exempt.STEP_UP
    title = _("Seat somebody")

    kind = forms.ChoiceField(
        label=_("Which seat?"),
        choices=[(one.value, one.label) for one in SEATS],
        initial=SeatKind.BODY_MEMBER.value,
        widget=forms.RadioSelect,
    )
    who = forms.CharField(label=_("Who?"), help_text=_("Write the whole name."), max_length=254)

    def __init__(self, *args: Any, among: QuerySet[Person], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.among = among
        self.person: Person | None = None

    def clean_who(self) -> str:
        """One person whose seat it can be."""
        text: str = self.cleaned_data["who"].strip()
        found = list(self.among.filter(name__iexact=" ".join(text.split()))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("Nobody, or more than one person, who may sit in it is called that."), code="who"
            )
        self.person = found[0]
        return text


class BodyReportForm(TwinForm):
    """What it did."""

    action = "body.report"
    title = _("Report to the Steering Group")
    main = "text"
    names = {"text": _("report")}

    text = forms.CharField(
        label=_("What should the Steering Group know?"),
        help_text=_("It goes on the agenda of the next meeting."),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
