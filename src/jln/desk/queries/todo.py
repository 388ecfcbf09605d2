"""The desk's one list: what waits for the Network Manager's staff, oldest first.

Each domain says what waits in it by a query of its own; here each of them becomes
lines with one next step. A provider costs the same however much waits.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from babel import units
from django.utils.translation import gettext_lazy as _

from jln.accounts import queries as accounts
from jln.activities import queries as activities
from jln.desk.queries import calling
from jln.desk.queries.people import requests
from jln.desk.queries.waiting import late_questions, mail_for_staff
from jln.elections import queries as elections
from jln.governance.models import Motion
from jln.governance.queries import agendas, decided, listed
from jln.kit.time import day
from jln.mail.terms import InboundState
from jln.membership import queries as membership
from jln.parameters import queries as parameters
from jln.priorities import queries as priorities
from jln.seats import queries as seats
from jln.ui import formats
from jln.web.addresses import url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from jln.countries.models import Country
    from jln.membership.queries.applications import Waits

MOST = 100
"""Lines of one kind; whoever has more of them works through these first."""


class Todo(NamedTuple):
    """One thing to decide: since when it waits, what it is, and the one next step."""

    since: datetime
    kind: StrOrPromise
    title: str
    step: StrOrPromise
    link: str
    country: Country | None = None
    language: str = ""  # of the title, where a person wrote it

    def waited(self, at: datetime) -> str:
        """`6 days`, or hours on the first."""
        past = max(at - self.since, timedelta())
        hours = (past.seconds // 3600, "duration-hour")
        figure, unit = (past.days, "duration-day") if past.days else hours
        return units.format_unit(figure, unit, locale=formats.locale_of(formats.language()))


def lines(*, at: datetime) -> list[Todo]:
    """All of it, the oldest first; who calls this sees to it that staff read it."""
    with parameters.looked_up(day(at)):
        found = [line for provider in PROVIDERS for line in provider(at)]
    return sorted(found, key=lambda one: one.since)


def _begin(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)


def _mail(at: datetime) -> Iterator[Todo]:
    for row in mail_for_staff(at).select_related("person__country").order_by("pk")[:MOST]:
        is_stuck = row.state == InboundState.RECEIVED
        link = url("desk_mail_in_one", number=row.pk)
        yield Todo(
            row.received_at,
            _("Mail that needs a person"),
            row.subject or str(_("(no subject)")),
            _("Look") if is_stuck else _("Deal with it"),
            link if is_stuck else url("desk_mail_handle", code=row.code),
            row.person.country if row.person else None,
            "",
        )


def _questions(at: datetime) -> Iterator[Todo]:
    rows = late_questions(at).select_related("by__country").order_by("started_at")
    for topic in rows[:MOST]:
        yield Todo(
            topic.started_at,
            _("Question without an answer"),
            topic.title,
            _("Answer"),
            url("topic", code=topic.code),
            topic.by.country if topic.by else None,
            topic.language,
        )


def _requests(_at: datetime) -> Iterator[Todo]:
    for one in requests()[:MOST]:
        yield Todo(
            one.asked_at,
            _("Another country asked for"),
            one.person.name,
            _("Decide"),
            url("desk_country_request", code=one.code),
            one.country,
        )


def _resets(_at: datetime) -> Iterator[Todo]:
    for one in accounts.resets_waiting()[:MOST]:
        yield Todo(
            one.asked_at,
            _("Lost second step"),
            one.person.name,
            _("Decide"),
            url("desk_person_second", code=one.person.code),
            one.person.country,
        )


def _seats(at: datetime) -> Iterator[Todo]:
    it = seats.waiting(at=at)
    for one in it.open:
        yield Todo(
            one.opened_at,
            _("Hand-over of a seat"),
            one.seat.called,
            _("Open it"),
            url("handover", code=one.code),
            one.seat.country,
        )
    for seat in it.vacant:
        if seat.ends_on and seat.country:
            yield Todo(
                _begin(seat.ends_on),
                _("Seat that nobody holds"),
                seat.called,
                _("The country"),
                url("desk_contacts", country=seat.country.code.lower()),
                seat.country,
            )


def _steps(at: datetime) -> Iterator[Todo]:
    for one in calling.steps_due(at=at)[:MOST]:
        if one.next_on:
            yield Todo(
                _begin(one.next_on),
                _("Agreed with a country"),
                one.next_step,
                _("Put it on record"),
                url("desk_contacts", country=one.country.code.lower()),
                one.country,
            )


def _offers(_at: datetime) -> Iterator[Todo]:
    for one in activities.silent_offers()[:MOST]:
        if one.desk_asked_at:
            yield Todo(
                one.desk_asked_at,
                _("Names for places are late"),
                one.activity.title,
                _("Call"),
                url("desk_contacts", country=one.country.code.lower()),
                one.country,
            )


def _support(at: datetime) -> Iterator[Todo]:
    for one in listed.support_waiting(at=at):
        country = one.group.country
        yield Todo(
            one.asked_at,
            _("Request for support without an answer"),
            one.text,
            _("Put it on record"),
            url("core_support_one", country=country.code.lower(), code=one.code),
            country,
            one.language,
        )


def _decisions(at: datetime) -> Iterator[Todo]:
    """Decisions whose effect failed, and words that a second person has to agree to."""
    for one in decided.waiting_for_staff()[:MOST]:
        if isinstance(one, Motion):
            since, title = one.closes_at or one.opens_at, one.title
            link = url("motion", code=one.code)
        else:
            since, title = one.proposed_at, one.decision.text
            link = url("decision", number=one.decision.number)
        yield Todo(min(since, at), _("Decisions"), title, _("Look"), link)


def _of_domains(at: datetime) -> Iterator[Todo]:
    """What each domain says itself: where it stands, and since when it waits."""
    for kind, waits in DOMAINS:
        for one in waits(at=at)[:MOST]:
            yield Todo(one.since, kind, one.title, _("Look"), one.path)


DOMAINS: tuple[tuple[StrOrPromise, Callable[..., list[Waits]]], ...] = (
    (_("Membership"), membership.waiting_for_staff),
    (_("Steering Group"), agendas.waiting_for_staff),
    (_("Elections"), elections.waiting_for_staff),
    (_("Priorities"), priorities.waiting_for_staff),
)
PROVIDERS: tuple[Callable[[datetime], Iterable[Todo]], ...] = (
    _mail,
    _questions,
    _requests,
    _resets,
    _seats,
    _steps,
    _offers,
    _support,
    _decisions,
    _of_domains,
)
