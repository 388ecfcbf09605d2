"""`jln clock +7d`: move a demonstration's clock forward, through every duty that comes due."""

from __future__ import annotations

import re
import sys
from datetime import timedelta

from jln.kit import clock
from jln.web.models import Network
from jln.work import schedule
from jln.work.running import run_due

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LONGEST = timedelta(days=400)


def main(argv: list[str]) -> int:
    """Without an argument: say what time it is."""
    if not Network.objects.filter(is_demonstration=True).exists():
        sys.stderr.write("Only a demonstration network has a clock that can be moved.\n")
        return 2
    if argv:
        try:
            by = distance(" ".join(argv))
        except ValueError as wrong:
            sys.stderr.write(f"{wrong}\n")
            return 2
        done = schedule.step(by, run_due)
        sys.stdout.write(f"{done} jobs done on the way.\n")
    sys.stdout.write(f"It is {clock.now():%A %d %B %Y, %H:%M} UTC in the network.\n")
    return 0


def distance(text: str) -> timedelta:
    """`+7d`, `+12h` or `+2w`; raises `ValueError` with what to write."""
    match = re.fullmatch(r"\+(\d{1,4})([hdw])", text.strip())
    if not match:
        raise ValueError("Write how far: +12h, +7d or +2w. The clock goes forward only.")
    by = int(match[1]) * _UNITS[match[2]]
    if by > _LONGEST:
        raise ValueError(f"At most {_LONGEST.days} days at a time.")
    return by
