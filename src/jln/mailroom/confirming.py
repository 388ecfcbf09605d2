"""Asking back: was this you? is this what you mean? OK does it, anything else does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jln.accounts import actions as accounts
from jln.conversations.words import language_of
from jln.mail import outgoing, tokens
from jln.mail.models import InboundMail
from jln.mail.terms import InboundState, Purpose, Reason
from jln.mailroom import asking, effects, proof, receipts, words
from jln.mailroom.case import Case, End, held, not_understood, refused
from jln.web import limits, network

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken

A_DAY = timedelta(days=1)
MOST_STRANGERS = 20
"""So many unproved letters of strangers a day are held for the desk: more are no letters."""


def is_about_a_message(token: ReplyToken) -> bool:
    """Does OK here carry out a message that waits? A form about a message has its own name."""
    is_ok = token.purpose == Purpose.CONFIRM
    return is_ok and token.subject_model == "jln.InboundMail" and not token.form


def said(case: Case) -> bool | None:
    """OK, no, or something else."""
    first = next((line for line in case.reading.text.splitlines() if line.strip()), "")
    if words.is_one_of(first, words.OK) or wants_added(case):
        return True
    if case.token and is_about_a_message(case.token):
        shown = case.token.values.get("asked", ())
        if words.is_one_of(first, words.IT_WAS_ME) or asking.fewer(first, shown) is not None:
            return True
    return False if words.is_one_of(first, words.NO) else None


def agreed_to(case: Case, token: ReplyToken) -> list[int] | None:
    """Whom a question may be brought to, of those its letter named; None if it named nobody."""
    shown: list[int] | None = token.values.get("asked")
    if shown is None:
        return None
    first = next((line for line in case.reading.text.splitlines() if line.strip()), "")
    chosen = asking.fewer(first, shown)
    return shown if chosen is None else chosen


def wants_added(case: Case) -> bool:
    """ADD: as OK, and the address that wrote is to be one of the person's."""
    first = next((line for line in case.reading.text.splitlines() if line.strip()), "")
    return words.is_one_of(first, words.ADD)


def add_address(case: Case, waiting: Case) -> None:
    """Send a code to the address that wrote; it counts once the code is typed on the page."""
    new = waiting.reading.from_addresses[:1]
    if new and proof.person_of(new[0]) is None:
        accounts.add_address(case.person, new[0], by=case.person, at=case.at)
        lines = [
            _("A code went to %(address)s. Type it here:") % {"address": new[0]},
            network.link("/me/addresses/"),
        ]
        receipts.send(case, lines, about="add")


def first_word_is_undo(case: Case) -> bool:
    """UNDO alone on the first line, in any of the languages."""
    first = next((line for line in case.reading.text.splitlines() if line.strip()), "")
    return words.is_undo(first)


def ask_whether_it_was_you(case: Case) -> End:
    """Nothing proves the sender: nothing is done, and the address on record is asked."""
    if case.token is not None:
        return ask_the_owner(case, case.token)
    if case.sender.person is None:
        return _from_a_stranger(case)
    person = case.sender.person
    with receipts.in_language_of(person):
        effect = effects.of(case)
        receipts.send(
            case,
            [
                _("A message with your address came in, and nothing proves that you wrote it:"),
                receipts.quoted(tokens.scrub(case.reading.text)),
                *effect,
                _("If you wrote it, answer OK within three days. If not, do nothing."),
            ],
            to=person,
            reply=receipts.confirm_token(person, case.mail, at=case.at, **asking.kept(case)),
            kind=receipts.QUESTION,
            about="was it you",
            subject=_("Did you write this?"),
        )
    return held(Reason.UNPROVED)


