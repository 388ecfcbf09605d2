"""A country on its way in: Guinea wrote five days ago, and an officer has to read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jln.facts.kinds import Kind
from jln.membership.models import Application
from jln.membership.terms import ApplicationState

if TYPE_CHECKING:
    from jln.demonstration.stage import Stage

SAID = {
    "name": "Mariama",
    "institution": "Ministry of Health",
    "official": "Dr Ibrahim",
    "official_title": "Permanent Secretary",
    "statement": (
        "Parliament passed the health insurance act in November. From January the new fund buys"
        " primary care for two districts, and we do not know how to set the first rates."
    ),
    "needs": "How others set their first rates, and how they changed them later.",
    "offers": "Community health workers are paid by phone in all districts since 2023.",
    "contact_name": "Mariama",
    "contact_address": "mariama@health.example",
}


def save_application(stage: Stage) -> None:
    """Sent and not yet read."""
    at = stage.before(5) + timedelta(hours=9)
    application = Application.objects.create(
        country_code="GN",
        state=ApplicationState.SUBMITTED,
        address="planning@health.example",
        is_supported=True,
        is_agreed=True,
        asked_at=at - timedelta(days=9),
        saved_at=at,
        submitted_at=at,
        **SAID,
    )
    stage.fact(Kind.APPLICATION_SENT, application, at, data={"country": application.country_code})
