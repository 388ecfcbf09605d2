"""Expressions of interest: by somebody without an account, and what staff answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jln.membership import territories
from jln.membership.actions import Draft
from jln.membership.terms import Screening
from jln.web.forms import Exempt, Risk, TwinForm, sure_field

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.membership.models import Application

LONGEST = 6000


def _text(
    label: StrOrPromise, *, rows: int = 5, hint: StrOrPromise = "", needed: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class JoinForm(TwinForm):
    """Where the link goes: whoever has no account proves the address by it."""

    exempt = Exempt.PROOF
    country = forms.ChoiceField(label=_("Your country"))
    email = forms.EmailField(
        label=_("Your email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.choose_from("country", [("", "–"), *territories.choices(get_language() or "en")])


class ApplicationForm(TwinForm):
    """The expression of interest. Only the mailed link opens it: that is its writer's proof."""

    exempt = Exempt.PROOF

    name = forms.CharField(label=_("Your name"), max_length=120)
    institution = forms.CharField(label=_("Your institution"), max_length=200)
    language = forms.ChoiceField(label=_("Language of pages and mail"), choices=settings.LANGUAGES)
    is_supported = forms.ChoiceField(
        label=_("Does a senior government official support joining?"),
        help_text=_("A minister, permanent secretary, director general or head of an agency."),
        choices=[("yes", _("Yes")), ("no", _("Not yet: keep my draft"))],
        widget=forms.RadioSelect,
    )
    official = forms.CharField(label=_("Name of the official"), max_length=160)
    official_title = forms.CharField(label=_("Title of the official"), max_length=160)
    statement = _text(
        _("What is your country doing about universal health coverage?"),
        hint=_("In any of the five languages."),
    )
    needs = _text(_("What would you like to learn?"), rows=3, needed=False)
    offers = _text(_("What could others learn from you?"), rows=3, needed=False)
    contact_name = forms.CharField(
        label=_("Name of your country’s point of contact"),
        help_text=_("A person, not an office: somebody we can call."),
        max_length=120,
    )
    contact_address = forms.EmailField(label=_("Email of the point of contact"), max_length=254)
    letter = forms.FileField(
        label=_("A letter of support"),
        help_text=_("PDF, or a photograph of the page, up to 5 MB. It can follow later."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )
    is_agreed = forms.BooleanField(
        label=_(
            "Our country is committed to universal health coverage, will share what it learns,"
            " and agrees that the Steering Group and the Network Manager read this page"
        ),
    )

    def full_clean(self) -> None:
        """What is missing is kept too: the rules say what sending asks for."""
        asked = [field for field in self.fields.values() if field.required]
        for field in asked:
            field.required = False
        super().full_clean()
        for field in asked:  # shown again, it is still what sending asks for
            field.required = True

    def texts(self) -> list[str]:
        """The three whose words are counted together, as they stand in the form."""
        return [self[name].value() or "" for name in ("statement", "needs", "offers")]

    def draft(self) -> Draft:
        """What is said, as it is kept."""
        said = dict(self.cleaned_data)
        said.pop("letter")
        answer = said.pop("is_supported")
        language = said.pop("language") or get_language() or "en"
        return Draft(**said, language=language, is_supported={"yes": True, "no": False}.get(answer))


class WithdrawForm(TwinForm):
    """Whether who wrote it means to take it back: asked behind the same mailed link."""

    exempt = Exempt.PROOF
    sure = sure_field(_("Withdraw the expression of interest?"), _("Withdraw it"))


def said_so_far(application: Application) -> dict[str, Any]:
    """The answers of a draft, as its form asks them."""
    names = set(ApplicationForm.base_fields) - {"letter"}
    said = {name: getattr(application, name) for name in names}
    supported = application.is_supported
    said["is_supported"] = "" if supported is None else "yes" if supported else "no"
    return said


class ScreenForm(TwinForm):
    """What an officer answers to an expression of interest."""

    action = "application.screen"
    risk = Risk.CONFIRM
    title = _("Does this go to the Steering Group?")
    main = "answer"
    names = {"answer": _("answer"), "reply": _("words")}

    answer = forms.ChoiceField(
        label=_("What do you answer?"), choices=Screening.choices, widget=forms.RadioSelect
    )
    reply = forms.CharField(
        label=_("What they read"),
        help_text=_("Needed unless it is complete. Written in their language if you can."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
