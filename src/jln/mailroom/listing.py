"""Spaces as lists by mail: one word to a space's address, or to `<space>-join@` and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.kit.verdict import unless
from jln.mail.terms import Reason
from jln.mailroom import receipts
from jln.mailroom.case import Case, End, done, held
from jln.mailroom.deeds import Deed, Entry
from jln.mailroom.list_words import WORDS
from jln.mailroom.words import is_one_of
from jln.spaces import actions, queries
from jln.spaces.models import JoinRequest, Space
from jln.spaces.terms import Delivery, Visibility
from jln.ui.formats import list_parts
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.people.models import Person

DELIVERIES = {
    "digest": Delivery.DAILY,
    "daily": Delivery.DAILY,
    "weekly": Delivery.WEEKLY,
    "each": Delivery.EVERY,
}
MOST_NAMED = 5


def command_of(case: Case) -> str:
    """What one word asks of a space: by the address, the whole text, else the whole subject."""
    if case.door.space is None:
        return ""
    if case.door.command:
        return case.door.command
    if case.letter or case.thread:  # the word is said to what it answers
        return ""
    if case.door.name != "space":
        return ""
    said = case.reading.text.strip() or case.reading.base_subject
    return next((name for name, words in WORDS.items() if is_one_of(said, words)), "")


def do(case: Case, name: str) -> End:
    """Do it, and say what holds now."""
    space = case.door.space
    if space is None:
        raise LookupError("a command to no space")
    if name in DELIVERIES:
        return _deliver(case, space, DELIVERIES[name])
    return DEEDS[name](case, space)


def _join(case: Case, space: Space) -> End:
    if not can(case.person, Permission.SPACE_JOIN, space):
        return _ask(case, space)
    row = actions.join(space, case.person, by=case.person, at=case.at)
    return _said(case, space, _comes(row.get_delivery_display()))


def _ask(case: Case, space: Space) -> End:
    """Only its own people read it: its moderators are asked."""
    actions.ask_to_join(space, by=case.person, at=case.at)
    said = {"space": space.called}
    lines = [_("The moderators of “%(space)s” are asked. You hear by mail.") % said]
    receipts.send(case, lines, about="list")
    return held(Reason.FOR_MODERATORS)


def _leave(case: Case, space: Space) -> End:
    was_on = actions.leave(space, case.person, by=case.person, at=case.at)
    said = {"space": space.called}
    if was_on or can(case.person, Permission.SPACE_JOIN, space):
        line = _("You are not on “%(space)s” any more.") % said
        lines = [line, _("To come back, write JOIN to %(address)s.") % _address(space)]
    else:  # nothing is said of a space that is not theirs
        lines = [_("You are not on its list.")]
    receipts.send(case, lines, about="list")
    return done(Reason.STOPPED)


def _deliver(case: Case, space: Space, delivery: Delivery) -> End:
    row = actions.set_delivery(space, case.person, delivery, by=case.person, at=case.at)
    return _said(case, space, _comes(row.get_delivery_display()))


def _who(case: Case, space: Space) -> End:
    """How many, and who moderates: for those who read it, and never an address."""
    if not can(case.person, Permission.SPACE_JOIN, space):
        raise PermissionDenied("space.who")
    names = queries.moderators(space).order_by("name").values_list("name", flat=True)[:MOST_NAMED]
    count = queries.subscribers(space).count()
    lines = [
        _("On “%(space)s”: %(count)s") % {"space": space.called, "count": count},
        _("Moderators")
        + ": "
        + (list_parts(*names) or _("Nobody: the Network Manager's staff decide.")),
        network.link(f"/spaces/{space.slug}/"),
    ]
    receipts.send(case, lines, about="list")
    return done(Reason.HELPED)


def _help(case: Case, space: Space) -> End:
    """What can be written to a space, on one screen."""
    is_theirs = can(case.person, Permission.SPACE_JOIN, space)
    unless(
        is_theirs or space.visibility != Visibility.ROLL,
        "not_theirs",
        _("Only its own people read this space. JOIN asks its moderators."),
    ).or_raise()
    lines = [
        _("What you can write to %(address)s:") % _address(space),
        _("- Your question or news: it appears in “%(space)s”.") % {"space": space.called},
        _("- JOIN or LEAVE, as the only word."),
        _("- EACH, DAILY or WEEKLY: how it comes to you."),
        _("- WHO: how many read it, and who moderates."),
        network.link("/spaces/"),
    ]
    receipts.send(case, lines, about="list")
    return done(Reason.HELPED)


def _comes(how: str) -> str:
    return _("It comes to you: %(how)s.") % {"how": how}


def _said(case: Case, space: Space, line: str) -> End:
    on = _("You are on “%(space)s” now.") % {"space": space.called}
    leave = _("To leave, write LEAVE to %(address)s.") % _address(space)
    receipts.send(case, [on, line, leave, network.link("/spaces/")], about="list")
    return done(Reason.LISTED)


def _address(space: Space) -> dict[str, str]:
    return {"address": network.address(space.slug)}


DEEDS: dict[str, Callable[[Case, Space], End]] = {
    "join": _join,
    "leave": _leave,
    "stop": _leave,
    "who": _who,
    "help": _help,
    "confirm": _help,
}
"""What a word does; CONFIRM without anything that waits shows what can be done."""


def _readable(person: Person) -> Any:  # noqa: ANN401 -- a QuerySet of spaces
    return queries.readable(person).select_related("country")


def _kept(person: Person) -> Any:  # noqa: ANN401 -- likewise
    return visible(person, Permission.SPACE_KEEP, Space.objects.select_related("country"))


def _called(space: Space) -> str:
    return space.called


def _list_page(_thing: object) -> str:
    return network.link("/spaces/")


def _settings_page(space: Space) -> str:
    return network.link(f"/spaces/{space.slug}/settings/")


def _keep(deed: Deed) -> Space:
    form: Any = deed.form
    return actions.change(deed.subject, form.setting(), by=deed.person, at=deed.at)


def _moderate(deed: Deed) -> Space:
    form: Any = deed.form
    actions.moderate(deed.subject, form.found, by=deed.person, at=deed.at)
    space: Space = deed.subject
    return space


def _unmoderate(deed: Deed) -> None:
    row = deed.subject
    actions.unmoderate(row.space, row.person, by=deed.person, at=deed.at)


def _delivered(deed: Deed) -> Space:
    space: Space = deed.subject
    actions.set_delivery(space, deed.person, deed.said["delivery"], by=deed.person, at=deed.at)
    return space


def _left(deed: Deed) -> None:
    actions.leave(deed.subject, deed.person, by=deed.person, at=deed.at)


ENTRIES = (
    Entry(
        "space.join",
        lambda deed: actions.join(deed.subject, deed.person, by=deed.person, at=deed.at).space,
        subject="jln.Space",
        among=_readable,
        about=_called,
        page=_list_page,
        adds_up=False,
    ),
    Entry(
        "space.deliver",
        _delivered,
        subject="jln.Space",
        among=_readable,
        about=_called,
        now=lambda person, space: {"delivery": queries.delivery_of(space, person)},
        page=lambda _space: network.link("/me/mail/"),
        adds_up=False,
    ),
    Entry(
        "space.leave",
        _left,
        subject="jln.Space",
        among=_readable,
        about=_called,
        page=_list_page,
        adds_up=False,
    ),
    Entry(
        "space.ask",
        lambda deed: actions.ask_to_join(deed.subject, by=deed.person, at=deed.at),
        subject="jln.Space",
        among=lambda _person: queries.spaces_to_ask_for(),
        about=_called,
        page=_list_page,
        adds_up=False,
    ),
    Entry(
        "space.answer",
        lambda deed: actions.answer_request(
            deed.subject, deed.said["answer"], by=deed.person, at=deed.at
        ),
        subject="jln.JoinRequest",
        among=lambda person: JoinRequest.objects.filter(
            decided_at=None, space__in=_kept(person)
        ).select_related("space__country", "person"),
        about=lambda wish: f"{wish.person.name}: {wish.space.called}",
        page=lambda wish: _settings_page(wish.space),
        adds_up=False,
    ),
    Entry(
        "space.keep",
        _keep,
        subject="jln.Space",
        among=_kept,
        now=lambda _person, space: {
            "rule": space.rule,
            "description": space.description,
            "languages": space.languages,
        },
        about=_called,
        link=_settings_page,
        page=_settings_page,
        adds_up=False,
    ),
    Entry(
        "space.moderate",
        _moderate,
        subject="jln.Space",
        among=_kept,
        offers=lambda _person, space: {"space": space},
        about=_called,
        link=_settings_page,
        page=_settings_page,
        adds_up=False,
    ),
    Entry(
        "space.unmoderate",
        _unmoderate,
        subject="jln.SpaceModerator",
        about=lambda row: f"{row.person.name}: {row.space.called}",
        page=lambda row: _settings_page(row.space),
        adds_up=False,
    ),
)
"""Answered by mail as on the pages: rights are asked of the policy in each action."""
