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

from jln.kit import clock
from jln.library import queries as library
from jln.mail import sending, tokens
from jln.mailroom import form_letters, queries, table
from jln.notify import actions as notify
from jln.notify import queries as notify_queries
from jln.notify.forms import LettersForm
from jln.web import jinja, network
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, machine, page, public, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest


LED_BY = ("problem", "topic")
"""What a form that is sent for may come from."""


@signed_in
def my_mail(request: MemberRequest) -> HttpResponse:
    """Which letters I get, and what came of my own."""
    person = request.person
    form = LettersForm(request.POST or None, initial={"letters": notify_queries.wanted(person)})
    if request.method == "POST" and form.is_valid():
        notify.choose(person, form.cleaned_data["letters"], by=person, at=request.now)
        messages.success(request, _("From now on you get these letters and no others."))
        return redirect(url("my_mail"))
    return page(
        request,
        "mailroom/my_mail.html",
        form=form,
        sent=queries.letters_to(person)[: queries.PAGE],
        written=queries.letters_from(person)[: queries.PAGE],
    )


@csrf_exempt
@machine
def mail_stop(request: HttpRequest, seal: str) -> HttpResponse:
    """One-click unsubscription (RFC 8058): a POST stops, without cookie or question; a GET asks."""
    letter = tokens.stopped_letter(seal)
    if letter is None:
        raise Http404
    if request.method == "POST":
        notify.stop(letter, at=clock.now())
    with translation.override(letter.language):
        html = jinja.render(
            "mailroom/mail_stop.html",
            {
                "is_done": request.method == "POST",
                "seal": seal,
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
    start = max(0, int(request.GET["from"])) if request.GET.get("from", "").isdigit() else 0
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
    raw = sending.bytes_of(letter, at=request.now)
    return page(
        request,
        "mailroom/mail_shown.html",
        letter=letter,
        headers=raw.decode("ascii").partition("\r\n\r\n")[0],
        text=sending.text_of(letter),
        answer_to=tokens.address_of(letter.reply_token) if letter.reply_token else "",
    )


@public(cached=False)
def mail_raw(request: PublicRequest, number: int) -> HttpResponse:
    """The same as a file, to be answered with a mail program or by `jln say`."""
    _only_in_a_demonstration()
    letter = get_object_or_404(queries.every_letter(""), pk=number)
    response = HttpResponse(sending.bytes_of(letter, at=request.now), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="letter-{letter.pk}.eml"'
    return response


def _only_in_a_demonstration() -> None:
    if not network.current().is_demonstration:
        raise Http404
