"""LESS, MORE, DAILY, WEEKLY, AWAY, BACK: how letters come, by one word to any letter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations.models import AskedColleague, Post
from jln.mail import tokens
from jln.mail.reading.commands import DAYS_AWAY, days_in
from jln.mail.terms import Reason
from jln.mailroom import receipts
from jln.mailroom.case import Case, End, done
from jln.notify import actions as notify
from jln.notify import plans
from jln.spaces import actions as spaces
from jln.spaces.terms import Delivery
from jln.ui import formats
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.spaces.models import Space


def space_of(case: Case) -> Space | None:
    """The space that the answered letter came from."""
    about = tokens.subject_of(case.aim) if case.aim else None
    if isinstance(about, Post | AskedColleague):
        return about.topic.space
    return case.door.space


def _receipt(case: Case, *lines: str) -> End:
    more = _("To choose which letters you get: %(link)s") % {"link": network.link("/me/mail/")}
    receipts.send(case, [*lines, more], about="choosing")
    return done(Reason.CHOSEN)


def _minutes(case: Case, step: int) -> End:
    plan = plans.step(case.person, step, by=case.person, at=case.at)
    back = _("MORE takes it back.") if step < 0 else _("LESS takes it back.")
    if plan.minutes is None:
        return _receipt(case, _("There is no limit to your minutes any more."), back)
    said = _("From now on you get at most %(minutes)s minutes a week.")
    return _receipt(case, said % {"minutes": plan.minutes}, back)


def _often(case: Case, delivery: Delivery) -> End:
    space = space_of(case)
    if space is not None:
        spaces.set_delivery(space, case.person, delivery, by=case.person, at=case.at)
        said = {"space": space.called, "how": str(delivery.label)}
        return _receipt(case, _("“%(space)s” now comes to you: %(how)s.") % said)
    plans.all_spaces(case.person, delivery, by=case.person, at=case.at)
    said = {"how": str(delivery.label)}
    return _receipt(case, _("All your spaces now come to you: %(how)s.") % said)


def _away(case: Case) -> End:
    count = days_in(case.reading.text) or days_in(case.reading.subject) or DAYS_AWAY
    on = case.at.date() + timedelta(days=count)
    plans.away(case.person, on, by=case.person, at=case.at)
    said = _("You get no letters until %(day)s. Answer BACK, and they come again.")
    return _receipt(case, said % {"day": formats.day(on)})


def _back(case: Case) -> End:
    notify.come_again(case.person, by=case.person, at=case.at)
    return _receipt(case, _("Letters come to you again."))


COMMANDS: dict[str, Callable[[Case], End]] = {
    "less": lambda case: _minutes(case, -1),
    "more": lambda case: _minutes(case, 1),
    "daily": lambda case: _often(case, Delivery.DAILY),
    "weekly": lambda case: _often(case, Delivery.WEEKLY),
    "away": _away,
    "back": _back,
}
"""What one word does as the answer to any letter that is no form."""
