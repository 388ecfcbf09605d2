"""A few invitations that wait for an answer."""

from __future__ import annotations

from datetime import timedelta

from django.utils.text import slugify

from jln.accounts.models import Invitation
from jln.accounts.rules import INVITATION_LIFE
from jln.demonstration.institutions import language_of
from jln.demonstration.people import HOW_MANY
from jln.demonstration.stage import COORDINATOR, Stage
from jln.demonstration.texts import names
from jln.facts.kinds import Kind
from jln.membership.terms import Level

FROM = {"GH": 2, "SN": 4, "MX": 9, "VN": 11}
"""Countries whose coordinator invited somebody, and how many days ago."""


def save_invitations(stage: Stage) -> None:
    """To the next name of each country, at an address that does not exist."""
    for code, days in FROM.items():
        country, by = stage.countries[code], stage.drafts[code][COORDINATOR].person
        name = names()[code][HOW_MANY[Level.FULL]]
        at = stage.before(days) + timedelta(hours=10)
        invitation = Invitation.objects.create(
            address=f"{slugify(name)}@{code.lower()}.example",
            name=name,
            language=language_of(country),
            country=country,
            institution="",
            invited_by=by,
            invited_at=at,
            expires_at=at + INVITATION_LIFE,
        )
        stage.fact(Kind.PERSON_INVITED, invitation, at, by=by, country=country)
