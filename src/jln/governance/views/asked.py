"""A page that asks one form: done and led on, or shown again with what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jln.web.pages import deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from jln.countries.models import Country
    from jln.web.forms import TwinForm
    from jln.web.pages import MemberRequest


class Asked(NamedTuple):
    """What a page asks: its form, the deed, what is said of it, and where it leads."""

    form: TwinForm
    do: Callable[[], object]
    done: StrOrPromise
    to: str
    country: Country
    button: StrOrPromise
    subject: str = ""  # by which the same form is asked by mail
    lede: StrOrPromise = ""
    text: str = ""  # of members, above the form
    language: str = ""


def answer(request: MemberRequest, asked: Asked) -> HttpResponse:
    """Do it, or show the form."""
    return deed(
        request,
        "governance/asked.html",
        asked.form,
        asked.do,
        told=str(asked.done),
        then=asked.to,
        asked=asked,
        here=request.path,
    )
