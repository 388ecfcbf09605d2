"""Writing in a safe space. It leaves a person nowhere but in the box for the keeper.

No fact, no version, no time and no follower is written here: a fact's number would say
between which other deeds it was done. The facts are written with the mixing.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.words import language_of
from jln.kit.codes import ALPHABET, code_of
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.safe_space import cipher, keys, pace, rules, waiting
from jln.safe_space.actions.owning import hash_of
from jln.safe_space.models import SafeContribution, SafePart, SafeSpace
from jln.safe_space.terms import Level
from jln.safe_space.waiting import Waiting

if TYPE_CHECKING:
    from jln.people.models import Person

SECRET_LETTERS = 25
"""Of a withdrawal code, 125 bits, after the six of its safe space."""


@dataclass(frozen=True, slots=True)
class Said:
    """A contribution as its author sent it. The same `form_key` again is the same one."""

    text: str
    level: str
    form_key: str


def contribute(safe: SafeSpace, said: Said, *, by: Person, at: datetime) -> str:
    """Keep a contribution, and give the code by which only its author can take it back.

    Sent twice, it is kept once. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SAFE_CONTRIBUTE, safe)
    text = rules.plain(said.text)
    rules.may_contribute(safe.state_on(day(at)), text, waiting=0).or_raise()
    key = keys.pool_or_refuse(safe.pk)
    code = _code_of(safe, key, said.form_key, by)
    hashed = hash_of(code)
    language = language_of(text, safe.language)  # never the author's own
    box = cipher.close_box(safe.public_key, str(by.pk).encode()).hex()
    with transaction.atomic():
        safe = SafeSpace.objects.select_for_update().get(pk=safe.pk)
        require(by, Permission.SAFE_CONTRIBUTE, safe)
        count = SafeContribution.objects.filter(safe_space=safe).count()
        rules.may_contribute(safe.state_on(day(at)), text, waiting=count).or_raise()
        if _is_kept(safe, key, hashed):
            return code
        is_calm = pace.allows(safe.pk, by.pk, on=day(at), most=rules.A_DAY)
        unless(is_calm, "often", rules.OFTEN).or_raise()

        one = Waiting(
            text=text,
            language=language,
            level=said.level,
            country=by.country_id,
            box=box,
            code_hash=hashed,
            person=by.pk if said.level == Level.NAMED else None,
        )
        waiting.add(safe, key, one)
    return code


def _code_of(safe: SafeSpace, key: bytes, form_key: str, by: Person) -> str:
    """Made of the form's own key, so that a form sent twice gives the same; stored nowhere."""
    said = f"withdraw\0{form_key}\0{by.pk}".encode()
    number = int.from_bytes(hmac.digest(key, said, hashlib.sha256), "big")
    letters = (ALPHABET[number >> 5 * place & 31] for place in range(SECRET_LETTERS))
    return code_of(safe.pk) + "".join(letters)


def _is_kept(safe: SafeSpace, key: bytes, hashed: str) -> bool:
    if any(row.code_hash == hashed for row in waiting.read(safe, key)):
        return True
    return SafePart.objects.filter(code_hash=hashed).exists()
