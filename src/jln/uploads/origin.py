"""Files that we did not make come from an origin of their own, where nobody is signed in.

What such a file might do, if a program ever opened it as a page, it does where there is no
cookie, no form and no other address. The link there is sealed, for minutes, by the page that
looked at the reader's rights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from jln.uploads.models import Upload

PREFIX = "/files/sealed/"
GOOD_FOR = 300  # s
_signer = signing.TimestampSigner(salt="files")


def link(upload: Upload) -> str:
    """Where its bytes are, for the next minutes."""
    return f"{settings.FILES_URL}{PREFIX}{_signer.sign(str(upload.pk))}/"


def opened(seal: str) -> int:
    """The number of the file that a seal opens; 0 for a false or an old one."""
    try:
        return int(_signer.unsign(seal, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        return 0


class FilesOrigin:
    """Nothing but sealed files is served at their origin, and they nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response
        self._host = urlsplit(settings.FILES_URL).netloc

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page or file, or nothing."""
        if self._host:
            is_there = request.META.get("HTTP_HOST", "") == self._host
            if is_there != request.path.startswith(PREFIX):
                return HttpResponse(status=404, content_type="text/plain")
        return self._next(request)
