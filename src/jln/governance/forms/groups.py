"""What is on record of a Core Group, what is public, what it passed on: shapes, never rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.countries.terms import GroupKind, Shown
from jln.governance.forms.days import near
from jln.governance.rules import HORIZON
from jln.web.dates import NearDate, PartialDateAnswer
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.countries.models import CountryCoreGroup
    from jln.people.models import Institution


class FormGroupForm(TwinForm):
    """A country's Core Group, new or adopted."""

    action = "core_group.form"
    risk = Risk.CONFIRM
    title = _("Put the Country Core Group on record")
    main = "kind"
    names = {
        "kind": _("kind"),
        "name": _("name"),
        "terms": _("terms"),
        "terms_link": _("link"),
        "since": _("since"),
        "institutions": _("institutions"),
        "secretariat": _("secretariat"),
    }

    kind = forms.ChoiceField(
        label=_("Was it formed for the network, or is it an existing body?"),
        choices=GroupKind,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("What is the body called?"),
        help_text=_("In its own words; for an existing body."),
        required=False,
        max_length=200,
    )
    since = PartialDateAnswer(
        label=_("Since when is it there?"),
        help_text=_("A year is enough: 2013, 2013-05 or 2013-05-07."),
        required=False,
    )
    institutions = forms.MultipleChoiceField(
        label=_("Which institutions take part?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    secretariat = forms.MultipleChoiceField(
        label=_("Which of them share its secretariat?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    terms = forms.CharField(
        label=_("Its terms of reference"),
        help_text=_("What it is for, who belongs to it, how it decides. A link is enough."),
        required=False,
        max_length=2_500,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    terms_link = forms.URLField(
        label=_("A link to them"), required=False, max_length=200, assume_scheme="https"
    )

    def __init__(self, *args: Any, institutions: Sequence[Institution] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.known = {one.slug: one for one in institutions}
        for name in ("institutions", "secretariat"):
            self.choose_from(name, [(one.slug, one.name) for one in institutions])

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        texts = {name: said[name].strip() for name in ("name", "terms", "terms_link")}
        lists = {
            name: tuple(self.known[slug] for slug in said[name])
            for name in ("institutions", "secretariat")
        }
        return {"kind": said["kind"], "since": said["since"], **texts, **lists}


class ChangeGroupForm(FormGroupForm):
    """The same of a group on record, filled in."""

    action = "core_group.change"
    risk = Risk.EXECUTE_EXACT
    title = _("Change what is on record of the Country Core Group")


def group_said(group: CountryCoreGroup) -> dict[str, Any]:
    """What is on record of a group, as the form asks it."""
    return {
        "kind": group.kind,
        "name": group.name,
        "since": str(group.since or ""),
        "terms": group.terms,
        "terms_link": group.terms_link,
        "institutions": [one.slug for one in group.institutions.order_by("pk")],
        "secretariat": [one.slug for one in group.secretariat.order_by("pk")],
    }


class ShowForm(TwinForm):
    """What visitors see of a country."""

    action = "core_group.show"
    risk = Risk.EXECUTE_EXACT
    title = _("What may everyone see on the page of your country?")
    main = "shows"
    names = {"shows": _("public")}

    shows = forms.MultipleChoiceField(
        label=_("What may everyone see on the page of your country?"),
        help_text=_("Members of the network see its problems and adaptations anyway."),
        choices=Shown,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PassOnForm(TwinForm):
    """What people outside the group were told."""

    action = "core_group.pass_on"
    title = _("What did the group pass on, and to whom?")
    main = "what"
    names = {
        "what": _("what"),
        "to_whom": _("to whom"),
        "people": _("people"),
        "told_on": _("date"),
    }

    what = forms.CharField(
        label=_("What was learned here that others were told?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_whom = forms.CharField(label=_("Who was told?"), max_length=200)
    people = forms.IntegerField(label=_("How many people?"), min_value=1, max_value=100_000)
    told_on = NearDate(label=_("On which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "told_on", back=HORIZON, ahead=timedelta())
