"""What waits for the Network Manager's staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts.models import CountryRequest, Invitation
from jln.conversations.models import Topic
from jln.desk.queries.figures import counted
from jln.desk.queries.history import unsure
from jln.desk.terms import UNCERTAIN
from jln.facts.models import Fact
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState, OutgoingState, Reason
from jln.people.models import EmailAddress
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person

FEW = 8
WAITS_AFTER = timedelta(hours=36)
"""Design, journey "ask": after 36 hours a question enters the desk's list."""

WEEK = timedelta(days=7)
STUCK_AFTER = timedelta(minutes=10)
FOR_STAFF = (
    Reason.FOR_THE_DESK,
    Reason.BROKEN,
    Reason.UNCLEAR_TWICE,
    Reason.NO_ANSWER,
    Reason.NO_OK,
    Reason.UNREADABLE,
)
"""What nobody but staff can bring further; the rest of what is held waits for its sender's OK."""


UNCLEAR = (Reason.NO_ANSWER, Reason.UNCLEAR_TWICE, Reason.NO_OK)
"""Of a form: settled as soon as its sender has answered it, by mail or on its page."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits at the desk, in figures: for the bell, and for the first page of staff."""

    mail: int
    questions: int
    requests: int
    bounced: int
    failed: int
    sent: int
    facts: int

    @property
    def acts(self) -> int:
        """What somebody waits for at the other end."""
        return self.mail + self.questions + self.requests


@dataclass(frozen=True, slots=True)
class Waiting:
    """The desk's first page, beside its list: the mail, invitations, what was done last."""

    counts: Counts
    sent: int
    invitations: list[Invitation]
    last_done: list[Fact]


def waiting(person: Person, *, at: datetime) -> Waiting:
    """Raises PermissionDenied for anybody but staff."""
    require(person, Permission.DESK_OPEN, current())
    open_ones = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    done = Fact.objects.exclude(chain="").select_related("by", "about", "country").order_by("-pk")
    found = counts(at=at)
    return Waiting(
        counts=found,
        sent=found.sent,
        invitations=list(open_ones.select_related("country").order_by("invited_at")[:FEW]),
        last_done=list(done[:6]),
    )


def counts(*, at: datetime) -> Counts:
    """The figures alone; whoever calls this sees to it that a member of staff reads them."""
    kinds = {f"fact {kind}": unsure(kind) for kind in UNCERTAIN}
    more = {
        "bounced": _bounced(),
        "failed": OutgoingMail.objects.filter(state=OutgoingState.FAILED),
        "sent": OutgoingMail.objects.filter(state=OutgoingState.SENT, sent_at__gt=at - WEEK),
    }
    found = counted({**_acts(at), **more, **kinds})
    return Counts(
        mail=found["mail"],
        questions=found["questions"],
        requests=found["requests"],
        bounced=found["bounced"],
        failed=found["failed"],
        sent=found["sent"],
        facts=sum(found[kind] for kind in kinds),
    )


def bell(*, at: datetime) -> int:
    """How many things at the desk somebody waits for; read by the doorkeeper for staff."""
    return sum(counted(_acts(at)).values())


def _acts(at: datetime) -> dict[str, QuerySet[Any]]:
    return {"mail": mail_for_staff(at), "questions": late_questions(at), "requests": _requests()}


def mail_for_staff(at: datetime) -> QuerySet[InboundMail]:
    """Messages that go no further without a person; never their raw bytes."""
    held = Q(state__in=(InboundState.HELD, InboundState.NOT_UNDERSTOOD), reason__in=FOR_STAFF)
    stuck = Q(state=InboundState.RECEIVED, received_at__lt=at - STUCK_AFTER)
    done_on_its_page = Fact.objects.filter(
        by=OuterRef("person"),
        subject_model=OuterRef("token__subject_model"),
        subject_id=OuterRef("token__subject_id"),
        at__gt=OuterRef("received_at"),
    )
    waits = InboundMail.objects.filter(held | stuck).defer("raw")
    return waits.exclude(Q(reason__in=UNCLEAR) & Q(Exists(done_on_its_page)))


def late_questions(at: datetime) -> QuerySet[Topic]:
    """Questions that nobody has answered for 36 hours."""
    return Topic.objects.filter(
        kind="question",
        post_count=1,
        closed_at=None,
        hidden_at=None,
        started_at__lt=at - WAITS_AFTER,
    )


def _requests() -> QuerySet[CountryRequest]:
    return CountryRequest.objects.filter(decided_at=None, withdrawn_at=None)


def _bounced() -> QuerySet[EmailAddress]:
    return EmailAddress.objects.filter(bounced_at__isnull=False, removed_at=None)
