"""Spaces as lists: which one is on, and what their keepers set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.spaces import actions, queries
from jln.spaces.forms import (
    AnswerWishForm,
    AskToJoinForm,
    JoinForm,
    KeepForm,
    LeaveForm,
    ModeratorForm,
    UnmoderateForm,
)
from jln.spaces.terms import Delivery
from jln.spaces.words import readers_of
from jln.web import network
from jln.web.addresses import url
from jln.web.forms import TwinForm
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from jln.people.models import Person
    from jln.spaces.models import Space


class Deed(NamedTuple):
    """What a button beside a space does."""

    form: type[TwinForm]
    among: Callable[[Person], QuerySet[Space]]
    act: Callable[[Space, Person, datetime], object]
    told: StrOrPromise


def _readable(person: Person) -> QuerySet[Space]:
    return queries.readable(person).select_related("country")


DEEDS = {
    "join": Deed(
        JoinForm,
        _readable,
        lambda space, person, at: actions.join(space, person, by=person, at=at),
        gettext_lazy("You are on “%(space)s” now."),
    ),
    "leave": Deed(
        LeaveForm,
        _readable,
        lambda space, person, at: actions.leave(space, person, by=person, at=at),
        gettext_lazy("You are not on “%(space)s” any more."),
    ),
    "ask": Deed(
        AskToJoinForm,
        lambda _person: queries.spaces_to_ask_for(),
        lambda space, person, at: actions.ask_to_join(space, by=person, at=at),
        gettext_lazy("The moderators of “%(space)s” are asked. You hear by mail."),
    ),
}


@signed_in
def spaces(request: MemberRequest) -> HttpResponse:
    """Every space one reads, with join and leave; those one may ask to join."""
    if request.method == "POST":
        return _list_deed(request)
    rows = [
        (one, readers_of(one), "" if one.is_under_rule else network.address(one.slug))
        for one in queries.lists(request.person)
    ]
    others = queries.to_ask_for(request.person)
    return page(
        request, "spaces/spaces.html", rows=rows, others=others, deliveries=dict(Delivery.choices)
    )


def _list_deed(request: MemberRequest) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    space = get_object_or_404(deed.among(request.person), slug=request.POST.get("space", ""))
    if deed.form(request.POST).is_valid():
        try:
            deed.act(space, request.person, request.now)
            messages.success(request, str(deed.told) % {"space": space.called})
        except RuleBroken as broken:
            messages.error(request, broken.text)
    return redirect(url("spaces"))


@signed_in
def space_settings(request: MemberRequest, slug: str) -> HttpResponse:
    """What a space's moderators and staff set, and who asks to join it."""
    space = queries.kept(request.person, slug)
    if space is None:
        raise Http404
    deed = request.POST.get("deed", "")
    if deed in ("end", "answer"):
        _about_a_person(request, space, deed)
        return redirect(url("space_settings", slug=slug))
    now = {"rule": space.rule, "description": space.description, "languages": space.languages}
    keep = KeepForm(request.POST if deed == "keep" else None, initial=now)
    name = ModeratorForm(request.POST if deed == "name" else None, space=space)
    if keep.is_bound and keep.is_valid():
        actions.change(space, keep.setting(), by=request.person, at=request.now)
        messages.success(request, _("The settings are kept."))
        return redirect(url("space_settings", slug=slug))
    if name.is_bound and name.is_valid() and name.found:
        actions.moderate(space, name.found, by=request.person, at=request.now)
        messages.success(request, _("%(name)s moderates it now.") % {"name": name.found.name})
        return redirect(url("space_settings", slug=slug))
    return page(
        request,
        "spaces/space_settings.html",
        space=space,
        keep=keep,
        name=name,
        moderators=queries.moderators(space).order_by("name", "pk"),
        wishes=queries.wishes(space)[:20],
        address=network.address(space.slug),
    )


def _about_a_person(request: MemberRequest, space: Space, deed: str) -> None:
    """End a moderator, or answer who asks to join."""
    number = number_of(request.POST.get("of", ""))
    if deed == "end":
        person = get_object_or_404(queries.moderators(space), pk=number)
        if UnmoderateForm(request.POST).is_valid():
            actions.unmoderate(space, person, by=request.person, at=request.now)
            messages.success(request, _("%(name)s moderates it no more.") % {"name": person.name})
        return
    wish = get_object_or_404(queries.wishes(space), pk=number)
    form = AnswerWishForm(request.POST)
    if form.is_valid():
        try:
            answer = form.cleaned_data["answer"]
            actions.answer_request(wish, answer, by=request.person, at=request.now)
            messages.success(request, _("%(name)s is told.") % {"name": wish.person.name})
        except RuleBroken as broken:
            messages.error(request, broken.text)
