"""Moderated dialogues: the list, planning one, its days, its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.dialogue_forms import (
    DialogueDaysForm,
    DialogueForm,
    DialogueQuestionForm,
    PublishSynthesisForm,
    SynthesisForm,
    TakeDialogueForm,
)
from jln.conversations.forms import new_key
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jln.conversations.models import Topic


@public
def dialogue_list(request: PublicRequest) -> HttpResponse:
    """Those to come, running and ended; whoever is not signed in sees published results."""
    rows = queries.readable_dialogues(request.person)
    today = day(request.now)
    return page(
        request,
        "conversations/dialogues.html",
        coming=[one for one in reversed(rows) if one.closed_at is None and one.opens_on > today],
        running=[one for one in rows if one.closed_at is None and one.opens_on <= today],
        ended=[one for one in rows if one.closed_at is not None],
    )


@public
def dialogue_result(request: PublicRequest, code: str) -> HttpResponse:
    """The published result, for everyone."""
    found = queries.result(request.person, number_of(code))
    if found is None:
        raise Http404
    return page(request, "conversations/dialogue_result.html", it=found, one=found.dialogue)


@signed_in
def dialogue_new(request: MemberRequest, slug: str) -> HttpResponse:
    """Plan one, in a space that one keeps."""
    space = get_object_or_404(queries.spaces_to_announce_in(request.person), slug=slug)
    form = DialogueForm(
        request.POST or None,
        initial={"form_key": new_key(), "moderator": request.person.code},
        people=queries.who_may_moderate(space, request.person),
    )
    if form.is_valid():
        try:
            topic = actions.plan_dialogue(
                space,
                form.plan(),
                by=request.person,
                at=request.now,
                form_key=form.cleaned_data["form_key"],
            )
        except RuleBroken as broken:
            form.refuse(broken, opens="opens", closes="closes", no_reader="moderator")
        else:
            messages.success(request, _("It is planned. Its space is told on the first morning."))
            return redirect(url("dialogue", code=topic.code))
    return page(request, "conversations/dialogue_new.html", form=form, space=space)


@signed_in
def dialogue(request: MemberRequest, code: str) -> HttpResponse:
    """Its days with their questions, for who moderates; a question is written or changed."""
    topic = _kept(request, code)
    days = queries.days_of(topic.dialogue)
    today = day(request.now)
    open_days = [one.on for one in days if not one.is_put and one.on >= today]
    form = DialogueQuestionForm(
        request.POST or None,
        initial=_question_asked_for(request, days),
        days=open_days,
    )
    return deed(
        request,
        "conversations/dialogue.html",
        form,
        lambda: actions.write_question(
            topic,
            form.cleaned_data["text"],
            on=form.chosen(),
            by=request.person,
            at=request.now,
        ),
        told=_("Saved."),
        then=url("dialogue", code=code),
        topic=topic,
        one=topic.dialogue,
        days=days,
        may_write=bool(open_days),
    )


def _question_asked_for(request: MemberRequest, days: list[Any]) -> dict[str, str]:
    """The day that its link names, with the question it has."""
    for one in days:
        if one.on.isoformat() == request.GET.get("on"):
            return {"on": one.on.isoformat(), "text": one.text}
    return {}


@signed_in
def dialogue_days(request: MemberRequest, code: str) -> HttpResponse:
    """Let it run on other days."""
    topic = _kept(request, code)
    now = topic.dialogue
    form = DialogueDaysForm(
        request.POST or None,
        initial={"opens": now.opens_on, "closes": now.closes_on, "rest": "move"},
    )
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.change_days(
            topic,
            form.cleaned_data["opens"],
            form.cleaned_data["closes"],
            drops=form.cleaned_data["rest"] == "drop",
            by=request.person,
            at=request.now,
        ),
        told=_("Saved."),
        then=url("dialogue", code=code),
        topic=topic,
    )


@signed_in
def dialogue_take(request: MemberRequest, code: str) -> HttpResponse:
    """Moderate it in place of who does."""
    topic = _kept(request, code)
    return deed(
        request,
        "conversations/deed.html",
        TakeDialogueForm(request.POST or None),
        lambda: actions.take_over(topic, by=request.person, at=request.now),
        told=_("You moderate this dialogue."),
        then=url("dialogue", code=code),
        topic=topic,
    )


@signed_in
def dialogue_synthesis(request: MemberRequest, code: str) -> HttpResponse:
    """Write the result, as a draft."""
    topic = _kept(request, code)
    now = topic.dialogue
    language = now.synthesis_language if now.synthesis else ""
    form = SynthesisForm(
        request.POST or None,
        initial={"text": now.synthesis, "language": language},
    )
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.write_synthesis(
            topic,
            form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            by=request.person,
            at=request.now,
        ),
        told=_("Saved."),
        then=url("dialogue", code=code),
        topic=topic,
    )


@signed_in
def dialogue_publish(request: MemberRequest, code: str) -> HttpResponse:
    """Show the result to everyone."""
    topic = _kept(request, code)
    form = PublishSynthesisForm(request.POST or None)
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.publish_synthesis(
            topic,
            have_agreed=form.cleaned_data["agreed"] == "yes",
            by=request.person,
            at=request.now,
        ),
        told=_("The result is published."),
        then=url("dialogue_result", code=code),
        topic=topic,
    )


def _kept(request: MemberRequest, code: str) -> Topic:
    found = queries.topics_kept(request.person).select_related("dialogue__moderator", "space")
    return get_object_or_404(found, pk=number_of(code))
