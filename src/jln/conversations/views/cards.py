"""Answer cards: the list, one of them, writing it, agreeing to it, saying whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.actions.cards import words_of
from jln.conversations.card_forms import AgreeForm, CardForm, RightForm, answers_of
from jln.kit.codes import number_of
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@public(query=("before",))
def cards(request: PublicRequest) -> HttpResponse:
    """What was learned from questions, the newest first."""
    before = request.GET.get("before", "")
    it = queries.cards(request.person, at=request.now, before=before)
    return page(request, "conversations/cards.html", it=it)


@public
def card(request: PublicRequest, code: str) -> HttpResponse:
    """One card: what worked, what it depends on, who stands on it, until when."""
    it = queries.card_page(request.person, code, at=request.now)
    if it is None:
        raise Http404
    return page(request, "conversations/card.html", it=it)


@signed_in
def topic_card(request: MemberRequest, code: str) -> HttpResponse:
    """Keep a question as a card, or change its card."""
    found = queries.to_card(request.person).select_related("space")
    topic = get_object_or_404(found, pk=number_of(code))
    made = queries.card_of(topic)
    said = words_of(made) if made else queries.first_words(topic, at=request.now)
    form = CardForm(request.POST or None, initial=answers_of(said))
    kept = []

    def act() -> None:
        kept.append(actions.write_card(topic, form.said(), by=request.person, at=request.now))

    return deed(
        request,
        "conversations/card_form.html",
        form,
        act,
        told=_("The card is kept. Whoever it rests on is asked by mail."),
        then=lambda: url("card", code=kept[0].code),
        topic=topic,
        made=made,
    )


@signed_in
def card_agree(request: MemberRequest, code: str) -> HttpResponse:
    """Say whether one stands on a card."""
    voice = get_object_or_404(queries.voice_of(request.person, number_of(code)))
    before = {} if voice.agrees is None else {"agrees": "yes" if voice.agrees else "no"}
    form = AgreeForm(request.POST or None, initial=before)
    return deed(
        request,
        "conversations/card_deed.html",
        form,
        lambda: actions.agree(
            voice,
            agrees=form.cleaned_data["agrees"] == "yes",
            by=request.person,
            at=request.now,
        ),
        told=_("Saved."),
        then=url("card", code=code),
        card=voice.card,
        subject=voice.code,
    )


@signed_in
def card_right(request: MemberRequest, code: str) -> HttpResponse:
    """Say whether a card is still right."""
    found = get_object_or_404(queries.cards_to_keep(request.person), pk=number_of(code))
    form = RightForm(request.POST or None)
    return deed(
        request,
        "conversations/card_deed.html",
        form,
        lambda: actions.say_right(found, **form.cleaned_data, by=request.person, at=request.now),
        told=_("Saved."),
        then=url("card", code=code),
        card=found,
        subject=code,
    )
