"""What waits for the Network Manager's staff, and what went through the mail door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Q

from jln.access.check import require, visible
from jln.access.permissions import Permission
from jln.accounts.models import Invitation
from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.desk.rules import Known
from jln.desk.terms import UNCERTAIN
from jln.facts.models import Fact
from jln.kit.sourced import Confidence
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState, OutgoingState
from jln.people.models import EmailAddress, Person
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from django.db.models import Model, QuerySet

UNSURE = (Confidence.GUESS, Confidence.INFERRED, Confidence.MEMORY)
WAITS_AFTER = timedelta(hours=36)
"""Design, journey "ask": after 36 hours a question enters the desk's list."""

OPEN_STATES = (InboundState.HELD, InboundState.NOT_UNDERSTOOD, InboundState.RECEIVED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The desk's first page."""

    mail: list[InboundMail]
    mail_count: int
    questions: list[Topic]
    unsure: dict[str, int]
    bounced: list[EmailAddress]
    failed_count: int
    invitations: list[Invitation]
    last_done: list[Fact]


def waiting(person: Person, *, at: datetime) -> Waiting:
    """Raises PermissionDenied for anybody but staff."""
    require(person, Permission.DESK_OPEN, current())
    mail = InboundMail.objects.filter(state__in=OPEN_STATES).defer("raw")
    unanswered = Topic.objects.filter(
        kind="question",
        post_count=1,
        closed_at=None,
        hidden_at=None,
        started_at__lt=at - WAITS_AFTER,
    )
    return Waiting(
        mail=list(mail.select_related("person").order_by("received_at")[:8]),
        mail_count=mail.count(),
        questions=list(unanswered.select_related("by__country").order_by("started_at")[:8]),
        unsure={kind: unsure(kind).count() for kind in UNCERTAIN},
        bounced=list(
            EmailAddress.objects.filter(bounced_at__isnull=False, removed_at=None)
            .select_related("person__country")
            .order_by("-bounced_at")[:8]
        ),
        failed_count=OutgoingMail.objects.filter(state=OutgoingState.FAILED).count(),
        invitations=list(
            Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
            .select_related("country")
            .order_by("invited_at")[:8]
        ),
        last_done=list(
            Fact.objects.exclude(chain="").select_related("by", "about").order_by("-pk")[:6]
        ),
    )


def mail_in(person: Person, *, state: str = "") -> QuerySet[InboundMail]:
    """Every message that came in, newest first; never its raw bytes."""
    require(person, Permission.MAIL_READ, current())
    rows = InboundMail.objects.defer("raw").select_related("person").order_by("-pk")
    return rows.filter(state=state) if state else rows


def mail_out(person: Person, *, state: str = "") -> QuerySet[OutgoingMail]:
    """Every letter, newest first."""
    require(person, Permission.MAIL_READ, current())
    rows = OutgoingMail.objects.select_related("person").order_by("-pk")
    return rows.filter(state=state) if state else rows


def states_in() -> dict[str, int]:
    """How many inbound messages are in each state."""
    return dict(InboundMail.objects.values_list("state").annotate(count=Count("pk")).order_by())


def states_out() -> dict[str, int]:
    """How many letters are in each state."""
    return dict(OutgoingMail.objects.values_list("state").annotate(count=Count("pk")).order_by())


def unsure(kind: str) -> QuerySet[Model]:
    """Rows of one kind of history that nobody has confirmed."""
    model = apps.get_model("jln", kind)
    rows: QuerySet[Model] = model._default_manager.filter(confidence__in=UNSURE, confirmed_at=None)
    return rows.order_by("pk")


def invitable_countries(person: Person) -> QuerySet[Country]:
    """Countries a person may invite people for: her own group's, or all for staff."""
    countries = Country.objects.filter(Q(memberships__ends=None, memberships__isnull=False))
    return visible(person, Permission.PERSON_INVITE, countries).distinct().order_by("code")


def known_to_a_list(
    rows: Sequence[Sequence[str]], countries: AbstractSet[str], *, at: datetime
) -> Known:
    """What a list of people to invite is judged by, in two queries however long it is."""
    said = {cell.strip().lower() for row in rows for cell in row if "@" in cell}
    members = EmailAddress.objects.filter(
        address__in=said, confirmed_at__isnull=False, removed_at=None
    )
    invited = Invitation.objects.filter(
        address__in=said, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    return Known(
        countries=countries,
        languages={code for code, _name in settings.LANGUAGES},
        members=set(members.values_list("address", flat=True)),
        invited=set(invited.values_list("address", flat=True)),
    )


def people(person: Person, text: str) -> QuerySet[Person]:
    """People by name or address, for staff."""
    require(person, Permission.DESK_OPEN, current())
    found = Person.objects.select_related("country").order_by("name", "pk")
    if not text:
        return found.filter(status="suspended")
    by_address = EmailAddress.objects.filter(address__icontains=text).values("person")
    return found.filter(Q(name__icontains=text) | Q(pk__in=by_address))


def person(by: Person, pk: int) -> Person | None:
    """One person, whatever her status, for staff."""
    return visible(by, Permission.PERSON_SUSPEND, Person.objects.filter(pk=pk)).first()
