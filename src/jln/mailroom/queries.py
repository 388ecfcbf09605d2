"""What the pages of mail read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef

from jln.access.check import visible
from jln.kit.codes import number_of
from jln.mail.models import InboundMail, OutgoingMail, ReplyToken
from jln.mail.terms import InboundState, OutgoingState, Purpose
from jln.mailroom.models import MailAnswer
from jln.notify.rights import SEEN_BY
from jln.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model, QuerySet

    from jln.mailroom.deeds import Entry

PAGE = 20


def every_letter(person: str) -> QuerySet[OutgoingMail]:
    """Of a demonstration network: all that went out, newest first; of one person, by her code."""
    letters = OutgoingMail.objects.select_related("person", "reply_token").order_by("-pk")
    return letters.filter(person=number_of(person)) if person else letters


def people_with_letters() -> QuerySet[Person]:
    """Whose letters the viewer can be narrowed to: the latest ones first."""
    latest = OutgoingMail.objects.filter(person__isnull=False).order_by("-pk")
    ids = list(dict.fromkeys(latest.values_list("person", flat=True)[:200]))[:12]
    return Person.objects.filter(pk__in=ids).order_by("name", "pk")


def letters_to(person: Person) -> QuerySet[OutgoingMail]:
    """A person's own letters, newest first."""
    mine = OutgoingMail.objects.filter(person=person).exclude(state=OutgoingState.WITHHELD)
    return mine.order_by("-pk")


def letters_from(person: Person, *, before: str = "") -> QuerySet[InboundMail]:
    """What a person wrote to us, newest first, with what became of it."""
    rows = InboundMail.objects.filter(person=person).exclude(state=InboundState.RECEIVED)
    if before:
        rows = rows.filter(pk__lt=number_of(before))
    return rows.select_related("post__topic", "receipt").defer("raw").order_by("-pk")


def has_open_form(person: Person, *, at: datetime) -> bool:
    """Whether a form waits for this person's answer: then a single word may be meant for it."""
    answered = MailAnswer.objects.filter(token=OuterRef("pk"), done_at__isnull=False)
    asked = ReplyToken.objects.filter(
        ~Exists(answered),
        person=person,
        purpose__in=(Purpose.ANSWER, Purpose.CONFIRM),
        expires_at__gt=at,
        used_at=None,
    )
    return asked.exists()


def thing_for(entry: Entry, person: Person, code: str) -> Model | None:
    """The thing a form is about, by its code or short name, if the person sees it."""
    if not entry.subject:
        return person
    model = apps.get_model(entry.subject)
    things: QuerySet[Any] = (
        entry.among(person)
        if entry.among
        else visible(person, SEEN_BY[entry.subject], model._default_manager.all())
    )
    found = (things.filter(**one).first() for one in named(model, code))
    return next((row for row in found if row is not None), None)


def named(model: type[Model], code: str) -> list[dict[str, Any]]:
    """By what a page may name a thing: its short name, its own code, the code of its number."""
    own = {field.name for field in model._meta.fields} & {"slug", "code"}
    return [*({name: code} for name in sorted(own, reverse=True)), {"pk": number_of(code)}]
