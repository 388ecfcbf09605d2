"""What the pages of polls accept, and the mail room with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.actions.polls import Ballot
from jln.conversations.rules import LONGEST_POST, LONGEST_TITLE, LONGEST_WORDS
from jln.conversations.rules.polls import closing_of, options_in
from jln.conversations.terms import PollShown, PollVoice
from jln.web.dates import NearDate
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from jln.people.models import Person

YES_OR_NO = [("no", _("No, one answer only")), ("yes", _("Yes, several answers"))]


class PollForm(TwinForm):
    """A poll in a space. How it counts cannot be changed afterwards."""

    action = "poll.start"
    risk = Risk.CONFIRM
    title = _("Start a poll")
    names = {
        "heading": _("question"),
        "options": _("answers"),
        "closes": _("until"),
        "several": _("several"),
        "voice": _("voices"),
        "shown": _("results"),
        "text": _("text"),
    }

    heading = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Write your question first.")},
    )
    options = forms.CharField(
        label=_("The answers to choose from"),
        help_text=_("Two to ten, one a line, or with semicolons between them."),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    closes = NearDate(
        label=_("Until which day?"),
        help_text=_("It closes at the end of that day, by your clock."),
    )
    several = forms.ChoiceField(
        label=_("May somebody choose several?"),
        choices=YES_OR_NO,
        initial="no",
        widget=forms.RadioSelect,
    )
    voice = forms.ChoiceField(
        label=_("Who answers?"),
        choices=[
            (PollVoice.PERSON, _("Everybody who reads this space")),
            (
                PollVoice.COUNTRY,
                _("Each country once: its chair, its coordinator or its point of contact"),
            ),
        ],
        initial=PollVoice.PERSON,
        widget=forms.RadioSelect,
    )
    shown = forms.ChoiceField(
        label=_("When are the results seen?"),
        choices=PollShown.choices,
        initial=PollShown.ANSWERED,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What is it about?"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "voice"}),
        required=False,
    )
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def ballot(self, by: Person) -> Ballot:
        """As the action takes it; the day ends by the clock of who asks."""
        said = self.cleaned_data
        return Ballot(
            question=said["heading"],
            options=options_in(said["options"]),
            closes_at=closing_of(said["closes"], by.timezone),
            several=said["several"] == "yes",
            voice=said["voice"],
            shown=said["shown"],
            text=said["text"],
        )


class PollAnswerForm(TwinForm):
    """The answer to a poll: one option, or several where that is allowed."""

    action = "poll.answer"
    risk = Risk.EXECUTE
    title = _("Your answer")
    button = _("Answer the poll")
    main = "answer"
    names = {"answer": _("answer")}
    listed = frozenset({"answer"})

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        options: Sequence[tuple[str, str]] = (),
        several: bool = False,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        if several:
            self.fields["answer"] = forms.MultipleChoiceField(
                label=_("Your answer"),
                help_text=_("You may choose several."),
                widget=forms.CheckboxSelectMultiple,
            )
        self.choose_from("answer", options)

    def chosen(self) -> list[int]:
        """The numbers of the options."""
        said = self.cleaned_data["answer"]
        return [int(one) for one in ([said] if isinstance(said, str) else said)]


class WithdrawOptionForm(TwinForm):
    """An answer of a poll is chosen no more."""

    action = "poll.withdraw"
    risk = Risk.CONFIRM
    title = _("Take an answer out of the choice")
    button = _("Take it out")
    names = {"option": _("answer"), "because": _("reason")}

    option = forms.ChoiceField(label=_("Which one?"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("Who chose it is told, and asked to choose again."),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say why. Readers see the reason.")},
    )

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.choose_from("option", options)


class PollOutcomeForm(TwinForm):
    """What follows from a closed poll."""

    action = "poll.outcome"
    risk = Risk.EXECUTE
    title = _("Outcome")
    button = _("Tell what came of it")
    main = "line"
    names = {"line": _("words")}

    line = forms.CharField(
        label=_("What follows from it?"),
        help_text=_("Shown with the conversation."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your message first.")},
    )
