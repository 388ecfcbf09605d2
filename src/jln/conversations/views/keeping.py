"""Where a conversation stands, and which post answered its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.keeping_forms import AnsweredForm, CatchUpForm
from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def topic_catch_up(request: MemberRequest, code: str) -> HttpResponse:
    """Every version of where it stands; whoever may says it anew."""
    topic = get_object_or_404(queries.topics(request.person), pk=number_of(code))
    versions = queries.versions_of(topic.pk)
    template = "conversations/catch_up.html"
    if not queries.to_catch_up(request.person).filter(pk=topic.pk).exists():
        if request.method == "POST" or not versions:
            raise Http404
        return page(request, template, form=None, topic=topic, versions=versions)
    said = {"text": versions[0].text} if versions else {}
    form = CatchUpForm(request.POST or None, initial=said)
    return deed(
        request,
        template,
        form,
        lambda: actions.catch_up(
            topic, form.cleaned_data["text"], by=request.person, at=request.now
        ),
        told=_("It stands above the posts now."),
        then=url("topic", code=code),
        topic=topic,
        versions=versions,
    )


@signed_in
def topic_answered(request: MemberRequest, code: str) -> HttpResponse:
    """Say which post answered one's question, or that none did."""
    topic = get_object_or_404(queries.to_mark(request.person), pk=number_of(code))
    number = number_in(request.GET.get("post", "")) or queries.marked(topic)
    form = AnsweredForm(request.POST or None, initial={"post": number} if number else {})

    def act() -> None:
        if chosen := form.cleaned_data["post"]:
            actions.mark_answer(topic, chosen, by=request.person, at=request.now)
        else:
            actions.unmark_answer(topic, by=request.person, at=request.now)

    return deed(
        request,
        "conversations/deed.html",
        form,
        act,
        told=_("Saved."),
        then=url("topic", code=code),
        topic=topic,
    )
