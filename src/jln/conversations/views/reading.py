"""A conversation, one of its posts, and the mail it came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.articles import articles, box
from jln.conversations.forms import AnswerForm, new_key
from jln.conversations.places import place
from jln.conversations.weight import budget_of
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.alike import FORM_KEY
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def topic(request: MemberRequest, code: str) -> HttpResponse:
    """A conversation; writing in it."""
    number = number_of(code)
    form = AnswerForm(request.POST or None, initial={"form_key": FORM_KEY})
    if form.is_valid():
        found = get_object_or_404(queries.topics(request.person), pk=number)
        try:
            post = actions.answer(
                found,
                text=form.cleaned_data["text"],
                form_key=form.cleaned_data["form_key"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.success(
                request, _("Your answer is here. You can take it back for two minutes.")
            )
            return redirect(place(code, post.number))
    return _conversation(request, number, form)


@signed_in
def post(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """One post, whole."""
    found = get_object_or_404(queries.post_in(request.person, number_of(code), number))
    return page(request, "conversations/post.html", post=found, topic=found.topic)


@signed_in
def post_original(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """The message a post came in, as its writer sent it; reply addresses are marks."""
    found = get_object_or_404(queries.original(request.person, number_of(code), number))
    return page(
        request,
        "conversations/post_original.html",
        post=found,
        topic=found.topic,
        mail=queries.as_sent(found),
    )


def _conversation(request: MemberRequest, number: int, form: AnswerForm) -> HttpResponse:
    first = request.GET.get("from", "")
    it = queries.page_of(
        request.person,
        number,
        first=int(first) if first.isdecimal() and len(first) < 10 else 1,  # noqa: PLR2004 -- a post's number
        budget=budget_of(request),
        at=request.now,
    )
    if it is None:
        return _hidden(request, number)
    is_staff = bool(request.reader and request.reader.is_staff)
    shown = articles(it.head.code, it.posts, may_hide=is_staff)
    its_box = box(form)
    return page(
        request,
        "conversations/topic.html",
        of=None if form.is_bound else (it.beside, shown, its_box, is_staff),
        form_key=new_key(),
        it=it,
        articles=shown,
        form=form,
        box=its_box,
        is_staff=is_staff,
    )


def _hidden(request: MemberRequest, number: int) -> HttpResponse:
    gone: dict[str, Any] | None = queries.hidden_topic(request.person, number)
    if gone is None:
        raise Http404
    return page(request, "conversations/topic_hidden.html", status=404, gone=gone)
