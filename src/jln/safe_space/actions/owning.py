"""What only the author of a contribution can do: find it by its code, and take it back.

Whoever has the code may, signed in or not: nobody is asked who they are, and no fact tells
when it was done.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import ALPHABET, LETTERS, number_of
from jln.kit.destroyed import destroy
from jln.kit.time import day
from jln.safe_space import keys, waiting
from jln.safe_space.models import SafeAuthor, SafePart, SafeSpace

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.safe_space.waiting import Waiting

WHERE: dict[str, StrOrPromise] = {
    "waiting": _("It waits and is not released yet."),
    "set_aside": _("The moderator set it aside:"),
    "released": _("It is released."),
    "withdrawn": _("It was withdrawn."),
}


@dataclass(frozen=True, slots=True)
class Own:
    """A contribution as its author finds it again. `where` is a key of `WHERE`."""

    where: str
    text: str
    because: str = ""

    @property
    def words(self) -> StrOrPromise:
        """Where it is."""
        return WHERE[self.where]


def own(code: str) -> Own | None:
    """What a code leads to; None if to nothing, or to what was destroyed unread."""
    safe = SafeSpace.objects.filter(pk=number_of(code[:LETTERS])).first()
    if safe is None:
        return None
    hashed = hash_of(code)
    part = SafePart.objects.filter(pattern__safe_space=safe, code_hash=hashed).first()
    if part is not None:
        return Own("withdrawn" if part.withdrawn_on else "released", part.text)
    row = _found(safe, hashed)
    if row is None:
        return None
    return Own("set_aside" if row.set_aside else "waiting", row.text, row.set_aside)


@transaction.atomic
def withdraw(code: str, *, at: datetime) -> SafeSpace | None:
    """Take one's own contribution back, released or not, at any time. None for another code."""
    safe = SafeSpace.objects.select_for_update().filter(pk=number_of(code[:LETTERS])).first()
    if safe is None:
        return None
    hashed = hash_of(code)
    parts = SafePart.objects.filter(pattern__safe_space=safe, code_hash=hashed)
    if part := parts.first():
        destroy(SafeAuthor.objects.filter(part=part))
        gone = {"text": "", "html": "", "person": None, "country": None}
        parts.filter(withdrawn_on=None).update(withdrawn_on=day(at), **gone)
        return safe
    row = _found(safe, hashed)
    if row is not None:
        waiting.remove([row])
    return safe if row else None


def said_code(text: str) -> str:
    """A code as it was typed, without its lines and spaces."""
    return "".join(letter for letter in text.casefold() if letter in ALPHABET)


def shown_code(code: str) -> str:
    """A code as it is shown: the safe space, then five letters at a time."""
    secret = code[LETTERS:]
    pieces = [secret[at : at + 5] for at in range(0, len(secret), 5)]
    return "-".join([code[:LETTERS], *pieces])


def hash_of(code: str) -> str:
    """All that is kept of a code."""
    return hashlib.sha256(f"safe space\0{code}".encode()).hexdigest()


def _found(safe: SafeSpace, hashed: str) -> Waiting | None:
    if safe.sealed_on is not None or safe.opened_on is None:
        return None
    try:
        rows = waiting.read(safe, keys.pool(safe.pk))
    except keys.KeysGone:
        return None
    return next((row for row in rows if hmac.compare_digest(row.code_hash, hashed)), None)
