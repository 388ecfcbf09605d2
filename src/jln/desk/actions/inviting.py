"""Inviting everybody on a list whose line is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.accounts import actions as accounts
from jln.desk import queries, rules
from jln.kit.verdict import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Person


def invite_all(
    guests: Sequence[rules.Guest], *, by: Person, at: datetime
) -> list[tuple[rules.Guest, str]]:
    """Invite everybody whose line is right, one by one; gives each with why not, or ""."""
    countries = {row.code: row for row in queries.invitable_countries(by)}
    done = []
    for guest in guests:
        why = " ".join(str(reason.text) for reason in guest.verdict.reasons)
        if guest.verdict:
            try:
                accounts.invite(
                    guest.address,
                    name=guest.name,
                    country=countries[guest.country],
                    language=guest.language,
                    institution=guest.institution,
                    title=guest.position,
                    by=by,
                    at=at,
                )
            except RuleBroken as broken:
                why = broken.text
        done.append((guest, why))
    return done
