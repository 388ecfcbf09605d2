"""Who is no member: refused at the door, or answered kindly, or held for a person to look at.

What nothing proves is refused while the other server is still on the line, so that its sender
hears of it from there and nobody whose address was borrowed hears anything. An address that
our own server vouches for gets one kind answer a day. A few letters that look like a person's
wait for the desk.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation

from jln.accounts import typos
from jln.conversations.words import language_of
from jln.desk import letters
from jln.kit import clock
from jln.mail import authentication, outgoing, replies, tokens
from jln.mail.models import InboundMail
from jln.mail.reading import headers
from jln.mail.replies import To
from jln.mail.terms import InboundState, Purpose, Reason
from jln.mailroom import doors, proof, receipts
from jln.mailroom.case import Case, End, held, refused
from jln.mailroom.twin import fold
from jln.web import limits, network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.conversations.models import Topic
    from jln.mail.reading import Reading
    from jln.people.models import Person

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
MOST_ANSWERS = 30
"""Kind answers an hour, to all strangers together: nobody makes us write to the world."""
MOST_HELD = 20
"""So many unproved letters of strangers a day are held for the desk: more are no letters."""
OPEN = frozenset({"ask", "space", "list", "command", "seat"})
"""Doors that anybody could write to. A sealed address was sent to somebody; the desk is open."""
SHORTEST_NAME = 3
"""Letters of a name by which somebody is known again in an address."""
_NAME = re.compile(r"[^\W\d_]+")
FOR_LETTERS = frozenset({"ask", "space"})
OF_SAFE_SPACES = tuple(
    f"<{kind.replace('_', '-')}." for kind, where in replies.REPLIES.items() if where is To.PAGE
)
"""How Message-IDs begin of letters that are answered on a page only: no answer is ever kept."""

BY_PAGE = (
    "550 5.7.1 What is written in a safe space arrives by its page only, never by mail."
    " Nothing of this message is kept. Open the link in the letter you answered."
)
RULED = (
    "550 5.7.1 This space is under the Chatham House Rule: what is written there arrives by its"
    " page only, never by mail. Nothing of this message is kept. "
)


def refusal(raw: bytes, sender: str, recipients: Sequence[str], remote: str) -> str:
    """Why a message is refused before it is kept; empty if it is taken. Looks at headers only."""
    before = [one for name in ("in-reply-to", "references") for one in _values(raw, name)]
    if any(is_of_a_safe_space(headers.message_ids(one)) for one in before):
        return BY_PAGE
    if ruled := _under_rule(recipients):
        return RULED + network.link(f"/safe/?space={ruled}")
    if not _is_a_letter(raw, sender) or not _are_open(recipients):
        return ""
    written = [found for one in _values(raw, "from") for _, found in headers.addresses(one)]
    address = written[0] if len(written) == 1 else ""
    check = authentication.checked(raw)
    if address and (proof.person_of(address) or check.vouches_for(address)):
        return ""
    if _may_wait(address, recipients) and not check.has_failed and _has_room(address):
        return ""
    _write_down(raw, sender, recipients, remote)
    return (
        "550 5.7.1 Nobody here has the address that this message was sent from, and nothing"
        f" proves whose it is. How to reach us: {network.link('/about/membership/')}"
    )


def is_of_a_safe_space(ids: Sequence[str]) -> bool:
    """Whether one of these is the Message-ID of a letter of ours about a safe space."""
    ours = f"@{settings.MAIL_DOMAIN}>"
    return any(one.startswith(OF_SAFE_SPACES) and one.endswith(ours) for one in ids)


def _under_rule(recipients: Sequence[str]) -> str:
    """The slug of a space among these that is under the Chatham House Rule; empty for none."""
    found = [doors.door_of(one) for one in recipients if not doors.is_sealed(one)]
    spaces = [door.space for door in found if door and door.name == "space" and door.space]
    return next((one.slug for one in spaces if one.is_under_rule), "")


def answers_a_safe_space(reading: Reading) -> bool:
    """Whether it refers to a letter of ours about a safe space, to whatever address it came."""
    return is_of_a_safe_space((*reading.in_reply_to, *reading.references))


def is_by_page_only(case: Case) -> bool:
    """Whether nothing of it may be laid down: it is for a safe space, or a space under the rule."""
    about = tokens.subject_of(case.aim) if case.aim and case.aim.purpose == Purpose.POST else None
    topic: Topic | None = getattr(about, "topic", None)
    space = topic.space if topic else case.door.space if case.door.name == "space" else None
    return answers_a_safe_space(case.reading) or (space is not None and space.is_under_rule)


def received(case: Case) -> End:
    """Proved, it is answered; unproved, it is held for the desk; forged, neither."""
    sender = case.sender
    if sender.is_checked:
        tell(case)
        return refused(Reason.UNKNOWN_SENDER)
    is_letter = case.door.name in FOR_LETTERS and bool(case.reading.text.strip())
    if not (is_letter and sender.address and sender.address.isascii()) or sender.is_forged:
        return refused(Reason.UNKNOWN_SENDER)
    few = limits.allow("held from", sender.address, most=1, per=A_DAY, at=case.at)
    if few and limits.allow("held", "strangers", most=MOST_HELD, per=A_DAY, at=case.at):
        return held(Reason.FOR_THE_DESK)
    return refused(Reason.UNKNOWN_SENDER)


def tell(case: Case) -> None:
    """One short answer a day, to an address our own server vouches for; never to a forged one."""
    address = case.sender.address
    if not case.reading.answerable:
        return
    if not limits.allow("stranger", address, most=1, per=A_DAY, at=case.at):
        return
    if not limits.allow("strangers", "all", most=MOST_ANSWERS, per=AN_HOUR, at=case.at):
        return
    with translation.override(language_of(case.reading.text, "en")):
        lines = letters.kind_lines()
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


def may_be(person: Person, case: Case) -> bool:
    """Whether the name or the address gives a reason to think that this stranger is she."""
    local, _at, domain = case.sender.address.lower().rpartition("@")
    names = {one for one in _names(person.name) if len(one) >= SHORTEST_NAME}
    if names & _names(f"{case.reading.from_name} {local}"):
        return True
    if any(one in local for one in names if len(one) > SHORTEST_NAME):  # written as one word
        return True
    hers = person.addresses.filter(confirmed_at__isnull=False, removed_at=None)
    theirs = {one.rpartition("@")[2].lower() for one in hers.values_list("address", flat=True)}
    return bool(domain) and domain in theirs.difference(typos.PROVIDERS)


def _names(text: str) -> set[str]:
    return set(_NAME.findall(fold.plain(text)))


def _values(raw: bytes, name: str) -> list[bytes]:
    return [value.encode() for other, value in authentication.headers(raw) if other == name]


def _is_a_letter(raw: bytes, sender: str) -> bool:
    """What programs write is taken and set down as that; only the worker tells it from a letter."""
    submitted = [value.strip().lower() for value in _values(raw, "auto-submitted")]
    by_machine = any(not value.startswith(b"no") for value in submitted)
    return sender.strip("<> ") != "" and not by_machine and not _values(raw, "list-id")


def _are_open(recipients: Sequence[str]) -> bool:
    if any(doors.is_sealed(address) for address in recipients):
        return False
    found = [doors.door_of(address) for address in recipients]
    return bool(found) and all(door is not None and door.name in OPEN for door in found)


def _may_wait(address: str, recipients: Sequence[str]) -> bool:
    found = [doors.door_of(one) for one in recipients]
    return (
        address.isascii()
        and bool(address)
        and any(door is not None and door.name in FOR_LETTERS for door in found)
    )


def _has_room(address: str) -> bool:
    at = clock.now()
    return limits.has_room("held from", address, most=1, at=at) and limits.has_room(
        "held", "strangers", most=MOST_HELD, at=at
    )


@transaction.atomic
def _write_down(raw: bytes, sender: str, recipients: Sequence[str], remote: str) -> None:
    """That it came and was refused, without its words: the desk finds what somebody misses."""
    at = clock.now()
    for address in dict.fromkeys(recipients):
        InboundMail.objects.create(
            raw=None,
            size=len(raw),
            received_at=at,
            decided_at=at,
            envelope_from=tokens.scrub(sender)[:320],
            envelope_to=tokens.scrub(address)[:320],
            remote=remote[:64],
            door="refused",
            state=InboundState.REFUSED,
            reason=Reason.UNKNOWN_SENDER,
        )
