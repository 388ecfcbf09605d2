"""Practices: marking a post, agreeing to it, and the list of a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.places import place
from jln.conversations.practice_forms import AgreePracticeForm, PracticeForm, practice_said
from jln.kit.codes import number_of
from jln.spaces import queries as spaces
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def space_practices(request: MemberRequest, slug: str) -> HttpResponse:
    """What people of a space do, as they agreed to show it."""
    space = get_object_or_404(spaces.readable(request.person).select_related("country"), slug=slug)
    rows, following = queries.practices(space, before=request.GET.get("before", ""))
    return page(
        request, "conversations/practices.html", space=space, rows=rows, following=following
    )


@signed_in
def post_practice(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Mark a post as a practice in four short fields."""
    rows = queries.to_practice(request.person).filter(topic=number_of(code), number=number)
    post = get_object_or_404(rows)
    made = queries.practice_of(post)
    form = PracticeForm(request.POST or None, initial=practice_said(made))
    is_own = post.by_id == request.person.pk
    return deed(
        request,
        "conversations/post_practice.html",
        form,
        lambda: actions.mark_practice(post, form.said(), by=request.person, at=request.now),
        told=_("Saved.") if is_own else _("Its author is asked by mail, and then it is shown."),
        then=place(code, number),
        post=post,
        topic=post.topic,
        made=made,
        subject=post.code,
    )


@signed_in
def practice_agree(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Say whether one's own post is shown as a practice; taken back the same way."""
    mine = queries.practices_to_agree(request.person)
    practice = get_object_or_404(mine, post__topic=number_of(code), post__number=number)
    said = {"agrees": "yes"} if practice.agreed_at else {}
    form = AgreePracticeForm(request.POST or None, initial=said)
    return deed(
        request,
        "conversations/post_practice.html",
        form,
        lambda: actions.agree_practice(
            practice,
            agrees=form.cleaned_data["agrees"] == "yes",
            by=request.person,
            at=request.now,
        ),
        told=_("Saved."),
        then=place(code, number),
        post=practice.post,
        topic=practice.post.topic,
        made=practice,
        subject=practice.code,
    )
