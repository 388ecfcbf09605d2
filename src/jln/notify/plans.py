"""Changing how much is read, when and how often: the page and one word by mail do the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import actions as conversations
from jln.conversations.models.asking import USUAL_A_WEEK
from jln.conversations.queries import wish_of
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.notify.digests import rules
from jln.notify.models import MailPlan
from jln.people.models import Person
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jln.conversations.models import AskWish

STEPS: tuple[int | None, ...] = (*rules.MINUTES, None)
SAID = ("minutes", "daily_at", "weekly_on", "quiet_from", "quiet_to", "news")
LISTED = (Delivery.EVERY, Delivery.DAILY, Delivery.WEEKLY)


def of(person: Person) -> MailPlan:
    """What a person said, or what holds for who said nothing. Not saved."""
    return MailPlan.objects.filter(person=person).first() or MailPlan(person=person)


def with_wish(person: Person) -> tuple[MailPlan, AskWish | None]:
    """The same, and what the person said of being asked: one question for both."""
    rows = Person.objects.select_related("mail_plan", "ask_wish")
    known = rows.get(pk=person.pk)
    plan = getattr(known, "mail_plan", None) or MailPlan(person=person)
    return plan, getattr(known, "ask_wish", None)


@transaction.atomic
def set_plan(person: Person, said: Mapping[str, object], *, by: Person, at: datetime) -> MailPlan:
    """Keep a person's minutes, hours and asks. Raises PermissionDenied. Safe to repeat."""
    require(by, Permission.PERSON_EDIT, person)
    plan, _is_new = MailPlan.objects.select_for_update().get_or_create(person=person)
    changed = {name: value for name, value in said.items() if getattr(plan, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(changed))
        data: dict[str, object] = {"plan": sorted(changed)}
        record(Kind.SETTING_CHANGED, person, by=by, at=at, about=person, data=data)
    return plan


def kept(person: Person) -> dict[str, object]:
    """All that `keep` changes, as it stands."""
    plan, wish = of(person), wish_of(person)
    said = {name: getattr(plan, name) for name in SAID}
    return {**said, "times": wish.asks_a_week if wish else USUAL_A_WEEK}


@transaction.atomic
def keep(person: Person, said: Mapping[str, object], *, by: Person, at: datetime) -> Person:
    """All that the page of one's mail asks: the plan, and how often one is asked (`times`)."""
    plan = {name: value for name, value in said.items() if name != "times"}
    set_plan(person, plan, by=by, at=at)
    wish = wish_of(person)
    times = said.get("times", USUAL_A_WEEK)
    if isinstance(times, int) and times != (wish.asks_a_week if wish else USUAL_A_WEEK):
        themes = wish.themes if wish else ()
        also = wish is None or wish.also_outside
        conversations.wish(person, asks_a_week=times, at=at, themes=themes, also_outside=also)
    return person


def step(person: Person, by_steps: int, *, by: Person, at: datetime) -> MailPlan:
    """One step less or more of the minutes that are offered; at the ends it stays."""
    now = STEPS.index(_nearest(of(person).minutes))
    wanted = STEPS[min(max(now + by_steps, 0), len(STEPS) - 1)]
    return set_plan(person, {"minutes": wanted}, by=by, at=at)


def _nearest(minutes: int | None) -> int | None:
    if minutes is None:
        return None
    return min(rules.MINUTES, key=lambda one: abs(one - minutes))


@transaction.atomic
def all_spaces(person: Person, delivery: Delivery, *, by: Person, at: datetime) -> int:
    """All spaces whose posts come to a person by themselves come so. Gives how many changed."""
    require(by, Permission.PERSON_EDIT, person)
    rows = Subscription.objects.filter(person=person, left_at=None, delivery__in=LISTED)
    count = rows.exclude(delivery=delivery).update(delivery=delivery)
    if count:
        data: dict[str, object] = {"delivery": str(delivery)}
        record(Kind.SETTING_CHANGED, person, by=by, at=at, about=person, data=data)
    return count


@transaction.atomic
def away(person: Person, until: date | None, *, by: Person, at: datetime) -> Person:
    """No letters until a day, or again from now on. Safe to repeat."""
    require(by, Permission.PERSON_EDIT, person)
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.away_until != until:
        locked.away_until = until
        locked.save(update_fields=["away_until"])
        data: dict[str, object] = {"away": until.isoformat() if until else None}
        record(Kind.SETTING_CHANGED, locked, by=by, at=at, about=locked, data=data)
    return locked
