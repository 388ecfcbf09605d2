"""The forms of issues; each but the agreement of a second person has a twin by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jln.newsletter import queries, rules
from jln.newsletter.actions.composing import Head
from jln.newsletter.actions.opportunities import Offer
from jln.newsletter.actions.translating import Words
from jln.newsletter.rules import Text
from jln.newsletter.terms import LONGEST_TEXT, LONGEST_TITLE, Missing
from jln.ui.formats import country_name, language_name
from jln.web.forms import Exempt, Risk, TwinForm, sure_field, to_come
from jln.web.language import CODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from jln.countries.models import Country
    from jln.newsletter.models import Issue, IssuePiece
    from jln.people.models import Person

LAST_HOUR = 23


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ComposeForm(TwinForm):
    """The subject, the line after it, and when it goes."""

    action = "newsletter.compose"
    risk = Risk.CONFIRM
    title = _("Newsletter")
    main = "subject"
    names = {
        "subject": _("subject"),
        "lead": _("first line"),
        "send_on": _("day"),
        "hour": _("hour"),
        "missing": _("what happens in a missing language"),
    }

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_TITLE)
    lead = forms.CharField(label=_("The line after it"), max_length=LONGEST_TITLE, required=False)
    send_on = forms.DateField(label=_("On which day?"), validators=[to_come])
    hour = forms.IntegerField(
        label=_("At which hour of each reader?"), min_value=0, max_value=LAST_HOUR
    )
    missing = forms.ChoiceField(
        label=_("If a language is not ready"), choices=Missing.choices, widget=forms.RadioSelect
    )

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"head": Head(**self.cleaned_data)}


def head_now(issue: Issue) -> dict[str, Any]:
    """What stands already."""
    return {
        "subject": issue.subjects.get(rules.ENGLISH, ""),
        "lead": issue.leads.get(rules.ENGLISH, ""),
        "send_on": issue.send_on,
        "hour": issue.hour,
        "missing": issue.missing,
    }


class PieceForm(TwinForm):
    """A piece in English."""

    action = "newsletter.piece"
    risk = Risk.CONFIRM
    title = _("Write a piece")
    main = "text"
    names = {"heading": _("title"), "text": _("text"), "path": _("link")}

    heading = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, required=False, widget=_words(8)
    )
    path = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")

    def piece(self) -> Text:
        """As the action takes it."""
        return Text(self.cleaned_data["heading"], self.cleaned_data["text"])


class TranslateForm(TwinForm):
    """An edition: each question shows the English that is rendered."""

    action = "newsletter.translate"
    risk = Risk.EXECUTE
    title = _("Translate the newsletter")
    independent = True

    def __init__(self, *args: Any, issue: Issue, language: str, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        said: dict[str, StrOrPromise] = {
            "subject": gettext("subject"),
            "lead": gettext("first line"),
        }
        places: dict[int | None, int] = {}
        for name, english, piece in queries.blanks(issue, language):
            self.fields[name] = self._field(name, english)
            if piece is not None:
                place = places.setdefault(piece, len(places) + 1)
                kind = gettext("text") if name.startswith("text_") else gettext("title")
                said[name] = f"{kind} {place}"
        self.__dict__["names"] = said  # its questions are those of this issue

    def _field(self, name: str, english: str) -> forms.CharField:
        is_text = name.startswith("text_")
        kinds = {"subject": _("Subject"), "lead": _("The line after it")}
        label = kinds.get(name) or (_("Text") if is_text else _("Title"))
        return forms.CharField(
            label=label,
            help_text=f"“{english}”",
            max_length=LONGEST_TEXT if is_text else LONGEST_TITLE,
            required=False,
            widget=_words(6) if is_text else None,
        )

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        numbers = {int(name.partition("_")[2]) for name in given if "_" in name}
        pieces = {pk: (given.get(f"title_{pk}", ""), given.get(f"text_{pk}", "")) for pk in numbers}
        return {"words": Words(given.get("subject", ""), given.get("lead", ""), pieces)}


class AskForm(TwinForm):
    """Who is asked for an edition."""

    action = "newsletter.ask"
    risk = Risk.CONFIRM
    title = _("Ask a colleague to translate")
    main = "colleague"
    names = {"colleague": _("colleague")}

    colleague = forms.ChoiceField(
        label=_("Colleague"), help_text=_("They are asked for the language in which they read.")
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in people}
        asked: Any = self.fields["colleague"]
        asked.choices = [
            (str(one.pk), f"{one.name} ({language_name(one.language)})") for one in people
        ]

    @property
    def person(self) -> Person:
        """Who was chosen."""
        return self.people[int(self.cleaned_data["colleague"])]


class OfferForm(TwinForm):
    """An opportunity."""

    action = "opportunity.offer"
    risk = Risk.CONFIRM
    title = _("Announce an opportunity")
    main = "what"
    names = {
        "heading": _("title"),
        "what": _("what"),
        "who_may": _("who may take part"),
        "where": _("where to answer"),
        "deadline_on": _("deadline"),
        "send_on": _("day"),
        "countries": _("countries"),
        "languages": _("languages"),
    }

    heading = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    what = forms.CharField(label=_("What is offered?"), max_length=LONGEST_TEXT, widget=_words(6))
    who_may = forms.CharField(
        label=_("Who may take part?"), max_length=LONGEST_TEXT, widget=_words(3)
    )
    where = forms.CharField(
        label=_("Where to answer?"), help_text=_("A page or an email address"), max_length=300
    )
    deadline_on = forms.DateField(label=_("Until which day?"))
    send_on = forms.DateField(label=_("On which day is it sent?"), validators=[to_come])
    countries = forms.MultipleChoiceField(
        label=_("Only to people of these countries"), required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Only to people who read in"),
        choices=[(code, language_name(code, own=True)) for code in CODES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, countries: Sequence[Country], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["countries"]
        named = ((str(one.pk), country_name(one)) for one in countries)
        asked.choices = sorted(named, key=lambda pair: pair[1])

    def clean_where(self) -> str:
        """A page or an email address: whatever it is, it can be followed."""
        where: str = self.cleaned_data["where"]
        is_mail = "@" in where and "://" not in where
        kind = forms.EmailField() if is_mail else forms.URLField(assume_scheme="https")
        return str(kind.clean(where))

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        title = given.pop("heading")
        countries = tuple(int(one) for one in given.pop("countries"))
        languages = tuple(given.pop("languages"))
        return {"said": Offer(title=title, countries=countries, languages=languages, **given)}


def offer_now(issue: Issue, pieces: Sequence[IssuePiece]) -> dict[str, Any]:
    """What stands already."""
    texts = [
        next((one.text for one in row.texts.all() if one.language == rules.ENGLISH), "")
        for row in pieces
    ]
    what, who_may = (*texts, "", "")[:2]
    return {
        "heading": issue.subjects.get(rules.ENGLISH, ""),
        "what": what,
        "who_may": who_may,
        "where": pieces[0].path if pieces else "",
        "deadline_on": issue.deadline_on,
        "send_on": issue.send_on,
        "countries": [str(pk) for pk in issue.audience.get("countries", ())],
        "languages": issue.audience.get("languages", ()),
    }


class AgreeForm(TwinForm):
    """A second person's word."""

    exempt = Exempt.STEP_UP

    sure = sure_field(_("Does it go as it is?"), _("Yes, send it"))


class ArrangeForm(TwinForm):
    """What the buttons of an issue do: things go in, pieces move or leave, all of it stops."""

    action = "newsletter.arrange"
    risk = Risk.CONFIRM
    title = _("What is in it")
    main = "do"
    names = {"do": _("what"), "which": _("which piece")}

    do = forms.ChoiceField(
        label=_("What should happen?"),
        choices=[
            ("add", _("Add")),
            ("up", _("Move up")),
            ("down", _("Move down")),
            ("remove", _("Take out")),
            ("stop", _("Stop it")),
            ("editions", _("Send me all five editions")),
        ],
    )
    which = forms.ChoiceField(label=_("Which piece?"), required=False)

    def __init__(self, *args: Any, things: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["which"]
        asked.choices = [("", "–"), *things]

    def clean(self) -> dict[str, Any]:
        """What moves is named."""
        given = super().clean() or {}
        if given.get("do") in ("add", "up", "down", "remove") and not given.get("which"):
            self.add_error("which", self.fields["which"].error_messages["required"])
        return given
