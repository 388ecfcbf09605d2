"""A conversation, one of its posts, and the mail it came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.articles import articles, box
from jln.conversations.forms import AnswerForm, FilesForm, new_key
from jln.conversations.places import place
from jln.conversations.views import accepting
from jln.conversations.views.held import waits
from jln.conversations.views.polls import answer_form
from jln.conversations.weight import budget_of
from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.kit.verdict import RuleBroken
from jln.uploads import actions as uploads
from jln.web.addresses import url
from jln.web.alike import FORM_KEY
from jln.web.forms import TYPED
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jln.conduct.versions import Rules

_KEYED = {"form_key": FORM_KEY}
_BLANK = AnswerForm(initial=_KEYED)
"""For every page on which nothing was typed yet: making one costs as much as a query."""


@signed_in
def topic(request: MemberRequest, code: str) -> HttpResponse:
    """A conversation; writing in it."""
    number = number_of(code)
    has_words = bool(request.POST or TYPED.get())
    form = AnswerForm(request.POST or None, initial=_KEYED) if has_words else _BLANK
    to_accept = accepting.asked(request)
    if form.is_valid():
        found = get_object_or_404(queries.topics(request.person), pk=number)
        try:
            post = actions.submit_with(
                found,
                uploads.attachments(request.FILES.getlist("files")),
                text=form.cleaned_data["text"],
                form_key=form.cleaned_data["form_key"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            if queries.is_held(post):
                return waits(request, post)
            messages.success(
                request, _("Your answer is here. You can take it back for two minutes.")
            )
            return redirect(place(code, post.number))
    return _conversation(request, number, form, to_accept)


@signed_in
def post(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """One post, whole."""
    found = queries.post_in(request.person, number_of(code), number).first()
    if found is None:
        moved = queries.place_now(number_of(code), number)
        if moved is None:
            raise Http404
        return redirect(place(moved.topic.code, moved.number))
    files = queries.beside([found.pk])[found.pk]
    return page(
        request,
        "conversations/post.html",
        post=found,
        topic=found.topic,
        files=files,
        translations=queries.translations_of(found),
        practice=queries.practice_of(found),
        is_mine=found.by_id == request.person.pk,
    )


@signed_in
def post_files(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """The files beside one's own post: put one there, take one away."""
    found = get_object_or_404(queries.own_post(request.person, number_of(code), number))
    is_taken = "take" in request.POST
    form = FilesForm(*(() if is_taken or not request.POST else (request.POST, request.FILES)))
    if is_taken:
        which = request.POST["take"]
        actions.take_out(found, number_in(which), by=request.person, at=request.now)
        return redirect(url("post_files", code=code, number=number))
    if form.is_valid():
        try:
            (made,) = uploads.attachments([form.cleaned_data["file"]])
            kept = uploads.put_on_disk(made)
            actions.enclose(found, [kept], by=request.person, at=request.now)
        except RuleBroken as broken:
            form.add_error("file", broken.text)
        else:
            messages.success(request, _("%(name)s is beside your post.") % {"name": kept.name})
            return redirect(url("post_files", code=code, number=number))
    files = queries.beside([found.pk])[found.pk]
    return page(
        request,
        "conversations/post_files.html",
        form=form,
        post=found,
        topic=found.topic,
        files=files,
    )


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


def _conversation(
    request: MemberRequest, number: int, form: AnswerForm, to_accept: Rules | None
) -> HttpResponse:
    first = number_in(request.GET.get("from", ""), otherwise=1)
    it = queries.page_of(
        request.person,
        number,
        first=first,
        budget=budget_of(request),
        at=request.now,
    )
    went = first > 1 and (it is None or it.notes)
    if went and (moved := queries.place_now(number, first)):
        return redirect(place(moved.topic.code, moved.number))
    if it is None:
        return _hidden(request, number)
    is_staff = bool(request.reader and request.reader.is_staff)
    if it.seen_now and request.method == "GET":
        actions.see(number, it.seen_now, by=request.person, at=request.now)
    shown = articles(
        it.head.code,
        it.posts,
        may_hide=is_staff,
        may_mark=it.asks.may_mark,
        may_say=not it.head.is_under_rule,
    )
    its_box = box(form, beside_poll=it.kind == "poll")
    poll = queries.poll_view(request.person, number, request.now) if it.kind == "poll" else None
    dialogue = queries.dialogue_view(request.person, number) if it.kind == "dialogue" else None
    return page(
        request,
        "conversations/topic.html",
        of=None
        if form.is_bound
        else (it.beside, shown, its_box, is_staff, poll, dialogue, to_accept is None),
        form_key=new_key(),
        it=it,
        articles=shown,
        form=form,
        box=its_box,
        is_staff=is_staff,
        poll=poll,
        dialogue=dialogue,
        poll_form=answer_form(poll) if poll else None,
        to_accept=to_accept,
    )


def _hidden(request: MemberRequest, number: int) -> HttpResponse:
    if joined := queries.joined(request.person, number):
        return page(request, "conversations/topic_joined.html", it=joined)
    gone: dict[str, Any] | None = queries.hidden_topic(request.person, number)
    if gone is None:
        raise Http404
    return page(request, "conversations/topic_hidden.html", status=404, gone=gone)
