"""The charter: the version in force, and the one that members are asked about."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.governance.actions import charter as actions
from jln.governance.forms.charter import CharterForm, RatifyForm
from jln.governance.queries import charter as queries
from jln.governance.queries import motions
from jln.governance.views.motions import Put
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in


@public(cached=False)
def charter(request: PublicRequest) -> HttpResponse:
    """The charter; a Full Member's point of contact says yes or no here."""
    person = request.person
    it = queries.charter_page(person)
    form = RatifyForm(request.POST or None)
    if request.method == "POST" and (person is None or it.mine is None):
        raise PermissionDenied
    if form.is_valid() and person and it.mine and it.under_way:
        said = form.cleaned_data["answer"]
        try:
            actions.ratify(it.under_way, it.mine, said, by=person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            messages.success(request, _("Your country’s word is on record. You can change it."))
            return redirect(url("charter"))
    return page(request, "governance/charter.html", it=it, form=form)


@public
def charter_text(_request: PublicRequest, number: int) -> HttpResponse:
    """The whole text of a version, as it is."""
    found = get_object_or_404(queries.versions(), number=number)
    answer = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    answer["Content-Language"] = found.language
    return answer


@signed_in
def charter_new(request: MemberRequest) -> HttpResponse:
    """Propose a new version; the Steering Group decides, then the members."""
    if not motions.may_put(request.person):
        raise PermissionDenied
    form = CharterForm(request.POST or None, initial={"language": request.person.language})
    to = url("charter")
    return deed(
        request,
        "governance/put.html",
        form,
        lambda: actions.draft(
            form.cleaned_data["text"],
            form.cleaned_data["changes"],
            language=form.cleaned_data["language"],
            how=form.how(),
            by=request.person,
            at=request.now,
        ),
        told=_("It is put to the Steering Group."),
        then=to,
        asked=Put([(_("Charter"), to)], "", _("Put it to them"), to),
        here=request.path,
    )
