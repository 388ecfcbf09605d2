"""Staff are told in time: no meeting is planned, or none of it has a quorum in sight."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.governance.actions.agenda import locked
from jln.governance.queries import agendas as queries
from jln.web.models import Network

if TYPE_CHECKING:
    from datetime import datetime

AGAIN = timedelta(days=30)


def warn(*, at: datetime) -> int:
    """Once a month for a missing meeting, once for a meeting in doubt. Gives how many."""
    count = int(queries.is_meeting_missing(at) and _missing(at))
    for meeting, _quorum in queries.without_quorum(at):
        with transaction.atomic():
            found = locked(meeting)
            if found.warned_at is None:
                found.warned_at = at
                found.save(update_fields=["warned_at"])
                record(Kind.STEERING_DOUBTED, found, by=None, at=at)
                count += 1
    return count


@transaction.atomic
def _missing(at: datetime) -> bool:
    network = Network.objects.select_for_update(of=("self",)).order_by("pk").first()
    label = Network._meta.label
    before = Fact.objects.filter(kind=Kind.STEERING_DOUBTED, subject_model=label)
    if network is None or before.filter(at__gt=at - AGAIN).exists():
        return False
    record(Kind.STEERING_DOUBTED, network, by=None, at=at)
    return True
