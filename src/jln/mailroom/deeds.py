"""A form answered by mail and the action it leads to: what an entry of the table says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _

from jln.kit.verdict import YES, Verdict
from jln.library.queries import BY_NOTHING, LedBy
from jln.mailroom import forms
from jln.mailroom.twin.form import Form as MailForm
from jln.ui.formats import country_name
from jln.web.forms import REGISTRY, TwinForm

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django_stubs_ext import StrOrPromise

    from jln.mail.models import InboundMail
    from jln.mailroom.case import Case, End
    from jln.mailroom.models import MailAnswer
    from jln.people.models import Person
    from jln.uploads.actions import Document, Picture


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody wants something done to a thing: a bound, valid form and who says so."""

    person: Person
    subject: Any
    form: TwinForm
    values: Mapping[str, Any]
    at: datetime
    mail: InboundMail | None = None
    pictures: Sequence[Picture] = ()
    documents: Sequence[Document] = ()
    led_by: LedBy = BY_NOTHING

    @property
    def said(self) -> dict[str, Any]:
        """What the form made of the answers."""
        return self.form.cleaned_data

    @property
    def form_key(self) -> str | None:
        """What makes a message that is read twice one deed."""
        return f"mail:{self.mail.pk}" if self.mail else None


def _nothing(_person: Person, _subject: object) -> dict[str, Any]:
    return {}


def _as_it_is(_form: TwinForm, _person: Person) -> None:
    """Most forms are ready when they are made."""


def _itself(subject: object) -> str:
    return str(subject)


def _never(_effect: object) -> datetime | None:
    return None


def _always(_effect: object) -> bool:
    return True


def _yes(_subject: object, _said: Mapping[str, Any]) -> Verdict:
    return YES


def _no_link(_thing: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Amend:
    """What a further answer to the same form does to what the first one made: it corrects it.

    `now`: what stands, as the form asks it; what the further answer leaves out stays.
    `kept`: all that has to be known to take the further answer back.
    """

    do: Callable[[Any, Deed], Model]
    now: Callable[[Any], dict[str, Any]]
    kept: Callable[[Any], dict[str, Any]]
    undo: Callable[[Any, Mapping[str, Any], Person, datetime], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """`subject`: the model of the thing, "" for the person herself. `do` gives the effect, if any.

    `offers` are what the form is made with, `now` what stands in it already, `before`
    what is kept so that it can be taken back. `stands`: what an effect that was taken back
    leaves standing, as the form asks it. `adds_up`: answers of several messages
    are one answer. `among`: the things a person may have this form sent about, where that
    is not whoever sees the thing. `intro`: what stands above the questions, if not `about`.
    `creates`: something of a country that others are told of; `is_of_country`: it is said
    for the person's country, as it was when the form was sent; `corrects`: what stands
    already. `undo_by`: the moment from which nothing is taken back, though `undo_for`
    lasts. `asks`: the question that mends what a rule says no to, by the rule's code.
    `how`: how it is answered, where its letter asks for a word and not by numbers.
    `words`: what a command does that says more here than elsewhere, as STOP to a conversation.
    `allows`: what is judged before an OK is asked for, so that what is missing is asked first.
    """

    action: str
    do: Callable[[Deed], Model | None]
    subject: str = ""
    offers: Callable[[Person, Any], dict[str, Any]] = _nothing
    now: Callable[[Person, Any], dict[str, Any]] = _nothing
    undo: Callable[[MailAnswer, Any, Person, datetime], object] | None = None
    undo_for: timedelta = timedelta()
    undo_by: Callable[[Any], datetime | None] = _never
    stands: Callable[[Any], dict[str, Any]] | None = None
    amend: Amend | None = None
    before: Callable[[Person, Any], dict[str, Any]] = _nothing
    about: Callable[[Any], str] = _itself
    link: Callable[[Any], str] = _no_link
    page: Callable[[Any], str] = _no_link
    prepare: Callable[[TwinForm, Person], None] = _as_it_is
    adds_up: bool = True
    among: Callable[[Person], QuerySet[Any]] | None = None
    intro: Callable[[Any], str] | None = None
    is_undone_by_mail: Callable[[Any], bool] = _always
    file: StrOrPromise = ""  # what may be attached, in words
    is_document: bool = False  # kept as it came; else a picture, made anew
    skips: frozenset[str] = field(default_factory=frozenset)
    creates: bool = False
    is_of_country: bool = False
    corrects: bool = False
    asks: Mapping[str, str] = field(default_factory=dict)
    how: Callable[[Any], str] | None = None
    words: Mapping[str, Callable[[Case, Any], End]] = field(default_factory=dict)
    allows: Callable[[Any, Mapping[str, Any]], Verdict] = _yes

    @property
    def form(self) -> type[TwinForm]:
        """The form of the page."""
        return REGISTRY[self.action]

    def make(self, person: Person, subject: object, **kwargs: Any) -> TwinForm:  # noqa: ANN401 -- Django's signature
        """The form as the page makes it for this person and thing."""
        offered = self.offers(person, subject)
        made = self.form(initial=self.now(person, subject), **offered, **kwargs)
        self.prepare(made, person)
        return without(made, self.skips)

    def by_mail(
        self, person: Person, subject: object, only: frozenset[str] = frozenset()
    ) -> MailForm:
        """The form as mail asks it; of `only` some of its questions each keeps its number."""
        form = forms.twin_of(
            lambda: self.make(person, subject), intro=lambda: self.said_above(subject, person)
        )
        form = replace(form, asked=only)
        return forms.with_file(form, self.file) if self.file and not only else form

    def said_above(self, subject: object, person: Person) -> str:
        """What the questions are about, and for which country, in the active language."""
        about = self.intro or self.about
        said = [about(subject)] if self.subject else []
        return ". ".join([*said, *self.for_country(person)])

    def for_country(self, person: Person) -> list[str]:
        """The line that names the country for which it is said, if it is for one."""
        if not self.is_of_country or person.country is None:
            return []
        named = {"name": _("Country"), "answer": country_name(person.country)}
        return [_("%(name)s: %(answer)s") % named]

    def bound(self, person: Person, subject: object, values: Mapping[str, Any]) -> TwinForm:
        """The form with its answers."""
        return self.make(person, subject, data=forms.data_of(self.make(person, subject), values))

    def find(self, subject: int | None, person: Person) -> Model | None:
        """The thing a token is about."""
        if not self.subject:
            return person
        things: QuerySet[Model] = apps.get_model(self.subject)._default_manager.all()
        return things.filter(pk=subject or 0).first()


def with_said(
    action: Callable[..., Any], shape: Callable[..., object] | None = None
) -> Callable[[Deed], Any]:
    """Does an action to the thing with what its form says: name by name, or as this shape."""

    def do(deed: Deed) -> Any:  # noqa: ANN401 -- what the action gives
        form: Any = deed.form
        said = form.said()
        if shape is None:
            return action(deed.subject, **said, by=deed.person, at=deed.at)
        return action(deed.subject, shape(**said), by=deed.person, at=deed.at)

    return do


def without(form: TwinForm, names: set[str] | frozenset[str]) -> TwinForm:
    """The form with fewer questions; what is not asked keeps what it has."""
    for name in names:
        form.fields.pop(name, None)
    return form


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
