"""Terms on the Steering Group and who is seated for them: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.countries.terms import SeatKind
from jln.web.forms import Exempt, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.people.models import Person

SEATS = (
    SeatKind.STEERING_REPRESENTATIVE,
    SeatKind.STEERING_ALTERNATE,
    SeatKind.CONVENER,
    SeatKind.CO_CONVENER,
)


class TermForm(TwinForm):
    """A place on the Steering Group for a country or a partner."""

    exempt = Exempt.STEP_UP
    title = _("Begin a term")

    of = forms.ChoiceField(label=_("Whose place is it?"))
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        places: Sequence[tuple[str, object]] = (),
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("of", places)


class EndTermForm(TwinForm):
    """The last day of a term."""

    exempt = Exempt.STEP_UP
    title = _("End the term")

    ends_on = forms.DateField(label=_("Last day"))


class SeatForm(TwinForm):
    """Who speaks for a place, or convenes."""

    exempt = Exempt.STEP_UP
    title = _("Seat somebody")

    kind = forms.ChoiceField(
        label=_("Which seat?"),
        choices=[(one.value, one.label) for one in SEATS],
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(label=_("Who?"))

    def __init__(self, *args: Any, people: Sequence[Person] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.choose_from("who", [(one.code, one.name) for one in people])
