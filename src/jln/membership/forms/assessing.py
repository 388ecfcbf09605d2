"""The self-assessment of a country, what its group and staff answer to it, and other levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.membership.rules.assessing import CLAIMED, WAIVABLE, Claim
from jln.membership.terms import Gate, Level, LineVerdict
from jln.web.forms import Exempt, Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.membership.models import SelfAssessment

LONGEST = 600


class AssessmentForm(TwinForm):
    """What a group says beside the record, condition by condition, and in its own words."""

    action = "assessment.write"
    risk = Risk.EXECUTE
    independent = True
    title = _("Are we ready for Full Membership?")
    main = "own_words"
    names = {
        "claim_core_group": _("group"),
        "evidence_core_group": _("group evidence"),
        "claim_hosting": _("hosted"),
        "evidence_hosting": _("hosting evidence"),
        "claim_sharing": _("shared"),
        "evidence_sharing": _("sharing evidence"),
        "claim_participation": _("part"),
        "evidence_participation": _("part evidence"),
        "own_words": _("words"),
        "show": _("show"),
    }

    own_words = forms.CharField(
        label=_("What would Full Membership change for you?"),
        help_text=_("The Steering Group reads this. A few lines, in any language."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    show = forms.ChoiceField(
        label=_("Show it to the group now?"),
        help_text=_("Its chair, or two of its members, then stand behind it."),
        choices=[("no", _("Not yet: keep it")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        for gate in CLAIMED:
            self.fields[f"claim_{gate}"] = forms.IntegerField(
                label=_("%(condition)s: how many do you count?") % {"condition": gate.label},
                required=False,
                min_value=0,
                max_value=999,
            )
            self.fields[f"evidence_{gate}"] = forms.CharField(
                label=_("What does that rest on?"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields(list(self.names))

    def claims(self) -> dict[Gate, Claim]:
        """What is claimed."""
        said = self.cleaned_data
        return {gate: Claim(said[f"claim_{gate}"], said[f"evidence_{gate}"]) for gate in CLAIMED}


def assessment_said(found: SelfAssessment | None) -> dict[str, Any]:
    """What is kept so far, as its form asks it."""
    said: dict[str, Any] = {"show": "no", "own_words": found.words if found else ""}
    for line in found.lines.all() if found else ():
        said |= {f"claim_{line.gate}": line.claim, f"evidence_{line.gate}": line.evidence}
    return said


class EndorseForm(TwinForm):
    """Somebody of the group stands behind it."""

    action = "assessment.endorse"
    risk = Risk.EXECUTE_EXACT
    title = _("Do you stand behind this?")
    main = "agreed"
    names = {"agreed": _("answer")}

    agreed = sure_field(_("Do you stand behind this?"), _("Yes"))


class VerifyForm(TwinForm):
    """Staff judge each line."""

    action = "assessment.verify"
    risk = Risk.CONFIRM
    title = _("Does each line hold?")
    names = {
        **{f"verdict_{gate}": gate.label for gate in CLAIMED},
        **{f"answer_{gate}": _("words") for gate in CLAIMED},
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        for gate in CLAIMED:
            self.fields[f"verdict_{gate}"] = forms.ChoiceField(
                label=gate.label, choices=LineVerdict.choices, widget=forms.RadioSelect
            )
            self.fields[f"answer_{gate}"] = forms.CharField(
                label=_("What they read, if you return it"), required=False, max_length=LONGEST
            )

    def returned(self) -> dict[Gate, str]:
        """The lines that go back, with the words for each."""
        said = self.cleaned_data
        return {
            gate: said[f"answer_{gate}"]
            for gate in CLAIMED
            if said[f"verdict_{gate}"] == LineVerdict.RETURNED
        }


class WaiverForm(TwinForm):
    """A condition is set aside for a country. Never by mail: it changes what a country owes."""

    exempt = Exempt.STEP_UP
    gate = forms.ChoiceField(
        label=_("Which condition is set aside?"),
        choices=[(gate.value, gate.label) for gate in WAIVABLE],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It stays visible to the country and the Steering Group."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LevelForm(TwinForm):
    """Another level for a country, put to the Steering Group; or the country leaves."""

    action = "level.propose"
    risk = Risk.CONFIRM
    title = _("Which level should it be?")
    main = "level"
    names = {"level": _("level"), "because": _("why")}

    level = forms.ChoiceField(label=_("Which level should it be?"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, levels: Sequence[str] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        said = {
            Level.ASSOCIATE: _("Associate Member: the Steering Group decides"),
            Level.DORMANT: _("Dormant member: the Steering Group decides"),
            Level.FORMER: _("Our country leaves the network today"),
        }
        self.choose_from("level", [(level, said[Level(level)]) for level in levels])
