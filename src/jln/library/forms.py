"""What the pages of the library accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.library.rules import LONGEST_PLACE, LONGEST_REASON, Answers
from jln.library.terms import AdaptationState, Depth
from jln.ui.formats import country_name, list_parts, partial
from jln.web.dates import PartialDateAnswer
from jln.web.forms import Exempt, Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.library.models import Adaptation

_LINES = {"rows": 3}


class AdaptForm(TwinForm):
    """What a country made of a product, where that stands, and where it began."""

    action = "adaptation.report"
    risk = Risk.EXECUTE
    title = _("Your country’s use of a product")
    main = "changed"
    independent = True
    names = {
        "used": _("used"),
        "changed": _("changed"),
        "where": _("where"),
        "happened": _("happened"),
        "state": _("state"),
        "began_with": _("began with"),
    }

    used = forms.CharField(
        label=_("What did you use?"),
        help_text=_("All of it, a chapter, one sheet, an idea."),
        required=False,
        widget=forms.Textarea(attrs=_LINES),
    )
    changed = forms.CharField(
        label=_("What did you change or leave out?"),
        help_text=_("A line is enough."),
        required=False,
        widget=forms.Textarea(attrs=_LINES),
    )
    where = forms.CharField(
        label=_("Where is it used?"),
        help_text=_("A region, an office, a paper."),
        required=False,
        max_length=LONGEST_PLACE,
    )
    happened = forms.CharField(
        label=_("What happened so far?"),
        help_text=_("“Nothing yet” is an answer."),
        required=False,
        widget=forms.Textarea(attrs=_LINES),
    )
    state = forms.ChoiceField(
        label=_("Where does it stand?"),
        help_text=_("Whether it is in use or at scale you say on its page, with what shows it."),
        choices=AdaptationState.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    began_with = forms.ChoiceField(
        label=_("Did you begin where another adaptation had arrived?"), required=False
    )

    def __init__(self, *args: Any, examples: Sequence[Adaptation] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.examples = {one.code: one for one in examples}
        named = [(code, _named(one)) for code, one in self.examples.items()]
        self.choose_from("began_with", [("", _("No, or not that we know")), *named])
        if not examples:
            del self.fields["began_with"]

    @classmethod
    def question_count(cls, *, has_examples: bool) -> int:
        """How many it asks; one less where nobody has adapted the product before."""
        return len(cls.base_fields) - (not has_examples)

    def answers(self, now: str = AdaptationState.UNDER_WAY) -> Answers:
        """The answers as the rules judge them; `now`: where it stands if nothing is said of it."""
        said = self.cleaned_data
        state = said.get("state") or now
        return Answers(
            used=said.get("used", ""),
            changed=said.get("changed", ""),
            where=said.get("where", ""),
            happened=said.get("happened", ""),
            state=AdaptationState(state),
        )

    def learned_from(self) -> Adaptation | None:
        """The adaptation it began with, if she names one."""
        return self.examples.get(self.cleaned_data.get("began_with", ""))


def _named(one: Adaptation) -> str:
    """An adaptation in a list to choose from."""
    parts = [country_name(one.country), one.place, partial(one.starts) if one.starts else ""]
    return list_parts(*filter(None, parts))


class CorrectForm(AdaptForm):
    """The same questions about an adaptation that is on record, filled in."""

    action = "adaptation.correct"
    title = _("Correct what your adaptation says")


def answers_of(adaptation: Adaptation) -> dict[str, str]:
    """What an adaptation says, as the form asks it."""
    return {
        "used": adaptation.used,
        "changed": adaptation.change,
        "where": adaptation.place,
        "happened": adaptation.outcome,
        "state": adaptation.state,
    }


class EvidenceForm(TwinForm):
    """How far an adaptation went, since when, and what shows it."""

    action = "adaptation.advance"
    risk = Risk.EXECUTE
    title = _("How far did it go?")
    main = "text"
    names = {
        "depth": _("depth"),
        "dated": _("since"),
        "text": _("evidence"),
        "state": _("state"),
    }

    depth = forms.ChoiceField(
        label=_("How far did it go?"),
        choices=Depth.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far it went.")},
    )
    dated = PartialDateAnswer(
        label=_("Since when?"),
        help_text=_("A year or a month is enough: 2026, 2026-07 or 2026-07-09."),
        widget=forms.TextInput(attrs={"maxlength": 10, "autocomplete": "off"}),
        error_messages={"required": _("Say since when; a year or a month is enough.")},
    )
    text = forms.CharField(
        label=_("What shows it?"),
        help_text=_("A circular, a contract, a count, a visit; with a link if there is one."),
        widget=forms.Textarea(attrs=_LINES),
        error_messages={"required": _("Say what shows it.")},
    )
    state = forms.ChoiceField(
        label=_("Where does it stand now?"),
        choices=[
            ("", _("as before")),
            (AdaptationState.UNDER_WAY, AdaptationState.UNDER_WAY.label),
            (AdaptationState.FINISHED, AdaptationState.FINISHED.label),
        ],
        required=False,
    )


class StopForm(TwinForm):
    """Why an adaptation was stopped."""

    action = "adaptation.stop"
    risk = Risk.EXECUTE
    title = _("Why was it stopped?")
    main = "reason"
    names = {"reason": _("reason")}

    reason = forms.CharField(
        label=_("Why was it stopped?"),
        help_text=_("It stays on the page, and helps the next country."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
        error_messages={"required": _("Say why it was stopped; it helps the next country.")},
    )


class WithdrawForm(TwinForm):
    """Whether to take an adaptation back. By mail the same is the word UNDO."""

    action = "adaptation.withdraw"
    risk = Risk.EXECUTE
    title = _("Take this adaptation back?")
    main = "sure"
    names = {"sure": _("take back")}

    sure = sure_field(
        _("Take this adaptation back?"),
        _("Take it back"),
        _("Say that you want to take it back."),
    )


class PublishForm(TwinForm):
    """Whether an adaptation of one's country may be read by everyone."""

    action = "adaptation.publish"
    risk = Risk.CONFIRM
    title = _("Let everyone read this adaptation?")
    main = "sure"
    names = {"sure": _("public")}

    sure = sure_field(
        _("Let everyone read this adaptation?"),
        _("Let everyone read it"),
        _("Say that everyone may read it."),
    )


class OriginForm(TwinForm):
    """One thing a product came from, by the address of its page."""

    action = "product.link"
    risk = Risk.CONFIRM
    title = _("What did this product come from?")
    main = "came_from"
    names = {"came_from": _("from")}

    came_from = forms.CharField(
        label=_("What did this product come from?"),
        help_text=_("The address of a problem, a question, a group or an event of this network."),
        max_length=300,
        error_messages={"required": _("Give the address of a page of this network.")},
    )


class UnlinkForm(TwinForm):
    """Takes one origin away again; it names a row of the page it stands on."""

    exempt = Exempt.STEP_UP

    origin = forms.IntegerField(widget=forms.HiddenInput)
