"""The pages of people and institutions."""

from __future__ import annotations

import uuid
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.directory import actions, pace, queries
from jln.directory.forms import WriteForm
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, page, public, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse


def at_a_pace(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No member turns these pages faster than a person reads them."""

    @wraps(view)
    def paced(request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- the view's own
        if request.person and not pace.allows(request.person.pk, request.now):
            answer = page(request, "directory/slower.html", status=429)
            answer.headers["Retry-After"] = "600"
            return answer
        return view(request, *args, **kwargs)

    return paced


@signed_in
@at_a_pace
def directory(request: MemberRequest) -> HttpResponse:
    """Who can I ask?"""
    asked = queries.Asked.of(dict(request.GET.lists()))
    found = queries.find(request.person, asked)
    return page(
        request,
        "directory/directory.html",
        of=(asked, found.people, found.counted, found.next),
        asked=asked,
        found=found,
    )


@signed_in
@at_a_pace
def person(request: MemberRequest, code: str) -> HttpResponse:
    """One person: position, what is offered and sought, what was put in."""
    found = get_object_or_404(
        queries.people(request.person).select_related("country", "photo"), pk=number_of(code)
    )
    it = queries.person_page(request.person, found, at=request.now)
    return page(request, "directory/person.html", it=it, now=request.now)


@signed_in
def relay(request: MemberRequest, code: str) -> HttpResponse:
    """Write to a colleague; the network carries it."""
    to = get_object_or_404(queries.people_to_write_to(request.person), pk=number_of(code))
    first = {
        "subject": queries.printable(request.GET.get("subject", ""))[:150],
        "form_key": uuid.uuid4().hex,
    }
    form = WriteForm(request.POST or None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.write(
                to,
                subject=said["subject"],
                text=said["text"],
                form_key=said["form_key"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            told = _("Your message is on its way to %(name)s. The answer comes to you by mail.")
            messages.success(request, told % {"name": to.name})
            return redirect(url("person", code=code))
    return page(request, "directory/relay.html", form=form, to=to)


@public(query=("q", "kind", "country", "after"))
def institutions(request: PublicRequest) -> HttpResponse:
    """The institutions of the network, for everybody."""
    asked = {
        name: queries.printable(request.GET.get(name, ""))[:80]
        for name in ("q", "kind", "country", "after")
    }
    listed, following = queries.listed(
        asked["kind"], asked["country"], asked["q"].strip(), asked["after"]
    )
    return page(
        request,
        "directory/institutions.html",
        listed=listed,
        following=following,
        asked=asked,
        kinds=queries.kinds(),
    )


@public
@at_a_pace
def institution(request: PublicRequest, slug: str) -> HttpResponse:
    """One institution; members see who works there as well."""
    found = get_object_or_404(queries.institutions(), slug=slug)
    inside = queries.inside(request.person, found) if request.person else None
    it = queries.institution_page(found)
    return page(request, "directory/institution.html", it=it, inside=inside)
