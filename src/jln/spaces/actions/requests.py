"""Asking to join a space that only its own people read, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.spaces import letters, queries, rules
from jln.spaces.actions.rolls import put_on_roll
from jln.spaces.models import JoinRequest, Space
from jln.spaces.terms import RequestDecision

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


def ask_to_join(space: Space, *, by: Person, at: datetime, words: str = "") -> JoinRequest:
    """Ask the moderators of a space. Asked already: nothing changes.

    Raises PermissionDenied, or RuleBroken where who is in it follows from seats.
    """
    require(by, Permission.PERSON_EDIT, by)
    is_on = space.roll.filter(person=by, until_on=None).exists()
    rules.may_ask(space.kind, is_open=space.closed_at is None, is_on=is_on).or_raise()
    words = " ".join(words.split())[:300]
    wish = {"words": words, "asked_at": at}
    rows = JoinRequest.objects.filter(space=space, person=by, decided_at=None)
    try:
        with transaction.atomic():
            asked, is_new = rows.get_or_create(
                space=space, person=by, decided_at=None, defaults=wish
            )
            if is_new:
                fact = record(Kind.SPACE_ASKED, asked, by=by, at=at, space=space, about=by)
                letters.asked(asked, queries.keepers(space).exclude(pk=by.pk), fact, at=at)
            return asked
    except IntegrityError:  # twice at the same moment
        return rows.get()


def answer_request(asked: JoinRequest, answer: str, *, by: Person, at: datetime) -> JoinRequest:
    """Yes puts the person on the roll, and on the list with it. Said again: nothing changes.

    Raises PermissionDenied, or RuleBroken if somebody else has said otherwise meanwhile.
    """
    require(by, Permission.SPACE_KEEP, asked.space)
    with transaction.atomic():
        rows = JoinRequest.objects.select_for_update(of=("self",))
        asked = rows.select_related("space__country", "person", "decided_by").get(pk=asked.pk)
        if asked.decision == answer:
            return asked
        rules.may_answer(_answered(asked)).or_raise()
        asked.decision, asked.decided_at, asked.decided_by = RequestDecision(answer), at, by
        asked.save(update_fields=["decision", "decided_at", "decided_by"])
        if answer == RequestDecision.YES:
            put_on_roll(asked.space, asked.person, at=at)
        fact = record(
            Kind.SPACE_ANSWERED,
            asked,
            by=by,
            at=at,
            space=asked.space,
            about=asked.person,
            data={"answer": answer},
        )
        letters.answered(asked, fact, at=at)
        return asked


def _answered(asked: JoinRequest) -> str:
    if asked.decided_at is None:
        return ""
    return _("%(name)s has decided about it already: %(decision)s.") % {
        "name": asked.decided_by.name if asked.decided_by else "–",
        "decision": asked.get_decision_display(),
    }
