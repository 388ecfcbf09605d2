"""What the pages of seats and hand-overs accept: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.seats import queries
from jln.seats.actions import Successor
from jln.seats.rules import LONGEST_WORDS
from jln.web.forms import Exempt, Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from jln.countries.models import Seat
    from jln.people.models import Person


class EndForm(TwinForm):
    """The last day of a seat. Its holder may leave a few lines to who follows."""

    action = "seat.end"
    risk = Risk.CONFIRM
    title = _("On which day does this seat end?")
    main = "last_day"
    names = {"last_day": _("last day"), "lines": _("lines")}

    last_day = forms.DateField(
        label=_("Last day on which it is held"),
        help_text=_("Today or later. Rights end with it; what is on record stays."),
    )
    lines = forms.CharField(
        label=_("What should who follows know?"),
        help_text=_("A few lines. They stand in the briefing, with your name."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, is_mine: bool = True, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if not is_mine:
            del self.fields["lines"]


class NameForm(TwinForm):
    """Who follows: somebody of the country, an address to invite, or nobody yet."""

    action = "handover.name"
    risk = Risk.CONFIRM
    title = _("Who follows in this seat?")
    main = "successor"
    names = {
        "successor": _("successor"),
        "full_name": _("their name"),
        "first_day": _("first day"),
        "nobody": _("nobody"),
    }

    successor = forms.CharField(
        label=_("Their name as it stands in the network, or their email address"),
        help_text=_("An address that nobody has here gets an invitation."),
        required=False,
        max_length=254,
    )
    full_name = forms.CharField(
        label=_("Their name, if they are to be invited"), required=False, max_length=120
    )
    first_day = forms.DateField(
        label=_("First day"),
        help_text=_("Left empty: the day after the last one of the seat."),
        required=False,
    )
    nobody = forms.ChoiceField(
        label=_("Or nobody yet?"),
        choices=[("", _("I named them above")), ("yes", _("Nobody yet; the alternate stands in"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        seat: Seat | None = None,
        reader: Person | None = None,
        **kwargs: Any,  # noqa: ANN401 -- likewise
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seat, self.reader = seat, reader
        self.found: Successor | None = None

    def clean(self) -> dict[str, Any]:
        """Somebody, or nobody, said in one way."""
        said = super().clean() or {}
        text = " ".join(said.get("successor", "").split())
        if bool(text) == (said.get("nobody") == "yes"):
            self.add_error("successor", _("Name one person, or say that there is nobody yet."))
        elif text and self.seat and self.reader:
            self.found = self._of(text, self.seat, self.reader)
        return said

    def _of(self, text: str, seat: Seat, reader: Person) -> Successor | None:
        people = queries.people_named(text, seat, reader)
        if len(people) == 1:
            return Successor(person=people[0])
        if people:
            self.add_error("successor", _("Several people have this name. Write the address."))
        elif "@" in text and queries.may_invite(reader, seat.country):
            address: Any = forms.EmailField()
            try:
                wanted = address.clean(text)
            except forms.ValidationError as wrong:
                self.add_error("successor", wrong)
                return None
            return Successor(address=wanted, name=self.cleaned_data.get("full_name", ""))
        else:
            self.add_error("successor", _("Nobody of this name is in the network for this seat."))
        return None


class TakeForm(TwinForm):
    """The successor's yes or no."""

    action = "handover.take"
    risk = Risk.EXECUTE_EXACT
    title = _("Do you take this seat?")
    main = "answer"
    names = {"answer": _("answer")}

    answer = forms.ChoiceField(
        label=_("Do you take this seat?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )


class SecondForm(TwinForm):
    """A second person agrees. Never by mail: no role is taken by mail alone."""

    exempt = Exempt.STEP_UP
    agreed = sure_field(_("Do you agree to this person?"), _("Agree"))
