"""Every case of a folder, each in a copy of the same world: none changes what the next finds."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from jln.conversations.models import Post
from jln.kit import clock
from jln.mail import incoming
from jln.mail.models import InboundMail, OutgoingMail
from jln.mailroom import actions, doors, reader, strangers
from jln.mailroom.handling import world
from jln.mailroom.handling.invariants import Came, broken
from jln.mailroom.handling.judge import Judged

if TYPE_CHECKING:
    from jln.mailroom.handling.world import World

ACTIONS = {
    ("done", "posted"): "accept_post",
    ("done", "answered"): "process_rsvp",
    ("done", "asked"): "accept_post",
    ("done", "stopped"): "process_unsubscribe",
    ("done", "weighed"): "process_bounce",
    ("ignored", "bounce_unsigned"): "process_bounce_ignored",
}
ELSE = {
    "done": "accept_post",
    "held": "hold_moderation",
    "refused": "reject",
    "ignored": "discard",
    "not_understood": "hold_moderation",
}
"""What an outcome is called in the cases: by state and reason, else by state."""

_DELIVERED = re.compile(rb"(?mi)^Delivered-To:\s*(\S+)")


def judged(folder: Path) -> Judged:
    """Judge them all; the database is empty, and thrown away afterwards."""
    made = world.make(clock.now())
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    clean = shutil.copy(database, database.with_suffix(".clean"))
    found = Judged()
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        connection.close()
        shutil.copy(clean, database)
        wrong, seconds = judge_case(folder, case, made)
        found.count += 1
        found.slowest = max(found.slowest, round(seconds, 3))
        if wrong:
            found.wrong[case["id"]] = wrong
    return found


def judge_case(folder: Path, case: dict[str, Any], made: World) -> tuple[list[str], float]:
    """What is wrong with what became of one message, and how long it took."""
    message = (folder / case["file"]).read_bytes()
    for mark, value in made.marks.items():
        message = message.replace(mark.encode(), value.encode())
    posts = set(Post.objects.values_list("pk", flat=True))
    letters = set(OutgoingMail.objects.values_list("pk", flat=True))
    started = time.monotonic()
    done, number = "", None
    again = bool(case["invariants"].get("deliver_twice"))
    for _time in range(2 if again else 1):
        done, number = _through(message, case["envelope_from"] or "")
    seconds = time.monotonic() - started
    came = Came(
        made,
        InboundMail.objects.get(pk=number) if number else None,
        list(Post.objects.exclude(pk__in=posts)),
        list(OutgoingMail.objects.exclude(pk__in=letters).order_by("pk")),
        seconds,
    )
    wrong = broken(came, case["invariants"])
    is_allowed = again or done in case["allowed_actions"]
    return [*([] if is_allowed else [done]), *wrong], seconds


def _through(message: bytes, sender: str) -> tuple[str, int | None]:
    """The message at the door, then with the worker. Gives what was done, and its row."""
    reading = reader.read(message, [])
    named = [*reading.to, *reading.cc]
    named += [match.decode() for match in _DELIVERED.findall(message)]
    to = next((one for one in named if doors.known_recipient(one)), "")
    peer = "192.0.2.1"
    # With a null sender nothing is sent back: refused on the line, it is gone.
    refused = "reject" if sender else "discard"
    if not to or strangers.refusal(message, sender, [to], peer):
        return refused, None
    (number,) = incoming.store(message, sender, [to], peer)
    actions.handle(number)
    mail = InboundMail.objects.get(pk=number)
    return ACTIONS.get((mail.state, mail.reason), ELSE[mail.state]), number
