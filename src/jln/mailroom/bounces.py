"""Letters that did not arrive. Only a letter's signed envelope address proves that it was ours.

What comes back is weighed by day (`returns`). When it is enough, one letter asks whether the
address is still read; only if that one comes back too is nothing more sent there. The person
is told at their other addresses. Mail from the address itself clears it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from jln.kit.time import day
from jln.mail import outgoing
from jln.mail.reading.automatic import sounds_left
from jln.mail.reading.bounces import causes
from jln.mail.terms import LetterName, Reason
from jln.mailroom import returns
from jln.mailroom.case import End, done, ignored
from jln.mailroom.models import AddressProbe, ReturnedOn
from jln.notify import actions as notify
from jln.people.models import EmailAddress
from jln.seats import queries as seats
from jln.web import network, versions

if TYPE_CHECKING:
    from datetime import datetime

    from jln.mail.models import OutgoingMail
    from jln.mailroom.case import Case
    from jln.people.models import Person


class _Return(NamedTuple):
    """What is known of one letter that came back."""

    is_hard: bool
    words: str
    at: datetime


def weigh(case: Case) -> End:
    """Count a bounce for the address the letter went to; ask or silence it when it is enough."""
    letter = case.door.letter
    if letter is None or case.at - letter.created_at > returns.BELIEVED:
        return ignored(Reason.BOUNCE_UNSIGNED)
    found = case.reading.bounced[0] if case.reading.bounced else None
    if found and not found.is_given_up:
        return ignored(Reason.AUTOMATIC)
    if letter.person is None:
        return ignored(Reason.WEIGHED)
    case.mail.person = letter.person
    mine = EmailAddress.objects.select_for_update().filter(person=letter.person, removed_at=None)
    address = mine.filter(address=letter.to_address).first()
    if address is not None:
        words = f"{found.status} {found.action}".strip() if found else case.reading.reason
        back = _Return(bool(found and found.hard), words[:300], case.at)
        _came_back(letter, address, back)
    return done(Reason.WEIGHED)


@transaction.atomic
def refused(letter: OutgoingMail, words: str, *, at: datetime) -> None:
    """The next server refused a letter because of its address: one sign of the day.

    What is said on the line weighs as what comes back later: a server that is wrong for an
    hour silences nobody.
    """
    mine = EmailAddress.objects.select_for_update().filter(person=letter.person, removed_at=None)
    address = mine.filter(address=letter.to_address).first() if letter.person else None
    if address is not None:
        is_hard = causes.is_hard(causes.status_in(words), words)
        _came_back(letter, address, _Return(is_hard, words[:300], at))


def _came_back(letter: OutgoingMail, address: EmailAddress, back: _Return) -> None:
    """Count it; if the letter was the question, silence the address, else ask if it is enough."""
    _count(address, back)
    probe = AddressProbe.objects.filter(letter=letter).first()
    if probe is not None:
        _silence(address, probe, back.words, back.at)
    elif address.bounced_at is None:
        _ask_if_enough(address, back.at)


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
    known = case.sender.mailbox
    has_arrived = known is not None and not (known.bounced_at or known.came_back)  # type: ignore[attr-defined]  # -- annotated there
    if has_arrived or not case.sender.person:
        return
    came_back = ReturnedOn.objects.filter(address=OuterRef("pk"))
    mine = case.sender.person.addresses.filter(address=case.sender.address)
    for address in mine.filter(Q(bounced_at__isnull=False) | Exists(came_back)):
        EmailAddress.objects.filter(pk=address.pk).update(bounced_at=None, bounce_words="")
        versions.bump(f"person:{case.sender.person.pk}")
        _forget(address, at=case.at)


def end_quiet(*, at: datetime) -> int:
    """Questions that did not come back have arrived: what came back before is forgotten."""
    quiet = AddressProbe.objects.filter(ended_at=None, sent_at__lt=at - returns.QUIET)
    probes = list(quiet.select_related("address"))
    for probe in probes:
        _forget(probe.address, at=at)
    return len(probes)


def _forget(address: EmailAddress, *, at: datetime) -> None:
    ReturnedOn.objects.filter(address=address).delete()
    AddressProbe.objects.filter(address=address, ended_at=None).update(ended_at=at)


def _count(address: EmailAddress, back: _Return) -> None:
    """The strongest sign of a day is the one that counts."""
    known = back._asdict()
    on = day(back.at)
    row, is_new = ReturnedOn.objects.get_or_create(address=address, on=on, defaults=known)
    if not is_new and back.is_hard and not row.is_hard:
        ReturnedOn.objects.filter(pk=row.pk).update(**known)


def _ask_if_enough(address: EmailAddress, at: datetime) -> None:
    if AddressProbe.objects.filter(address=address, ended_at=None).exists():
        return
    signs = [
        returns.Sign(row.on, row.is_hard) for row in ReturnedOn.objects.filter(address=address)
    ]
    if returns.is_enough(signs, day(at)):
        ask(address, at=at)


def ask(address: EmailAddress, *, at: datetime) -> None:
    """One letter asks whether the address is read; nobody has to answer it."""
    person = address.person
    with translation.override(person.language):
        letter = outgoing.put(
            LetterName.PROBE,
            person,
            to_address=address.address,
            subject=_("Do you still read your mail here?"),
            text=_(
                "Letters to this address came back to us. If you read this one, all is well and"
                " there is nothing to do. If it comes back too, nothing more is sent here."
            )
            + "\n",
            because="safety",
            at=at,
        )
    AddressProbe.objects.create(address=address, letter=letter, sent_at=at)


def _silence(address: EmailAddress, probe: AddressProbe, words: str, at: datetime) -> None:
    """The question came back: nothing more goes there, and the person hears of it elsewhere."""
    AddressProbe.objects.filter(pk=probe.pk).update(came_back_at=at, ended_at=at)
    if address.bounced_at is not None:
        return
    EmailAddress.objects.filter(pk=address.pk).update(bounced_at=at, bounce_words=words)
    person = address.person
    versions.bump(f"person:{person.pk}")
    if address.is_main:
        _tell_the_country(person, at)
    others = person.addresses.filter(
        confirmed_at__isnull=False, removed_at=None, bounced_at=None
    ).exclude(pk=address.pk)
    with translation.override(person.language):
        for other in others:
            outgoing.put(
                LetterName.PROBE,
                person,
                to_address=other.address,
                subject=_("Mail to one of your addresses comes back"),
                text="\n\n".join(
                    [
                        _("Nothing more is sent to this address of yours:"),
                        f"    {address.address}",
                        _(
                            "Once it works again, write to us from it, or choose another main"
                            " address on the page of your addresses."
                        ),
                    ]
                )
                + "\n",
                because="safety",
                at=at,
            )


def _tell_the_country(person: Person, at: datetime) -> None:
    """Who speaks for the person's country hears of it once, and can say it another way."""
    for other in seats.speaking_for(person.country, on=day(at)).exclude(pk=person.pk):
        with translation.override(other.language):
            outgoing.put(
                LetterName.PROBE,
                other,
                subject=_("Letters to %(name)s come back") % {"name": person.name},
                text="\n\n".join(
                    [
                        _(
                            "Our letters to %(name)s come back, so nothing more is sent there."
                            " If you reach them another way, tell them: once they sign in, the"
                            " page of their addresses says what to do."
                        )
                        % {"name": person.name},
                        network.link("/me/addresses/"),
                        _("If they left their job, write to desk@%(domain)s.")
                        % {"domain": settings.MAIL_DOMAIN},
                    ]
                )
                + "\n",
                because="safety",
                at=at,
            )
