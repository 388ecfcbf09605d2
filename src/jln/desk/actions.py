"""What only the desk does: confirming what was uncertain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import actions as accounts
from jln.desk import queries, rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.sourced import Confidence
from jln.kit.verdict import RuleBroken, refusal
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import Model

    from jln.people.models import Person


@transaction.atomic
def confirm(kind: str, pk: int, *, by: Person, at: datetime) -> Model:
    """Say that an uncertain row of history is right. The source it came from stays on record."""
    require(by, Permission.STATEMENT_CONFIRM, current())
    row = queries.unsure(kind).select_for_update().filter(pk=pk).first()
    if row is None:
        raise refusal("not_unsure", _("This was confirmed already."))

    row.confirmed_by, row.confirmed_at = by, at  # type: ignore[attr-defined]  # every kind is Sourced
    row.confidence = Confidence.CONFIRMED  # type: ignore[attr-defined]  # likewise
    row.save(update_fields=["confirmed_by", "confirmed_at", "confidence"])

    record(Kind.STATEMENT_CONFIRMED, row, by=by, at=at)
    return row


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
                    title=guest.title,
                    by=by,
                    at=at,
                )
            except RuleBroken as broken:
                why = broken.text
        done.append((guest, why))
    return done
