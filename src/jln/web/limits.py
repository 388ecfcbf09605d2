"""How often something may be tried: counted in the database, so that it holds across processes."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from jln.web.models import RateLimit


def allow(what: str, who: object, *, most: int, per: timedelta, at: datetime) -> bool:
    """Count one try of `what` by `who`; False once there were more than `most` in the window.

    The window begins with the first try. What is stored is a keyed hash.
    """
    key = hmac.digest(
        settings.SECRET_KEY.encode(), f"limit\0{what}\0{who}".encode(), hashlib.sha256
    ).hex()
    row = RateLimit.objects.filter(key=key)
    if row.filter(window_ends_at__gt=at).update(count=F("count") + 1):
        return row.values_list("count", flat=True)[0] <= most
    if row.update(count=1, window_ends_at=at + per):
        return most > 0
    try:
        with transaction.atomic():
            RateLimit.objects.create(key=key, count=1, window_ends_at=at + per)
    except IntegrityError:  # two first tries at once
        return allow(what, who, most=most, per=per, at=at)
    return most > 0
