"""Where a message goes: from the address it was sent to, never from what it says.

One line an address. Whatever fits none is refused while the other server is
still on the line, so that nothing has to be sent back later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from jln.kit.codes import number_of
from jln.mail import tokens
from jln.seats import queries as seats
from jln.spaces.models import Space

if TYPE_CHECKING:
    from jln.countries.models import Seat
    from jln.mail.models import OutgoingMail, ReplyToken

ADDRESS = re.compile(r"([a-z0-9.+_=-]{1,64})@([a-z0-9.-]{1,253})")
DESK = ("postmaster", "abuse", "desk", "join")
COMMANDS = ("stop", "help")
OF_A_LIST = (
    "join", "leave", "stop", "each", "daily", "weekly", "digest", "help", "who", "confirm",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Door:
    """What an address is for, and the row it leads to."""

    name: str
    token: ReplyToken | None = None
    letter: OutgoingMail | None = None
    stops_its_kind: bool = False
    space: Space | None = None
    command: str = ""
    seat: Seat | None = None


def door_of(address: str) -> Door | None:
    """The door of an address of ours; None if there is none."""
    match = ADDRESS.fullmatch(address.strip().lower())
    if match is None or match[2] != settings.MAIL_DOMAIN:
        return None
    return next(
        (door for pattern, find in DOORS if (door := _opened(pattern, find, match[1]))), None
    )


def known_recipient(address: str) -> bool:
    """Whether mail to this address is taken at all; asked while the other server waits."""
    return door_of(address) is not None


def is_sealed(address: str) -> bool:
    """Whether an address has the form of one that only we can make; asks nobody."""
    return tokens.LOCAL.fullmatch(address.strip().lower().partition("@")[0]) is not None


def _opened(
    pattern: re.Pattern[str], find: Callable[[re.Match[str]], Door | None], local: str
) -> Door | None:
    match = pattern.fullmatch(local)
    return find(match) if match else None


def _reply(match: re.Match[str]) -> Door | None:
    token = tokens.find(match[1])
    return Door("reply", token=token) if token else None


def _bounce(match: re.Match[str]) -> Door | None:
    letter = tokens.bounced_letter(match[1])
    return Door("bounce", letter=letter) if letter else None


def _stop(match: re.Match[str]) -> Door | None:
    letter = tokens.stopped_letter(match[1])
    if letter is None:
        return None
    return Door("stop", letter=letter, stops_its_kind=tokens.stops_its_kind(match[1], letter))


def _space(match: re.Match[str]) -> Door | None:
    space = _space_called(match[0])
    return Door("space", space=space) if space else None


def _list(match: re.Match[str]) -> Door | None:
    """A word to a space, said by the address alone: `medical-audit-join`."""
    space = _space_called(match[1])
    return Door("list", space=space, command=match[2]) if space else None


def _space_called(slug: str) -> Space | None:
    return Space.objects.select_related("country").filter(slug=slug).first()


def _seat(match: re.Match[str]) -> Door | None:
    seat = seats.seats().filter(pk=number_of(match[1])).first()
    return Door("seat", seat=seat) if seat else None


DOORS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Door | None]], ...] = (
    (re.compile(r"r\.([a-z2-7]{32})"), _reply),
    (re.compile(r"b\.([a-z2-7]{32})"), _bounce),
    (re.compile(r"s\.([a-z2-7]{32})"), _stop),
    (
        re.compile(r"ask"),
        lambda _match: Door("ask", space=_space_called("network")),
    ),
    (re.compile("|".join(COMMANDS)), lambda match: Door("command", command=match[0])),
    (re.compile("|".join(DESK)), lambda _match: Door("desk")),
    # Calendar programs answer to the organiser of an event; other words there are read by staff.
    (re.compile(r"events(?:\+[a-z0-9._=-]{1,60})?"), lambda _match: Door("desk")),
    (re.compile(r"seat-([a-z0-9]{6})"), _seat),
    (re.compile(r"[a-z0-9-]{1,60}"), _space),
    (re.compile(rf"([a-z0-9-]{{1,60}})-({'|'.join(OF_A_LIST)})"), _list),
)
