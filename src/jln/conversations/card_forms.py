"""What is said of answer cards: the card itself, one's agreement to it, and whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules import cards as rules
from jln.conversations.terms import Right
from jln.spaces.terms import Visibility
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from jln.conversations.rules.cards import Words


class CardForm(TwinForm):
    """What a question taught, short."""

    action = "card.write"
    risk = Risk.EXECUTE
    title = _("Keep it as an answer card")
    button = _("Keep the card")
    names = {
        "question": _("question"),
        "context": _("context"),
        "worked": _("worked"),
        "depends": _("depends on"),
        "until": _("until"),
        "readers": _("readers"),
    }

    question = forms.CharField(
        label=_("The question"),
        max_length=rules.LONGEST_QUESTION,
        error_messages={"required": _("Write your question first.")},
    )
    context = forms.CharField(
        label=_("In which circumstances?"),
        max_length=rules.LONGEST_CONTEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    worked = forms.CharField(
        label=_("What worked?"),
        max_length=rules.LONGEST_WORKED,
        widget=forms.Textarea(attrs={"rows": 6, "class": "voice"}),
        error_messages={"required": rules.SAY_WHAT_WORKED},
    )
    depends = forms.CharField(
        label=_("What does it depend on?"),
        max_length=rules.LONGEST_DEPENDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = forms.DateField(
        label=_("Until when is it right?"),
        help_text=_("On that day its keeper is asked whether it still is."),
    )
    readers = forms.ChoiceField(
        label=_("Who may read it?"),
        help_text=_("Until all whose answers it rests on agree: the readers of the question."),
        choices=[
            (Visibility.ROLL, _("the readers of the question")),
            (Visibility.MEMBERS, _("members of the network")),
            (Visibility.PUBLIC, _("everyone")),
        ],
        widget=forms.RadioSelect,
    )

    def said(self) -> Words:
        """As the action takes it."""
        data = self.cleaned_data
        return rules.Words(
            question=" ".join(data["question"].split()),
            context=data["context"].replace("\r\n", "\n").strip(),
            worked=data["worked"].replace("\r\n", "\n").strip(),
            depends_on=data["depends"].replace("\r\n", "\n").strip(),
            valid_until=data["until"],
            wished=data["readers"],
        )


def answers_of(words: Words) -> dict[str, Any]:
    """What a card says, as the form asks it."""
    return {
        "question": words.question,
        "context": words.context,
        "worked": words.worked,
        "depends": words.depends_on,
        "until": words.valid_until.isoformat(),
        "readers": words.wished,
    }


class AgreeForm(TwinForm):
    """Whether one stands on a card, and is named on it."""

    action = "card.agree"
    risk = Risk.EXECUTE
    title = _("Do you agree to this card?")
    button = _("Send my answer")
    main = "agrees"
    names = {"agrees": _("answer")}

    agrees = forms.ChoiceField(
        label=_("Do you agree to the card, and to be named on it?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )


class RightForm(TwinForm):
    """Whether a card is still right."""

    action = "card.right"
    risk = Risk.EXECUTE
    title = _("Is this card still right?")
    button = _("Send my answer")
    main = "right"
    names = {"right": _("answer"), "worked": _("worked")}
    below = {"right": "worked"}
    words = {
        "right": {
            "yes": [_("yes")],
            "change": [_("change")],
            "retire": [_("retire"), _("no")],
        }
    }

    right = forms.ChoiceField(
        label=_("Is this card still right?"), choices=Right.choices, widget=forms.RadioSelect
    )
    worked = forms.CharField(
        label=_("What works now?"),
        help_text=_("Only if it changes: the new words."),
        max_length=rules.LONGEST_WORKED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "voice"}),
    )
