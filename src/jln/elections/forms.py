"""What the pages of elections ask: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jln.conversations.words import folded
from jln.elections.rules import LONGEST_WORDS, Dates, Terms
from jln.ui import formats
from jln.web.forms import Exempt, Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.elections.models import Candidacy


def _day(label: Any, help_text: Any = "") -> forms.DateField:  # noqa: ANN401 -- a lazy sentence
    return forms.DateField(
        label=label,
        help_text=help_text,
    )


class CallForm(TwinForm):
    """The days of an election. It sends letters to every Full Member: staff and convener."""

    exempt = Exempt.STEP_UP
    title = _("Call an election")

    seats = forms.IntegerField(label=_("Seats of countries"), min_value=1)
    candidates_until = _day(
        _("Last day to stand"), _("All days end at midnight, coordinated universal time (UTC).")
    )
    votes_from = _day(_("First day of voting"))
    votes_until = _day(_("Last day of voting"))
    starts_on = _day(_("First day of the term"))
    ends_on = _day(_("Last day of the term"))

    def dates(self) -> Dates:
        """As the rules take them."""
        said = self.cleaned_data
        return Dates(said["candidates_until"], said["votes_from"], said["votes_until"])

    def terms(self) -> Terms:
        """As the rules take them."""
        return Terms(self.cleaned_data["starts_on"], self.cleaned_data["ends_on"])


class StandForm(TwinForm):
    """Whether a country stands."""

    action = "election.stand"
    risk = Risk.CONFIRM
    title = _("Does your country stand for the Steering Group?")
    main = "answer"
    names = {"answer": _("answer"), "lines": _("lines")}

    answer = forms.ChoiceField(
        label=_("Does your country stand?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    lines = forms.CharField(
        label=_("What do you want to bring about?"),
        help_text=_("A few lines. Everyone can read them beside your country's name."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def stood(candidacy: Candidacy | None) -> dict[str, Any]:
    """What stands, as the form asks it."""
    if candidacy is None:
        return {}
    return {"answer": "no" if candidacy.withdrawn_at else "yes", "lines": candidacy.words}


class LinkForm(TwinForm):
    """Nothing is asked: the button says it."""

    exempt = Exempt.PROOF


class BallotForm(TwinForm):
    """The ballot. Never by mail."""

    exempt = Exempt.SECRET_BALLOT

    ballot = forms.MultipleChoiceField(
        label=_("Which countries do you choose?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        candidates: Sequence[Candidacy] = (),
        most: int = 1,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["ballot"]
        named = [(one.country.code, formats.country_name(one.country)) for one in candidates]
        asked.choices = sorted(named, key=lambda pair: folded(pair[1]))
        asked.help_text = ngettext(
            "%(num)s country at most.", "%(num)s countries at most.", most
        ) % {"num": formats.number(most)}


class CallOffForm(TwinForm):
    """Why nothing comes of an election."""

    exempt = Exempt.STEP_UP
    title = _("Call the election off")

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everyone can read it. Ballots that were cast are destroyed unread."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
