"""A deed that waited for the second step is done by its own view, once, as if sent just now."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import resolve
from django.utils.datastructures import MultiValueDict

from jln.accounts import typed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from jln.web.pages import HalfRequest


def carry_out(request: HalfRequest, path: str) -> HttpResponse | None:
    """What the deed's view answers; None where nothing waits or its form has to be shown again.

    The view asks for every right and rule itself. Dangerous deeds are never kept as such.
    """
    if request.person is None:
        return None
    found = typed.take_deed(request, request.person, path, at=request.now)
    if found is None:
        return None
    there, fields = found
    sent = _as_sent(request, there, fields)
    match = sent.resolver_match
    if match is None:
        return None
    answer = cast("HttpResponse", match.func(sent, *match.args, **match.kwargs))
    if not answer.has_header("Location"):
        return None
    typed.drop(request)
    answer.delete_cookie(typed.COOKIE)
    return answer


def _as_sent(request: HalfRequest, there: str, fields: dict[str, list[str]]) -> HttpRequest:
    """The request as it came before the step was asked; the person is the one of now."""
    address = urlsplit(there)
    sent = copy.copy(request)
    said = QueryDict(mutable=True)
    for name, values in fields.items():
        said.setlist(name, values)
    sent.path = sent.path_info = address.path
    sent.META = {**request.META, "PATH_INFO": address.path, "QUERY_STRING": address.query}
    sent.__dict__["GET"] = QueryDict(address.query)
    sent.POST = said  # type: ignore[assignment]  # of a view, it is never changed
    sent.__dict__["_files"] = MultiValueDict()
    sent.proved_at = request.now
    sent.resolver_match = resolve(address.path)
    return sent
