"""What one button of an issue does, by its name: the page and a word by mail do the same."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from jln.kit.digits import number_in
from jln.newsletter.actions.composing import add, arrange, remove
from jln.newsletter.actions.sending import send_me, stop

if TYPE_CHECKING:
    from jln.newsletter.models import Issue
    from jln.people.models import Person

PLACES = {"up": -1, "down": 1}


def do(issue: Issue, what: str, which: str, *, by: Person, at: datetime) -> Issue:
    """Add a thing, move or remove a piece, stop all of it, or send its editions to who asks."""
    if what == "stop":
        return stop(issue, by=by, at=at)
    if what == "editions":
        send_me(issue, by=by, at=at)
        return issue
    if what == "add":
        return add(issue, [which], by=by, at=at)
    piece = issue.pieces.filter(pk=number_in(which)).first()
    if piece is None:
        return issue
    if what == "remove":
        return remove(issue, piece, by=by, at=at)
    return arrange(issue, piece, PLACES[what], by=by, at=at)
