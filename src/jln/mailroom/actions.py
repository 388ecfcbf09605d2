"""One stored message, from its bytes to its outcome: read, prove, decide, act, answer. Once.

The message is read in a process that can be killed, before any transaction. Then the
row is locked, and outcome, effect and receipt are written together or not at all: a
kill neither loses a message nor does it twice.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.mail import tokens
from jln.mail.models import InboundMail
from jln.mail.reading import Kind
from jln.mail.terms import InboundState, Purpose, Reason
from jln.mailroom import (
    accepting,
    answers,
    bounces,
    by_word,
    confirming,
    digests,
    invitations,
    office,
    opening,
    posts,
    receipts,
    relay,
    strangers,
)
from jln.mailroom.case import Case, End, done, ignored, not_understood, refused
from jln.people.models import Person
from jln.spaces.rules import BY_PAGE, takes_words
from jln.web import limits, network

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken

log = logging.getLogger(__name__)

TRIES = 3
MOST_HOPS = 30
FINISHES = (Reason.ANSWERED, Reason.CONFIRMED, Reason.UNDONE)
UNCLEAR = (Reason.NO_ANSWER, Reason.NO_OK, Reason.UNCLEAR_TWICE)
"""What a person can still finish herself, by answering once more."""
WRITTEN = (
    "state", "reason", "decided_at", "kind", "door", "token", "person", "is_proved", "message_id",
    "subject", "text", "text_hash", "receipt", "envelope_from", "envelope_to", "remote", "raw",
)  # fmt: skip
"""Of a message's row, with its end; what staff said of it stands."""


def handle(inbound: int) -> str:
    """Bring one message to its outcome; safe to repeat. Gives the reason."""
    mail = InboundMail.objects.get(pk=inbound)
    if mail.state != InboundState.RECEIVED:
        return mail.reason
    try:
        case = opening.prepare(mail)
        return str(_finish(case))
    except Exception:
        tries = mail.attempts + 1
        InboundMail.objects.filter(pk=inbound, state=InboundState.RECEIVED).update(attempts=tries)
        if tries < TRIES:
            raise
        log.exception("message %s cannot be handled", inbound)
        InboundMail.objects.filter(pk=inbound, state=InboundState.RECEIVED).update(
            state=InboundState.HELD, reason=Reason.BROKEN, decided_at=clock.now()
        )
        return Reason.BROKEN


def _finish(case: Case) -> Reason:
    """The outcome, with everything that comes of it, in one transaction."""
    waiting = opening.reopen(case)
    with transaction.atomic():
        rows = InboundMail.objects.select_for_update().filter(pk=case.mail.pk)
        state, reason = rows.values_list("state", "reason").get()
        if state != InboundState.RECEIVED:
            return Reason(reason)
        person = case.sender.person
        if person:  # her messages are dealt with one after the other
            Person.objects.select_for_update().values_list("pk").get(pk=person.pk)
        with translation.override(person.language if person else "en"):
            end = _refusing(case, lambda: _decide(case, waiting))
        write_end(case, end)
        return end.reason


def write_end(case: Case, end: End) -> None:
    """Write how a message ended, and what may be kept of it: no seal stands in it any more."""
    mail, reading = case.mail, case.reading
    mail.state, mail.reason, mail.decided_at = end.state, end.reason, clock.now()
    mail.kind, mail.door, mail.token = str(reading.kind), case.door.name, case.token
    mail.person = mail.person or case.sender.person
    mail.is_proved = case.sender.is_proved and not case.is_doubted
    mail.message_id = reading.message_id[:998]
    mail.subject = tokens.scrub(reading.subject)[:300]
    mail.text = tokens.scrub(reading.text)
    mail.text_hash = words_hash(case)
    mail.receipt = case.receipts[-1] if case.receipts else mail.receipt
    mail.envelope_to = tokens.scrub(mail.envelope_to)
    mail.raw = case.clean
    if case.is_forgotten:
        _forget(mail)
    mail.save(update_fields=WRITTEN)
    if end.reason in FINISHES and mail.person and case.aim:
        _leave_the_list(mail.person, case.aim)


def _leave_the_list(person: Person, answered: ReplyToken) -> None:
    """What she wrote about it before, and nobody understood, waits for staff no more."""
    InboundMail.objects.filter(
        person=person,
        token__form=answered.form,
        token__subject_model=answered.subject_model,
        token__subject_id=answered.subject_id,
        state__in=(InboundState.HELD, InboundState.NOT_UNDERSTOOD),
        reason__in=UNCLEAR,
        handled_by=None,
    ).update(state=InboundState.DONE, reason=Reason.FINISHED, decided_at=clock.now())


