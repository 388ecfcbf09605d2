"""What is said about being asked: enough, how often, and what came of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.asking import MOST_A_WEEK, USUAL_A_WEEK
from jln.conversations.rules.waves import LONGEST_WORDS_OF_OUTCOME
from jln.conversations.terms import Outcome
from jln.web.forms import Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from jln.conversations.models import AskWish


class EnoughForm(TwinForm):
    """Bring a question to nobody else."""

    action = "topic.enough"
    risk = Risk.EXECUTE
    title = _("Ask nobody else?")
    button = _("Ask nobody else")
    main = "sure"
    names = {"sure": _("enough")}

    sure = sure_field(_("Ask nobody else?"), _("It is enough"))


class AskWishForm(TwinForm):
    """How often somebody may be asked, and about what."""

    action = "ask.wish"
    risk = Risk.EXECUTE
    title = _("How often may we ask you?")
    main = "times"
    names = {"times": _("times"), "about": _("subjects"), "outside": _("others")}

    times = forms.TypedChoiceField(
        label=_("At most so many questions a week"),
        choices=[(str(n), str(n)) for n in range(MOST_A_WEEK + 1)],
        initial=str(USUAL_A_WEEK),
        coerce=int,
    )
    about = forms.MultipleChoiceField(
        label=_("Subjects you like to be asked about"),
        help_text=_("None chosen: whatever you have written about or offer help on."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outside = forms.ChoiceField(
        label=_("Other subjects as well?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        initial="yes",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        themes: list[tuple[str, str]] | None = None,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("about", themes or [])

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        return {
            "asks_a_week": data["times"],
            "themes": data["about"],
            "also_outside": data["outside"] == "yes",
        }


def wish_said(wish: AskWish | None) -> dict[str, Any]:
    """What stands, as the form asks it."""
    if wish is None:
        return {}
    return {
        "times": str(wish.asks_a_week),
        "about": wish.themes,
        "outside": "yes" if wish.also_outside else "no",
    }


class OutcomeForm(TwinForm):
    """What came of a question, ninety days later."""

    action = "topic.outcome"
    risk = Risk.EXECUTE
    title = _("What came of your question?")
    button = _("Tell what came of it")
    main = "outcome"
    names = {"outcome": _("result"), "line": _("words")}
    below = {"outcome": "line"}

    outcome = forms.ChoiceField(
        label=_("Did it help?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    line = forms.CharField(
        label=_("In one line"),
        help_text=_("Shown with the conversation."),
        max_length=LONGEST_WORDS_OF_OUTCOME,
        required=False,
    )
