"""What a person wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.mail.outgoing import ALL_KINDS
from jln.notify.terms import LetterKind

if TYPE_CHECKING:
    from jln.people.models import Person


def off(person: Person) -> set[str]:
    """The kinds of letters a person switched off; nothing is asked where they were prefetched."""
    return {one.kind for one in person.mail_settings.all() if one.is_off}


def is_stopped(person: Person) -> bool:
    """Whether the person said STOP to all letters."""
    return ALL_KINDS in off(person)


def wanted(person: Person) -> list[str]:
    """The kinds of letters a person gets, as codes."""
    without = off(person)
    return (
        [] if ALL_KINDS in without else [kind for kind in LetterKind.values if kind not in without]
    )
