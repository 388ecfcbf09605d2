"""How often something may be tried: counted in the database, so that it holds across processes."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from jln.web.models import RateLimit


def has_room(what: str, who: object, *, most: int, at: datetime) -> bool:
    """Whether one more try would be allowed now; counts none."""
    row = RateLimit.objects.filter(key=_key(what, who), window_ends_at__gt=at)
    return not row.filter(count__gte=most).exists()


def allow(what: str, who: object, *, most: int, per: timedelta, at: datetime) -> bool:
    """Count one try of `what` by `who`; False once there were more than `most` in the window.

    The window begins with the first try. What is stored is a keyed hash.
    """
    key = _key(what, who)
    row = RateLimit.objects.filter(key=key)
    if row.filter(window_ends_at__gt=at).update(count=F("count") + 1):
        return row.values_list("count", flat=True)[0] <= most
    RateLimit.objects.bulk_create(
        [RateLimit(key=key, count=0, window_ends_at=at)], ignore_conflicts=True
    )
    if row.filter(window_ends_at__lte=at).update(count=1, window_ends_at=at + per):
        return most > 0
    return allow(what, who, most=most, per=per, at=at)  # two first tries at once


def _key(what: str, who: object) -> str:
    said = f"limit\0{what}\0{who}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, hashlib.sha256).hex()