def words_hash(case: Case) -> str:
    """By which the same words are known again: also those that were filled into a form.

    Where nothing was written, the rest of the message tells one empty answer from another.
    """
    reading, found = case.reading, case.understood
    said = reading.text if reading.text.strip() else tokens.scrub_codes(reading.body_text)
    filled = json.dumps([found.values, found.unclear], default=str) if found else ""
    return hashlib.sha256(" ".join(f"{said} {filled}".split()).encode()).hexdigest()


def _decide(case: Case, waiting: Case | None) -> End:
    """In this order: what is no person's letter, whose door it is, who wrote it, what she wants.

    Before all of that, what must not be kept.
    """
    if strangers.answers_a_safe_space(case.reading):
        return _by_page_only(
            case,
            _(
                "What is written in a safe space arrives by its page only, never by mail."
                " Nothing of this message is kept. Open the link in the letter you answered."
            ),
        )
    if case.door.name == "space" and case.door.space:
        takes_words(is_under_rule=case.door.space.is_under_rule).or_raise()
    end = _by_machine(case) or _by_door(case) or _by_sender(case)
    if end is None and case.reading.kind == Kind.CALENDAR:
        return invitations.answer(case)
    return end or _act(case, waiting)


def _by_page_only(case: Case, *lines: str) -> End:
    """What belongs on the page of a safe space: nothing of it is kept, not even who sent it.

    It comes here only if the door did not refuse it. Who is proved is told where to write.
    """
    case.is_forgotten = True
    if case.sender.is_proved:
        receipts.send(case, lines, about="by page", subject=_("It was not done."))
    return refused(Reason.WEB_ONLY)


def _forget(mail: InboundMail) -> None:
    """What must not be kept of a message that belongs to a safe space: everything but its end."""
    mail.raw, mail.person, mail.receipt = None, None, None
    mail.envelope_from = mail.message_id = mail.subject = mail.text = mail.text_hash = ""
    mail.is_proved, mail.remote = False, ""


def _by_door(case: Case) -> End | None:
    """Doors at which it does not matter who wrote."""
    if case.door.name == "desk" and not case.sender.is_proved:
        return office.to_staff(case)
    if case.door.name == "none":
        return refused(Reason.UNKNOWN_ADDRESS)
    return _stop(case) if case.door.name == "stop" else None


def _by_sender(case: Case) -> End | None:
    """Not proved, not hers to answer, or not new."""
    if not case.sender.is_proved:
        return _told(case) or confirming.ask_whether_it_was_you(case)
    bounces.arrived(case)
    if case.token and case.token.person_id != case.person.pk:
        return confirming.ask_the_owner(case, case.token)
    first = _came_before(case)
    return _done_already(case, first) if first else None


def _told(case: Case) -> End | None:
    """HELP and WHO of a member, once a day: the answer goes to her own address."""
    tell = by_word.tells_only(case)
    if tell is None or case.sender.person is None or case.sender.is_forged:
        return None
    who = case.sender.person.pk
    is_new = limits.allow("told unproved", who, most=1, per=receipts.A_DAY, at=case.at)
    return tell(case) if is_new else None


def _by_machine(case: Case) -> End | None:
    """What is never answered."""
    reading = case.reading
    if invitations.is_answer(case):
        return None
    by_kind: dict[Kind, Callable[[Case], End]] = {
        Kind.UNREADABLE: lambda _case: not_understood(Reason.UNREADABLE),
        Kind.BOUNCE: bounces.weigh,
        Kind.COMPLAINT: bounces.complain,
        Kind.AUTOMATIC: bounces.automatic,
        Kind.CALENDAR: lambda _case: ignored(Reason.CALENDAR),
    }
    if reading.kind in by_kind:
        return by_kind[reading.kind](case)
    if reading.loops or reading.received_count > MOST_HOPS:
        return ignored(Reason.LOOP)
    if case.door.name == "bounce":
        return ignored(Reason.AUTOMATIC)
    if not reading.answerable and case.door.name not in ("desk", "stop"):
        return ignored(Reason.LIST_MAIL)
    return None


def _act(case: Case, waiting: Case | None, *, is_confirmed: bool = False) -> End:
    """What a proved sender's message does: by its address, else by our letter it answers."""
    door = case.door
    word = by_word.deed(case)
    if word is not None:
        return word(case)
    if case.aim is not None and door.seat is None:
        return _by_token(case, case.aim, waiting, is_confirmed=is_confirmed)
    if case.reading.command in office.COMMANDS:
        return office.COMMANDS[case.reading.command](case)
    if door.name == "desk" or (case.letter is not None and door.seat is None):
        return office.to_staff(case)
    if door.space is not None:
        return posts.question(case, door.space, is_confirmed=is_confirmed)
    return relay.to_seat(case, door.seat) if door.seat else refused(Reason.UNKNOWN_ADDRESS)


