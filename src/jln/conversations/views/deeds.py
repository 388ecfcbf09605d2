"""Small deeds, each with a page of its own: a link in a letter leads here, a button acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.forms import (
    DeclineForm,
    FollowForm,
    HideForm,
    HideTopicForm,
    ThankForm,
    UndoForm,
)
from jln.conversations.places import place
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def post_thank(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Thank for a post by name; the asker says by it that the answer helped."""
    post = get_object_or_404(queries.post_in(request.person, number_of(code), number))
    form = ThankForm(request.POST or None)
    if form.is_valid():
        try:
            actions.thank(
                post, words=form.cleaned_data["thanks"], by=request.person, at=request.now
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            name = post.by.name if post.by else ""
            messages.success(request, _("You thanked %(name)s.") % {"name": name})
            return redirect(place(code, number))
    return page(
        request,
        "conversations/post_thank.html",
        form=form,
        post=post,
        topic=post.topic,
        is_asker=post.topic.by_id == request.person.pk,
    )


@signed_in
def topic_follow(request: MemberRequest, code: str) -> HttpResponse:
    """Follow a conversation, or get nothing of it."""
    topic = get_object_or_404(queries.topics(request.person), pk=number_of(code))
    form = FollowForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["follow"] == "yes":
            actions.follow(topic, by=request.person, at=request.now)
            comes = queries.comes_by_mail(request.person, topic)
            followed = (
                _("You follow this. Each post comes by mail.")
                if comes
                else _("You follow this. You chose to get no post of it by mail.")
            )
            messages.success(request, followed)
        else:
            actions.mute(topic, by=request.person, at=request.now)
            messages.success(request, _("You get no more mail of this conversation."))
        return redirect(url("topic", code=code))
    return page(request, "conversations/deed.html", form=form, topic=topic)


@signed_in
def topic_decline(request: MemberRequest, code: str) -> HttpResponse:
    """Say that somebody else knows better."""
    topic = get_object_or_404(queries.topics(request.person), pk=number_of(code))
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        actions.decline_ask(topic, by=request.person, at=request.now)
        messages.success(request, _("Noted. This question no longer waits for you."))
        return redirect(url("ask"))
    return page(request, "conversations/deed.html", form=form, topic=topic)


@signed_in
def post_undo(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Take one's own post back within two minutes."""
    mine = queries.post_in(request.person, number_of(code), number).filter(by=request.person)
    post = get_object_or_404(mine)
    return deed(
        request,
        "conversations/deed.html",
        UndoForm(request.POST or None),
        lambda: actions.undo_post(post, by=request.person, at=request.now),
        told=_("Taken back. Nobody gets it by mail."),
        then=url("ask") if number == 1 else url("topic", code=code),
        topic=post.topic,
    )


@signed_in
def post_hide(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Show a reason in place of a post."""
    post = get_object_or_404(queries.posts_to_hide(request.person, number_of(code), number))
    form = HideForm(request.POST or None)
    if form.is_valid():
        actions.hide_post(
            post, because=form.cleaned_data["because"], by=request.person, at=request.now
        )
        messages.success(request, _("The post is hidden, and the reason stands in its place."))
        return redirect(place(code, number))
    return page(request, "conversations/deed.html", form=form, topic=post.topic)


@signed_in
def topic_hide(request: MemberRequest, code: str) -> HttpResponse:
    """Show a reason in place of a conversation."""
    topic = get_object_or_404(queries.topics_to_hide(request.person), pk=number_of(code))
    form = HideTopicForm(request.POST or None)
    if form.is_valid():
        actions.hide_topic(
            topic, because=form.cleaned_data["because"], by=request.person, at=request.now
        )
        messages.success(request, _("The conversation is hidden, with its reason."))
        return redirect(url("ask", query={"tab": "all"}))
    return page(request, "conversations/deed.html", form=form, topic=topic)
