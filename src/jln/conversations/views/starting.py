"""Starting a discussion or an announcement in a space: written, checked, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations import actions, queries
from jln.conversations.forms import StartForm, new_key
from jln.conversations.terms import TopicKind
from jln.conversations.views import accepting
from jln.conversations.views.held import waits
from jln.kit.verdict import RuleBroken
from jln.spaces import queries as spaces
from jln.spaces.words import readers_of
from jln.web.addresses import url
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from jln.conversations.models import HeldPost, Topic
    from jln.spaces.models import Space
    from jln.web.forms import TwinForm


@signed_in
def topic_new(request: MemberRequest, slug: str) -> HttpResponse:
    """Write it, see whom it reaches and how soon, then post it."""
    readable = spaces.readable(request.person).filter(closed_at=None).select_related("country")
    space = get_object_or_404(readable, slug=slug)
    if space.is_under_rule and request.method == "GET":
        return to_safe_spaces(space)
    announces = can(request.person, Permission.TOPIC_ANNOUNCE, space)
    form = StartForm(request.POST or None, initial={"form_key": new_key()}, may_announce=announces)
    return begin(
        request,
        "conversations/topic_new.html",
        form,
        space,
        act=lambda: _begun(request, form, space),
        then=lambda topic: _posted(request, topic),
        what=lambda: (_kind(form), form.cleaned_data["text"]),
    )


def to_safe_spaces(space: Space) -> HttpResponse:
    """Where one writes in a space under the Chatham House Rule."""
    return redirect(url("safe_spaces", query={"space": space.slug}))


def begin(
    request: MemberRequest,
    template: str,
    form: TwinForm,
    space: Space,
    *,
    act: Callable[[], Any],
    then: Callable[[Any], HttpResponse],
    what: Callable[[], tuple[str, str]],
    **fields: str,
) -> HttpResponse:
    """Check it and show whom it will reach; once that is wanted, post it and go on.

    `act` gives nothing where it only checks; `what`: its kind and its words; `fields`:
    where a rule's no is said, as `TwinForm.refuse` takes them.
    """
    context: dict[str, Any] = {"form": form, "space": space, "readers": readers_of(space)}
    context |= {"reach": None, "to_accept": accepting.asked(request)}
    if form.is_valid():
        try:
            begun = act()
        except RuleBroken as broken:
            if not accepting.lacks_only_tick(broken):
                form.refuse(broken, **fields)
            elif "post" in request.POST:
                context["tick_missing"] = broken.text
        else:
            if begun is not None:
                return then(begun)
        if not form.errors:
            kind, text = what()
            context["waits"] = actions.waits_first(space, by=request.person)
            context["reach"] = queries.reach[-1](
                space, kind, text=text, by=request.person, at=request.now
            )
    return page(request, template, **context)


def _kind(form: StartForm) -> str:
    return str(form.cleaned_data.get("kind") or TopicKind.DISCUSSION)


def _begun(request: MemberRequest, form: StartForm, space: Space) -> Topic | HeldPost | None:
    """What it became; None where it is only checked. Raises RuleBroken either way."""
    said = form.cleaned_data
    if "post" not in request.POST:
        actions.check_new(space, kind=_kind(form), text=said["text"], by=request.person)
        return None
    return actions.submit_new(
        space,
        kind=_kind(form),
        text=said["text"],
        title=said["heading"],
        language=said["language"],
        form_key=said["form_key"],
        by=request.person,
        at=request.now,
    )


def _posted(request: MemberRequest, topic: Topic | HeldPost) -> HttpResponse:
    if queries.is_held(topic):
        return waits(request, topic)
    messages.success(request, _("It is posted. You can take it back for two minutes."))
    return redirect(url("topic", code=topic.code))
