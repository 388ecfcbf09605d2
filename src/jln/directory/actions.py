"""Writing to a colleague: the network carries the letter, and nobody sees an address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conduct import actions as conduct
from jln.directory import rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.mail import relaying
from jln.web import limits

if TYPE_CHECKING:
    from jln.mail.models import OutgoingMail
    from jln.people.models import Person


def write(
    to: Person, *, subject: str, text: str, by: Person, at: datetime, form_key: str = ""
) -> OutgoingMail | None:
    """Send one letter to a colleague; her answer comes back the same way.

    The fact holds who wrote to whom; the words stand in the letter only. The same
    form again sends nothing and gives None. Raises PermissionDenied, or RuleBroken: the
    same of who gets no letters as of who lets nothing of the writer come.
    """
    require(by, Permission.PERSON_WRITE_TO, to)
    rules.may_write(is_self=to.pk == by.pk).or_raise()
    relaying.may_write(text, by=by, at=at).or_raise()
    with transaction.atomic():
        require(by, Permission.PERSON_WRITE_TO, to)
        if form_key and _was_sent(by, form_key, at=at):
            return None
        letter = relaying.put(to, text, by=by, at=at, subject=subject)
        conduct.ask_whether_reached(to, by=by, is_withheld=letter.state == "withheld")

        record(Kind.PERSON_WRITTEN_TO, to, by=by, at=at, about=to, quietly=True)
        return letter


def _was_sent(by: Person, form_key: str, *, at: datetime) -> bool:
    """Whether this very form has sent its letter already; now it has."""
    day = timedelta(days=1)
    return not limits.allow("relay.form", f"{by.pk}.{form_key}", most=1, per=day, at=at)
