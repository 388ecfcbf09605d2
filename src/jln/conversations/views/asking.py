"""The lists of questions, and asking one: written, checked, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.conversations import actions, queries
from jln.conversations.forms import AskForm, new_key
from jln.conversations.views import accepting
from jln.conversations.views.held import waits
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web import network
from jln.web.addresses import url
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

TABS = {"waiting": queries.waiting, "mine": queries.mine, "all": queries.every}


@signed_in
def ask(request: MemberRequest) -> HttpResponse:
    """Questions: asked of the reader, waiting for anyone, her own, all."""
    tab = request.GET.get("tab", "")
    shown: dict[str, Any] = {}
    if tab in TABS:
        listed = TABS[tab](request.person, before=request.GET.get("before", ""))
        (listed.rows,) = queries.with_new(request.person, listed.rows)
        shown["listed"] = listed
    else:
        tab = ""
        shown["pace"] = queries.how_fast(request.now)
        shown["cards"] = queries.cards(request.person, at=request.now, limit=2)
        shown["asked"], shown["waiting"], shown["mine"] = queries.with_new(
            request.person,
            queries.asked_of(request.person),
            queries.waiting(request.person, limit=5).rows,
            queries.mine(request.person, limit=3).rows,
        )
    ask_address = network.address("ask")
    return page(
        request, "conversations/ask.html", tab=tab, now=request.now, address=ask_address, **shown
    )


@signed_in
def ask_new(request: MemberRequest) -> HttpResponse:
    """Write a question, see what is like it and who would be asked, then post it."""
    form = AskForm(
        request.POST or None,
        initial=_first(request),
        themes=queries.themes(),
        spaces=queries.spaces_to_ask_in(request.person),
    )
    product = queries.product(request.person, form["product"].value() or "")
    context: dict[str, Any] = {"form": form, "product": product, "checked": False}
    context["to_accept"] = accepting.asked(request)
    if form.is_valid():
        question = queries.Question.of(form, request.person)
        if "post" in request.POST:
            context["chosen"] = request.POST.getlist("ask")
            try:
                return _posted(request, form, question, product)
            except RuleBroken as broken:
                if accepting.lacks_only_tick(broken):
                    context["tick_missing"] = broken.text
                else:
                    form.add_error(None, broken.text)
        if not form.errors:
            form.propose()
            context |= queries.check(request.person, question, at=request.now)
    return page(request, "conversations/ask_new.html", **context)


def _first(request: MemberRequest) -> dict[str, str]:
    """What the form says before it is filled in: what was typed in a box elsewhere."""
    asked = request.GET
    return {
        "text": asked.get("q", "").replace("\x00", "")[:4000],
        "theme": asked.get("theme", ""),
        "product": asked.get("product", "")[:80],
        "space": asked.get("space", ""),
        "form_key": new_key(),
    }


def _posted(
    request: MemberRequest,
    form: AskForm,
    question: queries.Question,
    product: Any,  # noqa: ANN401 -- of a domain above
) -> HttpResponse:
    """The way to the new topic. Raises `RuleBroken`."""
    chosen = [number_of(code) for code in request.POST.getlist("ask")]
    topic = actions.submit_new(
        question.space,
        text=question.text,
        title=form.cleaned_data["heading"],
        language=question.language,
        theme=question.theme,
        product=product,
        colleagues=chosen if request.POST["post"] != "quietly" else [],
        need_by=form.cleaned_data["need_by"],
        form_key=form.cleaned_data["form_key"],
        by=request.person,
        at=request.now,
    )
    if queries.is_held(topic):
        return waits(request, topic)
    count = topic.asked.count()
    told = ngettext(
        "Your question is posted. %(count)s colleague is asked by mail.",
        "Your question is posted. %(count)s colleagues are asked by mail.",
        count,
    )
    alone = _("Your question is posted. Every member of this space can answer it.")
    messages.success(request, told % {"count": count} if count else alone)
    return redirect(url("topic", code=topic.code))
