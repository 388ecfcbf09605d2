"""Messages that wait: the page of those who decide, and what their writers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.held_forms import ModerateForm, TakeBackForm
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jln.conversations.models import HeldPost


@signed_in
def space_held(request: MemberRequest, slug: str) -> HttpResponse:
    """What waits in one space, for its moderators and staff."""
    space = queries.kept_space(request.person, slug)
    if space is None:
        raise Http404
    among = queries.to_moderate(request.person).filter(space=space)
    return queue_page(
        request, among, "conversations/held.html", url("space_held", slug=slug), space=space
    )


def queue_page(
    request: MemberRequest,
    among: QuerySet[HeldPost],
    template: str,
    here: str,
    **more: Any,  # noqa: ANN401 -- whatever the template shows
) -> HttpResponse:
    """Decide about one of these messages, or see what waits."""
    forms: dict[str, ModerateForm] = {}
    if request.method == "POST":
        code = request.POST.get("message", "")
        held = get_object_or_404(among, pk=number_of(code))
        answered, form = _act(request, held)
        if answered:
            return redirect(here)
        forms[held.code] = form
    queue = queries.queue(among, at=request.now, whole=request.GET.get("message", ""))
    blank = ModerateForm()
    context: dict[str, Any] = {"queue": queue, "forms": forms, "blank": blank, "here": here}
    return page(request, template, **context, **more)


def _act(request: MemberRequest, held: HeldPost) -> tuple[bool, ModerateForm]:
    """A decision, or one taken back."""
    form = ModerateForm(request.POST)
    try:
        if TakeBackForm(request.POST).is_valid():
            actions.take_back(held, by=request.person, at=request.now)
            messages.success(request, _("The decision is taken back, and the message waits again."))
            return True, form
        if not form.is_valid():
            return False, form
        said = form.cleaned_data
        held = actions.decide(
            held, said["decision"], words=said["reply"], by=request.person, at=request.now
        )
    except RuleBroken as broken:
        if broken.verdict.codes & {"no_words", "too_long"}:
            form.refuse(broken, no_words="reply", too_long="reply")
            return False, form
        messages.error(request, broken.text)  # the message may wait no more, and its form is gone
        return True, form
    told = {
        "publish": _("It appears in ten minutes. Until then you can take that back."),
        "hold": _("It waits, and you are asked again in three days."),
    }
    messages.success(
        request, told.get(held.decision, _("The person who wrote it is told, with your words."))
    )
    return True, form


def waits(request: MemberRequest, held: HeldPost) -> HttpResponse:
    """Say that it waits and why, and lead to what its writer can do with it."""
    told = [
        _("Your message to “%(space)s” waits for a moderator.") % {"space": held.space.called},
        _("It waits because: %(why)s.") % {"why": held.get_because_display()},
    ]
    messages.success(request, " ".join(told))
    return redirect(url("my_messages"))
