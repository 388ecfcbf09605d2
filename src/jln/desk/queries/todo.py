"""The desk's one list: what waits for the Network Manager's staff, oldest first.

Each domain says what waits in it by a query of its own; here each of them becomes
lines with one next step. A provider costs the same however much waits.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from jln.accounts import queries as accounts
from jln.activities import queries as activities
from jln.conversations import queries as conversations
from jln.desk.queries import calling, plain
from jln.desk.queries.people import requests
from jln.desk.queries.plain import MOST, Row, Source
from jln.desk.queries.waiting import late_questions, mail_for_staff
from jln.elections import queries as elections
from jln.governance.queries import agendas, decided, listed
from jln.kit.codes import code_of
from jln.kit.time import day
from jln.mail.terms import InboundState
from jln.membership import queries as membership
from jln.membership.queries.applications import Waits
from jln.newsletter import queries as newsletters
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

DAYS_TOLD = 90


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
        """`6 days`, hours on the first, months once days say little."""
        past = max(at - self.since, timedelta())
        if not past.days:
            figure, unit = past.seconds // 3600, "duration-hour"
        elif past.days <= DAYS_TOLD:
            figure, unit = past.days, "duration-day"
        else:
            figure, unit = past.days * 12 // 365, "duration-month"
        return formats.amount(figure, unit)


def lines(*, at: datetime) -> list[Todo]:
    """All of it, the oldest first; who calls this sees to it that staff read it."""
    with parameters.looked_up(day(at)):
        found = [line for provider in PROVIDERS for line in provider(at)]
    return sorted(found, key=lambda one: one.since)


def _begin(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)


def _plain(at: datetime) -> Iterator[Todo]:
    """Whatever is said by columns of its own row."""
    for row in plain.rows(PLAIN, at=at):
        yield LINES[row.source](row, at)


def _mail(row: Row, _at: datetime) -> Todo:
    is_stuck, code = row.mark == InboundState.RECEIVED, code_of(row.number)
    return Todo(
        row.since,
        _("Mail that needs a person"),
        row.title or str(_("(no subject)")),
        _("Look") if is_stuck else _("Deal with it"),
        url("desk_mail_in_one", number=row.number)
        if is_stuck
        else url("desk_mail_handle", code=code),
        row.country,
    )


def _question(row: Row, _at: datetime) -> Todo:
    link = url("topic", code=code_of(row.number))
    kind = _("Question without an answer")
    return Todo(row.since, kind, row.title, _("Answer"), link, row.country, row.mark)


def _request(row: Row, _at: datetime) -> Todo:
    link = url("desk_country_request", code=code_of(row.number))
    kind = _("Another country asked for")
    return Todo(row.since, kind, row.title, _("Decide"), link, row.country)


def _reset(row: Row, _at: datetime) -> Todo:
    link = url("desk_person_second", code=code_of(row.number))
    return Todo(row.since, _("Lost second step"), row.title, _("Decide"), link, row.country)


def _offer(row: Row, _at: datetime) -> Todo:
    link = url("desk_contacts", country=_in_address(row))
    kind = _("Names for places are late")
    return Todo(row.since, kind, row.title, _("Call"), link, row.country)


def _support(row: Row, _at: datetime) -> Todo:
    link = url("core_support_one", country=_in_address(row), code=code_of(row.number))
    kind, step = _("Request for support without an answer"), _("Put it on record")
    return Todo(row.since, kind, row.title, step, link, row.country, row.mark)


def _motion(row: Row, at: datetime) -> Todo:
    """A decision whose effect failed."""
    link = url("motion", code=code_of(row.number))
    return Todo(min(row.since, at), _("Decisions"), row.title, _("Look"), link)


def _words(row: Row, at: datetime) -> Todo:
    """Words that a second person has to agree to."""
    link = url("decision", number=row.number)
    return Todo(min(row.since, at), _("Decisions"), row.title, _("Look"), link)


def _issue(row: Row, at: datetime) -> Todo:
    """A newsletter or an opportunity whose day is near, and nobody agreed to it."""
    title = _("Newsletter %(number)s") % {"number": row.title} if row.title else _("Opportunity")
    link = url("desk_issue", code=code_of(row.number))
    return Todo(min(row.since, at), _("Newsletter"), str(title), _("Look"), link)


def _held(row: Row, _at: datetime) -> Todo:
    """A message that no moderator of its space has decided about."""
    link = url("desk_moderation")
    kind = _("Messages that wait")
    return Todo(row.since, kind, row.title, _("Decide"), link, row.country, row.mark)


def _report(row: Row, _at: datetime) -> Todo:
    link = url("report", code=code_of(row.number))
    return Todo(row.since, _("Reported post"), row.title, _("Decide"), link, language=row.mark)


def _in_address(row: Row) -> str:
    return row.country.code.lower() if row.country else ""


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


def _of_domains(at: datetime) -> Iterator[Todo]:
    """What each domain says itself: where it stands, and since when it waits."""
    for kind, waits in DOMAINS:
        for one in waits(at=at)[:MOST]:
            yield Todo(one.since, kind, one.title, _("Look"), one.path)


def _dialogues(*, at: datetime) -> list[Waits]:
    """Moderated dialogues that nobody moderates, or that are without a result for long."""
    return [
        Waits(
            one.topic.title,
            one.closed_at or one.opened_at or one.topic.started_at,
            f"/ask/{one.topic.code}/dialogue/",
            is_late=one.closed_at is not None,
        )
        for one in conversations.dialogues_without_anybody(at=at)
    ]


DOMAINS: tuple[tuple[StrOrPromise, Callable[..., list[Waits]]], ...] = (
    (_("Membership"), membership.waiting_for_staff),
    (_("Steering Group"), agendas.waiting_for_staff),
    (_("Elections"), elections.waiting_for_staff),
    (_("Priorities"), priorities.waiting_for_staff),
    (_("Dialogues"), _dialogues),
)
PLAIN = {
    "mail": Source(mail_for_staff, "received_at", "subject", "pk", "state", "person__country"),
    "question": Source(late_questions, "started_at", "title", "pk", "language", "by__country"),
    "request": Source(lambda _at: requests(), "asked_at", "person__name", country="country"),
    "reset": Source(
        lambda _at: accounts.resets_waiting(),
        "asked_at",
        "person__name",
        "person",
        country="person__country",
    ),
    "offer": Source(
        lambda _at: activities.silent_offers(),
        "desk_asked_at",
        "activity__title",
        country="country",
    ),
    "support": Source(
        lambda at: listed.support_waiting(at=at),
        "asked_at",
        "text",
        "pk",
        "language",
        "group__country",
    ),
    "held": Source(
        lambda _at: conversations.held_for_staff(),
        "waits_since",
        Coalesce(NullIf("title", Value("")), "topic__title"),
        "pk",
        "language",
        "by__country",
    ),
    "report": Source(
        lambda _at: conversations.reports_for_staff(),
        "opened_at",
        "post__topic__title",
        "pk",
        "post__topic__language",
    ),
    "issue": Source(lambda at: newsletters.to_agree(day(at)), "made_at", "number"),
    "motion": Source(
        lambda _at: decided.not_carried_out(), Coalesce("closes_at", "opens_at"), "title"
    ),
    "words": Source(
        lambda _at: decided.words_to_agree(), "proposed_at", "decision__text", "decision__number"
    ),
}
LINES: dict[str, Callable[[Row, datetime], Todo]] = {
    "mail": _mail,
    "question": _question,
    "request": _request,
    "reset": _reset,
    "offer": _offer,
    "support": _support,
    "held": _held,
    "report": _report,
    "issue": _issue,
    "motion": _motion,
    "words": _words,
}
PROVIDERS: tuple[Callable[[datetime], Iterable[Todo]], ...] = (_plain, _seats, _steps, _of_domains)
