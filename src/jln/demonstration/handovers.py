"""One hand-over under way: Ghana's coordinator leaves in a week, and a colleague is asked."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.demonstration.seats import CHAIR
from jln.demonstration.stage import COORDINATOR, Stage
from jln.facts.kinds import Kind
from jln.seats.models import Handover

WHERE = "GH"
LEAVES_IN = timedelta(days=7)
WORDS = (
    "Let the regulator speak first, they joined last. Write the agenda on Monday and"
    " nobody forgets the meeting. The regions read text messages, not email."
)


def save_handover(stage: Stage) -> None:
    """The holder said her last day two days ago; the chair named who follows yesterday."""
    drafts, country = stage.drafts[WHERE], stage.countries[WHERE]
    holder, chair, successor = drafts[COORDINATOR], drafts[CHAIR], drafts[0]
    seat = Seat.objects.get(
        kind=SeatKind.CCG_COORDINATOR, person=holder.person, country=country, ends_on=None
    )
    seat.ends_on = stage.today + LEAVES_IN
    seat.save(update_fields=["ends_on"])
    said = stage.before(2) + timedelta(hours=10)
    named = stage.before(1) + timedelta(hours=9)
    handover = Handover.objects.create(
        seat=seat,
        opened_by=holder.person,
        opened_at=said,
        words=WORDS,
        successor=successor.person,
        named_by=chair.person,
        named_at=named,
        briefed_at=named,
    )
    stage.fact(Kind.SEAT_ENDED, seat, said, by=holder.person, about=holder.person, country=country)
    stage.fact(
        Kind.HANDOVER_NAMED,
        handover,
        named,
        by=chair.person,
        about=successor.person,
        country=country,
        data={"seat": seat.pk},
    )
