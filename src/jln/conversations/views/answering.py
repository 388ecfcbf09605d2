"""What is said about being asked: enough, how often, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.asking_forms import AskWishForm, EnoughForm, OutcomeForm, wish_said
from jln.conversations.terms import Outcome
from jln.kit.codes import number_of
from jln.ui.formats import language
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def topic_enough(request: MemberRequest, code: str) -> HttpResponse:
    """Bring a question to nobody else."""
    topic = get_object_or_404(queries.still_asked(request.person), pk=number_of(code))
    return deed(
        request,
        "conversations/deed.html",
        EnoughForm(request.POST or None),
        lambda: actions.enough(topic, by=request.person, at=request.now),
        told=_("Nobody else is asked."),
        then=url("topic", code=code),
        topic=topic,
    )


@signed_in
def topic_outcome(request: MemberRequest, code: str) -> HttpResponse:
    """Tell what came of one's question."""
    topic = get_object_or_404(queries.to_tell(request.person), pk=number_of(code))
    form = OutcomeForm(request.POST or None)
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.tell_outcome(
            topic,
            form.cleaned_data["outcome"],
            words=form.cleaned_data["line"],
            by=request.person,
            at=request.now,
        ),
        told=_("It is on record."),
        then=lambda: _after(code, form.cleaned_data["outcome"]),
        topic=topic,
    )


def _after(code: str, outcome: str) -> str:
    """What is used is worth keeping: the card is filled in already."""
    return url("topic_card" if outcome == Outcome.USED else "topic", code=code)


@signed_in
def ask_wish(request: MemberRequest) -> HttpResponse:
    """How often one may be asked, and about what."""
    person = request.person
    named = [(theme.code, theme.name_in(language())) for theme in queries.themes()]
    form = AskWishForm(
        request.POST or None,
        initial=wish_said(queries.wish_of(person)),
        themes=named,
    )
    return deed(
        request,
        "conversations/wish.html",
        form,
        lambda: actions.wish(person, at=request.now, **form.said()),
        told=_("Saved."),
        then=url("ask"),
    )
