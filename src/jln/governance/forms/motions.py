"""What is put to the Steering Group, voted, counted and put right: shapes, never rules."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.governance.actions.motions import Proposal
from jln.governance.rules.voting import IN_SILENCE
from jln.governance.terms import IN_WRITING, Ballot, Taking
from jln.parameters.effects import NUMBER as CHANGE_A_NUMBER
from jln.parameters.rules import may_change
from jln.parameters.terms import Unit
from jln.ui.formats import language_name
from jln.web.forms import Exempt, Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from jln.governance.models import StrategyGoal
    from jln.governance.queries.voters import Voter
    from jln.parameters.terms import Definition

# Each is read in every language: a seat answers in the words of its own.
WORDS: dict[str, list[StrOrPromise]] = {
    Ballot.FOR.value: ["for", "pour", "a favor", "مع", "موافق", "أوافق"],
    Ballot.AGAINST.value: ["against", "contre", "en contra", "contra", "ضد", "أعارض"],
    Ballot.ABSTAIN.value: [
        "abstain", "abstention", "je m'abstiens", "abstención", "me abstengo",
        "abstenção", "abstenho-me", "امتناع", "أمتنع",
    ],
    Ballot.ASIDE.value: [
        "aside", "step aside", "je me retire", "me aparto", "afasto-me", "أتنحى",
    ],
}  # fmt: skip
SAID = (Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAIN, Ballot.ASIDE)
ON_A_PAGE = (
    (Taking.CONSENSUS.value, _("At the next meeting")),
    (Taking.SILENCE.value, Taking.SILENCE.label),
    (Taking.WRITTEN.value, Taking.WRITTEN.label),
)
LONGEST = 4_000


class VoteForm(TwinForm):
    """The word of a seat. Its reason may stand behind it."""

    action = "motion.vote"
    risk = Risk.EXECUTE_EXACT
    title = _("What does your seat say?")
    main = "word"
    names = {"word": _("vote"), "reason": _("reason")}
    words = {"word": dict(WORDS)}
    passes_on = {"word": dict.fromkeys(WORDS, "reason")}
    below = {"word": "reason"}

    word = forms.ChoiceField(
        label=_("What does your seat say?"),
        choices=[(one.value, one.label) for one in SAID],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, taking: str = Taking.VOTE, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if taking == Taking.SILENCE:
            self.choose_from("word", [(one.value, one.label) for one in IN_SILENCE])


class HowForm(TwinForm):
    """How something is decided, and until when."""

    exempt = Exempt.STEP_UP

    taking = forms.ChoiceField(
        label=_("How is it decided?"), choices=ON_A_PAGE, widget=forms.RadioSelect
    )
    closes_on = forms.DateField(
        label=_("Last day, if it is decided in writing"),
        help_text=_("Until 18:00 in the place of each seat."),
        required=False,
    )

    goals: Mapping[str, StrategyGoal] = MappingProxyType({})

    def goals_chosen(self) -> tuple[StrategyGoal, ...]:
        """The goals it is put for."""
        return tuple(self.goals[code] for code in self.cleaned_data.get("goals", ()))

    def how(self) -> dict[str, Any]:
        """What the action takes of it."""
        taking = self.cleaned_data["taking"]
        in_writing = taking != Taking.CONSENSUS
        return {
            "taking": taking,
            "closes_on": self.cleaned_data["closes_on"] if in_writing else None,
        }


def ask_goals(form: HowForm, goals: Sequence[StrategyGoal]) -> None:
    """For the sake of which goals of the strategy it is put; not asked where there are none."""
    form.goals = {one.code: one for one in goals}
    if goals:
        form.fields["goals"] = forms.MultipleChoiceField(
            label=_("Which goals of the strategy does it serve?"),
            required=False,
            choices=[(one.code, one.text) for one in goals],
            widget=forms.CheckboxSelectMultiple,
        )


class ItemForm(HowForm):
    """An item of an agenda, put to decision."""

    title = _("Put it to decision")

    def __init__(self, *args: Any, goals: Sequence[StrategyGoal] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        ask_goals(self, goals)
        self.choose_from("taking", Taking.choices)

    def how(self) -> dict[str, Any]:
        """What the action takes of it."""
        said = self.cleaned_data
        in_writing = said["taking"] in IN_WRITING
        return {
            "taking": said["taking"],
            "closes_on": said["closes_on"] if in_writing else None,
            "goals": self.goals_chosen(),
        }


class MotionForm(HowForm):
    """A motion in words."""

    title = _("Put something to the Steering Group")
    field_order = ("heading", "text", "language", "taking", "closes_on")

    heading = forms.CharField(label=_("In one line"), max_length=200)
    text = forms.CharField(
        label=_("The decision, in the words in which it would be taken"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, language_name(code, own=True)) for code, _name in settings.LANGUAGES],
    )

    def __init__(self, *args: Any, goals: Sequence[StrategyGoal] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        ask_goals(self, goals)

    def proposal(self) -> Proposal:
        """What is put."""
        said = self.cleaned_data
        goals = self.goals_chosen()
        return Proposal(
            said["heading"], said["text"], language=said["language"], goals=goals, **self.how()
        )


class NumberForm(HowForm):
    """Another number for a rule."""

    title = _("Propose another number")
    field_order = ("value", "valid_from", "why", "taking", "closes_on")

    value = forms.IntegerField(label=_("New number"), min_value=0)
    valid_from = forms.DateField(
        label=_("From which day?"),
        help_text=_("Never earlier than the day of the decision."),
    )
    why = forms.CharField(label=_("Why?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, of: Definition, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.of = of
        if of.unit is Unit.ANSWER:
            self.fields["value"] = forms.TypedChoiceField(
                label=of.words,
                choices=[(1, _("Yes")), (0, _("No"))],
                coerce=int,
                widget=forms.RadioSelect,
            )

    def clean_value(self) -> int:
        """A number that the rule can work with."""
        value: int = self.cleaned_data["value"]
        for reason in may_change(self.of, value).reasons:
            self.add_error("value", str(reason.text))
        return value

    def proposal(self, words: str, language: str, replaces: int) -> Proposal:
        """What is put. `words`: the change in a line."""
        said = self.cleaned_data
        valid_from: date = said["valid_from"]
        return Proposal(
            title=words,
            text=f"{words}\n\n{said['why']}",
            language=language,
            kind=CHANGE_A_NUMBER,
            path=f"/about/rules/#{self.of.code}",
            data={
                "code": self.of.code,
                "value": said["value"],
                "valid_from": valid_from.isoformat(),
                **({"replaces": replaces} if replaces else {}),
            },
            **self.how(),
        )


class SettleMotionForm(TwinForm):
    """What becomes of a motion: counted, agreed on in the meeting, or taken back."""

    exempt = Exempt.STEP_UP
    title = _("What becomes of this motion?")

    deed = forms.ChoiceField(
        label=_("What becomes of this motion?"),
        choices=[
            ("count", _("Count it now")),
            ("adopted", _("Adopted by consensus")),
            ("rejected", _("Not adopted, by consensus")),
            ("deferred", _("Deferred, by consensus")),
            ("withdrawn", _("Take it back")),
        ],
        widget=forms.RadioSelect,
    )
    present = forms.MultipleChoiceField(
        label=_("Seats that are here, for a consensus"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    aside = forms.MultipleChoiceField(
        label=_("Of these, with an interest in it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, voters: Iterable[Voter] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        choices = [(one.term.code, one.term.called) for one in voters if one.votes]
        self.terms = {one.term.code: one.term.pk for one in voters if one.votes}
        self.choose_from("present", choices)
        self.choose_from("aside", choices)

    def seats(self, name: str) -> list[int]:
        """The terms that were ticked."""
        return [self.terms[code] for code in self.cleaned_data[name]]


class RewordForm(TwinForm):
    """Other words for a decision on record. A second person of staff has to agree."""

    exempt = Exempt.STEP_UP
    title = _("Change the words of a decision")

    text = forms.CharField(
        label=_("The words as they should stand"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class RewordAnswerForm(TwinForm):
    """The second person's word."""

    exempt = Exempt.STEP_UP

    answer = forms.ChoiceField(
        label=_("Do you agree to these words?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
