"""Other words for a recorded decision: two people of staff, and a line that replaces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.actions import register
from jln.governance.models import Decision, Rewording
from jln.kit.verdict import unless

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


@transaction.atomic
def propose(decision: Decision, text: str, reason: str, *, by: Person, at: datetime) -> Rewording:
    """One of staff says how it should read. The same again is one; nothing changes yet."""
    require(by, Permission.DECISION_REWORD, decision)
    _may_change(decision, text)
    known = Rewording.objects.filter(decision=decision, closed_at=None).first()
    if known is not None:
        same = (known.text, known.proposed_by_id) == (text, by.pk)
        unless(same, "open", _("Other words for this decision wait already.")).or_raise()
        return known
    made = Rewording.objects.create(
        decision=decision, text=text, reason=reason, proposed_by=by, proposed_at=at
    )
    record(Kind.REWORDING_PROPOSED, made, by=by, at=at)
    return made


@transaction.atomic
def agree(rewording: Rewording, *, by: Person, at: datetime) -> Decision:
    """Another one of staff agrees: the register gets a line that replaces the old one."""
    rewording = _locked(rewording)
    require(by, Permission.DECISION_REWORD, rewording.decision)
    if rewording.made is not None:
        return rewording.made
    unless(rewording.closed_at is None, "dropped", _("These words were dropped.")).or_raise()
    unless(
        rewording.proposed_by_id != by.pk,
        "same_person",
        _("You proposed these words; a second person has to agree."),
    ).or_raise()
    _may_change(rewording.decision, rewording.text)
    made = _enter(rewording, at)
    rewording.agreed_by, rewording.closed_at, rewording.made = by, at, made
    rewording.save(update_fields=["agreed_by", "closed_at", "made"])
    record(Kind.DECISION_REWORDED, made, by=by, at=at, data={"was": rewording.decision.number})
    return made


@transaction.atomic
def drop(rewording: Rewording, *, by: Person, at: datetime) -> None:
    """It stays as it is. Safe to repeat."""
    rewording = _locked(rewording)
    require(by, Permission.DECISION_REWORD, rewording.decision)
    if rewording.closed_at is None:
        rewording.closed_at = at
        rewording.save(update_fields=["closed_at"])


def _locked(rewording: Rewording) -> Rewording:
    rows = Rewording.objects.select_for_update(of=("self",))
    return rows.select_related("decision__meeting", "made").get(pk=rewording.pk)


def _may_change(decision: Decision, text: str) -> None:
    replaced = Decision.objects.filter(supersedes=decision).exists()
    unless(not replaced, "replaced", _("Another decision has replaced this one.")).or_raise()
    unless(
        text.strip() != decision.text, "same_words", _("These are the words that stand there.")
    ).or_raise()


def _enter(rewording: Rewording, at: datetime) -> Decision:
    """The same decision in other words; what it set in motion is not done again."""
    old = rewording.decision
    line = Decision(
        meeting=old.meeting,
        title=old.title,
        text=rewording.text,
        language=old.language,
        outcome=old.outcome,
        taking=old.taking,
        decided_on=old.decided_on,
        decided_at=at,
        reason=rewording.reason,
        data=old.data,
        tally=old.tally,
        supersedes=old,
    )
    return register.enter(line, admits=old.admits.all())
