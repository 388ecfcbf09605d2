"""The one way out to another server's pages: small answers, in time, never led elsewhere."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 10
MOST_BYTES = 200_000
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
OK = 200


class NotAnsweredError(Exception):
    """The other server is not there, or says something else than what was agreed."""


def get_json(address: str) -> dict[str, Any]:
    """What stands at an address. Raises `NotAnsweredError`."""
    return _asked("GET", address, None, {})


def post_form(address: str, form: dict[str, str], headers: dict[str, str]) -> dict[str, Any]:
    """The answer to a form. Raises `NotAnsweredError`."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return _asked("POST", address, urlencode(form), kind | headers)


def is_safe(address: str) -> bool:
    """TLS, or this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _asked(way: str, address: str, body: str | None, headers: dict[str, str]) -> dict[str, Any]:
    parts = urlsplit(address)
    if not is_safe(address) or not parts.hostname:
        raise NotAnsweredError(f"{address} is not an address with TLS")
    line: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        line = http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=SECONDS, context=context
        )
    else:
        line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        line.request(way, path, body, {"Accept": "application/json", **headers})
        answer = line.getresponse()
        raw = answer.read(MOST_BYTES + 1)
        said = json.loads(raw) if answer.status == OK and len(raw) <= MOST_BYTES else None
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        raise NotAnsweredError(f"{parts.hostname}: {error}") from error
    finally:
        line.close()
    if not isinstance(said, dict):
        raise NotAnsweredError(f"{parts.hostname} answers {answer.status}")
    return said
