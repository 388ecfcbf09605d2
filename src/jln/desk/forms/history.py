"""Four answers to one question: is this row of history right? One form for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jln.activities.terms import Format
from jln.desk.columns import COLUMNS, Plain
from jln.desk.terms import COLUMN_WORDS
from jln.governance.terms import MeetingMode
from jln.initiatives.terms import GroupType
from jln.library.terms import ProductType
from jln.membership.terms import Level
from jln.people.terms import InstitutionKind
from jln.web.dates import PartialDateAnswer
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from jln.countries.models import Country

_LINES = {"rows": 2}
_FROM, _TO = _("Since when"), _("Until when")
_HOW = _("As far as it is known: 2016, 2016-07 or 2016-07-09.")


def _date(label: StrOrPromise, *, required: bool = False) -> PartialDateAnswer:
    return PartialDateAnswer(label=label, required=required, max_length=10, help_text=_HOW)


def _countries() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Countries"), required=False, widget=forms.CheckboxSelectMultiple
    )


class CheckForm(TwinForm):
    """What every kind asks. Subclasses add the columns that can be corrected, as they stand."""

    risk = Risk.EXECUTE_EXACT
    title = _("Is this right?")
    main = "verdict"
    about: ClassVar[str] = ""
    names = {
        **COLUMN_WORDS,
        "verdict": _("right"),
        "because": _("reason"),
        "source": _("source"),
    }

    verdict = forms.ChoiceField(
        label=_("Is this right?"),
        choices=[
            ("right", _("It is right")),
            ("wrong", _("It is wrong: correct it as below")),
            ("remove", _("It does not belong here: remove it")),
            ("unknown", _("I do not know: leave it to somebody else")),
        ],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("What is wrong with it?"),
        help_text=_("Needed to correct or remove it. It stays on record."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs=_LINES),
    )
    source = forms.CharField(
        label=_("Where does the right one stand?"),
        help_text=_("An address or a title. Needed to correct it."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, countries: Sequence[Country] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if "countries" in self.fields:
            language = get_language() or "en"
            named = [(country.code, country.name_in(language)) for country in countries]
            self.choose_from("countries", sorted(named, key=lambda pair: pair[1].casefold()))
        self.order_fields(["verdict", *COLUMNS[self.about], "because", "source"])

    def clean(self) -> dict[str, Any]:
        """What stands in the columns matters to a correction only."""
        said = super().clean() or self.cleaned_data
        if said.get("verdict") != "wrong":
            for name in COLUMNS[self.about]:
                self.errors.pop(name, None)
        return said

    def values(self) -> dict[str, Plain]:
        """The columns as they were answered, plain."""
        said = self.cleaned_data
        return {name: _plain(said[name]) for name in COLUMNS[self.about] if name in said}


def _plain(value: Any) -> Plain:  # noqa: ANN401 -- whatever the field gives
    if isinstance(value, list):
        return sorted(value)
    return str(value) if value not in (None, "") else None


class MembershipCheckForm(CheckForm):
    """A country's level in a period."""

    action, about = "history.countrymembership", "countrymembership"
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    starts, ends = _date(_FROM, required=True), _date(_TO)


class CoreGroupCheckForm(CheckForm):
    """Since when a country has its group."""

    action, about = "history.countrycoregroup", "countrycoregroup"
    since = _date(_("Since"))


class InitiativeCheckForm(CheckForm):
    """A Technical Initiative and its period."""

    action, about = "history.initiative", "initiative"
    name = forms.CharField(label=_("Name"), max_length=160)
    starts, ends = _date(_FROM), _date(_TO)


class GroupCheckForm(CheckForm):
    """A learning group, its period and its countries."""

    action, about = "history.learninggroup", "learninggroup"
    name = forms.CharField(label=_("Name"), max_length=200)
    type = forms.ChoiceField(label=_("Type"), choices=GroupType.choices)
    starts, ends = _date(_FROM), _date(_TO)
    countries = _countries()


class ProductCheckForm(CheckForm):
    """A product and the countries that wrote it."""

    action, about = "history.product", "product"
    title = forms.CharField(label=_("Title"), max_length=300)  # type: ignore[assignment]  # the column, where a class names its form
    type = forms.ChoiceField(label=_("Type"), choices=ProductType.choices)
    published = _date(_("Published"))
    countries = _countries()


class ActivityCheckForm(CheckForm):
    """An event, where and when it was, who took part."""

    action, about = "history.activity", "activity"
    title = forms.CharField(label=_("Title"), max_length=240)  # type: ignore[assignment]  # the column, where a class names its form
    format = forms.ChoiceField(
        label=_("Type"), choices=[("", _("not known")), *Format.choices], required=False
    )
    starts, ends = _date(_FROM), _date(_TO)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    countries = _countries()


class MeetingCheckForm(CheckForm):
    """A meeting of the Steering Group."""

    action, about = "history.meeting", "meeting"
    starts, ends = _date(_FROM, required=True), _date(_TO)
    mode = forms.ChoiceField(label=_("How"), choices=MeetingMode.choices, required=False)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)


class InstitutionCheckForm(CheckForm):
    """An institution, and the period of its part in the network."""

    action, about = "history.institution", "institution"
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Type"), choices=InstitutionKind.choices)
    starts, ends = _date(_FROM), _date(_TO)


class AdaptationCheckForm(CheckForm):
    """What a country made of a product, as a source tells it."""

    action, about = "history.adaptation", "adaptation"
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    starts = _date(_FROM)
    used = forms.CharField(
        label=_("What was used"), required=False, widget=forms.Textarea(attrs=_LINES)
    )
    change = forms.CharField(
        label=_("What was changed"), required=False, widget=forms.Textarea(attrs=_LINES)
    )
    outcome = forms.CharField(
        label=_("What happened"), required=False, widget=forms.Textarea(attrs=_LINES)
    )


class StatementCheckForm(CheckForm):
    """A figure that a source gave."""

    action, about = "history.statement", "statement"
    value = forms.CharField(label=_("Value"), max_length=120)
    qualifier = forms.CharField(label=_("Note"), max_length=200, required=False)
    as_of = _date(_("Date"))


CHECKS: dict[str, type[CheckForm]] = {form.about: form for form in CheckForm.__subclasses__()}
"""The form of each kind."""
