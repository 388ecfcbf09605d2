"""The few files a browser keeps for ever, written under their hashed names when the web starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

from jln.ui import files

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class Static(WhiteNoiseMiddleware):  # type: ignore[misc]  # it ships no types
    """WhiteNoise over our own files; all their names hold their hash."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        files.place(settings.STATIC_ROOT)
        super().__init__(get_response)

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Whether a name can never mean other bytes."""
        del path
        return HASHED.search(url) is not None
