"""What the pages of spaces accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.spaces import queries
from jln.spaces.actions.settings import Setting
from jln.spaces.terms import Delivery, SpaceRule
from jln.web.forms import Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from jln.people.models import Person
    from jln.spaces.models import Space


class JoinForm(TwinForm):
    """Be on a space as a list."""

    action = "space.join"
    risk = Risk.EXECUTE
    title = _("Join this space?")
    main = "sure"
    names = {"sure": _("join")}

    sure = sure_field(_("Join this space?"), _("Join"))


class LeaveForm(TwinForm):
    """Be off it."""

    action = "space.leave"
    risk = Risk.EXECUTE
    title = _("Leave this space?")
    main = "sure"
    names = {"sure": _("leave")}

    sure = sure_field(_("Leave this space?"), _("Leave"))


class DeliveryForm(TwinForm):
    """How the messages of a space come."""

    action = "space.deliver"
    risk = Risk.EXECUTE
    title = _("How do its messages come to you?")
    main = "delivery"
    names = {"delivery": _("delivery")}

    delivery = forms.ChoiceField(label=_("How it comes"), choices=Delivery.choices)


class AskToJoinForm(TwinForm):
    """Ask the moderators of a space that only its own people read."""

    action = "space.ask"
    risk = Risk.EXECUTE
    title = _("Ask to join this space?")
    main = "sure"
    names = {"sure": _("ask")}

    sure = sure_field(_("Ask to join this space?"), _("Ask to join"))


class AnswerWishForm(TwinForm):
    """Yes or no to who asks to join."""

    action = "space.answer"
    risk = Risk.EXECUTE_EXACT
    title = _("Let this person join?")
    main = "answer"
    names = {"answer": _("answer")}

    answer = forms.ChoiceField(
        label=_("Let this person join?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )


class KeepForm(TwinForm):
    """The rule of a space, what it says of itself, and its languages."""

    action = "space.keep"
    risk = Risk.CONFIRM
    title = _("Settings of the space")
    button = _("Keep this")
    main = "rule"
    names = {"rule": _("rule"), "description": _("description"), "languages": _("languages")}

    rule = forms.ChoiceField(
        label=_("What happens to a message?"), choices=SpaceRule.choices, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label=_("What is talked about here?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages? None means any."),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def setting(self) -> Setting:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return Setting(said["rule"], said["description"], tuple(said["languages"]))


class ModeratorForm(TwinForm):
    """A further moderator, by name."""

    action = "space.moderate"
    risk = Risk.CONFIRM
    title = _("Name a moderator")
    button = _("Name this moderator")
    main = "name"
    names = {"name": _("name")}

    name = forms.CharField(
        label=_("Whom?"),
        help_text=_("The whole name of somebody who reads this space."),
        max_length=120,
    )

    def __init__(self, *args: Any, space: Space | None = None, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.space = space
        self.found: Person | None = None

    def clean_name(self) -> str:
        """Nobody of that name, or two: nothing is guessed."""
        name: str = self.cleaned_data["name"]
        found = queries.readers_called(self.space, name) if self.space else []
        if len(found) != 1:
            several = _("Two people here have that name. Write to the desk.")
            nobody = _("Nobody who reads this space has that name.")
            raise forms.ValidationError(several if found else nobody)
        self.found = found[0]
        return name


class UnmoderateForm(TwinForm):
    """End somebody's being a moderator."""

    action = "space.unmoderate"
    risk = Risk.CONFIRM
    title = _("End this?")
    main = "sure"
    names = {"sure": _("end")}

    sure = sure_field(_("End this?"), _("End"))
