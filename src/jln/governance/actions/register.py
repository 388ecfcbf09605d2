"""Writing a line into the register of decisions: the one place where it grows."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from jln.governance.keys import signing_key
from jln.governance.models import Decision
from jln.governance.rules import chain
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.countries.models import Country


@transaction.atomic
def enter(decision: Decision, *, admits: Iterable[Country] = ()) -> Decision:
    """Give a decision its number, its mark and its signature, and write it. For ever."""
    versions.bump("register")  # its row is locked: two decisions never follow the same one
    last = Decision.objects.order_by("-number").values_list("number", "mark").first()
    number, before = last or (0, chain.NOTHING_BEFORE)
    decision.number = number + 1
    decision.salt = secrets.token_hex() if decision.tally.get("seats") else ""
    sealed = chain.seal(decision.content(), before=before, key=signing_key())
    decision.line, decision.mark, decision.signature = sealed.line, sealed.mark, sealed.signature
    decision.save(force_insert=True)
    decision.admits.set(admits)
    return decision
