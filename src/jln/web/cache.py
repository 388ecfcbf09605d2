"""Whole compressed pages for readers without a session: the outermost layer.

An entry is right while the `public` version it was made under stands and its
`good_until` has not come. Looking costs no query on SQLite as long as nobody
wrote: `PRAGMA data_version` says "look", then the version row decides. On
PostgreSQL the row is read at most every `LOOK_EVERY` seconds.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from jln.kit import clock
from jln.kit.time import day
from jln.ui import sheet
from jln.web import versions
from jln.web.spliced import SplicedResponse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest

LOOK_EVERY = 0.5
MOST_BYTES = 12 * 1024 * 1024  # of compressed pages: some 1,200
WORTH_PACKING = 400
LEVEL = 6
"""gzip's own default: the level the page weights are measured at."""
LEVEL_FOR_ONE = 4
"""For a small page that one reader sees once: 2 % more bytes, a third less time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it was made, compressed only: as text 400 pages took 13 MB."""

    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    version: int
    good_until: date


class PageCache:
    """Answers what it has kept; keeps what a public view allows to be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.entries: OrderedDict[tuple[str, ...], Entry] = OrderedDict()
        self.size = 0
        self.allowed: dict[str, tuple[str, ...]] = {}
        self.lock = threading.Lock()
        self.seen = threading.local()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing that depends on a session is kept, or answered from what was kept."""
        if request.method not in {"GET", "HEAD"} or _is_personal(request):
            return _packed(request, self.get_response(request))
        key = self._key(request)
        version = self._version()
        entry = self.entries.get(key)
        if entry and entry.version == version and day(clock.now()) < entry.good_until:
            return _answer(request, entry)
        response = self.get_response(request)
        kept = self._keep(request, response, version)
        return _answer(request, kept) if kept else _packed(request, response)

    def _key(self, request: HttpRequest) -> tuple[str, ...]:
        """Path, the query the view looks at, style variant. The path names the language."""
        wanted = self.allowed.get(request.path)
        query = request.META.get("QUERY_STRING", "")
        if query and wanted is not None:
            query = urlencode([(k, v) for k, v in parse_qsl(query) if k in wanted])
        accept = request.headers.get("Accept-Language", "")[:40] if request.path == "/" else ""
        is_htmx = "part" if "HX-Request" in request.headers else ""
        return request.path, query, _style(request), accept, is_htmx, _saves(request)

    def _keep(self, request: HttpRequest, response: HttpResponse, version: int) -> Entry | None:
        match = request.resolver_match
        allowed = getattr(match.func, "cached_query", None) if match else None
        is_whole = response.status_code == HTTPStatus.OK and not response.streaming
        if allowed is None or not is_whole or response.cookies:
            return None
        self.allowed[request.path] = allowed
        body = response.content
        if _style(request) == "inline":
            response.headers["Set-Cookie"] = _style_cookie()
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers = {
            **response.headers,
            "Cache-Control": "public, max-age=0, must-revalidate",
            "Vary": "Accept-Encoding, Cookie, HX-Request",
            "ETag": etag,
        }
        until = getattr(request, "good_until", None) or day(clock.now()).replace(year=9999)
        entry = Entry(
            gzip.compress(body, LEVEL, mtime=0), tuple(headers.items()), etag, version, until
        )
        with self.lock:
            key = self._key(request)
            before = self.entries.pop(key, None)
            self.entries[key] = entry
            self.size += len(entry.packed) - (len(before.packed) if before else 0)
            while self.size > MOST_BYTES:
                _oldest, gone = self.entries.popitem(last=False)
                self.size -= len(gone.packed)
        return entry

    def _version(self) -> int:
        seen = self.seen
        mark = _change_mark()
        if getattr(seen, "mark", None) != mark or connection.in_atomic_block:
            seen.version = versions.read(["public"])["public"]
            seen.mark = mark
        return int(seen.version)


def _change_mark() -> object:
    """Something that differs when the database may have changed since this thread last looked."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            others = cursor.fetchone()[0]
        return id(connection.connection), others, connection.connection.total_changes
    return int(time.monotonic() / LOOK_EVERY)


def _is_personal(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def _style(request: HttpRequest) -> str:
    return "linked" if request.COOKIES.get("style") == sheet.SHEET_HASH else "inline"


def _style_cookie() -> str:
    secure = "; Secure" if settings.SECURE else ""
    return f"style={sheet.SHEET_HASH}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}"


def _saves(request: HttpRequest) -> str:
    return request.headers.get("Save-Data", "")[:3]


def _accepts_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    if entry.etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
        body = b""
    else:
        body = entry.packed if _accepts_gzip(request) else gzip.decompress(entry.packed)
        response = HttpResponse(body)
    response.headers._store.update(
        {k.lower(): (k, v) for k, v in entry.headers}
    )  # a header at a time costs more than the page
    if body:
        if body is entry.packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(body))
    return response


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Compress what was made for one reader; a page with a token of its own is salted by it."""
    if (
        response.streaming
        or not _accepts_gzip(request)
        or response.has_header("Content-Encoding")
        or len(response.content) < WORTH_PACKING
        or not response.headers.get("Content-Type", "").startswith(("text/", "application/"))
    ):
        return response
    if (
        "style" not in response.cookies
        and _style(request) == "inline"
        and "html" in response["Content-Type"]
    ):
        response.set_cookie(
            "style",
            sheet.SHEET_HASH,
            max_age=31536000,
            samesite="Lax",
            httponly=True,
            secure=settings.SECURE,
        )
    if isinstance(response, SplicedResponse):
        response.content = response.packed
    else:
        level = LEVEL if _style(request) == "inline" else LEVEL_FOR_ONE
        response.content = gzip.compress(response.content, level, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Vary"] = "Accept-Encoding, Cookie, HX-Request"
    return response
