"""Working groups and task teams of the Steering Group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.countries.terms import SeatKind
from jln.governance.actions import bodies as actions
from jln.governance.forms.bodies import BodyForm, BodyReportForm, BodySeatForm, CloseBodyForm
from jln.governance.queries import bodies as queries
from jln.governance.queries import motions
from jln.governance.views.motions import Put
from jln.kit.time import day
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.governance.models import WorkingGroup
    from jln.web.forms import TwinForm


@public
def working_groups(request: PublicRequest) -> HttpResponse:
    """All of them."""
    it = queries.bodies_page(request.person)
    return page(request, "governance/working_groups.html", it=it)


@public
def working_group(request: PublicRequest, slug: str) -> HttpResponse:
    """One of them: what it is for; for members, its people and reports."""
    it = queries.body_page(request.person, slug, at=request.now)
    if it is None:
        raise Http404
    return page(request, "governance/working_group.html", it=it)


@signed_in
def working_group_new(request: MemberRequest) -> HttpResponse:
    """Put a new one to the Steering Group."""
    if not motions.may_put(request.person):
        raise PermissionDenied
    form = BodyForm(request.POST or None, initial={"language": request.person.language})

    def act() -> object:
        said = actions.Body(**form.said())
        return actions.propose(said, how=form.how(), by=request.person, at=request.now)

    told = _("It is put to the Steering Group.")
    return _asked(request, form, act, (_("Put it to them"), told))


@signed_in
def working_group_close(request: MemberRequest, slug: str) -> HttpResponse:
    """Put its end to the Steering Group."""
    group = get_object_or_404(queries.closing(request.person), slug=slug)
    form = CloseBodyForm(request.POST or None)

    def act() -> object:
        why = form.cleaned_data["why"]
        return actions.propose_end(group, why, how=form.how(), by=request.person, at=request.now)

    told = _("It is put to the Steering Group.")
    return _asked(request, form, act, (_("Put it to them"), told), group)


@signed_in
def working_group_seat(request: MemberRequest, slug: str) -> HttpResponse:
    """Seat somebody in it."""
    group = get_object_or_404(queries.keeping(request.person), slug=slug)
    among = queries.candidates(group, day(request.now))
    form = BodySeatForm(request.POST or None, among=among)

    def act() -> object:
        kind = SeatKind(form.cleaned_data["kind"])
        who = form.person
        return who and actions.seat(group, who, kind, by=request.person, at=request.now)

    return _asked(request, form, act, (_("Seat them"), _("The seat is taken.")), group)


@signed_in
def working_group_report(request: MemberRequest, slug: str) -> HttpResponse:
    """Report to the Steering Group."""
    group = get_object_or_404(queries.reporting(request.person), slug=slug)
    form = BodyReportForm(request.POST or None)

    def act() -> object:
        words = form.cleaned_data["text"]
        return actions.report(group, words, by=request.person, at=request.now)

    told = _("The Steering Group finds it on the agenda of its next meeting.")
    return _asked(request, form, act, (_("Report it"), told), group)


def _asked(
    request: MemberRequest,
    form: TwinForm,
    act: Callable[[], object],
    words: tuple[str, str],
    group: WorkingGroup | None = None,
) -> HttpResponse:
    """Do it, or show the form. `words`: of the button, and once it is done."""
    button, told = words
    to = url("working_group", slug=group.slug) if group else url("working_groups")
    trail = [(_("Working groups"), url("working_groups"))]
    if group:
        trail.append((group.name, to))
    return deed(
        request,
        "governance/put.html",
        form,
        act,
        told=told,
        then=to,
        asked=Put(trail, "", button, to),
        subject=group.code if group else "",
        here=request.path,
    )
