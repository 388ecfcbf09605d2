"""A message at the door: stored, durable, before anybody says that it was taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction

from jln.kit import clock
from jln.mail.models import InboundMail
from jln.mail.terms import InboundState


class Hears(Protocol):
    """Whoever deals with messages."""

    def __call__(self, inbound: int, *, is_first: bool) -> object:
        """Told of each in the transaction that writes it; `is_first`: that makes its row."""


listeners: list[Hears] = []
"""Filled when the app is ready."""


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
                listener(row.pk, is_first=True)
    return [row.pk for row in rows]


def again(pk: int) -> bool:
    """Have a stored message dealt with once more, in this transaction; False if it is gone."""
    row = InboundMail.objects.filter(pk=pk, raw__isnull=False)
    if not row.update(state=InboundState.RECEIVED, reason="", attempts=0, decided_at=None):
        return False
    for listener in listeners:
        listener(pk, is_first=False)
    return True


def _kept(address: str) -> str:
    """As the column can hold it."""
    return address.replace("\x00", "").encode("utf-8", "replace").decode()[:320]
