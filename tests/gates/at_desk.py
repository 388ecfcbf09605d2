"""Mail at the desk that the gates open, as somebody wrote it and as it went out."""

from django.db import transaction

from jln.accounts.queries import repairs as queries
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit import clock
from jln.mail import seals
from jln.mail.models import InboundMail, OutgoingMail
from jln.people.models import EmailAddress, Person


def practitioner() -> Person:
    return Person.objects.get(addresses__address="adjoa@gh.example")


def message() -> InboundMail:
    """A message at the desk, as somebody wrote it."""
    made, _is_new = InboundMail.objects.get_or_create(
        message_id="<gates@gh.example>",
        defaults={
            "raw": b"From: adjoa@gh.example\r\nSubject: Dialysis\r\n\r\nHow do you pay for it?\r\n",
            "size": 70,
            "received_at": clock.now(),
            "envelope_from": "adjoa@gh.example",
            "envelope_to": "desk@jln.example",
            "state": "held",
            "reason": "for_the_desk",
            "person": practitioner(),
            "is_proved": True,
            "subject": "Dialysis",
            "text": "How do you pay for it?",
        },
    )
    return made


def letter() -> OutgoingMail:
    """A letter that went out."""
    made, _is_new = OutgoingMail.objects.get_or_create(
        message_id="<gates@jln.example>",
        defaults={
            "kind": "post.written",
            "person": practitioner(),
            "to_address": "adjoa@gh.example",
            "subject": "A question",
            "text": "How do you pay for dialysis?\n",
            "because": "follower",
            "state": "sent",
            "created_at": clock.now(),
            "not_before": clock.now(),
        },
    )
    return made


def asked_address() -> str:
    """The link that asks at another address whether it is somebody's."""
    person = practitioner()
    old = person.addresses.get(address="adjoa@gh.example")
    new, _is_new = EmailAddress.objects.get_or_create(
        person=person, address="adjoa@meant.example", defaults={"added_at": clock.now()}
    )
    facts = Fact.objects.filter(kind=Kind.ADDRESS_PROPOSED, about=person)
    if not facts.exists():
        data = {"instead_of": old.pk}
        with transaction.atomic():
            record(Kind.ADDRESS_PROPOSED, new, by=None, at=clock.now(), about=person, data=data)
    return f"/address/{seals.seal(queries.YES, facts.latest('pk').pk, person.pk)}/"
