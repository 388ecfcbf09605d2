"""The language of a page: its address, else the reader's profile, else English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

CODES = tuple(code for code, _name in settings.LANGUAGES)
PREFIXED = tuple(code for code in CODES if code != "en")


class Language:
    """Take the language part off the path and speak that language while answering."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """`request.prefix` is "/fr" or ""; the Doorkeeper may still change an unprefixed page's."""
        first, _slash, rest = request.path_info.removeprefix("/").partition("/")
        is_prefixed = first in PREFIXED and request.path_info.startswith(f"/{first}/")
        request.prefix = f"/{first}" if is_prefixed else ""  # type: ignore[attr-defined]  # see PublicRequest
        request.language = first if is_prefixed else "en"  # type: ignore[attr-defined]  # see PublicRequest
        if is_prefixed:
            request.path_info = f"/{rest}"
        with translation.override(first if is_prefixed else "en"):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response
