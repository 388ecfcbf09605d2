"""Writing to a colleague without her address: what comes to a relay address is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import unless
from jln.mail import relaying, tokens
from jln.mail.terms import Reason
from jln.mailroom import receipts
from jln.mailroom.case import End, done, not_understood
from jln.people.models import Person
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken
    from jln.mailroom.case import Case


def reply(case: Case, token: ReplyToken) -> End:
    """Pass a colleague's answer on to who wrote to her; she is answered through us again.

    Raises RuleBroken if the colleague can no longer be reached.
    """
    other = tokens.subject_of(token)
    if not isinstance(other, Person):
        raise TypeError(f"a relay token about {token.subject_model}")
    if case.reading.command == "stop":
        return _stop(case, other)
    text = case.reading.text.strip()
    if not text:
        receipts.send(
            case, [_("There were no words of yours in your message.")], about="empty", reply=token
        )
        return not_understood(Reason.EMPTY)
    is_there = other.status == PersonStatus.ACTIVE
    gone = _("%(name)s is no longer in the network.") % {"name": other.name}
    (
        unless(is_there, "gone", gone) & relaying.may_write(text, by=case.person, at=case.at)
    ).or_raise()

    letter = relaying.put(other, text, by=case.person, at=case.at, subject=case.reading.subject)

    record(Kind.PERSON_WRITTEN_TO, other, by=case.person, at=case.at, about=other, quietly=True)
    lines = [_("Your message went to %(name)s.") % {"name": other.name}]
    if letter.state == "withheld":
        lines = [
            _("%(name)s gets no letters at present, so your message was not sent.")
            % {"name": other.name}
        ]
    receipts.send(case, lines, about=f"relay {other.pk}")
    return done(Reason.RELAYED)


def _stop(case: Case, other: Person) -> End:
    """STOP to a colleague's message: no more messages from colleagues by mail."""
    from jln.notify import actions as notify  # noqa: PLC0415 -- only for this word
    from jln.notify import queries  # noqa: PLC0415 -- likewise

    kept = [kind for kind in queries.wanted(case.person) if kind != relaying.KIND]
    notify.choose(case.person, kept, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more messages from colleagues by mail, %(name)s's among them.")
            % {"name": other.name}
        ],
        about="stop",
    )
    return done(Reason.STOPPED)
