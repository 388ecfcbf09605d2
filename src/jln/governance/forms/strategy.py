"""A draft of the strategy, a member's word to it, what was done for a goal: shapes, never rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.governance.forms.days import near
from jln.governance.forms.motions import HowForm
from jln.governance.models import Decision
from jln.governance.queries import strategy as queries
from jln.governance.rules import HORIZON
from jln.governance.rules.strategy import LONGEST_INPUT, Goal, goals_of
from jln.ui.formats import language_name
from jln.web.dates import NearDate
from jln.web.forms import Exempt, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from jln.governance.models import Strategy, WorkingGroup

FIRST_YEAR, LAST_YEAR = 2010, 2100


class BeginStrategyForm(TwinForm):
    """A new version: what it is called, and who drafts it."""

    exempt = Exempt.STEP_UP
    title = _("Begin a new version of the strategy")

    heading = forms.CharField(label=_("Title"), max_length=200)
    from_year = forms.IntegerField(
        label=_("From which year?"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    to_year = forms.IntegerField(
        label=_("Until which year?"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, language_name(code, own=True)) for code, _name in settings.LANGUAGES],
    )
    working_group = forms.ChoiceField(label=_("Which working group drafts it?"), required=False)

    def __init__(self, *args: Any, bodies: Sequence[WorkingGroup] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.bodies = {one.slug: one for one in bodies}
        self.choose_from("working_group", [("", "–"), *((one.slug, one.name) for one in bodies)])

    def clean(self) -> dict[str, Any]:
        """The years in their order."""
        said = super().clean() or self.cleaned_data
        if said.get("to_year", 0) < said.get("from_year", 0) and not self.errors:
            self.add_error("to_year", _("It cannot end before it begins."))
        return said

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "title": said["heading"].strip(),
            "years": (said["from_year"], said["to_year"]),
            "language": said["language"],
            "working_group": self.bodies.get(said["working_group"]),
        }


class WriteStrategyForm(TwinForm):
    """The words of a draft."""

    action = "strategy.write"
    title = _("Write the draft")
    main = "text"
    names = {"text": _("text"), "goals": _("goals")}

    text = forms.CharField(
        label=_("The text"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 14})
    )
    goals = forms.CharField(
        label=_("Its goals"),
        help_text=_("Each on a line of its own; a target day may follow: | 2027-12-31"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_goals(self) -> list[Goal]:
        """Goals with their days."""
        try:
            return goals_of(self.cleaned_data["goals"])
        except ValueError as wrong:
            raise forms.ValidationError(
                _("Write a date as 2016, 2016-07 or 2016-07-09."), code="date"
            ) from wrong


def strategy_said(strategy: Strategy) -> dict[str, str]:
    """What a draft says, as the form asks it."""
    goals = "\n".join(str(one) for one in queries.goals_said(strategy))
    return {"text": strategy.text, "goals": goals}


class AskMembersForm(TwinForm):
    """Until when members are asked."""

    exempt = Exempt.STEP_UP
    title = _("Ask all members for input")

    closes_on = NearDate(label=_("Until which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "closes_on", back=timedelta(), ahead=HORIZON)


class StrategyInputForm(TwinForm):
    """What the strategy should say."""

    action = "strategy.comment"
    title = _("Give input to the strategy")
    main = "text"
    names = {"text": _("input")}

    text = forms.CharField(
        label=_("What should the strategy say?"),
        help_text=_("Members of the network read it beside the draft, with your country's name."),
        max_length=LONGEST_INPUT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PutStrategyForm(HowForm):
    """The draft, put to the Steering Group."""

    title = _("Put the strategy to the Steering Group")


class GoalLinkForm(TwinForm):
    """A decision of the register, or an initiative."""

    exempt = Exempt.STEP_UP
    title = _("What was done for this goal")

    decision = forms.IntegerField(
        label=_("Number of the decision in the register"), required=False, min_value=1
    )
    initiative = forms.ChoiceField(label=_("Or a Technical Initiative"), required=False)
    deed = forms.ChoiceField(
        label=_("What becomes of the link?"),
        choices=[("add", _("Put it on record")), ("drop", _("Remove it"))],
        initial="add",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        rows = apps.get_model("jln.Initiative")._default_manager.order_by("name", "pk")
        self.initiatives = {one.slug: one for one in rows}
        named = [(slug, str(one)) for slug, one in self.initiatives.items()]
        self.choose_from("initiative", [("", "–"), *named])

    def clean(self) -> dict[str, Any]:
        """One of the two, and it is there."""
        said = super().clean() or self.cleaned_data
        number, slug = said.get("decision"), said.get("initiative")
        self.done: Model | None = self.initiatives.get(slug or "")
        if number:
            self.done = Decision.objects.filter(number=number).first()
        if not self.errors and (bool(number) == bool(slug) or self.done is None):
            self.add_error("decision", _("Name one decision of the register, or one initiative."))
        return said
