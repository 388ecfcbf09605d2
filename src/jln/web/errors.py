"""Pages for what went wrong: each says what is kept and what to do next."""

from __future__ import annotations

import logging
import secrets
import sys
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.kit.verdict import RuleBroken

log = logging.getLogger("jln.errors")


@public(cached=False)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing for this reader; both look the same."""
    del exception
    return page(request, "errors/not_found.html", status=404)


@public(cached=False)
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: what it is, who can, how to get in."""
    del exception
    return page(request, "errors/not_allowed.html", status=403)


@public(cached=False)
def broken(request: HttpRequest) -> HttpResponse:
    """500: with a short code that the desk can look up in the log."""
    code = secrets.token_hex(3)
    log.error("page error %s on %s", code, request.path, exc_info=sys.exc_info())
    return page(request, "errors/broken.html", status=500, code=code)


@public(cached=False)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit; what was typed is given back to be sent again."""
    del reason
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return page(request, "errors/form_too_old.html", status=403, typed=typed)


def refused(request: HttpRequest, broken_rule: RuleBroken) -> HttpResponse:
    """409: a rule said no, and why."""
    return page(request, "errors/refused.html", status=409, why=broken_rule.text)
