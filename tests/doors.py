"""Who may open what: how a row of the matrix is declared, and how it is asked.

Each domain declares its rows by hand in `tests/<domain>/matrix.py`; they know
nothing of `jln.access`. All but `other`, `convener` and `partner` are of Ghana; `left`
coordinated its Core Group until yesterday.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from jln.accounts.doorkeeper import Doorkeeper
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.kit.time import day
from jln.mailroom import queries, table
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.web.models import Version
from tests import factories as f

SEATS = {
    "point": SeatKind.POINT_OF_CONTACT,
    "chair": SeatKind.CCG_CHAIR,
    "in_group": SeatKind.CCG_MEMBER,
    "representative": SeatKind.STEERING_REPRESENTATIVE,
    "alternate": SeatKind.STEERING_ALTERNATE,
    "facilitator": SeatKind.FACILITATOR,
}
SENT = re.compile(r'<form method="post" action="/mail-form/".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
OTHERS = (*SEATS, "convener", "partner", "suspended", "left")
EVERYBODY = ("visitor", "member", "other", "coordinator", "staff", "administrator", *OTHERS)


class Row(NamedTuple):
    """`path` makes what it leads to, where it is a callable. `data` is a whole form, which
    leads on (302) for whoever may. `shows` is a part of the page: 404 where the page is
    there and this is not on it. The method "deed" is the action itself, for what no page
    lets anybody try: `path` does it for a person, done is 302 and refused 403.
    """

    path: str | Callable
    method: str
    statuses: dict[str, int]
    data: dict | Callable[[], dict] | None = None
    shows: str = ""


class Principal(NamedTuple):
    person: Person | None
    browser: Client


def everyone(status: int, **but: int) -> dict[str, int]:
    """All sixteen: this answer, but for those named. Whoever is signed out is led to sign in."""
    led = {"visitor": 302, "suspended": 302} if status in {404, 405} else {}
    return dict.fromkeys(EVERYBODY, status) | led | but


LED = {"visitor": 302, "suspended": 302}
SHUT_OUT = {"visitor": 404, "suspended": 404}
ALL = everyone(200)
MEMBERS = ALL | LED
NOBODY = everyone(404)
STAFF = NOBODY | {"staff": 200, "administrator": 200}
CORE = {"coordinator": 200, "point": 200, "chair": 200, "in_group": 200}
COUNTRY = STAFF | CORE
GROUP = COUNTRY | SHUT_OUT
OF_GHANA = ("member", "coordinator", "staff", "administrator", *SEATS, "left")


def leads_on(statuses: dict[str, int]) -> dict[str, int]:
    """The same people, with the whole form: who may is led on."""
    return {who: 302 if status == 200 else status for who, status in statuses.items()}


def does(*who: str) -> dict[str, int]:
    """A deed that these may do and nobody else. Visitors come to no deed."""
    return {one: 302 if one in who else 403 for one in EVERYBODY if one != "visitor"}


def principals() -> dict[str, Principal]:
    """Each with a browser, in a network."""
    _LOOKED_UP.clear()
    f.network()
    ghana, kenya = f.country(), f.country("KE", "Kenya")
    people = {
        "visitor": None,
        "member": f.person("Member", country=ghana),
        "other": f.person("Other", country=kenya),
        "coordinator": f.person("Coordinator", country=ghana),
        "staff": f.staff("Staff"),
        "administrator": f.person("Administrator", country=ghana),
    }
    f.seat(SeatKind.CCG_COORDINATOR, people["coordinator"], country=ghana)
    f.seat(SeatKind.ADMINISTRATOR, people["administrator"])
    people |= others(ghana, kenya)
    made = {name: Principal(person, Client()) for name, person in people.items()}
    for person, browser in made.values():
        if person:
            f.sign_in(browser, person)
    return made


def others(ghana: Country, kenya: Country) -> dict[str, Person]:
    """Who holds another seat, held one, or may not come in."""
    made = {name: f.person(name.title(), country=ghana) for name in OTHERS}
    for name, kind in SEATS.items():
        if kind != SeatKind.FACILITATOR:
            f.seat(kind, made[name], country=ghana)
    f.seat(SeatKind.FACILITATOR, made["facilitator"], group=f.group("facilitated"))
    bank = f.institution("bank", "A development bank", country=None, kind="partner")
    f.seat(SeatKind.STEERING_REPRESENTATIVE, made["partner"], institution=bank)
    f.seat(SeatKind.CONVENER, made["convener"], country=kenya)
    Person.objects.filter(pk__in=(made["convener"].pk, made["partner"].pk)).update(country=kenya)
    ended = day(clock.now()) - timedelta(days=1)
    f.seat(SeatKind.CCG_COORDINATOR, made["left"], country=ghana, ends_on=ended)
    Person.objects.filter(pk=made["suspended"].pk).update(
        status=PersonStatus.SUSPENDED, suspended_at=clock.now()
    )
    return made


def wrong_cells(
    rows: list[Row], known: dict[str, Principal], led_to: dict[int, str] | None = None
) -> Iterator[tuple]:
    """Cells that answer otherwise than declared: (place, method, principal, declared, answered).

    What a row is about is made once; what a cell does to it is undone before the next.
    `led_to` is told where each row came to.
    """
    for row in rows:
        with transaction.atomic():
            place, data = _made(row)
            if led_to is not None:
                led_to[id(row)] = place
            handler = _handler(known)
            for name, declared in row.statuses.items():
                with transaction.atomic():
                    answered = _answered(row, place, data, known[name], handler)
                    transaction.set_rollback(True)
                if answered != declared:
                    yield place, row.method, name, declared, answered
            transaction.set_rollback(True)


def _handler(known: dict[str, Principal]) -> ClientHandler:
    """One for a row: numbers repeat from row to row, and kept pages would too.

    Who the principals are is looked up once for as long as their rows stay the same.
    """
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    keeper = next(
        asks.__self__
        for asks in handler._view_middleware
        if isinstance(getattr(asks, "__self__", None), Doorkeeper)
    )
    people = [one.person.pk for one in known.values() if one.person]
    stand = (
        *Person.objects.filter(pk__in=people).order_by("pk").values_list(),
        *Seat.objects.filter(person__in=people).order_by("pk").values_list(),
        *Version.objects.order_by("name").values_list("name", "number"),
    )
    keeper.snapshots = _LOOKED_UP.setdefault(stand, keeper.snapshots)
    return handler


_LOOKED_UP: dict[tuple, OrderedDict] = {}


def _made(row: Row) -> tuple[str, dict | None]:
    if row.method == "deed":
        return row.path.__name__, None
    place = row.path() if callable(row.path) else row.path
    return place, row.data() if callable(row.data) else row.data


def _answered(
    row: Row, place: str, data: dict | None, by: Principal, handler: ClientHandler
) -> int | str:
    if row.method == "deed":
        return _done(row.path, by.person)
    answer = getattr(_through(handler, by.browser), row.method)(place, data)
    if lost := _lost(answer, by):
        return lost
    if by.person is None and answer.status_code == 302:
        return 302 if answer["Location"].startswith("/sign-in/") else 200
    if row.shows and answer.status_code == 200:
        return 200 if row.shows in answer.content.decode() else 404
    return answer.status_code


def _lost(answer: HttpResponse, by: Principal) -> str:
    """A form that the page offers to send by mail, and of which the mail room finds no subject."""
    if by.person is None or answer.streaming or b'"/mail-form/"' not in answer.content:
        return ""
    for form in SENT.findall(answer.content.decode()):
        said = dict(HIDDEN.findall(form))
        entry = table.entry(said["action"])
        thing = entry and queries.thing_for(entry, by.person, said.get("subject", ""))
        if thing is None:
            return f"no form {said['action']} about {said.get('subject')}"
    return ""


def _done(deed: Callable[[Person], object], by: Person) -> int:
    try:
        deed(by)
    except PermissionDenied:
        return 403
    return 302


def _through(handler: ClientHandler, browser: Client) -> Client:
    """The same browser before this handler; a cell that changes its cookies changes nobody's."""
    through = Client(raise_request_exception=False)
    through.handler, through.cookies = handler, browser.cookies.copy()
    return through
