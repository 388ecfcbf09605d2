"""How often one person may write in a safe space, without a trace of who did.

Counted in the memory of the process that takes the form, for a day, under a key that was
drawn when it started: no disk, no log and no backup ever says who has written. A start
forgets it. That costs nothing worse than some more texts for the moderator to set aside.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from datetime import date
from threading import Lock

_key = secrets.token_bytes(32)
_lock = Lock()
_counts: Counter[bytes] = Counter()
_counted_on: list[date] = []


def allows(number: int, person: int, *, on: date, most: int) -> bool:
    """Count one contribution to a safe space; False once there were more than `most` that day."""
    with _lock:
        if _counted_on != [on]:
            _counts.clear()
            _counted_on[:] = [on]
        mine = hmac.digest(_key, f"{number}\0{person}".encode(), hashlib.sha256)
        _counts[mine] += 1
        return _counts[mine] <= most
