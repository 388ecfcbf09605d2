"""From uvicorn's ASGI to Django's WSGI handler, in a pool of threads that no slow reader holds.

A thread is taken when the whole request is here and given back when the answer is made;
what is slow (a body that trickles in, a file that trickles out) waits on the event loop.
Why this and not a library: docs/adr/0017-our-own-bridge.md.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header

from jln.web.server.threads import Threads

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

IN_MEMORY = 1024 * 1024  # bytes of a body; beyond that it goes to a file
LARGEST_BODY = 32 * 1024 * 1024
CHUNK = 128 * 1024
SLOWEST_PIECE = 30.0  # s between two pieces of a body
RETRY_AFTER = b"2"  # s
VARIABLES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


class Gone(Exception):
    """The reader went away before the request was complete."""


class TooLarge(Exception):
    """The body is more than any page takes."""


@dataclass(slots=True)
class Answer:
    """What the application said. `rest` is what did not fit into the first piece."""

    status: int
    headers: Headers
    first: bytes
    rest: IO[bytes] | None
    close: Callable[[], None]


class Bridge:
    """Runs a WSGI application for an ASGI server."""

    def __init__(self, application: Any, *, threads: int, waiting: int) -> None:  # noqa: ANN401 -- WSGI has no type
        self.application = application
        self.threads = Threads(threads, "page")
        self.most = threads + waiting
        self.under_way = 0

    @property
    def is_full(self) -> bool:
        """No more can wait; the next is asked to come back."""
        return self.under_way >= self.most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            body = await _body(scope, receive)
        except Gone:
            return
        except TooLarge:
            await say(send, 413, words(scope, _("This is more than 32 MB. Send a smaller file.")))
            return
        except TimeoutError:
            await say(send, 408, words(scope, _("What you sent did not arrive. Send it again.")))
            return
        with body:
            if self.is_full:
                busy = words(scope, _("Many people are here now. Try again in a few seconds."))
                await say(send, 503, busy, (b"retry-after", RETRY_AFTER))
                return
            self.under_way += 1
            try:
                await self._answer(scope, body, send)
            finally:
                self.under_way -= 1

    async def _answer(self, scope: Scope, body: IO[bytes], send: Send) -> None:
        answer = await self.threads.run(self._make, environ(scope, body))
        start = {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        await send(start)
        if answer.rest is None:
            await send({"type": "http.response.body", "body": answer.first})
            return
        piece, rest = answer.first, answer.rest
        try:
            while piece:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await self.threads.run(rest.read, CHUNK)
            await send({"type": "http.response.body", "body": b""})
        finally:
            await self.threads.run(answer.close)

    def _make(self, request: dict[str, Any]) -> Answer:
        """In a thread: let the application make its answer, whole unless it is a file."""
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            started.append((status, headers))

        response = self.application(request, start_response)
        status, given = started[-1]
        headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in given]
        close = getattr(response, "close", _nothing)
        if not getattr(response, "streaming", True):
            first, rest = b"".join(response), None
        else:
            rest = getattr(response, "file_to_stream", None) or _spooled(response)
            first = rest.read(CHUNK)
            rest = rest if len(first) == CHUNK else None
        if rest is None:
            close()
            _measure(headers, int(status[:3]), len(first))
        return Answer(int(status[:3]), headers, first, rest, close)


def words(scope: Scope, text: StrPromise) -> bytes:
    """A sentence in the language that is asked for, where no page can be made."""
    known = dict(settings.LANGUAGES)
    wanted = next((v for k, v in scope["headers"] if k == b"accept-language"), b"").decode(
        "latin-1"
    )
    first = scope["path"].split("/")[1] if "/" in scope["path"] else ""
    choices = [first, *(code.split("-")[0] for code, _q in parse_accept_lang_header(wanted))]
    with override(next((code for code in choices if code in known), settings.LANGUAGE_CODE)):
        return f"{text}\n".encode()


async def say(
    send: Send,
    status: int,
    body: bytes,
    *more: tuple[bytes, bytes],
    kind: bytes = b"text/plain; charset=utf-8",
) -> None:
    """A short answer of the server itself."""
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _nothing() -> None:
    """An answer that has nothing to close."""


def _measure(headers: Headers, status: int, length: int) -> None:
    """Say how long an answer is, unless it said so or has no body by its nature."""
    has_body = status >= 200 and status not in {204, 304}  # noqa: PLR2004 -- HTTP's own numbers
    if has_body and not any(name == b"content-length" for name, _value in headers):
        headers.append((b"content-length", str(length).encode()))


def _spooled(pieces: Iterable[bytes]) -> IO[bytes]:
    """A generated answer, made whole at once: its thread and its connection are not kept."""
    spool = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed when it was sent
    for piece in pieces:
        spool.write(piece)
    spool.seek(0)
    return spool


async def _body(scope: Scope, receive: Receive) -> IO[bytes]:
    """The whole body. Raises Gone, TooLarge, TimeoutError."""
    length = _length(scope["headers"])
    if length == 0:
        return BytesIO()
    if length is not None and length > LARGEST_BODY:
        raise TooLarge
    body: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed by the caller
    try:
        async for piece in _pieces(receive):
            body.write(piece)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


def _length(headers: Headers) -> int | None:
    """The announced length; 0 for a request that announces no body, None for one in chunks."""
    length: int | None = 0
    for name, value in headers:
        if name == b"content-length":
            length = int(value) if value.isdigit() else 0
        elif name == b"transfer-encoding":
            return None
    return length


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    more, length = True, 0
    while more:
        message = await asyncio.wait_for(receive(), SLOWEST_PIECE)
        if message["type"] == "http.disconnect":
            raise Gone
        length += len(message.get("body", b""))
        if length > LARGEST_BODY:
            raise TooLarge
        yield message.get("body", b"")
        more = message.get("more_body", False)


def environ(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The request as WSGI wants it (PEP 3333): bytes as Latin-1, repeated headers joined."""
    host, port = scope.get("server") or ("localhost", 80)
    address, client_port = scope.get("client") or ("", 0)
    raw = scope.get("raw_path") or scope["path"].encode()
    path = unquote_to_bytes(raw) if b"%" in raw else raw
    made: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": address,
        "REMOTE_PORT": str(client_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    made.update(_header_variables(scope["headers"]))
    return made


def _header_variables(headers: Headers) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        if b"_" in name:  # indistinguishable from a dash in WSGI: a way to forge a proxy's header
            continue
        key = VARIABLES.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        text = value.decode("latin-1")
        if key in found:
            text = found[key] + ("; " if key == "HTTP_COOKIE" else ",") + text
        found[key] = text
    return found
