"""What went through the mail door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import Count, Q

from jln.access.check import require, visible
from jln.access.permissions import Permission
from jln.conversations.models import Topic
from jln.desk import rules
from jln.kit.codes import number_of
from jln.kit.verdict import YES
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import LetterName, Reason
from jln.people.models import Person
from jln.spaces import queries as spaces
from jln.web.network import current

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.spaces.models import Space

_PLACE = re.compile(r"(?:/(?:fr|es|pt|ar))?/(ask|people)/([0-9a-z]{6})(?:/.*)?")


PRIVATE = (Reason.KEPT_AWAY, Reason.REPORTED)
PRIVATE_FORMS = ("person.keep_away", "post.report")
"""What one member says of another is not for those who look after the mail: who reported is
seen with a reason on record, whom somebody keeps away by nobody."""


def _not_private(rows: QuerySet[InboundMail]) -> QuerySet[InboundMail]:
    of_form = Q(token__isnull=False, token__form__in=PRIVATE_FORMS)
    return rows.exclude(Q(reason__in=PRIVATE) | of_form)


def _open_letters() -> QuerySet[OutgoingMail]:
    said = InboundMail.objects.exclude(receipt=None)
    hidden = said.exclude(pk__in=_not_private(InboundMail.objects.all()).values("pk"))
    of_form = Q(reply_token__isnull=False, reply_token__form__in=PRIVATE_FORMS)
    rows = OutgoingMail.objects.exclude(of_form | Q(kind=LetterName.REPORT_DECIDED))
    return rows.exclude(pk__in=hidden.values("receipt"))


def mail_in(person: Person, *, state: str = "") -> QuerySet[InboundMail]:
    """Every message that came in, newest first, but what is private; never its raw bytes."""
    require(person, Permission.MAIL_READ, current())
    rows = _not_private(InboundMail.objects.defer("raw"))
    rows = rows.select_related("person", "handled_by").order_by("-pk")
    return rows.filter(state=state) if state else rows


def mail_to_handle(person: Person) -> QuerySet[InboundMail]:
    """The same, for who may bring a message further."""
    require(person, Permission.MAIL_HANDLE, current())
    rows = InboundMail.objects.defer("raw").select_related("person__country", "handled_by")
    return rows.order_by("-pk")


def mail_out(person: Person, *, state: str = "") -> QuerySet[OutgoingMail]:
    """Every letter, newest first, but what answers something private."""
    require(person, Permission.MAIL_READ, current())
    rows = _open_letters().select_related("person").order_by("-pk")
    return rows.filter(state=state) if state else rows


def states_in() -> dict[str, int]:
    """How many inbound messages are in each state."""
    return dict(InboundMail.objects.values_list("state").annotate(count=Count("pk")).order_by())


def states_out() -> dict[str, int]:
    """How many letters are in each state."""
    return dict(OutgoingMail.objects.values_list("state").annotate(count=Count("pk")).order_by())


def place(person: Person, page: str) -> Topic | Person | None:
    """The conversation or the colleague at an address of this network, if she may see it."""
    match = _PLACE.fullmatch(urlsplit(page.strip()).path)
    if match is None:
        return None
    pk = number_of(match[2])
    if match[1] == "ask":
        return visible(person, Permission.TOPIC_VIEW, Topic.objects.filter(pk=pk)).first()
    return visible(person, Permission.PERSON_VIEW, Person.objects.filter(pk=pk)).first()


def spaces_for_questions(mail: InboundMail) -> list[Space]:
    """Where the sender herself may ask; nowhere, if nothing proves who it was."""
    if mail.person is None or not mail.is_proved:
        return []
    return list(spaces.to_ask_in(mail.person))


def as_judged(mail: InboundMail) -> rules.Message:
    """A message as the rules see it, without its raw bytes. Needs `person`."""
    raw = InboundMail.objects.filter(pk=mail.pk, raw__isnull=False)
    return rules.Message(
        state=mail.state,
        reason=mail.reason,
        text=mail.text,
        is_proved=mail.is_proved,
        sender=mail.person.name if mail.person else "",
        address=mail.envelope_from.strip("<>"),
        is_kept=mail.reason in rules.TRIED_AGAIN and raw.exists(),
    )


def ways(mail: InboundMail) -> list[str]:
    """What can become of a message as it is, of the answers of the form."""
    message = as_judged(mail)
    speaks = rules.may_speak_for(message)
    may = {
        "question": speaks,
        "post": speaks,
        "colleague": rules.may_pass_on(message),
        "answer": rules.may_be_answered(message),
        "welcome": rules.may_be_welcomed(message),
        "aside": YES,
        "again": rules.may_try_again(message),
    }
    return [way for way, verdict in may.items() if verdict]
