"""One motion in writing, put by staff last week and open for two more."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.demonstration.stage import Stage
from jln.facts.kinds import Kind
from jln.governance.models import Motion
from jln.governance.rules import voting
from jln.governance.terms import Taking

CLOSES_IN = timedelta(days=14)
TITLE = "Publish decisions in five languages within ten days"
TEXT = (
    "Every decision of the Steering Group is published in five languages within ten days"
    " of the day on which it was taken."
)


def save_motion(stage: Stage) -> None:
    """Put a week ago; nobody has spoken yet."""
    by = (
        Seat.objects.filter(kind=SeatKind.NETWORK_OFFICER, person__isnull=False)
        .order_by("pk")[0]
        .person
    )
    at = stage.before(7) + timedelta(hours=9)
    closes_on = stage.today + CLOSES_IN
    motion = Motion.objects.create(
        title=TITLE,
        text=TEXT,
        taking=Taking.WRITTEN,
        put_by=by,
        opens_at=at,
        closes_on=closes_on,
        closes_at=voting.closing(closes_on, "America/Mexico_City"),
    )
    stage.fact(Kind.MOTION_OPENED, motion, at, by=by)
