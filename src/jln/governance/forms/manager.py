"""The Network Manager appointed, and who names its people: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.governance.actions.manager import DECIDES, words
from jln.governance.actions.motions import Proposal
from jln.governance.forms.motions import HowForm
from jln.governance.queries import manager as queries
from jln.ui import formats
from jln.web.forms import Exempt, TwinForm

if TYPE_CHECKING:
    from datetime import date

    from jln.people.models import Institution, Person


class AppointForm(HowForm):
    """Another organisation, put to the Steering Group."""

    title = _("Appoint the Network Manager")
    field_order = ("organisation", "first_day", "taking", "closes_on")

    organisation = forms.ChoiceField(label=_("Organisation"))
    first_day = forms.DateField(
        label=_("First day"),
        help_text=_("The first day comes after the day of the decision."),
    )

    def __init__(self, *args: Any, organisations: list[Institution], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.known = {one.slug: one for one in organisations}
        self.choose_from("organisation", [(one.slug, _called(one)) for one in organisations])

    @property
    def chosen(self) -> tuple[Institution, date]:
        """Which organisation, from which day."""
        return self.known[self.cleaned_data["organisation"]], self.cleaned_data["first_day"]

    def proposal(self, language: str) -> Proposal:
        """What is put."""
        institution, first_day = self.chosen
        data = {"institution": institution.slug, "starts_on": first_day.isoformat()}
        title, text = words(institution.name, data)
        return Proposal(
            title=title,
            text=text,
            language=language,
            kind=DECIDES,
            path="/network-manager/",
            data=data,
            **self.how(),
        )


def _called(of: Institution) -> str:
    """Its name with the country, as several countries have one of the same name."""
    return f"{of.name} ({formats.country_name(of.country)})" if of.country else of.name


class HeadForm(TwinForm):
    """Who names the people of the organisation that comes. Never by mail: rights follow."""

    exempt = Exempt.STEP_UP
    title = _("Who names its people?")

    who = forms.CharField(
        label=_("The name as it stands in the network, or an email address"), max_length=254
    )

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.found: Person | None = None

    def clean_who(self) -> str:
        """One person whom the reader may see."""
        text = " ".join(self.cleaned_data["who"].split())
        people = queries.people_named(text, self.reader)
        if len(people) > 1:
            raise forms.ValidationError(
                _("Several people have this name. Write the address."), code="several"
            )
        if not people:
            raise forms.ValidationError(
                _("Nobody of this name is in the network. Invite them first."), code="nobody"
            )
        self.found = people[0]
        return text
