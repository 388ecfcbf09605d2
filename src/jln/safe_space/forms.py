"""The forms of safe spaces. None has a twin by mail: what is said here arrives by page only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.safe_space.rules.keeping import LONGEST_TEXT
from jln.safe_space.terms import Level
from jln.web.forms import Exempt, TwinForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django_stubs_ext import StrOrPromise

    from jln.people.models import Person
    from jln.safe_space.queries import InPool
    from jln.safe_space.rules import Hint
    from jln.spaces.models import Space

LONGEST_TITLE = 200
NAMED = _("The name as it stands in the network, or an email address")


def _passphrase(label: StrOrPromise, help_text: StrOrPromise = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=300,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def _person(label: StrOrPromise) -> forms.CharField:
    return forms.CharField(label=label, help_text=NAMED, max_length=254)


class _NamesPeople(TwinForm):
    """A form in which people are named; who was meant stands in `people`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {}

    def find(self, *names: str, among: Callable[[str], Sequence[Person]]) -> None:
        """Look up who is named, and say what is wrong with a name."""
        for name in names:
            found = among(self.cleaned_data[name]) if name in self.cleaned_data else None
            if found is None:
                continue
            if not found:
                self.add_error(name, _("Nobody of this name reads the space."))
            elif len(found) > 1:
                self.add_error(name, _("Several people have this name. Write the address."))
            else:
                self.people[name] = found[0]


class StartForm(_NamesPeople):
    """What it is about, who keeps and moderates it, and until when."""

    exempt = Exempt.STEP_UP
    title = _("Start a safe space")

    space = forms.ChoiceField(label=_("Space"))
    about = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    purpose = forms.CharField(
        label=_("What is it for?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    keeper = _person(_("Keeper: can find who wrote what, until the sealing day"))
    moderator = _person(_("Moderator: reads texts without authors, puts them together"))
    seals_on = forms.DateField(
        label=_("Sealing day"),
        help_text=_("From this day on nobody can find an author, the keeper included."),
    )

    def __init__(self, *args: Any, spaces: Iterable[Space], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["space"]
        asked.choices = [(one.slug, one.called) for one in spaces]


class RuleForm(TwinForm):
    """Put a whole space under the Chatham House Rule."""

    exempt = Exempt.STEP_UP
    title = _("Put this space under the Chatham House Rule")

    to = forms.ChoiceField(choices=[("on", "")], widget=forms.HiddenInput)


class LiftForm(TwinForm):
    """Lift it."""

    exempt = Exempt.STEP_UP
    title = _("Lift the Chatham House Rule")

    to = forms.ChoiceField(choices=[("off", "")], widget=forms.HiddenInput)


class WriteForm(TwinForm):
    """A contribution. What was found in its text is shown before it is kept."""

    exempt = Exempt.SAFE_SPACE

    text = forms.CharField(
        label=_("What happened, and what did you learn?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
    )
    level = forms.ChoiceField(
        label=_("What may readers know of you?"), widget=forms.RadioSelect, choices=Level.choices
    )
    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("Send it as it is"), required=False)

    def __init__(self, *args: Any, has_country: bool, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if not has_country:
            asked: Any = self.fields["level"]
            asked.choices = [one for one in Level.choices if one[0] != Level.COUNTRY]
        self.found: list[Hint] = []

    @property
    def asks_again(self) -> bool:
        """Was something found, and not yet agreed to?"""
        return bool(self.found) and not self.cleaned_data.get("sure")


class CodeForm(TwinForm):
    """By the code alone: nobody is asked who they are."""

    exempt = Exempt.SAFE_SPACE
    title = _("Find your contribution")

    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    do = forms.ChoiceField(
        choices=[("find", ""), ("withdraw", "")], widget=forms.HiddenInput, required=False
    )


class PoolForm(TwinForm):
    """What is done with the chosen texts."""

    exempt = Exempt.SAFE_SPACE

    texts = forms.MultipleChoiceField(
        label=_("Texts"), widget=forms.CheckboxSelectMultiple, required=False
    )
    why = forms.CharField(
        label=_("What they have in common, or why you set them aside"),
        required=False,
        max_length=LONGEST_TITLE,
    )
    do = forms.ChoiceField(choices=[("together", ""), ("aside", "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Iterable[InPool], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["texts"]
        asked.choices = [(str(row.number), row.text) for row in rows]


class ReleaseForm(TwinForm):
    """Which draft."""

    exempt = Exempt.SAFE_SPACE

    pattern = forms.IntegerField(widget=forms.HiddenInput)


class TakeUpForm(TwinForm):
    """The keeper's passphrase, twice."""

    exempt = Exempt.PROOF
    title = _("Keep this safe space")

    passphrase = _passphrase(
        _("Your passphrase"),
        _(
            "At least 20 letters, such as five words by chance. It is stored nowhere: if you"
            " lose it, nobody can ever find an author here, you included."
        ),
    )
    again = _passphrase(_("The passphrase again"))

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("passphrase") and said.get("again") not in {None, said["passphrase"]}:
            self.add_error("again", _("This is not the same passphrase."))
        return said


class TakeOverForm(TakeUpForm):
    """The same, with the word that the keeper before gave."""

    exempt = Exempt.PROOF
    field_order = ("word", "passphrase", "again")

    word = forms.CharField(
        label=_("The word that the keeper gave you"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OpenForm(TwinForm):
    """Look who wrote what."""

    exempt = Exempt.PROOF
    title = _("Look who wrote what")

    passphrase = _passphrase(_("Your passphrase"))


class HandOverForm(_NamesPeople):
    """Who keeps it next."""

    exempt = Exempt.PROOF
    title = _("Hand it over to another keeper")

    keeper = _person(_("Who keeps it from now on?"))
    passphrase = _passphrase(_("Your passphrase"))
