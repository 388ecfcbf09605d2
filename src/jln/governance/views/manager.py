"""The Network Manager: who it is and was, and what moves to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from jln.governance.actions import manager as actions
from jln.governance.actions import motions
from jln.governance.forms.manager import AppointForm, HeadForm
from jln.governance.queries import manager as queries
from jln.governance.queries.motions import may_put
from jln.governance.rules import managing
from jln.governance.views.motions import Put
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.mail.replies import STAFF
from jln.web import network
from jln.web.addresses import url
from jln.web.pages import deed, page, public, signed_in

if TYPE_CHECKING:
    from jln.governance.models import Motion
    from jln.web.pages import MemberRequest, PublicRequest


@public
def network_manager(request: PublicRequest) -> HttpResponse:
    """Who runs the network, from when to when; inside, what moves and who is missing."""
    it = queries.manager_page(request.person, at=request.now)
    if it.coming:
        request.good_until = it.coming.first_day
    return page(request, "governance/network_manager.html", it=it, address=network.address(STAFF))


@signed_in
def manager_new(request: MemberRequest) -> HttpResponse:
    """Put another organisation to the Steering Group."""
    if not may_put(request.person):
        raise PermissionDenied
    form = AppointForm(request.POST or None, organisations=queries.organisations())
    to = url("network_manager")
    made: list[Motion] = []

    def put() -> None:
        institution, first_day = form.chosen
        actions.check(institution, first_day, on=day(request.now))
        motion = motions.put(form.proposal(request.language), by=request.person, at=request.now)
        made.append(motion)

    return deed(
        request,
        "governance/put.html",
        form,
        put,
        told=_("It is put to the Steering Group."),
        then=lambda: url("motion", code=made[0].code),
        asked=Put([(_("Network Manager"), to)], str(managing.FOLLOWS), _("Put it to them"), to),
        here=request.path,
    )


@signed_in
def manager_head(request: MemberRequest) -> HttpResponse:
    """Say who names the people of the organisation that comes."""
    if not may_put(request.person):
        raise Http404
    of = queries.to_head(request.person)
    form = HeadForm(request.POST or None, reader=request.person)
    to = url("network_manager")

    def act() -> None:
        unless(of is not None, "over", managing.OVER).or_raise()
        if form.found and of:
            actions.set_head(of, form.found, by=request.person, at=request.now)

    return deed(
        request,
        "governance/put.html",
        form,
        act,
        told=_("It is on record."),
        then=to,
        asked=Put(
            [(_("Network Manager"), to)],
            of.called if of else str(managing.OVER),
            _("Put it on record"),
            to,
        ),
        here=request.path,
    )
