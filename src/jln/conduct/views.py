"""Rules of conduct, read, accepted and published; keeping a member away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conduct import actions, queries, versions
from jln.conduct.forms import NOT_AT_ALL, AcceptForm, KeepAwayForm, PublishForm
from jln.conduct.terms import Distance, said
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web import network
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@public(query=("version",))
def conduct(request: PublicRequest) -> HttpResponse:
    """What is asked of a message, and every version of it."""
    every = versions.every()
    wanted = request.GET.get("version", "")
    rules = next((one for one in every if str(one.number) == wanted), every[0])
    return page(
        request,
        "conduct/conduct.html",
        rules=rules,
        versions=every,
        may_publish=bool(request.reader and request.reader.is_staff),
    )


@signed_in
def conduct_accept(request: MemberRequest) -> HttpResponse:
    """Accept them."""
    rules = versions.now()
    return deed(
        request,
        "conduct/conduct_accept.html",
        AcceptForm(request.POST or None),
        lambda: actions.accept(rules.number, by=request.person, at=request.now),
        told=_("Saved."),
        then=url("conduct"),
        rules=rules,
    )


@signed_in
def conduct_new(request: MemberRequest) -> HttpResponse:
    """Write a version, see it as members will and what is missing, then publish it."""
    if not can(request.person, Permission.CONDUCT_KEEP, network.current()):
        raise PermissionDenied
    now = versions.now()
    first = {"after": now.number} | {f"text_{code}": text for code, text in now.texts.items()}
    form = PublishForm(request.POST or None, initial=first)
    shown = None
    if form.is_valid():
        said = form.cleaned_data
        shown = versions.Rules(
            said["after"] + 1,
            form.said("text"),
            form.said("change"),
            said["asks_everybody"],
            request.now,
        )
        if "publish" in request.POST and _published(request, form):
            messages.success(request, _("It is published, and holds now."))
            return redirect(url("conduct"))
    return page(request, "conduct/conduct_new.html", form=form, shown=shown)


def _published(request: MemberRequest, form: PublishForm) -> bool:
    try:
        actions.publish(
            form.said("text"),
            form.said("change"),
            after=form.cleaned_data["after"],
            asks_everybody=form.cleaned_data["asks_everybody"],
            by=request.person,
            at=request.now,
        )
    except RuleBroken as broken:
        form.add_error(None, broken.text)
        return False
    return True


@signed_in
def keep_away(request: MemberRequest, code: str) -> HttpResponse:
    """Mute or block a member."""
    who = get_object_or_404(queries.people(request.person), pk=number_of(code))
    now = queries.distance_of(request.person, who) or Distance.MUTE  # that is why they are here
    form = KeepAwayForm(request.POST or None, initial={"distance": now})

    def act() -> None:
        distance = form.cleaned_data["distance"]
        if distance == NOT_AT_ALL:
            actions.let_back(who, by=request.person, at=request.now)
        else:
            actions.keep_away(who, distance, by=request.person, at=request.now)

    return deed(
        request,
        "conduct/keep_away.html",
        form,
        act,
        told=_("Saved."),
        then=url("kept_away"),
        who=who,
    )


@signed_in
def kept_away(request: MemberRequest) -> HttpResponse:
    """Whom one keeps away; each can come back."""
    if request.method == "POST":
        rows = queries.kept_away(request.person)
        row = get_object_or_404(rows, about=number_of(request.POST.get("of", "")))
        actions.let_back(row.about, by=request.person, at=request.now)
        messages.success(request, _("Saved."))
        return redirect(url("kept_away"))
    return page(
        request, "conduct/kept_away.html", rows=list(queries.kept_away(request.person)), how=said
    )
