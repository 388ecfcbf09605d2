"""A page that asks one form: done and led on, or shown again with what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from jln.web.pages import deed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from jln.countries.models import Country
    from jln.web.forms import TwinForm
    from jln.web.pages import MemberRequest


class Asked(NamedTuple):
    """What a page asks: its form, the deed, what is said of it, and where it leads."""

    form: TwinForm
    do: Callable[[], object]
    done: StrOrPromise | Callable[[], str]
    to: str
    country: Country
    button: StrOrPromise
    subject: str = ""  # by which the same form is asked by mail
    lede: StrOrPromise = ""
    text: str = ""  # of members, above the form
    language: str = ""
    is_new: bool = False  # nothing is there yet that could be left as it is


def answer(request: MemberRequest, asked: Asked) -> HttpResponse:
    """Do it, or show the form."""
    return deed(
        request,
        "governance/asked.html",
        asked.form,
        asked.do,
        told=asked.done if callable(asked.done) else str(asked.done),
        then=asked.to,
        asked=asked,
        here=request.path,
    )


def told_of(starts_at: datetime, request: MemberRequest, told: str) -> str:
    """What was done about a meeting; nobody is written to about one that is over."""
    if starts_at > request.now:
        return told
    return _("It is on record. The group gets no letter: the meeting is past.")