def ask_the_owner(case: Case, token: ReplyToken) -> End:
    """Somebody else answered a letter, or seems to: its owner decides."""
    owner = token.person
    if tokens.why_dead(token, at=case.at):
        return refused(Reason.TOKEN_DEAD)
    with receipts.in_language_of(owner):
        receipts.send(
            case,
            [
                _("%(sender)s answered a letter that was sent to you:")
                % {"sender": case.sender.address or _("Somebody")},
                receipts.quoted(tokens.scrub(case.reading.text)),
                *effects.of(case),
                _("If it is yours, answer OK within three days. If not, do nothing."),
                _("ADD does the same, and adds the address to yours.")
                if case.sender.person is None
                else "",
            ],
            to=owner,
            reply=receipts.confirm_token(owner, case.mail, at=case.at),
            kind=receipts.QUESTION,
            about="was it you",
            subject=_("Did you write this?"),
        )
    if case.sender.is_proved and case.sender.person != owner:
        receipts.send(
            case,
            [
                _("This letter was sent to %(name)s. Your words wait for an OK from there.")
                % {"name": owner.name}
            ],
            about="not yours",
        )
    return held(Reason.UNPROVED)


def ask_again(case: Case, token: ReplyToken, waiting: Case | None) -> End:
    """Neither OK nor no. Whom a question goes to is named anew: its letter's numbers count."""
    effect = effects.of(waiting) if waiting else []
    if waiting and asking.kept(waiting):
        mail, person = waiting.mail, token.person
        token = receipts.confirm_token(person, mail, at=case.at, **asking.kept(waiting))
    receipts.send(
        case,
        [
            _("We read neither OK nor NO, so nothing was done."),
            *effect,
            _("Answer with the one word OK, or do nothing."),
        ],
        reply=token,
        kind=receipts.QUESTION,
        about="ok or no",
    )
    return not_understood(Reason.NO_OK)


def drop(case: Case, token: ReplyToken) -> None:
    """The person says no: what waited is over."""
    waits = tokens.subject_of(token)
    if isinstance(waits, InboundMail) and is_about_a_message(token):
        InboundMail.objects.filter(pk=waits.pk, state=InboundState.HELD).update(
            state=InboundState.REFUSED
        )
    receipts.send(case, [_("Nothing is done with it.")], about="dropped")


def _from_a_stranger(case: Case) -> End:
    """Proved, it is answered; unproved, it is held for the desk; forged, neither."""
    sender = case.sender
    if sender.is_checked:
        _tell_stranger(case)
        return refused(Reason.UNKNOWN_SENDER)
    is_letter = case.door.name in ("ask", "space") and bool(case.reading.text.strip())
    if not (is_letter and sender.address and sender.address.isascii()) or sender.is_forged:
        return refused(Reason.UNKNOWN_SENDER)
    few = limits.allow("held from", sender.address, most=1, per=A_DAY, at=case.at)
    if few and limits.allow("held", "strangers", most=MOST_STRANGERS, per=A_DAY, at=case.at):
        return held(Reason.FOR_THE_DESK)
    return refused(Reason.UNKNOWN_SENDER)


def _tell_stranger(case: Case) -> None:
    """One short answer a day, to an address our own server vouches for; never to a forged one."""
    address = case.sender.address
    if not case.reading.answerable:
        return
    if not limits.allow("stranger", address, most=1, per=A_DAY, at=case.at):
        return
    with translation.override(language_of(case.reading.text, "en")):
        lines = [
            _("Nobody in the network has this address, so your message was not passed on."),
            _("If you are a member, write from the address you sign in with, or add this one."),
            _("To join, or to reach a person, write to desk@%(domain)s.")
            % {"domain": settings.MAIL_DOMAIN},
            _("What membership asks and gives") + ": " + network.link("/about/membership/"),
        ]
    case.receipts.append(
        outgoing.put(
            receipts.RECEIPT,
            to_address=address,
            subject=receipts.again(case.reading.subject),
            text="\n".join(lines) + "\n",
            because="receipt",
            headers={"Auto-Submitted": "auto-replied", "X-JLN-Html": "no"},
            in_reply_to=case.reading.message_id,
            at=case.at,
        )
    )
