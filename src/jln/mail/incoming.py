"""A message at the door: stored, durable, before anybody says that it was taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from jln.kit import clock
from jln.mail.models import InboundMail
from jln.mail.terms import InboundState

# Called with each row's id in the transaction that writes it; filled when the app is ready.
listeners: list[Callable[[int], object]] = []


def store(
    raw: bytes,
    envelope_from: str,
    envelope_to: Sequence[str],
    remote: str,
    at: datetime | None = None,
) -> list[int]:
    """Keep one message, a row for each recipient, all or none; when this returns it is on the disk.

    Nothing is read of it here: whatever it holds, keeping it cannot fail for that.
    """
    at = at or clock.now()
    with transaction.atomic(durable=True):
        rows = [
            InboundMail.objects.create(
                raw=raw,
                size=len(raw),
                received_at=at,
                envelope_from=_kept(envelope_from),
                envelope_to=_kept(address),
                remote=remote[:64],
            )
            for address in dict.fromkeys(envelope_to)
        ]
        for row in rows:
            for listener in listeners:
                listener(row.pk)
    return [row.pk for row in rows]


def again(pk: int) -> bool:
    """Have a stored message dealt with once more, in this transaction; False if it is gone."""
    row = InboundMail.objects.filter(pk=pk, raw__isnull=False)
    if not row.update(state=InboundState.RECEIVED, reason="", attempts=0, decided_at=None):
        return False
    for listener in listeners:
        listener(pk)
    return True


def _kept(address: str) -> str:
    """As the column can hold it."""
    return address.replace("\x00", "").encode("utf-8", "replace").decode()[:320]
