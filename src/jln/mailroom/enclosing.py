"""The questions of a form inside a letter that tells of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

    from jln.people.models import Person


def questions_of(action: str, subject: Model, person: Person) -> str:
    """The lines between the stars, which an answer is read against."""
    from jln.mailroom import table  # noqa: PLC0415 -- the whole mail room, needed for such letters only
    from jln.mailroom.twin import render  # noqa: PLC0415 -- likewise

    entry = table.entry(action)
    if entry is None:
        raise LookupError(f"{action}: no form of the mail room")
    lines = render.between(entry.by_mail(person, subject), person.language)
    return "\n".join(["***", *lines, "***"])
