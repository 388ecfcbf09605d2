"""What the pages of moderated dialogues accept, and the mail room with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.actions.dialogues import Plan
from jln.conversations.forms import language_field
from jln.conversations.rules import LONGEST_POST, LONGEST_TITLE
from jln.ui.formats import day
from jln.web.dates import NearDate
from jln.web.forms import Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from datetime import date

    from jln.people.models import Person


class DialogueForm(TwinForm):
    """A moderated dialogue in a space."""

    action = "dialogue.plan"
    risk = Risk.CONFIRM
    title = _("Plan a moderated dialogue")
    button = _("Plan the dialogue")
    names = {
        "heading": _("title"),
        "text": _("text"),
        "opens": _("first day"),
        "closes": _("last day"),
        "moderator": _("moderator"),
    }

    heading = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("What is it about?"),
        help_text=_("The first post. It tells why people should come, and for whom it is."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 6, "class": "voice"}),
        error_messages={"required": _("Write your message first.")},
    )
    opens = NearDate(
        label=_("First day"),
        help_text=_("Its space is told at 8 in the morning, by the moderator's clock."),
    )
    closes = NearDate(label=_("Last day"))
    moderator = forms.ChoiceField(label=_("Who moderates it?"))
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[Person] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.choose_from("moderator", [(one.code, one.name) for one in people])

    def plan(self) -> Plan:
        """As the action takes it."""
        said = self.cleaned_data
        return Plan(
            title=said["heading"],
            text=said["text"],
            opens_on=said["opens"],
            closes_on=said["closes"],
            moderator=self.people[said["moderator"]],
        )


class DialogueQuestionForm(TwinForm):
    """The question of a day; by mail without a day, of the first that has none."""

    action = "dialogue.question"
    risk = Risk.EXECUTE
    title = _("The question of a day")
    button = _("Save")
    main = "text"
    names = {"text": _("question"), "on": _("day")}

    text = forms.CharField(
        label=_("The question"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 5, "class": "voice"}),
        error_messages={"required": _("Write your question first.")},
    )
    on = forms.ChoiceField(
        label=_("For which day?"),
        help_text=_("Without one, it is for the first day that has no question."),
        required=False,
    )

    def __init__(self, *args: Any, days: Sequence[date] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.days = {one.isoformat(): one for one in days}
        named = [(key, day(one)) for key, one in self.days.items()]
        self.choose_from("on", [("", _("the first without a question")), *named])

    def chosen(self) -> date | None:
        """The day, if one was said."""
        return self.days.get(self.cleaned_data.get("on") or "")


class DialogueDaysForm(TwinForm):
    """Other days for a dialogue that has not ended."""

    action = "dialogue.days"
    risk = Risk.CONFIRM
    title = _("Change the days of this dialogue")
    button = _("Change the days")
    names = {"opens": _("first day"), "closes": _("last day"), "rest": _("question")}

    opens = NearDate(label=_("First day"))
    closes = NearDate(label=_("Last day"), help_text=_("Who takes part is told by mail."))
    rest = forms.ChoiceField(
        label=_("What becomes of questions whose day is gone?"),
        choices=[("move", _("They move to days that have none")), ("drop", _("They are dropped"))],
        initial="move",
        required=False,
        widget=forms.RadioSelect,
    )


class TakeDialogueForm(TwinForm):
    """Moderate a dialogue in place of who does."""

    action = "dialogue.take"
    risk = Risk.EXECUTE
    title = _("Moderate this dialogue?")
    button = _("Moderate it")
    main = "sure"
    names = {"sure": _("moderate")}

    sure = sure_field(_("Moderate this dialogue?"), _("I moderate it from now on"))


class SynthesisForm(TwinForm):
    """The result of a dialogue, as a draft."""

    action = "dialogue.synthesis"
    risk = Risk.EXECUTE
    title = _("The result of the dialogue")
    button = _("Save")
    main = "text"
    names = {"text": _("result"), "language": _("language")}

    text = forms.CharField(
        label=_("What was learned?"),
        help_text=_("Name countries. Name people only if they have agreed."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 12, "class": "voice"}),
        error_messages={"required": _("Write the result first.")},
    )
    language = language_field()


class PublishSynthesisForm(TwinForm):
    """The result is shown to everyone."""

    action = "dialogue.publish"
    risk = Risk.CONFIRM
    title = _("Show the result to everyone?")
    button = _("Publish the result")
    main = "sure"
    names = {"sure": _("publish"), "agreed": _("people")}

    sure = sure_field(_("Show the result to everyone?"), _("Publish the result"))
    agreed = forms.ChoiceField(
        label=_("Have the people whose names stand in it agreed?"),
        choices=[("no", _("No, or none is named")), ("yes", _("Yes"))],
        initial="no",
        required=False,
        widget=forms.RadioSelect,
    )
