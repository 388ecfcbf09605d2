"""What the headers told us that helps to recognise quotes and signatures in the body."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The sender, whom she wrote to, our own addresses, and the subject of the thread."""

    sender_names: tuple[str, ...] = ()
    sender_addresses: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    base_subject: str = ""

    @property
    def has_sender(self) -> bool:
        """Whether there is anybody to recognise."""
        return bool(self.sender_names or self.sender_addresses)
