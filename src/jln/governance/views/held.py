"""A page of the Steering Group that asks one form: done and led on, or shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from jln.web.addresses import url
from jln.web.pages import deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from jln.governance.models import Meeting
    from jln.web.forms import TwinForm
    from jln.web.pages import MemberRequest


class Held(NamedTuple):
    """What a page asks: its form, the deed, what is said of it, and where it leads."""

    form: TwinForm
    do: Callable[[], object]
    done: str
    to: str
    button: str
    subject: str = ""  # by which the same form is asked by mail
    meeting: Meeting | None = None
    text: str = ""  # of members, above the form
    language: str = ""
    is_new: bool = False  # nothing is there yet that could be left as it is


def ask(request: MemberRequest, held: Held) -> HttpResponse:
    """Do it, or show the form."""
    trail = [(_("Steering Group"), url("steering_group"))]
    if held.meeting:
        trail.append((_("Meeting"), url("meeting", slug=held.meeting.slug)))
    return deed(
        request,
        "governance/held.html",
        held.form,
        held.do,
        told=held.done,
        then=held.to,
        held=held,
        trail=trail,
        here=request.get_full_path(),
    )
