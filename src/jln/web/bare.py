"""An answer with nothing in it: what every other answer of the same server is measured against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from jln.web.pages import machine


@machine
def bare(request: HttpRequest) -> HttpResponse:
    """Two letters, through everything a request passes."""
    del request
    return HttpResponse("ok", content_type="text/plain")
