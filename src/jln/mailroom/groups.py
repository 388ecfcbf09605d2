"""What people of a Core Group do by mail: its record, meetings, notes and actions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jln.governance import actions, queries
from jln.governance.forms import action_said, group_said, meeting_said, notes_said
from jln.governance.queries import listed
from jln.kit import clock
from jln.kit.time import day
from jln.mailroom.deeds import Deed, Entry, plain, with_said
from jln.ui.formats import country_name
from jln.web import network

if TYPE_CHECKING:
    from jln.countries.models import CountryCoreGroup
    from jln.governance.models import CoreGroupAction, CoreGroupMeeting, SupportRequest
    from jln.people.models import Person

MONTH = timedelta(days=30)


def _group_path(group: Any) -> str:  # noqa: ANN401 -- a group, or the country itself
    country = getattr(group, "country", group)
    return network.link(f"/countries/{country.code.lower()}/group/")


def _meeting_path(meeting: CoreGroupMeeting) -> str:
    return f"{_group_path(meeting.group)}meetings/{meeting.code}/"


def _action_path(action: CoreGroupAction) -> str:
    return f"{_group_path(action.group)}actions/{action.code}/"


def _of_country(thing: Any) -> str:  # noqa: ANN401 -- a group, or the country itself
    return country_name(getattr(thing, "country", thing))


def _institutions(_person: Person, thing: Any) -> dict[str, Any]:  # noqa: ANN401 -- likewise
    return {"institutions": queries.institutions_of(getattr(thing, "country", thing))}


def _people(group: CountryCoreGroup) -> dict[str, Any]:
    return {"people": list(queries.people_of(group.country, on=day(clock.now())))}


def _support_path(asked: SupportRequest) -> str:
    return f"{_group_path(asked.group)}support/{asked.code}/"


def _give(deed: Deed) -> CoreGroupAction:
    form: Any = deed.form
    text = deed.said["text"]
    return actions.give(deed.subject, text, **form.said(), by=deed.person, at=deed.at)


def _change_action(deed: Deed) -> CoreGroupAction:
    form: Any = deed.form
    text = deed.said["text"]
    return actions.change_action(deed.subject, text, **form.said(), by=deed.person, at=deed.at)


def _stands(_person: Person, action: CoreGroupAction) -> dict[str, Any]:
    return plain({"due_on": action.due_on, "outcome": action.outcome})


ENTRIES = (
    Entry(
        "core_group.form",
        with_said(actions.form_group, actions.Terms),
        subject="jln.Country",
        among=lambda person: queries.forming(person).filter(core_group=None),
        offers=_institutions,
        about=_of_country,
        link=_group_path,
        page=lambda country: f"{_group_path(country)}record/",
    ),
    Entry(
        "core_group.change",
        with_said(actions.change_group, actions.Terms),
        subject="jln.CountryCoreGroup",
        among=queries.changing,
        offers=_institutions,
        now=lambda _person, group: group_said(group),
        about=_of_country,
        link=_group_path,
        page=lambda group: f"{_group_path(group)}record/",
        adds_up=False,
    ),
    Entry(
        "core_group.show",
        lambda deed: actions.show(deed.subject, deed.said["shows"], by=deed.person, at=deed.at),
        subject="jln.CountryCoreGroup",
        among=queries.changing,
        now=lambda _person, group: {"shows": group.shows},
        before=lambda _person, group: {"shows": group.shows},
        undo=lambda row, group, person, at: actions.show(
            group, row.values["before"]["shows"], by=person, at=at
        ),
        undo_for=MONTH,
        about=_of_country,
        link=_group_path,
        page=lambda group: f"{_group_path(group)}public/",
        adds_up=False,
    ),
    Entry(
        "core_group.pass_on",
        lambda deed: actions.pass_on(deed.subject, **deed.said, by=deed.person, at=deed.at),
        subject="jln.CountryCoreGroup",
        among=queries.keeping,
        about=_of_country,
        link=lambda line: _group_path(line.group),
        page=lambda group: f"{_group_path(group)}passed-on/",
    ),
    Entry(
        "core_meeting.plan",
        with_said(actions.plan, actions.Plan),
        subject="jln.CountryCoreGroup",
        among=queries.keeping,
        offers=lambda _person, group: {"zone": group.country.timezone},
        about=_of_country,
        link=_meeting_path,
        page=lambda group: f"{_group_path(group)}meetings/new/",
    ),
    Entry(
        "core_meeting.change",
        with_said(actions.change_meeting, actions.Plan),
        subject="jln.CoreGroupMeeting",
        among=queries.meetings_to_keep,
        offers=lambda _person, meeting: {"zone": meeting.group.country.timezone},
        now=lambda _person, meeting: meeting_said(meeting),
        link=_meeting_path,
        page=lambda meeting: f"{_meeting_path(meeting)}plan/",
        adds_up=False,
    ),
    Entry(
        "core_meeting.cancel",
        lambda deed: actions.cancel_meeting(
            deed.subject, deed.said["because"], by=deed.person, at=deed.at
        ),
        subject="jln.CoreGroupMeeting",
        among=lambda person: queries.meetings_to_keep(person).filter(noted_at=None),
        link=_meeting_path,
        page=lambda meeting: f"{_meeting_path(meeting)}cancel/",
        adds_up=False,
    ),
    Entry(
        "support.ask",
        with_said(actions.ask_support),
        subject="jln.CountryCoreGroup",
        among=queries.keeping,
        offers=lambda _person, _group: {"partners": listed.partners()},
        about=_of_country,
        link=_support_path,
        page=lambda group: f"{_group_path(group)}support/",
    ),
    Entry(
        "support.answer",
        with_said(actions.answer_support),
        subject="jln.SupportRequest",
        among=listed.requests_to_answer,
        link=_support_path,
        page=_support_path,
        asks={"no_words": "text", "day": "answered_on"},
        how=lambda _asked: _("Answer YES, IN PART or NO, and below it a line of your own words."),
        adds_up=False,
    ),
    Entry(
        "core_meeting.note",
        with_said(actions.note),
        subject="jln.CoreGroupMeeting",
        among=queries.meetings_to_keep,
        offers=lambda _person, meeting: {
            "institutions": list(meeting.group.institutions.order_by("name", "pk"))
        },
        now=lambda _person, meeting: notes_said(meeting),
        link=_meeting_path,
        page=lambda meeting: f"{_meeting_path(meeting)}notes/",
        adds_up=False,
    ),
    Entry(
        "core_meeting.send",
        lambda deed: actions.send_notes(deed.subject, by=deed.person, at=deed.at),
        subject="jln.CoreGroupMeeting",
        among=queries.meetings_to_keep,
        link=_meeting_path,
        page=lambda meeting: f"{_meeting_path(meeting)}letter/",
        adds_up=False,
    ),
    Entry(
        "core_action.give",
        _give,
        subject="jln.CoreGroupMeeting",
        among=queries.meetings_to_keep,
        offers=lambda _person, meeting: _people(meeting.group),
        link=lambda action: _meeting_path(action.meeting),
        page=lambda meeting: f"{_meeting_path(meeting)}actions/",
    ),
    Entry(
        "core_action.change",
        _change_action,
        subject="jln.CoreGroupAction",
        among=queries.actions_to_change,
        offers=lambda _person, action: _people(action.group),
        now=lambda _person, action: action_said(action),
        link=lambda action: _meeting_path(action.meeting),
        page=lambda action: f"{_action_path(action)}change/",
        adds_up=False,
    ),
    Entry(
        "core_action.settle",
        with_said(actions.settle),
        subject="jln.CoreGroupAction",
        among=queries.actions_to_settle,
        before=_stands,
        undo=lambda row, action, person, at: actions.reopen(
            action, row.values["before"], by=person, at=at
        ),
        undo_for=MONTH,
        is_undone_by_mail=lambda action: action.owner_id is not None,
        link=lambda action: _meeting_path(action.meeting),
        page=_action_path,
    ),
)
"""Answered by people of the group: rights are asked of the policy in each action."""
