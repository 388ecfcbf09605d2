"""Decisions about messages that wait, taking them back, and what their writers do meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import letters, rules
from jln.conversations.actions.held_told import done
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.models import HeldPost
from jln.conversations.rules import holding
from jln.conversations.terms import HeldBecause, HeldDecision
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day

if TYPE_CHECKING:
    from jln.people.models import Person


def decide(held: HeldPost, decision: str, *, by: Person, at: datetime, words: str = "") -> HeldPost:
    """Publish, ask for a change, hold or refuse. Published, it goes out ten minutes later.

    Said again by the same person, nothing changes. Raises PermissionDenied, or RuleBroken
    without words where they are needed, or when somebody else has decided meanwhile.
    """
    require(by, Permission.POST_MODERATE, held)
    words = words.strip()
    with transaction.atomic():
        held = _locked(held)
        require(by, Permission.POST_MODERATE, held)
        if (held.decision, held.decided_by_id, held.words) == (decision, by.pk, words):
            return held
        holding.may_decide(decision, words, decided=_decided(held)).or_raise()

        held.decision, held.words = HeldDecision(decision), words
        held.decided_at, held.decided_by = at, by
        held.due_at = at + holding.GOES_OUT_AFTER if decision == HeldDecision.PUBLISH else None
        is_on_hold = decision == HeldDecision.HOLD
        held.ask_again_on = day(at + holding.ASK_AGAIN_AFTER) if is_on_hold else None
        held.save()

        is_told = decision != HeldDecision.PUBLISH  # of that the letter goes with the message
        data = {"decision": decision}
        done(held, Kind.POST_MODERATED, by=by, at=at, data=data, is_told=is_told)
        return held


def take_back(held: HeldPost, *, by: Person, at: datetime) -> HeldPost:
    """It waits again, and its writer is told if something was said. Waits already: no change.

    Raises PermissionDenied, or RuleBroken once it has appeared or after seven days.
    """
    require(by, Permission.POST_MODERATE, held)
    with transaction.atomic():
        held = _locked(held)
        if held.decided_at is None:
            return held
        is_out = held.post_id is not None or (held.due_at is not None and held.due_at <= at)
        holding.may_take_back(
            held.decision, decided_at=held.decided_at, is_out=is_out, at=at
        ).or_raise()
        before = held.decision
        _wait_again(held)
        held.save()
        is_told, data = before != HeldDecision.PUBLISH, {"decision": before}
        done(held, Kind.POST_MODERATED_UNDONE, by=by, at=at, data=data, is_told=is_told)
        return held


def change_held(held: HeldPost, text: str, *, by: Person, at: datetime) -> HeldPost:
    """Its writer words it anew; it waits again, and its moderators get the new words.

    The same words again change nothing. Raises RuleBroken once it is published or refused.
    """
    if held.by_id != by.pk:
        raise PermissionDenied("post.change")
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    with transaction.atomic():
        held = _locked(held)
        if held.text == text and held.decision == "":
            return held
        holding.may_change(held.decision, is_own=True).or_raise()
        rules.may_post(text, is_open=True).or_raise()
        refuse_named_until_commit(held.space_id)
        held.text, held.because, held.waits_since = text, HeldBecause.CHANGED, at
        held.asked_further_at = held.told_late_on = None
        _wait_again(held)
        held.save()
        fact = record(Kind.POST_HELD_CHANGED, held, by=by, at=at, space=held.space, about=by)
        letters.held(held, letters.deciders(held), fact, at=at)
        return held


def withdraw_held(held: HeldPost, *, by: Person, at: datetime) -> bool:
    """Its writer takes it back: nothing of it is kept. False if it was taken back before."""
    if held.by_id != by.pk:
        raise PermissionDenied("post.withdraw")
    with transaction.atomic():
        rows = HeldPost.objects.select_for_update(of=("self",)).filter(pk=held.pk)
        found = rows.select_related("space").first()
        if found is None:
            return False
        holding.may_change(found.decision, is_own=True).or_raise()
        record(Kind.POST_HELD_WITHDRAWN, found, by=by, at=at, space=found.space, about=by)
        found.delete()
        return True


def _locked(held: HeldPost) -> HeldPost:
    rows = HeldPost.objects.select_for_update(of=("self",))
    return rows.select_related("space__country", "by", "decided_by", "topic").get(pk=held.pk)


def _wait_again(held: HeldPost) -> None:
    held.decision, held.words, held.decided_at, held.decided_by = "", "", None, None
    held.due_at = held.ask_again_on = None


def _decided(held: HeldPost) -> str:
    """What somebody else has decided meanwhile, as a sentence; empty while it waits."""
    if held.decision in holding.WAITING:
        return ""
    return _("%(name)s has decided about it already: %(decision)s.") % {
        "name": held.decided_by.name if held.decided_by else "–",
        "decision": held.get_decision_display(),
    }
