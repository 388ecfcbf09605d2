"""Requests to partners, their answers, and why a meeting is cancelled: shapes, never rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.governance.forms.days import near
from jln.governance.rules import HORIZON
from jln.governance.terms import SupportAnswer
from jln.web.dates import NearDate
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from jln.people.models import Institution

# Read in every language, besides what the page says.
WORDS: dict[str, list[StrOrPromise]] = {
    SupportAnswer.PART.value: [
        "in part", "partly", "en partie", "partiellement", "en parte", "parcialmente",
        "em parte", "جزئيا", "جزئياً",
    ],
}  # fmt: skip


class AskSupportForm(TwinForm):
    """What a group needs, and of whom."""

    action = "support.ask"
    title = _("Ask a partner for support")
    button = _("Ask")
    main = "text"
    names = {"text": _("request"), "institution": _("partner"), "needed_on": _("until")}

    institution = forms.ChoiceField(
        label=_("Which partner?"),
        help_text=_("Where nobody of the partner is here, staff carry your request to it."),
    )
    text = forms.CharField(
        label=_("What do you need, and what for?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    needed_on = NearDate(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, partners: Iterable[Institution] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "needed_on", back=timedelta(), ahead=HORIZON)
        self.known = {one.slug: one for one in partners}
        self.choose_from("institution", [(slug, one.name) for slug, one in self.known.items()])

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "institution": self.known[said["institution"]],
            "text": " ".join(said["text"].split()),
            "needed_on": said["needed_on"],
        }


class AnswerSupportForm(TwinForm):
    """The partner's answer."""

    action = "support.answer"
    risk = Risk.EXECUTE_EXACT
    title = _("Answer a request for support")
    main = "answer"
    names = {"text": _("words"), "answer": _("answer"), "answered_on": _("date")}
    words = {"answer": dict(WORDS)}
    passes_on = {"answer": dict.fromkeys(SupportAnswer.values, "text")}
    below = {"answer": "text"}

    answer = forms.ChoiceField(
        label=_("Does the partner help?"),
        choices=SupportAnswer.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("In the partner's words"),
        help_text=_("Needed for a no."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answered_on = NearDate(
        label=_("On which day?"),
        help_text=_("Left empty: today."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "answered_on", back=HORIZON, ahead=timedelta())

    def said(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "answer": SupportAnswer(said["answer"]),
            "words": said["text"].strip(),
            "answered_on": said["answered_on"],
        }


class CancelForm(TwinForm):
    """Why a meeting does not take place."""

    action = "core_meeting.cancel"
    risk = Risk.CONFIRM
    title = _("Cancel the meeting")
    main = "because"
    names = {"because": _("reason")}

    because = forms.CharField(
        label=_("Why does it not take place?"),
        help_text=_("Everybody of the group reads it."),
        max_length=300,
    )


class CancelSteeringForm(CancelForm):
    """Why a meeting of the Steering Group does not take place."""

    action = "steering_meeting.cancel"
