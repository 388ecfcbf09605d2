"""What the pages of priorities ask: shapes, never rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import number_of
from jln.priorities import queries
from jln.priorities.actions import Called
from jln.priorities.rules import LONGEST, WITH_WHAT
from jln.priorities.terms import Way
from jln.web.forms import Exempt, Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.priorities.models import Priority, PriorityConsent, PriorityFate, RoundCountry

_DIGITS = {ord(sign): str(number) for number, sign in enumerate("٠١٢٣٤٥٦٧٨٩")}
_PAIR = re.compile(r"(\d{1,4})\s*[:=]\s*(\d{1,3})")
_PAIRS = re.compile(rf"[\s,;]*({_PAIR.pattern}[\s,;]*)+")


class OpenForm(TwinForm):
    """A round. It sends letters to every member: staff and convener."""

    exempt = Exempt.STEP_UP
    title = _("Open a round of priorities")

    name = forms.CharField(label=_("What is the round called?"), max_length=160)
    people_until = forms.DateField(
        label=_("Last day for people"),
        help_text=_("All days end at midnight, coordinated universal time (UTC)."),
    )
    countries_until = forms.DateField(
        label=_("Last day for countries"),
        help_text=_("Half of the days between are for their lists, half for their points."),
    )
    names_each = forms.IntegerField(
        label=_("Problems that a person may name"), min_value=1, max_value=5, initial=3
    )
    points = forms.IntegerField(
        label=_("Points of each country"), min_value=1, max_value=100, initial=10
    )
    wanted = forms.IntegerField(
        label=_("Priorities that the network takes up"), min_value=1, max_value=50, initial=5
    )

    def said(self) -> Called:
        """As the action takes it."""
        said = dict(self.cleaned_data)
        return Called(title=said.pop("name"), **said)


class NameForm(TwinForm):
    """What somebody puts first for the country, one question each."""

    action = "priority.name"
    risk = Risk.CONFIRM
    title = _("What should your country learn from others first?")
    main = "first"
    names = {
        "first": _("first"),
        "second": _("second"),
        "third": _("third"),
        "fourth": _("fourth"),
        "fifth": _("fifth"),
    }

    first = forms.CharField(label=_("Which problem comes first?"), max_length=LONGEST)
    second = forms.CharField(label=_("Which comes second?"), required=False, max_length=LONGEST)
    third = forms.CharField(label=_("Which comes third?"), required=False, max_length=LONGEST)
    fourth = forms.CharField(label=_("Which comes fourth?"), required=False, max_length=LONGEST)
    fifth = forms.CharField(label=_("Which comes fifth?"), required=False, max_length=LONGEST)

    def __init__(self, *args: Any, most: int = 5, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        for name in list(self.fields)[most:]:
            del self.fields[name]

    def lines(self) -> list[str]:
        """The texts in their order."""
        return [text for text in self.cleaned_data.values() if text]


def named_said(texts: Sequence[str]) -> dict[str, Any]:
    """What stands, as the form asks it."""
    return dict(zip(NameForm.names, texts, strict=False))


class ConfirmForm(TwinForm):
    """How the country counts what its people named: its own rule."""

    action = "priority.confirm"
    risk = Risk.CONFIRM
    title = _("Confirm your country's list")
    main = "way"
    names = {"way": _("way")}

    way = forms.ChoiceField(
        label=_("How does your country count?"), choices=Way.choices, widget=forms.RadioSelect
    )


class SpreadForm(TwinForm):
    """The country's points."""

    action = "priority.spread"
    risk = Risk.CONFIRM
    title = _("Spread your country's points")
    main = "points"
    names = {"points": _("points")}

    points = forms.CharField(
        label=_("Which priorities get how many points?"),
        help_text=_("On each line the number of a priority and its points, as 12: 4."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_points(self) -> str:
        """Pairs of numbers and nothing else, and no priority twice."""
        text: str = self.cleaned_data["points"]
        plain = text.translate(_DIGITS)
        if not _PAIRS.fullmatch(plain):
            raise forms.ValidationError(_("Write two numbers on each line, as 12: 4."))
        pairs = [(int(number), int(points)) for number, points in _PAIR.findall(plain)]
        self.given = dict(pairs)
        if len(self.given) < len(pairs):
            raise forms.ValidationError(_("A number stands twice."))
        return text


def spread_said(of: RoundCountry) -> dict[str, Any]:
    """What stands, as the form asks it."""
    numbers = {str(one.pk): number for number, one in enumerate(queries.listed(of.round), 1)}
    lines = [f"{numbers[pk]}: {points}" for pk, points in of.spread.items() if pk in numbers]
    return {"points": "\n".join(lines)}


class SimilarForm(TwinForm):
    """Which of a round's priorities are the same problem."""

    action = "priority.similar"
    risk = Risk.CONFIRM
    title = _("Which priorities are the same problem?")
    main = "which"
    names = {"which": _("which")}
    listed = frozenset({"which"})

    which = forms.MultipleChoiceField(
        label=_("Which priorities are the same problem?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, priorities: Sequence[Priority] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        named = [(one.code, f"{one.text} ({one.country.code})") for one in priorities]
        self.choose_from("which", named)

    def numbers(self) -> list[int]:
        """The priorities that are chosen."""
        return [number_of(code) or 0 for code in self.cleaned_data["which"]]


class ConsentForm(TwinForm):
    """Somebody's yes or no to count similar priorities as one."""

    action = "priority.consent"
    risk = Risk.EXECUTE_EXACT
    title = _("Are these the same problem?")
    main = "answer"
    names = {"answer": _("answer"), "reason": _("why")}
    below = {"answer": "reason"}

    answer = forms.ChoiceField(
        label=_("May they count as one?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why?"), required=False, max_length=LONGEST)

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        return {"is_yes": data["answer"] == "yes", "reason": data["reason"]}


def consent_said(of: PriorityConsent) -> dict[str, Any]:
    """What stands, as the form asks it."""
    if of.is_yes is None:
        return {}
    return {"answer": "yes" if of.is_yes else "no", "reason": of.reason}


class FateForm(TwinForm):
    """What became of a priority."""

    exempt = Exempt.STEP_UP
    title = _("What became of this priority?")

    fate = forms.ChoiceField(
        label=_("Is it taken up?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label=_("With what?"),
        help_text=WITH_WHAT,
        required=False,
        max_length=300,
    )
    reason = forms.CharField(
        label=_("Why, or what more?"),
        help_text=_("The country reads it. Where it is not taken up, say why not."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def fate_said(fate: PriorityFate | None) -> dict[str, Any]:
    """What stands, as the form asks it."""
    if fate is None:
        return {}
    return {"fate": "yes" if fate.is_taken_up else "no", "reason": fate.reason}
