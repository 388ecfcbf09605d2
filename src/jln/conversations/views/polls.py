"""Polls: started in a space, answered, one of their answers withdrawn, their outcome told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.forms import new_key
from jln.conversations.poll_forms import (
    PollAnswerForm,
    PollForm,
    PollOutcomeForm,
    WithdrawOptionForm,
)
from jln.conversations.terms import TopicKind
from jln.conversations.views.starting import begin, to_safe_spaces
from jln.kit.codes import number_of
from jln.spaces import queries as spaces
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from jln.conversations.models import Topic
    from jln.conversations.queries.polls import PollView
    from jln.spaces.models import Space


@signed_in
def poll_new(request: MemberRequest, slug: str) -> HttpResponse:
    """Write it, see whom it reaches and how soon, then post it."""
    readable = spaces.readable(request.person).filter(closed_at=None).select_related("country")
    space = get_object_or_404(readable, slug=slug)
    if space.is_under_rule and request.method == "GET":
        return to_safe_spaces(space)
    form = PollForm(request.POST or None, initial={"form_key": new_key()})
    return begin(
        request,
        "conversations/poll_new.html",
        form,
        space,
        act=lambda: _begun(request, form, space),
        then=lambda topic: _posted(request, topic),
        what=lambda: (TopicKind.POLL, form.cleaned_data["text"] or form.cleaned_data["heading"]),
        options="options",
        closes="closes",
        nothing_written="heading",
    )


@signed_in
def poll_answer(request: MemberRequest, code: str) -> HttpResponse:
    """Answer a poll, or answer it anew; where that is over, what came of it."""
    topic = _poll(request, code)
    poll = queries.poll_view(request.person, topic.pk, request.now)
    if poll is None:
        raise Http404
    form = answer_form(poll, request.POST or None)
    return deed(
        request,
        "conversations/poll_answer.html",
        form,
        lambda: actions.answer_poll(topic, form.chosen(), by=request.person, at=request.now),
        told=_("Your answer counts. You can change it until the poll closes."),
        then=url("topic", code=code),
        topic=topic,
        poll=poll,
    )


def answer_form(poll: PollView, data: QueryDict | None = None) -> PollAnswerForm:
    """The form with what stands as the reader's answer."""
    chosen = [str(number) for number in poll.mine]
    initial = {"answer": chosen if poll.several else "".join(chosen[:1])}
    options = [(str(one.number), one.text) for one in poll.options if not one.withdrawn]
    return PollAnswerForm(data, initial=initial, options=options, several=poll.several)


@signed_in
def poll_withdraw(request: MemberRequest, code: str) -> HttpResponse:
    """Withdraw one of the answers, with a reason."""
    topic = get_object_or_404(queries.to_close_polls(request.person), pk=number_of(code))
    options, _several = queries.choices_of(topic)
    form = WithdrawOptionForm(request.POST or None, options=options)
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.withdraw_option(
            topic,
            int(form.cleaned_data["option"]),
            because=form.cleaned_data["because"],
            by=request.person,
            at=request.now,
        ),
        told=_("The answer is withdrawn, with its reason."),
        then=url("topic", code=code),
        topic=topic,
    )


@signed_in
def poll_outcome(request: MemberRequest, code: str) -> HttpResponse:
    """Tell what follows from one's closed poll."""
    topic = get_object_or_404(queries.polls_to_tell(request.person), pk=number_of(code))
    form = PollOutcomeForm(request.POST or None, initial={"line": topic.poll.outcome})
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.tell_poll_outcome(
            topic, form.cleaned_data["line"], by=request.person, at=request.now
        ),
        told=_("It is on record."),
        then=url("topic", code=code),
        topic=topic,
    )


def _poll(request: MemberRequest, code: str) -> Topic:
    found = queries.topics(request.person).filter(kind=TopicKind.POLL)
    return get_object_or_404(found.select_related("poll"), pk=number_of(code))


def _begun(request: MemberRequest, form: PollForm, space: Space) -> Topic | None:
    """The topic; None where it is only checked. Raises RuleBroken either way."""
    ballot = form.ballot(request.person)
    if "post" not in request.POST:
        actions.check_poll(space, ballot, by=request.person, at=request.now)
        return None
    return actions.start_poll(
        space,
        ballot,
        by=request.person,
        at=request.now,
        form_key=form.cleaned_data["form_key"],
    )


def _posted(request: MemberRequest, topic: Topic) -> HttpResponse:
    messages.success(request, _("The poll is open."))
    return redirect(url("topic", code=topic.code))