def _by_token(case: Case, token: ReplyToken, waiting: Case | None, *, is_confirmed: bool) -> End:
    """One purpose each; what is dead does nothing and says so."""
    about = tokens.subject_of(token)
    why = tokens.why_dead(token, at=case.at, about=about)
    if why:
        return answers.too_late(case, token, why)
    if token.purpose == Purpose.POST:
        return posts.reply(case, about, is_confirmed=is_confirmed)
    if confirming.is_about_a_message(token):
        return _confirm(case, token, waiting)
    return BY_PURPOSE[Purpose(token.purpose)](case, token)


def _not_here(_case: Case, _token: ReplyToken) -> End:
    """A token of another door is worth nothing at this one."""
    return refused(Reason.NOT_ALLOWED)


BY_PURPOSE: dict[Purpose, Callable[[Case, ReplyToken], End]] = {
    Purpose.ANSWER: answers.answer,
    Purpose.CONFIRM: answers.confirm,
    Purpose.DIGEST: digests.reply,
    Purpose.RELAY: relay.reply,
    Purpose.UNDO: answers.after_receipt,
    Purpose.UNSUBSCRIBE: _not_here,
}


def _confirm(case: Case, token: ReplyToken, waiting: Case | None) -> End:
    """OK to what came before: it is done now, as if it had been proved then."""
    said = confirming.said(case)
    if said is None:
        return confirming.ask_again(case, token, waiting)
    tokens.use(token, at=case.at)
    if not said:
        confirming.drop(case, token)
        return done(Reason.CONFIRMED)
    earlier = tokens.subject_of(token)
    if waiting is None or not isinstance(earlier, InboundMail):
        return answers.too_late(case, token, "object_gone")
    waiting.mail = InboundMail.objects.select_for_update().get(pk=earlier.pk)
    waiting.colleagues = confirming.agreed_to(case, token)
    accepting.said_yes(case, token)
    if waiting.mail.state == InboundState.HELD:
        end = _refusing(waiting, lambda: _act(waiting, None, is_confirmed=True))
        write_end(waiting, end)
    if confirming.wants_added(case):
        confirming.add_address(case, waiting)
    return done(Reason.CONFIRMED)


def _refusing(case: Case, act: Callable[[], End]) -> End:
    """A rule's or the policy's no becomes an answer with the sentence the page would show."""
    try:
        with transaction.atomic():
            return act()
    except RuleBroken as broken:
        case.receipts.clear()
        if accepting.is_all_it_takes(broken):
            return accepting.ask(case)
        if BY_PAGE in broken.verdict.codes:
            return _by_page_only(case, broken.text, _("Nothing of this message is kept."))
        aim = case.aim
        reply = aim if aim and aim.purpose == Purpose.ANSWER else None
        receipts.send(case, [_("It was not done."), broken.text], about="refused", reply=reply)
        return refused(Reason.NOT_NOW)
    except PermissionDenied:
        case.receipts.clear()
        receipts.send(
            case,
            [
                _("It was not done: it is open to others only."),
                _("If that is wrong, write to desk@%(domain)s.") % {"domain": settings.MAIL_DOMAIN},
            ],
            about="refused",
        )
        return refused(Reason.NOT_ALLOWED)


def _stop(case: Case) -> End:
    """The seal in the address is proof enough to get less mail (RFC 8058)."""
    from jln.notify import stops as notify_stops  # noqa: PLC0415 -- only for this door

    letter = case.door.letter
    if letter is not None:
        notify_stops.stop(letter, at=case.at, whole_kind=case.door.stops_its_kind)
        case.mail.person = letter.person
    return done(Reason.STOPPED)


def _came_before(case: Case) -> InboundMail | None:
    """The same Message-ID of this person; or her last words to the same address, once more."""
    earlier = InboundMail.objects.filter(person=case.person).exclude(pk=case.mail.pk)
    earlier = earlier.exclude(state__in=(InboundState.RECEIVED, InboundState.IGNORED))
    earlier = earlier.only("message_id", "text_hash", "receipt")
    known = case.reading.message_id[:998]
    is_same = Q(message_id=known) if known else Q(pk=None)
    alike = ~Q(state=InboundState.REFUSED) & Q(token=case.token, door=case.door.name)
    if case.sender.how == "checked":  # what only waited for a proof is done now
        alike &= ~Q(reason=Reason.ECHOED)
    if case.token is None and known:
        alike = Q(pk=None)
    same_first = (models.Case(models.When(is_same, 0), default=1), "-pk")
    last = earlier.filter(is_same | alike).order_by(*same_first).first()
    if last is None or (known and last.message_id == known):
        return last
    return last if last.text_hash == words_hash(case) else None


def _done_already(case: Case, first: InboundMail) -> End:
    """What came of it then, as its receipt said, and where that is."""
    said = first.receipt.text.strip().splitlines() if first.receipt else []
    lines = [
        _("This message came before, and was dealt with then. Nothing was done twice."),
        *said[:1],
        *[line for line in said[1:] if line.startswith(network.link("/"))][:1],
    ]
    receipts.send(case, lines, about="duplicate")
    return ignored(Reason.DUPLICATE)
