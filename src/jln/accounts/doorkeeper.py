"""One time per request, one person per request, and no page without a door."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext as _

from jln.accounts import rules, steps, typed
from jln.accounts.models import Session
from jln.countries.models import Seat
from jln.countries.terms import STAFF_SEATS, STEERING_SEATS
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.people.models import EmailAddress, Person
from jln.people.terms import PersonStatus
from jln.ui.menus import Reader
from jln.web import errors, versions
from jln.web.forms import TYPED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpRequest

SNAPSHOTS = 2_000
SEEN_EVERY = timedelta(hours=1)
DESK_EVERY = timedelta(minutes=1)
"""What waits at the desk comes from everywhere, so staff's figure is counted again so often."""

DESK, ASKED = "jln.desk.queries", "jln.conversations.queries"
"""Above this domain, so read by their names: they count what waits for the bell."""


@dataclass(slots=True)
class Snapshot:
    """A signed-in browser as it was looked up, good while the person's version stands."""

    person: Person
    reader: Reader
    version: int
    good_until: date
    expires_at: datetime
    is_half: bool = False
    proved_at: datetime | None = None


class Doorkeeper:
    """Refuses every view that does not say who may open it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.snapshots: OrderedDict[str, Snapshot] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the person and the time; a member's own language where the address names none."""
        with versions.once():
            return self._let_in(request)

    def _let_in(self, request: HttpRequest) -> HttpResponse:
        request.now = now = clock.now()  # type: ignore[attr-defined]  # see PublicRequest
        snapshot = self._known(request, now)
        known = _own(snapshot.person) if snapshot else None
        person = known if snapshot and not snapshot.is_half else None
        request.known, request.person = known, person  # type: ignore[attr-defined]  # see PublicRequest
        request.proved_at = snapshot.proved_at if snapshot else None  # type: ignore[attr-defined]  # see PublicRequest
        if known and not request.prefix and known.language != "en":  # type: ignore[attr-defined]  # set by Language
            request.language = known.language  # type: ignore[attr-defined]  # see PublicRequest
            translation.activate(known.language)
        request.reader = _named(snapshot.reader, person) if snapshot and person else None  # type: ignore[attr-defined]  # see PublicRequest
        if person and typed.COOKIE in request.COOKIES:
            return self._with_typed(request, person, now)
        return self.get_response(request)

    def _with_typed(self, request: HttpRequest, person: Person, now: datetime) -> HttpResponse:
        """A form that was sent after its session had ended is filled in again; sent, it is over."""
        if request.method != "GET":
            response = self.get_response(request)
            if not getattr(request, "is_asked_again", False):
                typed.drop(request)
                response.delete_cookie(typed.COOKIE)
            return response
        back = typed.given_back(request, person, at=now)
        if not back:
            return self.get_response(request)
        again = _("Nothing is sent yet. What you typed is in the form again: send it from there.")
        messages.warning(request, again, extra_tags="again")
        token = TYPED.set(back)
        try:
            return self.get_response(request)
        finally:
            TYPED.reset(token)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], *_args: object
    ) -> HttpResponse | None:
        """Ask the view's own mark; a view without one is a programming error."""
        known, person = request.known, request.person  # type: ignore[attr-defined]  # set above
        is_step = getattr(view, "door", None) == "half_way"
        request.is_asked_again = is_step  # type: ignore[attr-defined]  # read in _with_typed
        match getattr(view, "door", None):
            case "public" | "machine":
                is_open = True
            case "signed_in":
                is_open = person is not None
            case "half_way":
                is_open = known is not None
            case _:
                name = f"{view.__module__}.{getattr(view, '__name__', view)}"
                raise ImproperlyConfigured(f"{name} does not say who may open it")
        route = request.resolver_match.url_name if request.resolver_match else ""
        is_secret = route in steps.SECRET | steps.UNKEPT
        if not is_open:
            return _led(request, "/sign-in/second/" if known else "/sign-in/", is_secret=is_secret)
        if person and _is_asked(request, route):
            request.is_asked_again = True  # type: ignore[attr-defined]  # read in _with_typed
            is_deed = route in steps.SECOND and not request.prefix  # type: ignore[attr-defined]  # set by Language
            return _led(request, "/sign-in/second/", is_secret=is_secret, is_deed=is_deed)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a broken rule nobody caught into a page that explains it.

        PostgreSQL looks for nothing by a word with a NUL in it: there is nothing of that name.
        """
        if isinstance(exception, RuleBroken):
            return errors.refused(request, exception)
        if isinstance(exception, DataError) and "NUL" in str(exception):
            return errors.not_found(request)
        return None

    def _known(self, request: HttpRequest, now: datetime) -> Snapshot | None:
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if not cookie:
            return None
        key = session_key(cookie)
        kept = self.snapshots.get(key)
        if kept:
            version = versions.read([f"person:{kept.person.pk}"])
            is_right = version[f"person:{kept.person.pk}"] == kept.version
            if is_right and day(now) < kept.good_until and now < kept.expires_at:
                return kept
            self.snapshots.pop(key, None)
        return self._look_up(key, now)

    def _look_up(self, key: str, now: datetime) -> Snapshot | None:
        session = Session.objects.filter(
            key=key, ended_at=None, seen_at__gt=now - timedelta(days=settings.SESSION_DAYS)
        ).first()
        if not session:
            return None
        name = f"person:{session.person_id}"
        version = versions.read([name])[name]  # before the person: never newer than what is kept
        silent = EmailAddress.objects.filter(
            person=OuterRef("pk"), is_main=True, removed_at=None, bounced_at__isnull=False
        )
        people = Person.objects.select_related("country")
        person = people.annotate(comes_back=Subquery(silent.values("address")[:1])).get(
            pk=session.person_id
        )
        if person.status != PersonStatus.ACTIVE:
            return None
        if now - session.seen_at > SEEN_EVERY:
            Session.objects.filter(key=key).update(seen_at=now)
        reader = _reader(person, now)
        self.snapshots[key] = snapshot = Snapshot(
            person,
            reader,
            version,
            good_until=day(now) + timedelta(days=1),
            expires_at=now + (DESK_EVERY if reader.is_staff else SEEN_EVERY),
            is_half=session.is_half or (reader.is_staff and session.proved_at is None),
            proved_at=session.proved_at,
        )
        while len(self.snapshots) > SNAPSHOTS:
            self.snapshots.popitem(last=False)
        return snapshot


def _own(person: Person) -> Person:
    """One for this request, so that no view changes another's; five times cheaper than a copy."""
    mine = Person.__new__(Person)
    mine.__dict__.update(person.__dict__)
    return mine


