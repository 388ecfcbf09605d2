"""Wake the mail room for a message just stored; light enough to be known from the start."""

from __future__ import annotations


def nudge(inbound: int, *, is_first: bool) -> None:
    """Write the job in the transaction that stores the message."""
    from jln.mailroom.tasks import handle  # noqa: PLC0415 -- the whole mail room, needed only when mail comes

    (handle.enqueue_first if is_first else handle.enqueue)(inbound)
