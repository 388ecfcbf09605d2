"""When a Core Group's deeds may be done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.countries.terms import GroupKind
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from datetime import date, datetime

HORIZON = timedelta(days=300)  # a day said without its year is then one day only


def may_form(*, is_member: bool, has_group: bool, kind: str, name: str) -> Verdict:
    """A member country has one group; an adopted body is called by its name."""
    return (
        unless(is_member, "member", _("Only a member country has a Country Core Group."))
        & unless(not has_group, "has_one", _("The country has a Country Core Group on record."))
        & unless(kind != GroupKind.ADOPTED or bool(name), "name", _("Say what the body is called."))
    )


def may_plan(*, starts_at: datetime, at: datetime, items: int) -> Verdict:
    """A meeting of the near future, or one that is put on record afterwards."""
    return unless(
        starts_at <= at + HORIZON, "too_far", _("Plan meetings of the next ten months.")
    ) & unless(items <= MOST_ITEMS, "items", _("An agenda has at most twelve items."))


MOST_ITEMS = 12


def may_note(*, starts_at: datetime, at: datetime) -> Verdict:
    """Nobody knows before it begins what was said."""
    return unless(starts_at <= at, "not_yet", _("The meeting has not begun yet."))


def may_give(*, holds_seat: bool, due_on: date, on: date) -> Verdict:
    """To somebody of the group, until a day to come."""
    return unless(
        holds_seat, "owner", _("An action belongs to somebody who holds a seat of the country.")
    ) & may_later(due_on=due_on, on=on)


def may_later(*, due_on: date, on: date) -> Verdict:
    """A day that can still be kept."""
    return unless(on <= due_on <= on + HORIZON, "due", _("Choose a day in the next ten months."))


def may_pass_on(*, told_on: date, on: date) -> Verdict:
    """What was told is told."""
    return unless(told_on <= on, "not_yet", _("That day has not come yet."))


def may_settle(*, is_done: bool, has_owner: bool) -> Verdict:
    """An action is answered for while it is open and somebody's."""
    return unless(not is_done, "done", _("This action is done already.")) & unless(
        has_owner, "nobodys", _("Nobody has this action; give it to somebody first.")
    )
