"""What staff do with a message that waits. The message itself stays as it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import actions as conversations
from jln.conversations.models import Topic
from jln.conversations.terms import Channel
from jln.conversations.words import language_of
from jln.desk import letters, queries, rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import refusal
from jln.mail import incoming, relaying, tokens
from jln.mail.models import InboundMail
from jln.mail.terms import InboundState, Reason
from jln.people.models import Person
from jln.web import network, versions
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jln.spaces.models import Space

T = TypeVar("T")
NO_PAGE = gettext_lazy("Give the address of a conversation, or of a colleague's page.")
NOT_HERS = gettext_lazy("The sender may not write there, so it cannot stand there in their name.")


@dataclass(frozen=True, slots=True)
class Handling:
    """What should become of a message, as page and mail give it."""

    what: str
    space: Space | None = None
    page: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Doing:
    """One message in hand, and who deals with it."""

    mail: InboundMail
    message: rules.Message
    said: Handling
    by: Person
    at: datetime


@transaction.atomic
def handle(mail: InboundMail, said: Handling, *, by: Person, at: datetime) -> InboundMail:
    """Do what was chosen, and write it down where the sender sees it. The row is locked.

    Raises PermissionDenied, or RuleBroken with every reason.
    """
    require(by, Permission.MAIL_HANDLE, current())
    rows = InboundMail.objects.select_for_update(of=("self",)).defer("raw")
    mail = rows.select_related("person__country").get(pk=mail.pk)
    message = queries.as_judged(mail)
    rules.may_handle(message).or_raise()

    kind = DEEDS[said.what](_Doing(mail, message, said, by, at))
    InboundMail.objects.filter(pk=mail.pk).update(handled_by=by, desk_words=said.words.strip())

    record(kind, mail, by=by, at=at, about=mail.person, data={"deed": said.what})
    versions.bump(f"person:{by.pk}")
    mail.refresh_from_db()
    return mail


def _question(it: _Doing) -> Kind:
    rules.may_speak_for(it.message).or_raise()
    space = it.said.space
    if space is None:
        raise refusal("no_space", _("Choose where the question stands."))
    topic = _in_her_name(
        lambda sender: conversations.ask(
            space,
            text=tokens.scrub(it.mail.text),
            title=tokens.scrub(it.mail.subject),
            by=sender,
            at=it.at,
            channel=Channel.MAIL,
            inbound=it.mail,
        ),
        it,
    )
    with letters.in_language_of(it.mail):
        lines = [
            _("Your message is now a question to the network. Answers come to you by mail."),
            network.link(f"/ask/{topic.code}/"),
        ]
    return _delivered(it, lines)


def _post(it: _Doing) -> Kind:
    rules.may_speak_for(it.message).or_raise()
    topic = queries.place(it.by, it.said.page)
    if not isinstance(topic, Topic):
        raise refusal("no_page", NO_PAGE)
    post = _in_her_name(
        lambda sender: conversations.answer(
            topic,
            text=tokens.scrub(it.mail.text),
            by=sender,
            at=it.at,
            channel=Channel.MAIL,
            inbound=it.mail,
        ),
        it,
    )
    with letters.in_language_of(it.mail):
        lines = [
            _("Your message is in the conversation “%(title)s”.") % {"title": topic.title},
            network.link(f"/ask/{topic.code}/#p{post.number}"),
        ]
    return _delivered(it, lines)


def _colleague(it: _Doing) -> Kind:
    """In the sender's name if it is proved to be hers: then the colleague answers her."""
    rules.may_pass_on(it.message).or_raise()
    to = queries.place(it.by, it.said.page)
    if not isinstance(to, Person):
        raise refusal("no_page", NO_PAGE)
    require(it.by, Permission.PERSON_WRITE_TO, to)
    sender, text = it.mail.person, it.mail.text
    if sender is None or not it.message.is_trusted:
        said_by = it.message.sender or it.message.address or _("Somebody")
        text = "\n\n".join([_("%(name)s wrote to the network:") % {"name": said_by}, text])
        sender = it.by
    relaying.put(to, text, by=sender, at=it.at, subject=it.mail.subject)
    with letters.in_language_of(it.mail):
        lines = [_("Your message went to %(name)s.") % {"name": to.name}]
    return _delivered(it, lines)


def _answer(it: _Doing) -> Kind:
    rules.may_answer(it.message, it.said.words).or_raise()
    letters.answer(it.mail, [], it.said.words, by=it.by, at=it.at)
    _ended(it, InboundState.DONE, Reason.DESK_ANSWERED)
    return Kind.MAIL_ANSWERED


def _welcome(it: _Doing) -> Kind:
    rules.may_be_welcomed(it.message).or_raise()
    with translation.override(language_of(it.mail.text, "en")):
        letters.answer(it.mail, letters.kind_lines(), it.said.words, by=it.by, at=it.at)
    _ended(it, InboundState.DONE, Reason.DESK_ANSWERED)
    return Kind.MAIL_ANSWERED


def _aside(it: _Doing) -> Kind:
    rules.may_set_aside(it.said.words).or_raise()
    _ended(it, InboundState.IGNORED, Reason.SET_ASIDE)
    return Kind.MAIL_SET_ASIDE


def _again(it: _Doing) -> Kind:
    rules.may_try_again(it.message).or_raise()
    incoming.again(it.mail.pk)
    return Kind.MAIL_AGAIN


DEEDS: dict[str, Callable[[_Doing], Kind]] = {
    "question": _question,
    "post": _post,
    "colleague": _colleague,
    "answer": _answer,
    "welcome": _welcome,
    "aside": _aside,
    "again": _again,
}
"""By the answers of the form."""


def _in_her_name(deed: Callable[[Person], T], it: _Doing) -> T:
    """The deed as the sender's own; what she may not do, nobody does for her."""
    sender = it.mail.person
    try:
        with transaction.atomic():
            return deed(sender)  # type: ignore[arg-type]  # the rules saw to it that there is one
    except PermissionDenied as refused:
        raise refusal("not_hers", NOT_HERS) from refused


def _delivered(it: _Doing, lines: list[str]) -> Kind:
    letters.answer(it.mail, lines, it.said.words, by=it.by, at=it.at)
    _ended(it, InboundState.DONE, Reason.DELIVERED)
    return Kind.MAIL_DELIVERED


def _ended(it: _Doing, state: InboundState, reason: Reason) -> None:
    InboundMail.objects.filter(pk=it.mail.pk).update(state=state, reason=reason, decided_at=it.at)
