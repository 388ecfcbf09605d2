"""Letters that did not arrive. Only a letter's signed envelope address proves that it was ours.

A mailbox that does not exist counts at once; anything else when it happened on
three days of two weeks. Mail from the address itself clears it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jln.mail.models import InboundMail
from jln.mail.reading.automatic import sounds_left
from jln.mail.terms import Reason
from jln.mailroom.case import End, done, ignored
from jln.notify import actions as notify

if TYPE_CHECKING:
    from jln.mailroom.case import Case

GONE = ("5.1.1", "5.1.2", "5.1.6", "5.1.10")
DAYS, WITHIN = 3, timedelta(days=14)


def weigh(case: Case) -> End:
    """Count a bounce for the address the letter went to; mark the address when it is enough."""
    letter = case.door.letter
    if letter is None or letter.person is None:
        return ignored(Reason.BOUNCE_UNSIGNED if letter is None else Reason.WEIGHED)
    case.mail.person = letter.person
    found = case.reading.bounced[0] if case.reading.bounced else None
    words = f"{found.status} {found.action}".strip() if found else case.reading.reason
    is_gone = bool(found and found.hard and (found.status in GONE or not found.status))
    if is_gone or _days(case) >= DAYS:
        mine = letter.person.addresses.filter(address=letter.to_address, bounced_at=None)
        mine.update(bounced_at=case.at, bounce_words=words[:300])
    return done(Reason.WEIGHED)


def automatic(case: Case) -> End:
    """Nothing is done but to remember it, if it says that the reader of our letter has left.

    Only what came to a sealed address of ours counts: it shows that the letter was there.
    """
    letter = case.door.letter
    reader = case.token.person if case.token else letter.person if letter else None
    if reader is None or not sounds_left(case.reading.text or case.reading.subject):
        return ignored(Reason.AUTOMATIC)
    case.mail.person = reader
    return ignored(Reason.LEFT)


def complain(case: Case) -> End:
    """A reader's mail service reports a letter of ours: no more of that kind to this person."""
    if case.door.letter is None:
        return ignored(Reason.COMPLAINT)
    notify.stop(case.door.letter, at=case.at)
    case.mail.person = case.door.letter.person
    return done(Reason.STOPPED)


def arrived(case: Case) -> None:
    """Who writes from an address reads there: what bounced is forgotten."""
    if case.sender.person:
        mine = case.sender.person.addresses.filter(address=case.sender.address)
        mine.filter(bounced_at__isnull=False).update(bounced_at=None, bounce_words="")


def _days(case: Case) -> int:
    earlier = InboundMail.objects.filter(
        person=case.mail.person, reason=Reason.WEIGHED, received_at__gt=case.at - WITHIN
    )
    days = {at.date() for at in earlier.values_list("received_at", flat=True)}
    return len(days | {case.at.date()})
