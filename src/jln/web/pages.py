"""What every view uses: who may open it, and how a page is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from markupsafe import Markup

from jln.kit.verdict import RuleBroken
from jln.ui import menus
from jln.web import alike, jinja, network

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date, datetime

    from django.http.response import HttpResponseBase

    from jln.people.models import Person

    View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class PublicRequest(HttpRequest):
    """A request to a page that anyone may open. The middleware adds the rest.

    `prefix` is "" or the language part of the address ("/fr"); `good_until`
    may be set to the first day on which the answer is no longer right. `known` is
    whose session it is, `person` the same once the second step was shown where one is asked.
    """

    person: Person | None
    known: Person | None
    proved_at: datetime | None
    reader: menus.Reader | None
    now: datetime
    prefix: str
    language: str
    good_until: date | None


class MemberRequest(PublicRequest):
    """A request to a page for people who are signed in."""

    person: Person  # narrower on purpose: the Doorkeeper saw to it


class HalfRequest(PublicRequest):
    """A request by somebody who came in by the mailbox at least."""

    known: Person  # narrower on purpose: the Doorkeeper saw to it


@overload
def public(view: View) -> View: ...
@overload
def public(*, query: tuple[str, ...] = (), cached: bool = True) -> Callable[[View], View]: ...
def public(view: Any = None, *, query: tuple[str, ...] = (), cached: bool = True) -> Any:
    """Anyone may open this page, in every language.

    `query`: the parameters that make a different page; others are not looked at.
    `cached=False` for a page with a form, which carries a token of its reader.
    """

    def mark(view: View) -> View:
        view.door = "public"  # type: ignore[attr-defined]  # the mark the Doorkeeper reads
        view.cached_query = query if cached else None  # type: ignore[attr-defined]  # read by the page cache
        return view

    return mark(view) if view else mark


def signed_in(view: View) -> View:
    """Only people who are signed in may open this page."""
    view.door = "signed_in"  # type: ignore[attr-defined]  # the mark the Doorkeeper reads
    return view


def half_way(view: View) -> View:
    """For people who came in by their mailbox and whose second step may be to come.

    `request.known` is that person; `request.person` is nobody until the step was shown.
    """
    view.door = "half_way"  # type: ignore[attr-defined]  # the mark the Doorkeeper reads
    return view


def machine(view: View) -> View:
    """Opened by programs: health, feeds by token, one-click unsubscription. No cookie."""
    view.door = "machine"  # type: ignore[attr-defined]  # the mark the Doorkeeper reads
    return view


def page(
    request: HttpRequest,
    template: str,
    *,
    status: int = 200,
    of: Hashable = None,
    form_key: str = "",
    **context: object,
) -> HttpResponse:
    """Render a page; or, when htmx asks for one element of it, the block of that name.

    `of`: every value that the context's part of the page is made from. A page of equal
    values is then rendered once (`jln.web.alike`); `form_key` takes its mark's place in it.
    """
    known = network.current()
    context |= {
        "request": request,
        "person": getattr(request, "person", None),
        "reader": getattr(request, "reader", None),
        "network": menus.Network(
            name=known.name,
            purpose=known.purpose_in(get_language() or "en"),
            is_demonstration=known.is_demonstration,
        ),
    }
    if "messages" in request.COOKIES or messages.get_messages(request):
        context["told"] = list(messages.get_messages(request))
    target = request.headers.get("HX-Target", "").rpartition("#")[2]
    if target and request.headers.get("HX-Request") and target.isidentifier():
        html = jinja.block(template, target, context)
    elif of is not None and "told" not in context and not settings.DEBUG:
        return alike.answer(request, template, of, context, status=status, form_key=form_key)
    else:
        html = jinja.render(template, context)
    if form_key:
        html = html.replace(alike.FORM_KEY, form_key)
    return HttpResponse(html, status=status)


def deed(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], object],
    *,
    told: str | Callable[[], str],
    then: str | Callable[[], str],
    **context: Any,  # noqa: ANN401 -- whatever the template shows
) -> HttpResponse:
    """Act on a form that is right and go on, told so; or show it, with what stands in the way."""
    if form.is_valid():
        try:
            act()
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.success(request, told() if callable(told) else told)
            return redirect(then() if callable(then) else then)
    return page(request, template, form=form, **context)


def part(request: HttpRequest, template: str, **context: object) -> Markup:
    """A piece of a page that is the same for several readers, to be kept and shown to them."""
    return Markup(jinja.render(template, {**context, "request": request}))  # noqa: S704 -- templates escape what they are given
