"""Mail that came back: delivery reports, feedback reports, and notices that follow no standard."""

from __future__ import annotations

from dataclasses import dataclass

from jln.mail.reading.bounces.notices import from_notice
from jln.mail.reading.bounces.reports import (
    complaint_addresses,
    feedback_report,
    from_reports,
    receipt_report,
)
from jln.mail.reading.mime import Part
from jln.mail.reading.model import Bounced, Kind, Reading


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a report about delivery says, and how we know that it is one."""

    kind: Kind
    bounced: tuple[Bounced, ...]
    reason: str


def delivery_of(root: Part, reading: Reading) -> Delivery | None:
    """The report that this message is, or None if it is something else."""
    feedback = feedback_report(root)
    if feedback is not None:
        return Delivery(Kind.COMPLAINT, complaint_addresses(root, feedback), "feedback report")
    reported = from_reports(root)
    if reported is not None:
        if not reported and receipt_report(root):
            return Delivery(Kind.AUTOMATIC, (), "receipt")
        return Delivery(
            Kind.BOUNCE, reported or from_notice(root, reading, certain=True), "delivery report"
        )
    if receipt_report(root):
        return Delivery(Kind.AUTOMATIC, (), "receipt")
    noticed = from_notice(root, reading, certain=False)
    return Delivery(Kind.BOUNCE, noticed, "notice") if noticed else None
