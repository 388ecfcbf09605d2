"""What a person says of her own work by mail: a position begun or ended, another country."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jln.accounts import actions, queries
from jln.accounts.actions import Job
from jln.conversations.queries import wish_of
from jln.mailroom.deeds import Deed, Entry
from jln.notify import plans
from jln.notify.forms import plan_said
from jln.web import network

if TYPE_CHECKING:
    from datetime import datetime

    from jln.accounts.models import CountryRequest
    from jln.mailroom.models import MailAnswer
    from jln.people.models import Person, Position

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def _page(_thing: object) -> str:
    return network.link("/me/work/")


def _begin(deed: Deed) -> Position:
    form: Any = deed.form
    job: Job = form.job()
    return actions.begin_position(deed.person, job, by=deed.person, at=deed.at)


def _end(deed: Deed) -> Position:
    return actions.end_position(deed.subject, deed.said["ends"], by=deed.person, at=deed.at)


def _ask(deed: Deed) -> CountryRequest:
    form: Any = deed.form
    return actions.ask_for_country(
        deed.person, form.chosen(), because=deed.said["because"], by=deed.person, at=deed.at
    )


def _begun_undone(_row: MailAnswer, effect: Any, person: Person, at: datetime) -> None:  # noqa: ANN401 -- the position
    actions.take_back_position(effect, by=person, at=at)


def _plan(deed: Deed) -> Person:
    form: Any = deed.form
    return plans.keep(deed.person, form.said(), by=deed.person, at=deed.at)


ENTRIES = (
    Entry(
        "mail.plan",
        _plan,
        now=lambda person, _subject: plan_said(plans.of(person), wish_of(person)),
        before=lambda person, _subject: plans.kept(person),
        undo=lambda row, _effect, person, at: plans.keep(
            person, row.values.get("before", {}), by=person, at=at
        ),
        undo_for=MONTH,
        page=lambda _person: network.link("/me/mail/"),
        adds_up=False,
    ),
    Entry(
        "position.begin",
        _begin,
        offers=lambda person, _subject: {"institutions": queries.institutions_to_choose(person)},
        undo=_begun_undone,
        undo_for=WEEK,
        link=_page,
        page=_page,
    ),
    Entry(
        "position.end",
        _end,
        subject="jln.Position",
        among=queries.own_positions,
        about=lambda position: f"{position.title}, {position.institution.name}",
        undo=lambda _row, effect, person, at: actions.resume_position(effect, by=person, at=at),
        undo_for=WEEK,
        link=_page,
        page=_page,
        adds_up=False,
    ),
    Entry(
        "country.ask",
        _ask,
        offers=lambda person, _subject: {"countries": queries.other_countries(person)},
        undo=lambda _row, _effect, person, at: actions.withdraw_country_request(
            person, by=person, at=at
        ),
        undo_for=WEEK,
        page=_page,
    ),
)
