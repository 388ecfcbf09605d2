"""Whole pages made of equal values, rendered once.

What a page is made from is read for every request, so rights are asked each time;
only the HTML is kept, under the values themselves. It can be neither stale nor
another reader's. What differs each time stands in it as a mark.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.middleware.csrf import CSRF_TOKEN_LENGTH, get_token

from jln.ui import formats, sheet
from jln.web import jinja
from jln.web.spliced import Spliced, SplicedResponse

if TYPE_CHECKING:
    from collections.abc import Hashable

    from django.http import HttpRequest

MOST = 100  # pages; a long one in Arabic takes 100 kB

FORM_KEY = secrets.token_hex(16)
"""Stands for what makes a form sent twice one deed; nobody outside the process knows it."""

_TOKEN = secrets.token_hex(CSRF_TOKEN_LENGTH // 2)

_pages: OrderedDict[Hashable, Spliced] = OrderedDict()
_lock = threading.Lock()


def answer(
    request: HttpRequest,
    template: str,
    of: Hashable,
    context: dict[str, Any],
    *,
    status: int,
    form_key: str,
) -> SplicedResponse:
    """The page, with a token of this request."""
    key = template, of, _frame(request, context)
    with _lock:
        page = _pages.get(key)
        if page is not None:
            _pages.move_to_end(key)
    if page is None:
        page = _made(request, template, context)
        with _lock:
            _pages[key] = page
            while len(_pages) > MOST:
                _pages.popitem(last=False)
    values = {FORM_KEY: form_key or FORM_KEY}
    if _TOKEN in page.marks:
        values[_TOKEN] = get_token(request)
    return SplicedResponse(page, values, status=status)


def _made(request: HttpRequest, template: str, context: dict[str, Any]) -> Spliced:
    request.csrf_field = jinja.hidden_token(_TOKEN)  # type: ignore[attr-defined]  # what the forms of the page put in
    try:
        return Spliced(jinja.render(template, context), (FORM_KEY, _TOKEN))
    finally:
        del request.csrf_field  # type: ignore[attr-defined]  # the next who asks gets a real one


def _frame(request: HttpRequest, context: dict[str, Any]) -> Hashable:
    """All that a page's frame looks at: see `ui/templates/base.html`."""
    person = context["person"]
    return (
        formats.language(),
        getattr(request, "prefix", ""),
        settings.ROOT_URLCONF,
        request.path,
        request.COOKIES.get("style") == sheet.SHEET_HASH,
        jinja.saves_data(request),
        person.pk if person else None,
        context["reader"],
        context["network"],
    )
