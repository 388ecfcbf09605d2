"""Writing a line into the register of decisions: the one place where it grows."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from jln.governance import keys
from jln.governance.models import Decision, KeyChange
from jln.governance.rules import chain
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jln.countries.models import Country
    from jln.governance.models import ManagerAppointment


@transaction.atomic
def enter(decision: Decision, *, admits: Iterable[Country] = ()) -> Decision:
    """Give a decision its number, its mark and its signature, and write it. For ever."""
    versions.bump("register")  # its row is locked: two decisions never follow the same one
    last = Decision.objects.order_by("-number").values_list("number", "mark").first()
    number, before = last or (0, chain.NOTHING_BEFORE)
    decision.number = number + 1
    if decision.tally.get("seats"):
        decision.salt = decision.salt or secrets.token_hex()
    sealed = chain.seal(decision.content(), before=before, key=keys.signing_key())
    decision.line, decision.mark, decision.signature = sealed.line, sealed.mark, sealed.signature
    decision.save(force_insert=True)
    decision.admits.set(admits)
    return decision


@transaction.atomic
def change_key(appointment: ManagerAppointment, *, at: datetime) -> KeyChange:
    """Let another key sign from here on; the old one is removed. Once an appointment."""
    versions.bump("register")  # as above: no decision is signed meanwhile
    known = KeyChange.objects.filter(appointment=appointment).first()
    if known is not None:
        return known
    last = Decision.objects.order_by("-number").values_list("number", "mark").first()
    after, before = last or (0, chain.NOTHING_BEFORE)
    number = KeyChange.objects.count() + 1
    before_it = KeyChange.objects.order_by("-number").values_list("key", flat=True).first()
    old, new = keys.signing_key(), keys.next_key()
    said = {"change": number, "after": after, "at": at.isoformat()}
    step = chain.pass_on(said, before=before, old=old, new=new)
    made = KeyChange(
        number=number, appointment=appointment, after=after, key=chain.public_of(new), at=at
    )
    made.line, made.signature, made.answer = step
    made.save(force_insert=True)
    transaction.on_commit(partial(keys.forget, before_it or ""))
    return made
