"""An address that letters come back from: staff propose another, the person answers a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jln.accounts import actions, forms, queries
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, public, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest, PublicRequest


@signed_in
def desk_mail_repair(request: MemberRequest, number: int) -> HttpResponse:
    """Staff say which address was meant; its person has to say so too."""
    address = queries.address_to_repair(request.person, number)
    if address is None:
        raise Http404
    meant = queries.probably_meant(address)
    form = forms.RepairForm(request.POST or None, initial={"email": meant or address.address})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["email"]
        try:
            actions.propose_address(address, said, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.add_error("email", broken.text)
        else:
            messages.success(request, _("Asked there. It counts once the person says yes."))
            return redirect(url("desk_mail_health"))
    return page(request, "accounts/mail_repair.html", address=address, form=form, meant=meant)


@public(cached=False)
def address_asked(request: PublicRequest, token: str) -> HttpResponse:
    """Is this your address? Opening it does nothing: mail scanners open links too."""
    asked = queries.proposal(token, at=request.now)
    why = "" if asked else str(actions.NO_LONGER)
    did = ""
    if asked and request.method == "POST":
        did = "yes" if asked.is_asked and "yes" in request.POST else "no"
        deed = actions.take_proposal if did == "yes" else actions.deny_proposal
        try:
            deed(token, at=request.now)
        except RuleBroken as broken:
            why = broken.text
    return page(request, "accounts/address_asked.html", asked=asked, did=did, why=why)
