"""What somebody of a Core Group takes on, and what came of it: shapes, never rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.governance.forms.days import near
from jln.governance.rules import HORIZON
from jln.governance.terms import Settling
from jln.web.dates import NearDate
from jln.web.forms import TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.governance.models import CoreGroupAction
    from jln.people.models import Person


class GiveForm(TwinForm):
    """Something that somebody of the group takes on."""

    action = "core_action.give"
    title = _("Give somebody an action")
    main = "text"
    names = {"text": _("action"), "owner": _("owner"), "due_on": _("date")}

    text = forms.CharField(
        label=_("What is to be done?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.ChoiceField(label=_("Who does it?"))
    due_on = NearDate(label=_("Until which day?"))

    def __init__(self, *args: Any, people: Sequence[Person] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.choose_from("owner", [(one.code, one.name) for one in people])
        near(self, "due_on", back=timedelta(), ahead=HORIZON)

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {"owner": self.people[said["owner"]], "due_on": said["due_on"]}


class ChangeActionForm(GiveForm):
    """The same of an open action, filled in."""

    action = "core_action.change"
    title = _("Change the action, or give it to somebody else")


def action_said(action: CoreGroupAction) -> dict[str, Any]:
    """What an action says, as the form asks it."""
    return {
        "text": action.text,
        "owner": action.owner.code if action.owner else "",
        "due_on": action.due_on,
    }


class SettleForm(TwinForm):
    """What came of an action; one word is an answer, LATER with a new day."""

    action = "core_action.settle"
    title = _("What came of this action?")
    main = "answer"
    names = {"answer": _("answer"), "until": _("date"), "outcome": _("more")}
    notes = frozenset({"outcome"})
    passes_on = {"answer": {Settling.LATER: "until"}}

    answer = forms.ChoiceField(
        label=_("What came of this action?"), choices=Settling, widget=forms.RadioSelect
    )
    until = NearDate(
        label=_("If it comes later: until which day?"),
        required=False,
    )
    outcome = forms.CharField(
        label=_("What should the group know of it?"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "until", back=timedelta(), ahead=HORIZON)

    def clean(self) -> dict[str, Any]:
        """Later is a day."""
        said = super().clean() or self.cleaned_data
        is_later = said.get("answer") == Settling.LATER
        if is_later and not said.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say until which day."))
        return said

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "answer": Settling(said["answer"]),
            "until": said["until"],
            "words": said["outcome"].strip(),
        }
