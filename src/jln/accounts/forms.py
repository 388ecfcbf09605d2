"""What the pages of an account accept: shapes, never rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.people.terms import DirectoryListing
from jln.web.forms import Exempt, Risk, TwinForm


class AddressForm(TwinForm):
    """Where to send the code."""

    exempt = Exempt.PROOF
    email = forms.EmailField(
        label=_("Your email"),
        max_length=254,
        help_text=_("Any address you have used with the network."),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"}),
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class CodeForm(TwinForm):
    """The six figures."""

    exempt = Exempt.PROOF
    code = forms.CharField(
        label=_("Code of six figures"),
        max_length=20,
        help_text=_("Spaces do not matter. Your phone may offer to fill it in."),
        widget=forms.TextInput(
            attrs={"class": "otp", "autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )

    def clean_code(self) -> str:
        """Digits of any script, without what people put between them."""
        return "".join(str(int(c)) for c in self.cleaned_data["code"] if c.isdecimal())


class ProfileForm(TwinForm):
    """What a person tells colleagues about herself, and how the network speaks to her."""

    action = "profile.change"
    risk = Risk.EXECUTE
    independent = True
    title = _("Your profile")
    names = {
        "name": _("name"),
        "about": _("about"),
        "language": _("language"),
        "timezone": _("zone"),
        "listing": _("listing"),
        "away_until": _("away"),
    }

    name = forms.CharField(label=_("Your name, as colleagues say it"), max_length=120)
    about = forms.CharField(
        label=_("What you do"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language of pages and mail"), choices=settings.LANGUAGES)
    timezone = forms.CharField(
        label=_("Time zone"),
        max_length=40,
        help_text=_("Written like Africa/Accra or Asia/Dhaka."),
    )
    listing = forms.ChoiceField(
        label=_("Who finds you in the directory"),
        choices=DirectoryListing.choices,
        widget=forms.RadioSelect,
    )
    away_until = forms.DateField(
        label=_("Away until"),
        required=False,
        help_text=_("Nobody asks you until then."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_timezone(self) -> str:
        """A zone that exists."""
        from zoneinfo import available_timezones  # noqa: PLC0415 -- reads a folder; only when a profile is saved

        zone = str(self.cleaned_data["timezone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("Write a time zone like Africa/Accra or Asia/Dhaka."))
        return zone


class NewAddressForm(TwinForm):
    """A further address; it counts once its own code was typed."""

    exempt = Exempt.PROOF
    email = forms.EmailField(label=_("A further address"), max_length=254)


class PhotoForm(TwinForm):
    """A photo. By mail: attached to an answer to the profile form."""

    exempt = Exempt.FILE
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP, up to 5 MB. We make it small and remove what it tells."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class CloseForm(TwinForm):
    """Closing one's account, or having everything personal removed."""

    exempt = Exempt.PROOF
    how = forms.ChoiceField(
        label=_("What should happen"),
        choices=[
            ("close", _("Close my account: I am no longer shown and get no mail")),
            ("erase", _("Erase me: also remove my name, addresses and everything personal")),
        ],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("I know that erasing cannot be undone"), required=False)

    def clean(self) -> dict[str, Any]:
        """Erasing asks once more; closing does not."""
        typed = super().clean() or {}
        if typed.get("how") == "erase" and not typed.get("sure"):
            self.add_error("sure", _("Tick this to be erased."))
        return typed


class WelcomeForm(TwinForm):
    """Three fields, then in."""

    exempt = Exempt.PROOF
    name = forms.CharField(label=_("Your name, as colleagues say it"), max_length=120)
    institution = forms.CharField(label=_("Your institution"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of pages and mail"), choices=settings.LANGUAGES)


class KnowledgeForm(TwinForm):
    """Languages and subjects."""

    action = "profile.knowledge"
    risk = Risk.EXECUTE
    independent = True
    title = _("What you know, and what you want to learn")
    names = {"languages": _("languages"), "offered": _("help"), "sought": _("learn")}

    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"), widget=forms.CheckboxSelectMultiple
    )
    offered = forms.MultipleChoiceField(
        label=_("You can help colleagues with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sought = forms.MultipleChoiceField(
        label=_("You want to learn about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, languages: list[tuple[str, str]], themes: list[tuple[str, str]]) -> None:
        """Put in what can be chosen, in the reader's language."""
        for name, choices in (("languages", languages), ("offered", themes), ("sought", themes)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- tells the type checker
            field.choices = choices
