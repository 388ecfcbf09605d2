"""What our own mail server says of a sender: the first `Authentication-Results`, if it is ours.

A server writes its header above those of the message, so one that stands below
From, To or Subject came with the message and proves nothing. Headers of other
servers, ARC included, are not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings

_MOST = 65_536  # bytes of headers looked at
_TRACE = frozenset(
    (
        "received",
        "return-path",
        "delivered-to",
        "envelope-to",
        "authentication-results",
        "received-spf",
        "dkim-signature",
    )
)
_METHOD = re.compile(r"\s*([a-z0-9-]+)\s*=\s*([a-z]+)(.*)", re.DOTALL)
_PROPERTY = re.compile(r"\b(smtp\.mailfrom|header\.(?:d|i|from))\s*=\s*(\S+)")
# Second-level names under which strangers get names of their own: gov.gh, co.ke, com.mx.
_SHARED = frozenset(
    [
        "ac",
        "co",
        "com",
        "edu",
        "gob",
        "go",
        "gouv",
        "gov",
        "int",
        "mil",
        "ne",
        "net",
        "nic",
        "or",
        "org",
    ]
)
_PROVES = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}


@dataclass(frozen=True, slots=True)
class Checked:
    """The domains that passed, and whether anything was said to have failed."""

    passed: frozenset[str] = frozenset()
    has_failed: bool = False
    said: tuple[str, ...] = ()  # what passed, a domain each, as one server tells another

    def vouches_for(self, address: str) -> bool:
        """Did something pass that is aligned with this From address?"""
        domain = address.rpartition("@")[2].lower()
        return any(_aligned(domain, other) for other in self.passed)


def checked(raw: bytes) -> Checked:
    """What the first result of our own server says; nothing if it is not ours."""
    for name, value in headers(raw):
        if name == "authentication-results":
            return _judged(_plain(value))
        if name not in _TRACE and not name.startswith(("x-", "arc-")):
            break
    return Checked()


def came_back(raw: bytes) -> bool:
    """Has a list of ours sent this out before?"""
    seen = ("x-loop", "x-beenthere")
    return any(
        name in seen and settings.MAIL_DOMAIN in value.lower() for name, value in headers(raw)
    )


def headers(raw: bytes) -> list[tuple[str, str]]:
    """The header lines, unfolded, in order; one pass."""
    head = raw[:_MOST].replace(b"\r\n", b"\n").lstrip(b"\n").split(b"\n\n", 1)[0]
    found: list[tuple[str, str]] = []
    for line in head.decode("ascii", "replace").split("\n"):
        if line[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            name, _colon, value = line.partition(":")
            found.append((name.strip().lower(), value.strip()))
    return found


def _plain(value: str) -> str:
    """Without comments and quoted strings, in which a stranger may write what he likes."""
    kept, depth, quoted = [], 0, False
    for char in value.lower():
        if char == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif not depth:
            kept.append(char)
    return "".join(kept)


def _judged(value: str) -> Checked:
    server, *results = value.split(";")
    if server.split()[:1] != [settings.AUTHSERV_ID]:
        return Checked()
    passed: set[str] = set()
    said: list[str] = []
    has_failed = False
    for result in results:
        match = _METHOD.match(result)
        if match and match[1] in _PROVES:
            has_failed = has_failed or match[2] in ("fail", "softfail")
            if match[2] == "pass":
                found = _domains(match[1], match[3])
                passed |= found
                said += [f"{match[1]}=pass {_PROVES[match[1]][0]}={one}" for one in sorted(found)]
    return Checked(frozenset(passed), has_failed, tuple(said))


def _domains(method: str, properties: str) -> set[str]:
    found = _PROPERTY.findall(properties)
    return {
        value.rpartition("@")[2].strip("<>.") for name, value in found if name in _PROVES[method]
    } - {""}


def _aligned(domain: str, other: str) -> bool:
    """Equal, or one below the other (relaxed alignment), unless the upper one is everybody's."""
    if domain == other:
        return bool(domain)
    lower, upper = (domain, other) if len(domain) > len(other) else (other, domain)
    return lower.endswith(f".{upper}") and not _is_shared(upper)


def _is_shared(domain: str) -> bool:
    labels = domain.split(".")
    is_country = len(labels[-1]) == 2  # noqa: PLR2004 -- a country's top-level domain
    return len(labels) < 2 or (len(labels) == 2 and is_country and labels[0] in _SHARED)  # noqa: PLR2004 -- one dot
