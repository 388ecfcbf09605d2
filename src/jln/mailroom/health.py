"""Addresses that letters come back from: why, since when, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import OutgoingState
from jln.mailroom.models import AddressProbe, ReturnedOn
from jln.people.models import EmailAddress
from jln.web.network import current

if TYPE_CHECKING:
    from jln.people.models import Person


def addresses(reader: Person) -> QuerySet[EmailAddress]:
    """Those silenced, asked or weighed, the last to come back first. Raises PermissionDenied."""
    require(reader, Permission.DESK_OPEN, current())
    mine = OuterRef("pk")
    came_back = ReturnedOn.objects.filter(address=mine)
    newest, oldest = came_back.order_by("-on")[:1], came_back.order_by("on")[:1]
    asked = AddressProbe.objects.filter(address=mine).order_by("-pk")[:1]
    written = InboundMail.objects.filter(person=OuterRef("person"), is_proved=True)
    taken = OutgoingMail.objects.filter(
        person=OuterRef("person"), to_address=OuterRef("address"), state=OutgoingState.SENT
    )
    unsaid = EmailAddress.objects.filter(confirmed_at=None, removed_at=None)
    proposed = unsaid.filter(person=OuterRef("person")).order_by("-pk")
    denied = Fact.objects.filter(kind=Kind.ADDRESS_DENIED, about=OuterRef("person"))
    rows = EmailAddress.objects.filter(removed_at=None, person__isnull=False)
    rows = rows.filter(Q(bounced_at__isnull=False) | Exists(came_back))
    return (
        rows.select_related("person__country")
        .annotate(
            came_back_on=Subquery(newest.values("on")),
            came_back_since=Subquery(oldest.values("on")),
            came_back_words=Subquery(newest.values("words")),
            is_hard=Exists(came_back.filter(is_hard=True)),
            asked_at=Subquery(asked.values("sent_at")),
            is_asked=Exists(AddressProbe.objects.filter(address=mine, ended_at=None)),
            asked_in_vain_at=Subquery(asked.values("came_back_at")),
            wrote_at=Subquery(written.order_by("-received_at").values("received_at")[:1]),
            proposed_at=Subquery(proposed.values("added_at")[:1]),
            proposed=Subquery(proposed.values("address")[:1]),
            denied_at=Subquery(denied.order_by("-pk").values("at")[:1]),
            taken_at=Subquery(taken.order_by("-sent_at").values("sent_at")[:1]),
        )
        .order_by(
            F("came_back_on").desc(nulls_last=True), F("bounced_at").desc(nulls_last=True), "pk"
        )
    )
