"""Pages of mail: one's own letters and settings, stopping without a sign-in, a form sent by mail.

In a demonstration network only: every letter that went out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jln.conversations import actions as said
from jln.conversations import queries as conversations
from jln.conversations.held_forms import ChangeHeldForm, WithdrawHeldForm
from jln.desk.views.paging import cut
from jln.kit import clock
from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.kit.verdict import RuleBroken
from jln.library import queries as library
from jln.mail import copies, tokens
from jln.mailroom import form_letters, health, queries, table
from jln.notify import stops
from jln.web import jinja, network
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, machine, page, public, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jln.conversations.models import HeldPost


LED_BY = ("problem", "topic")
"""What a form that is sent for may come from."""


@signed_in
def mail_health(request: MemberRequest) -> HttpResponse:
    """Addresses that letters come back from, for the staff."""
    return page(
        request, "mailroom/health.html", shown=cut(request, health.addresses(request.person))
    )


@signed_in
def my_messages(request: MemberRequest) -> HttpResponse:
    """What I wrote by mail and what became of it; what of mine waits for a moderator."""
    person, form = request.person, None
    if request.method == "POST":
        held = get_object_or_404(
            conversations.own_held(person), pk=number_of(request.POST.get("message", ""))
        )
        form = ChangeHeldForm(request.POST)
        if _changed(request, held, form):
            return redirect(url("my_messages"))
    before = request.GET.get("before", "")
    rows = queries.letters_from(person, before=before)[: queries.PAGE + 1]
    return page(
        request,
        "mailroom/my_messages.html",
        form=form,
        changing=request.POST.get("message", ""),
        held=conversations.own_held(person)[: queries.PAGE],
        rows=list(rows)[: queries.PAGE],
        following=rows[queries.PAGE - 1].code if len(rows) > queries.PAGE else "",
    )


def _changed(request: MemberRequest, held: HeldPost, form: ChangeHeldForm) -> bool:
    """The whole text anew, or taken back."""
    try:
        if WithdrawHeldForm(request.POST).is_valid():
            said.withdraw_held(held, by=request.person, at=request.now)
            messages.success(request, _("Nothing is done with it."))
            return True
        if not form.is_valid():
            return False
        said.change_held(held, form.cleaned_data["text"], by=request.person, at=request.now)
    except RuleBroken as broken:
        form.add_error("text", broken.text)
        return False
    messages.success(request, _("Your new text waits for a moderator."))
    return True


@csrf_exempt
@machine
def mail_stop(request: HttpRequest, seal: str) -> HttpResponse:
    """One-click unsubscription (RFC 8058): a POST stops, without cookie or question; a GET asks."""
    letter = tokens.stopped_letter(seal)
    if letter is None:
        raise Http404
    whole_kind = tokens.stops_its_kind(seal, letter)
    ended = stops.stopped_by(letter, whole_kind=whole_kind)
    if request.method == "POST":
        ended = stops.stop(letter, at=clock.now(), whole_kind=whole_kind)
    with translation.override(letter.language):
        html = jinja.render(
            "mailroom/mail_stop.html",
            {
                "is_done": request.method == "POST",
                "seal": seal,
                "topic": ended.topic,
                "space": ended.space,
                "kind": form_letters.kind_in_words(letter),
            },
        )
    return HttpResponse(html)


@signed_in
@require_POST
def mail_form(request: MemberRequest) -> HttpResponse:
    """Send me this form by mail."""
    entry = table.entry(request.POST.get("action", ""))
    if entry is None:
        raise Http404
    thing = queries.thing_for(entry, request.person, request.POST.get("subject", ""))
    if thing is None:
        raise Http404
    named = {name: request.POST[name] for name in LED_BY if request.POST.get(name)}
    led_by = library.led_by(request.person, named)
    form_letters.put(entry, thing, request.person, at=request.now, led_by=led_by)
    messages.success(request, _("The form is on its way to you by mail. Answer it by replying."))
    back = request.POST.get("next", "")
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    return redirect(back if is_ours else url("my_mail"))


@public(cached=False)
def mail_viewer(request: PublicRequest) -> HttpResponse:
    """Every letter of a demonstration network, newest first."""
    _only_in_a_demonstration()
    chosen = request.GET.get("person", "")
    start = number_in(request.GET.get("from", ""))
    letters = list(queries.every_letter(chosen)[start : start + queries.PAGE + 1])
    return page(
        request,
        "mailroom/mail_viewer.html",
        letters=letters[: queries.PAGE],
        people=queries.people_with_letters(),
        chosen=chosen,
        following=start + queries.PAGE if len(letters) > queries.PAGE else 0,
    )


@public(cached=False)
def mail_shown(request: PublicRequest, number: int) -> HttpResponse:
    """One whole letter of a demonstration network, as its reader has it."""
    _only_in_a_demonstration()
    letter = get_object_or_404(queries.every_letter(""), pk=number)
    raw = copies.bytes_of(letter, at=request.now)
    return page(
        request,
        "mailroom/mail_shown.html",
        letter=letter,
        headers=raw.decode("ascii").partition("\r\n\r\n")[0],
        text=copies.text_of(letter),
        answer_to=tokens.address_of(letter.reply_token) if letter.reply_token else "",
    )


@public(cached=False)
def mail_raw(request: PublicRequest, number: int) -> HttpResponse:
    """The same as a file, to be answered with a mail program or by `jln say`."""
    _only_in_a_demonstration()
    letter = get_object_or_404(queries.every_letter(""), pk=number)
    response = HttpResponse(copies.bytes_of(letter, at=request.now), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="letter-{letter.pk}.eml"'
    return response


def _only_in_a_demonstration() -> None:
    if not network.current().is_demonstration:
        raise Http404
