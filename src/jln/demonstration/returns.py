"""Addresses that letters come back from: one is silenced, one is weighed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jln.mailroom.models import AddressProbe, ReturnedOn
from jln.people.models import EmailAddress

if TYPE_CHECKING:
    from jln.demonstration.stage import Draft, Stage

SILENCED, WEIGHED = "NG", "PH"
NO_SUCH = "5.1.1 failed"
FULL = "4.2.2 delayed"
FIRST, ASKED, BACK = 9, 8, 7  # days ago: the first that came back, the question, its return
SOFT = 2, 1  # days ago


def save_returns(stage: Stage) -> None:
    """As the weighing of what comes back would have left them."""
    silenced, at = _address(stage, SILENCED), stage.before(BACK)
    for days in (FIRST, BACK):
        _came_back(stage, silenced, days, NO_SUCH, is_hard=True)
    asked_at = stage.before(ASKED)
    AddressProbe.objects.create(address=silenced, sent_at=asked_at, came_back_at=at, ended_at=at)
    EmailAddress.objects.filter(pk=silenced.pk).update(bounced_at=at, bounce_words=NO_SUCH)
    weighed = _address(stage, WEIGHED)
    for days in SOFT:
        _came_back(stage, weighed, days, FULL, is_hard=False)


def _address(stage: Stage, country: str) -> EmailAddress:
    """Of the last one there who holds no seat: nothing of the country waits for it."""
    drafts: list[Draft] = stage.drafts[country]
    free = [one for one in drafts if not one.seats and not one.person.away_until]
    return EmailAddress.objects.get(person=free[-1].person)


def _came_back(
    stage: Stage, address: EmailAddress, days: int, words: str, *, is_hard: bool
) -> None:
    at = stage.before(days) + timedelta(hours=1)
    ReturnedOn.objects.create(
        address=address, on=stage.on(days), is_hard=is_hard, words=words, at=at
    )
