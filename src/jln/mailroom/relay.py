"""Writing to a colleague without her address: what comes to a relay address is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conduct import queries as kept_away
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.mail import relaying, tokens
from jln.mail.models import OutgoingMail
from jln.mail.terms import Reason
from jln.mailroom import conduct, office, receipts, words
from jln.mailroom.case import End, done, not_understood, refused
from jln.notify import actions as notify
from jln.notify import queries as notify_queries
from jln.notify.terms import LetterKind
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.problems.models import Problem
from jln.seats import queries as seats
from jln.ui.formats import enumerated
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from jln.countries.models import Seat
    from jln.mail.models import ReplyToken
    from jln.mailroom.case import Case


def reply(case: Case, token: ReplyToken) -> End:
    """Pass a colleague's answer on to who wrote to her; she is answered through us again.

    Raises RuleBroken if the colleague can no longer be reached.
    """
    other = tokens.subject_of(token)
    if not isinstance(other, Person):
        raise TypeError(f"a relay token about {token.subject_model}")
    if case.reading.command in COMMANDS:
        return COMMANDS[case.reading.command](case, token)
    text = case.reading.text.strip()
    if distance := words.distance(text):
        return conduct.keep(case, other, distance)
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

    letter = None if kept_away.blocks(other, case.person) else _pass_on(case, token, other, text)
    lines = [_("Your message went to %(name)s.") % {"name": other.name}]
    if letter is None or letter.state == "withheld":
        lines = [
            _("%(name)s gets no letters at present, so your message was not sent.")
            % {"name": other.name}
        ]
    about = Problem.objects.filter(pk=token.values.get("problem", 0))
    if about.exclude(withdrawn_at=None).exists():
        lines.append(_("This problem has been taken back already."))
    receipts.send(case, lines, about=f"relay {other.pk}", reply=token)
    return done(Reason.RELAYED)


def _pass_on(case: Case, token: ReplyToken, other: Person, text: str) -> OutgoingMail:
    letter = relaying.put(
        other,
        text,
        by=case.person,
        at=case.at,
        subject=_subject(case, token),
        in_reply_to=str(token.values.get("answers", "")),
        own_id=case.reading.message_id,
    )

    record(Kind.PERSON_WRITTEN_TO, other, by=case.person, at=case.at, about=other, quietly=True)
    return letter


def to_seat(case: Case, seat: Seat) -> End:
    """Pass words for a seat on to who holds it, else to who answers for it; else to staff.

    Raises RuleBroken if there is nothing to pass on, or too much of it.
    """
    text = case.reading.text.strip()
    readers = [one for one in seats.reached_by(seat, on=day(case.at)) if one != case.person]
    if not readers:
        return office.to_staff(case)
    relaying.may_write(text, by=case.person, at=case.at).or_raise()

    for reader in readers:
        relaying.put(
            reader,
            text,
            by=case.person,
            at=case.at,
            subject=case.reading.subject,
            own_id=case.reading.message_id,
        )
        record(
            Kind.PERSON_WRITTEN_TO, reader, by=case.person, at=case.at, about=reader, quietly=True
        )
    names = enumerated([reader.name for reader in readers])
    lines = [_("Your message went to %(name)s.") % {"name": names}]
    receipts.send(case, lines, about=f"seat {seat.pk}")
    return done(Reason.RELAYED)


def _subject(case: Case, token: ReplyToken) -> str:
    """The writer's own; our letter's was in her language, and the other person never saw it."""
    said, about = receipts.again(case.reading.subject), str(token.values.get("about", ""))
    letter = OutgoingMail.objects.filter(reply_token=token).order_by("pk").first()
    is_ours = letter is not None and said == receipts.again(letter.subject)
    return f"Re: {about}" if about and is_ours else said


def _stop(case: Case, token: ReplyToken) -> End:
    """STOP: no more letters of the kind that was answered."""
    kind = str(token.values.get("kind", relaying.KIND))
    kept = [one for one in notify_queries.wanted(case.person) if one != kind]
    notify.choose(case.person, kept, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more letters of this kind: %(kind)s.") % {"kind": LetterKind(kind).label},
            _still_comes(kind, kept),
            _("To choose which letters you get: %(link)s") % {"link": network.link("/me/mail/")},
        ],
        about="stop",
    )
    return done(Reason.STOPPED)


def _still_comes(kind: str, kept: Collection[str]) -> str:
    """Who knows of a meeting hears that it moves or falls away, unless that is ended too."""
    if kind != LetterKind.CORE_MEETING_PLANNED or LetterKind.CORE_MEETING_CHANGED not in kept:
        return ""
    return _("Changes and cancellations still come. STOP in answer to one ends those too.")


def _not_called_back(case: Case, _token: ReplyToken) -> End:
    """UNDO: what went to a colleague is hers."""
    receipts.send(
        case, [_("A message that went to a colleague cannot be taken back.")], about="undo"
    )
    return refused(Reason.NOT_NOW)


COMMANDS: dict[str, Callable[[Case, ReplyToken], End]] = {
    "stop": _stop,
    "undo": _not_called_back,
    "help": lambda case, _token: office.help_with_mail(case),
}
"""What one word does as the answer to one person; any other word is passed on to her."""
