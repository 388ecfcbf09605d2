"""Who sent a message: proved by its token together with the address, or by our own server's checks.

The words of a message, its From name and the headers of other servers prove nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from jln.mail import authentication
from jln.mailroom.models import ReturnedOn
from jln.people.models import EmailAddress, Person
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken
    from jln.mail.reading import Reading


@dataclass(frozen=True, slots=True)
class Sender:
    """`person`: whose confirmed address stands in From. Proved only as far as `how` says.

    `how` is "checked" (our server vouches for the address), "token" (the token is this
    person's own), or nothing. `is_checked`: our server vouches, whoever it is;
    `is_forged`: it found that somebody else wrote it. `mailbox`: the row of the address, as
    it was when the message was opened.
    """

    address: str = ""
    person: Person | None = None
    how: str = ""
    is_checked: bool = False
    is_forged: bool = False
    mailbox: EmailAddress | None = None

    @property
    def is_proved(self) -> bool:
        """May this person's deeds be done on this message?"""
        return self.person is not None and self.how != ""


def sender_of(raw: bytes, reading: Reading, token: ReplyToken | None) -> Sender:
    """The sender, as far as anything proves it. Two senders are none."""
    if reading.has_two_froms or len(reading.from_addresses) != 1:
        return Sender()
    address = reading.from_addresses[0]
    mailbox = mailbox_of(address)
    person = mailbox.person if mailbox else None
    check = authentication.checked(raw)
    is_checked = check.vouches_for(address)
    is_forged = check.has_failed and not is_checked
    if person is None or person.status != PersonStatus.ACTIVE:
        return Sender(address, None, "", is_checked, is_forged)
    how = "checked" if is_checked else ""
    if not how and token and token.person_id == person.pk and not check.has_failed:
        how = "token"
    return Sender(address, person, how, is_checked, is_forged, mailbox)


def person_of(address: str) -> Person | None:
    """Whose confirmed address this is."""
    found = mailbox_of(address)
    return found.person if found else None


def mailbox_of(address: str) -> EmailAddress | None:
    """The row of a confirmed address; case and what follows a plus make no difference.

    `came_back`: whether a letter to it did.
    """
    local, _at, domain = address.lower().rpartition("@")
    plain = f"{local.partition('+')[0]}@{domain}"
    mine = EmailAddress.objects.select_related("person__country").filter(
        address__in={address.lower(), plain}, confirmed_at__isnull=False, removed_at=None
    )
    came_back = ReturnedOn.objects.filter(address=OuterRef("pk"))
    return mine.annotate(came_back=Exists(came_back)).order_by("pk").first()