def _is_asked(request: HttpRequest, route: str | None) -> bool:
    """Is the second step asked before this? Of whoever has one, or needs one for it."""
    is_file = route in steps.FILES and request.method == "GET" and bool(request.GET.get("as"))
    is_deed = request.method == "POST" and route in steps.SECOND | steps.FRESH
    if not (is_file or is_deed or route in steps.SECRET) or _says_nothing(request, route):
        return False
    proved_at, reader = request.proved_at, request.reader  # type: ignore[attr-defined]  # set above
    if proved_at is None:
        return bool(reader and reader.on_steering_group)
    is_dangerous = is_file or route in steps.FRESH
    return is_dangerous and not rules.is_fresh(proved_at, at=request.now)  # type: ignore[attr-defined]  # likewise


def _says_nothing(request: HttpRequest, route: str | None) -> bool:
    needed = steps.SAYS.get(route or "")
    return needed is not None and not request.POST.get(needed, "").strip()


def _led(
    request: HttpRequest, door: str, *, is_secret: bool, is_deed: bool = False
) -> HttpResponse:
    """The way in, and back again; what was typed waits beside it, a harmless deed to be done."""
    path = request.get_full_path()
    if request.method == "POST":
        path = typed.page_of(request)
    there = f"{door}?next={quote(path)}"
    response: HttpResponse = HttpResponseRedirect(there)
    if request.headers.get("HX-Request"):  # a redirect would be swapped into the page
        is_deed = False
        response = HttpResponse(headers={"HX-Redirect": there})
    if request.method == "POST" and not is_secret:
        typed.keep(request, response, path, is_deed=is_deed, at=request.now)  # type: ignore[attr-defined]  # set above
    return response


def _reader(person: Person, now: datetime) -> Reader:
    """What the page's frame shows of her; names of countries are put in by language."""
    kinds = set(Seat.objects.held_on(day(now)).filter(person=person).values_list("kind", flat=True))
    is_staff = bool(kinds & STAFF_SEATS)
    at_desk = import_module(DESK).bell(at=now) if is_staff else 0
    return Reader(
        name=person.name,
        country=person.country.code if person.country else "",
        waiting=import_module(ASKED).asked_count(person) + at_desk,
        is_staff=is_staff,
        on_steering_group=bool(kinds & STEERING_SEATS),
        comes_back=getattr(person, "comes_back", None) or "",
    )


def _named(reader: Reader, person: Person) -> Reader:
    language = translation.get_language() or "en"
    name = person.country.name_in(language) if person.country else ""
    return dataclasses.replace(reader, country_name=name)


def session_key(cookie: str) -> str:
    """What is stored of a session's cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()
