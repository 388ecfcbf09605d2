"""What a mistyped address was probably meant to be. Pure: a guess to show, never one to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PROVIDERS = (
    "gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "live.com", "msn.com",
    "aol.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "mail.ru", "me.com",
    "orange.fr", "proton.me", "protonmail.com", "rediffmail.com", "rocketmail.com", "web.de",
    "yahoo.co.id", "yahoo.co.in", "yahoo.co.uk", "yahoo.com.br", "yahoo.com.ph", "yahoo.es",
    "yahoo.fr", "ymail.com", "zoho.com",
)  # fmt: skip
"""Where people have a mailbox of their own; of two that are as near, the earlier is meant."""

ENDINGS = {
    "cmo": "com", "comm": "com", "con": "com", "vom": "com", "xom": "com", "ogr": "org",
    "orgg": "org", "rog": "org", "nte": "net", "gvo": "gov", "intl": "int",
}  # fmt: skip
"""Ends of a domain that do not exist."""

SHORT = 6
"""A domain of so few letters is another one, not a slip."""


def likely(address: str, colleagues: Iterable[str] = ()) -> str:
    """The address that was probably meant, or "" where nothing looks wrong.

    `colleagues`: domains that reach colleagues, the most used first.
    """
    local, _at, domain = address.strip().lower().rpartition("@")
    known = (*colleagues, *PROVIDERS)
    if not local or domain in known:
        return ""
    near = [one for one in known if min(len(one), len(domain)) > SHORT and is_slip(domain, one)]
    meant = near[0] if near else _ended(domain)
    return f"{local}@{meant}" if meant else ""


def _ended(domain: str) -> str:
    rest, dot, end = domain.rpartition(".")
    return f"{rest}{dot}{ENDINGS[end]}" if rest and end in ENDINGS else ""


def is_slip(typed: str, meant: str) -> bool:
    """One letter too many, too few, another, or two that changed places."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    one, other = typed[start:], meant[start:]
    changed_places = one[:2] == other[1::-1] and one[2:] == other[2:]
    return changed_places or one[1:] == other[1:] or one[1:] == other or one == other[1:]
