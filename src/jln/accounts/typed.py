"""What was sent by somebody who had to be asked in first: kept an hour for their browser.

It never stands in an address, holds no code and no file, and comes back only to the
person whose session had ended there, where that is known. A deed that waits only for the
second step is done once it was shown: in its session, within a quarter of an hour, once.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from jln.accounts import rules
from jln.accounts.models import KeptForm, Session
from jln.web import limits

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from jln.people.models import Person

COOKIE = "kept"
LIFE = timedelta(hours=1)
MOST_BYTES = 200_000
"""The longest post in a script of two bytes a letter, and what stands around it."""

MOST_AN_HOUR = 30
CSRF = "csrfmiddlewaretoken"
SECRET = frozenset({CSRF, "code", "password", "token", "ballot"})


def keep(
    request: HttpRequest, response: HttpResponse, path: str, *, is_deed: bool, at: datetime
) -> bool:
    """Keep the posted fields for this browser, in place of earlier ones; False if it may not.

    `is_deed`: it is done by itself once the second step was shown, if nothing is left out.
    """
    fields = {name: said for name, said in request.POST.lists() if name not in SECRET}
    is_deed = is_deed and not request.FILES and not (SECRET - {CSRF}) & request.POST.keys()
    if not is_deed and not any(one.strip() for said in fields.values() for one in said):
        return False
    if len(json.dumps(fields)) > MOST_BYTES:
        return False
    remote = request.META.get("REMOTE_ADDR", "")
    if not limits.allow("kept form", remote, most=MOST_AN_HOUR, per=LIFE, at=at):
        return False
    drop(request)
    cookie = secrets.token_urlsafe(32)
    KeptForm.objects.create(
        key=_key(cookie),
        person=_whose(request),
        path=path[:300],
        fields=fields,
        deed=request.get_full_path()[:300] if is_deed else "",
        session=_session_key(request) if is_deed else "",
        kept_at=at,
    )
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LIFE.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return True


def given_back(request: HttpRequest, person: Person, *, at: datetime) -> dict[str, list[str]]:
    """What this browser typed on this page, for its own person; empty for nothing."""
    cookie = request.COOKIES.get(COOKIE)
    fresh = KeptForm.objects.filter(key=_key(cookie or ""), kept_at__gt=at - LIFE)
    row = fresh.filter(path=request.path).first()
    if row is None or row.person_id not in (None, person.pk):
        return {}
    fields: dict[str, list[str]] = row.fields
    return fields


def waiting_deed(request: HttpRequest, person: Person, path: str, *, at: datetime) -> bool:
    """Is there a deed that is done as soon as the second step was shown?"""
    return _deeds(request, person, path, at).exists()


def take_deed(
    request: HttpRequest, person: Person, path: str, *, at: datetime
) -> tuple[str, dict[str, list[str]]] | None:
    """Where it was sent and what, to nobody a second time; its fields stay for the form."""
    found = _deeds(request, person, path, at)
    row = found.first()
    if row is None or not found.update(deed=""):
        return None
    return row.deed, row.fields


def _deeds(request: HttpRequest, person: Person, path: str, at: datetime) -> QuerySet[KeptForm]:
    """Of this browser, its session and person, sent on this page and lately."""
    return KeptForm.objects.filter(
        key=_key(request.COOKIES.get(COOKIE, "")),
        session=_session_key(request),
        person=person,
        path=path,
        kept_at__gt=at - rules.FRESH,
    ).exclude(deed="")


def drop(request: HttpRequest) -> None:
    """Forget what this browser had kept. Safe to repeat."""
    cookie = request.COOKIES.get(COOKIE)
    if cookie:
        KeptForm.objects.filter(key=_key(cookie)).delete()


def page_of(request: HttpRequest) -> str:
    """The page on which the form stands: where it was sent from, if that is one of ours."""
    came = urlsplit(request.headers.get("Referer", ""))
    is_ours = came.netloc == request.get_host() and came.path.startswith("/")
    return came.path if is_ours else request.path


def _whose(request: HttpRequest) -> Person | None:
    key = _session_key(request)
    session = Session.objects.select_related("person").filter(key=key).first()
    return session.person if session else None


def _session_key(request: HttpRequest) -> str:
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return hashlib.sha256(cookie.encode()).hexdigest()


def _key(cookie: str) -> str:
    return hashlib.sha256(f"kept\0{cookie}".encode()).hexdigest()
