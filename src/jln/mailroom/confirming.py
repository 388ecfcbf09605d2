"""Asking back: was this you? is this what you mean? OK does it, anything else does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.accounts import actions as accounts
from jln.conversations import queries as conversations
from jln.conversations.models import AskedColleague, Post
from jln.mail import tokens
from jln.mail.models import InboundMail
from jln.mail.terms import InboundState, Purpose, Reason
from jln.mailroom import asking, effects, proof, receipts, strangers, words
from jln.mailroom.case import Case, End, held, not_understood, refused
from jln.web import network

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken
    from jln.people.models import Person


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
    if case.token is not None and not _is_their_own_post(case, case.token):
        return ask_the_owner(case, case.token)
    if case.sender.person is None:
        return strangers.received(case)
    person = case.sender.person
    with receipts.in_language_of(person):
        effect = effects.of(case)
        receipts.send(
            case,
            [
                _("A message with your address came in, and nothing proves that you wrote it:"),
                receipts.quoted(_her_words(case)),
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
    """Somebody else answered a letter, or seems to: its owner decides, or who wrote it."""
    owner = token.person
    if tokens.why_dead(token, at=case.at):
        return refused(Reason.TOKEN_DEAD)
    if case.sender.is_proved and _is_their_own_post(case, token):
        return _offer_to_the_writer(case, token)
    may_add = case.sender.person is None and strangers.may_be(owner, case)
    if case.sender.person is None and token.purpose == Purpose.POST and not may_add:
        return _tell_the_owner(case, owner)
    with receipts.in_language_of(owner):
        receipts.send(
            case,
            [
                *_somebody(case, case.sender.address),
                *effects.of(case),
                _("If it is yours, answer OK within three days. If not, do nothing."),
                _("ADD does the same, and adds the address to yours.") if may_add else "",
            ],
            to=owner,
            reply=receipts.confirm_token(owner, case.mail, at=case.at),
            kind=receipts.QUESTION,
            about="was it you",
            subject=_("Did you write this?"),
        )
    if case.sender.is_proved and case.sender.person != owner:
        waits = _("This letter was sent to %(name)s. Your words wait for an OK from there.")
        receipts.send(case, [waits % {"name": owner.name}], about="not yours")
    return held(Reason.UNPROVED)


def _is_their_own_post(case: Case, token: ReplyToken) -> bool:
    """Is it a known member's word in a conversation, though the letter went to somebody else?"""
    is_known = case.sender.person is not None and case.sender.person.pk != token.person_id
    return is_known and token.purpose == Purpose.POST


def _offer_to_the_writer(case: Case, token: ReplyToken) -> End:
    """A member answered a letter that was passed on: the words are hers, and so is the OK."""
    about = tokens.subject_of(token)
    topic = about.topic if isinstance(about, Post | AskedColleague) else None
    if topic is None or not conversations.topics(case.person).filter(pk=topic.pk).exists():
        receipts.send(case, [_("It was not done: it is open to others only.")], about="not yours")
        return refused(Reason.NOT_ALLOWED)
    receipts.send(
        case,
        [
            receipts.quoted(_her_words(case)),
            *effects.of(case),
            _("Answer OK within three days, and it is done. Without OK nothing is done."),
        ],
        reply=receipts.confirm_token(case.person, case.mail, at=case.at),
        kind=receipts.QUESTION,
        about="not yours",
    )
    return held(Reason.UNPROVED)


def _tell_the_owner(case: Case, owner: Person) -> End:
    """Nothing says that a stranger is the letter's owner: the words are never offered as hers."""
    if case.sender.is_checked:
        strangers.tell(case)
    with receipts.in_language_of(owner):
        not_done = _("It was not posted. If you wrote it, send it from your own address.")
        receipts.send(case, [*_somebody(case, ""), not_done], to=owner, about="somebody")
    return refused(Reason.UNKNOWN_SENDER)


def _somebody(case: Case, address: str) -> list[str]:
    said = {"sender": address or _("Somebody")}
    return [
        _("%(sender)s answered a letter that was sent to you:") % said,
        receipts.quoted(_her_words(case)),
    ]


def _her_words(case: Case) -> str:
    """What came in; where nothing stands but a subject, that."""
    reading = case.reading
    return tokens.scrub(reading.text if reading.text.strip() else reading.base_subject)


def ask_again(case: Case, token: ReplyToken, waiting: Case | None) -> End:
    """Neither OK nor no. Whom a question goes to is named anew: its letter's numbers count."""
    effect = effects.of(waiting) if waiting else []
    if waiting and asking.kept(waiting):
        mail, person = waiting.mail, token.person
        shown = {name: token.values[name] for name in ("conduct",) if name in token.values}
        shown |= asking.kept(waiting)
        token = receipts.confirm_token(person, mail, at=case.at, **shown)
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
