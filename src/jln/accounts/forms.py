"""What the pages of an account accept: shapes, never rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jln.accounts import zones as time_zones
from jln.accounts.actions import Job
from jln.people.terms import DirectoryListing, InstitutionKind, PositionLevel
from jln.web.dates import PartialDateAnswer
from jln.web.forms import Exempt, Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.countries.models import Country
    from jln.people.models import Institution


class ZoneField(forms.ChoiceField):
    """A time zone: some are offered, every one that exists is taken."""

    def valid_value(self, value: object) -> bool:
        """Is there such a zone, offered or not?"""
        return time_zones.is_known(str(value))


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
    timezone = ZoneField(
        label=_("Time zone"),
        help_text=_("The city nearest to you. Times and deadlines are shown by it."),
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
    )

    def __init__(self, *args: Any, zones: time_zones.Choices | None = None, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.choose_from("timezone", zones or [])

    def only(self, *names: str) -> ProfileForm:
        """The form with these questions; the others keep what they have."""
        for name in set(self.fields) - set(names):
            del self.fields[name]
        return self


class PositionForm(TwinForm):
    """A position that began: in an institution of the list, or in one that is named."""

    action = "position.begin"
    risk = Risk.EXECUTE
    title = _("State your position")
    names = {
        "position": _("position"),
        "institution": _("institution"),
        "named": _("name"),
        "kind": _("kind"),
        "unit": _("unit"),
        "level": _("level"),
        "starts": _("since"),
    }

    position = forms.CharField(label=_("Your position"), max_length=160)
    institution = forms.ChoiceField(label=_("Where you work"), required=False)
    named = forms.CharField(
        label=_("Not in the list? Its name"),
        help_text=_("The network's desk confirms a new name."),
        max_length=200,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What it is, if it is not in the list"),
        choices=[("", _("–")), *InstitutionKind.choices],
        required=False,
    )
    unit = forms.CharField(label=_("Department or unit"), max_length=160, required=False)
    level = forms.ChoiceField(
        label=_("Where you work in the country"),
        choices=PositionLevel.choices,
        initial=PositionLevel.NATIONAL,
    )
    starts = PartialDateAnswer(
        label=_("Since when"),
        help_text=_("As far as you know it: 2016, 2016-07 or 2016-07-09."),
        max_length=10,
        required=False,
    )

    def __init__(self, *args: Any, institutions: Sequence[Institution] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.known = {one.slug: one for one in institutions}
        listed = [(one.slug, one.name) for one in institutions]
        self.choose_from("institution", [("", _("– choose, or write its name below –")), *listed])

    def job(self) -> Job:
        """The position as it was stated."""
        said = self.cleaned_data
        return Job(
            title=said["position"],
            institution=self.known.get(said["institution"]),
            named=said["named"],
            kind=said["kind"],
            unit=said["unit"],
            level=said["level"],
            starts=said["starts"],
        )


class PositionEndForm(TwinForm):
    """A position that ended."""

    action = "position.end"
    risk = Risk.EXECUTE
    title = _("Your position ended")
    main = "ends"
    names = {"ends": _("until")}

    ends = PartialDateAnswer(
        label=_("Until when"),
        help_text=_("As far as you know it: 2016, 2016-07 or 2016-07-09."),
        max_length=10,
    )


class CountryForm(TwinForm):
    """A wish to belong to another country."""

    action = "country.ask"
    risk = Risk.EXECUTE
    title = _("Ask for another country")
    names = {"country": _("country"), "because": _("reason")}

    country = forms.ChoiceField(label=_("Which country"))
    because = forms.CharField(
        label=_("Why"),
        help_text=_("What changed, and who can say so. Only the desk reads it."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, countries: Sequence[Country] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in countries}
        language = get_language() or "en"
        named = [(one.code, one.name_in(language)) for one in countries]
        # Nothing is chosen for her: the first of the alphabet would be asked for by mistake.
        named.sort(key=lambda pair: pair[1].casefold())
        self.choose_from("country", [("", "–"), *named])

    def chosen(self) -> Country:
        """The country that was named."""
        return self.known[self.cleaned_data["country"]]


class SecondForm(TwinForm):
    """The second step by an app's code, or by a recovery code."""

    exempt = Exempt.PROOF
    code = forms.CharField(
        label=_("Code from your app, or a recovery code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class PasskeyForm(TwinForm):
    """What a passkey answers; the page's script writes it."""

    exempt = Exempt.PROOF
    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput)
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class NewPasskeyForm(PasskeyForm):
    """A passkey and what its owner calls it."""

    exempt = Exempt.PROOF
    name = forms.CharField(
        label=_("What you call this device"), max_length=60, help_text=_("For example: my phone.")
    )


class NewAddressForm(TwinForm):
    """A further address; it counts once its own code was typed."""

    exempt = Exempt.PROOF
    email = forms.EmailField(label=_("A further address"), max_length=254)


class RepairForm(TwinForm):
    """Where staff believe that somebody is reached: that person is asked there."""

    exempt = Exempt.STEP_UP
    email = forms.EmailField(label=_("Where they are reached"), max_length=254)


class PhotoForm(TwinForm):
    """A photo, sent with the profile, so that nothing typed there is lost. By mail: attached."""

    exempt = Exempt.FILE
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP, up to 5 MB. We make it small and remove what it tells."),
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp", "form": "profile"}
        ),
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
        self.choose_from("languages", languages)
        self.choose_from("offered", themes)
        self.choose_from("sought", themes)
