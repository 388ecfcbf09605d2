"""How a country asks to join: the public form, its mailed link, and what staff do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.kit.codes import number_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.membership import actions, forms, queries
from jln.membership.columns import COLUMNS
from jln.membership.forms.applying import said_so_far
from jln.membership.rules.applying import words_in
from jln.membership.terms import ApplicationState
from jln.parameters.queries import value
from jln.uploads import actions as uploads
from jln.web import sheets
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.membership.models import Application
    from jln.web.pages import PublicRequest

_TO_WRITE = (ApplicationState.DRAFT, ApplicationState.INCOMPLETE)


@public(cached=False)
def join(request: PublicRequest) -> HttpResponse:
    """Name the country and an address; the link that opens the form goes there."""
    form = forms.JoinForm(request.POST or None)
    sent_to = ""
    if form.is_valid():
        try:
            actions.ask(
                form.cleaned_data["email"],
                form.cleaned_data["country"],
                remote=request.META.get("REMOTE_ADDR", ""),
                language=request.language,
                at=request.now,
            )
        except RuleBroken as broken:
            form.refuse(broken, is_member="country")
        else:
            sent_to = form.cleaned_data["email"]
    return page(request, "membership/join.html", form=form, sent_to=sent_to)


@public(cached=False)
def join_draft(request: PublicRequest, token: str) -> HttpResponse:
    """The form behind its mailed link: write, save, send, withdraw; then how it stands."""
    found = queries.application_of(token, at=request.now)
    if found is None:
        return page(request, "membership/join_draft.html", status=404, it=None)
    form = forms.ApplicationForm(
        request.POST if "name" in request.POST else None,
        request.FILES or None,
        initial=said_so_far(found),
    )
    if request.method == "POST":
        try:
            told = _done(request, form, found)
        except RuleBroken as broken:
            form.is_bound = True
            fields = {name: name for name in form.fields}
            form.refuse(broken, **fields, too_long="statement", no_letter="letter")
        else:
            if told:
                messages.success(request, told)
                return HttpResponseRedirect(request.path)
    is_other = queries.under_way(found.country_code).exclude(pk=found.pk).exists()
    most = value("application_words", on=day(request.now))
    return page(
        request,
        "membership/join_draft.html",
        form=form,
        it=found,
        is_open=found.state in _TO_WRITE,
        is_other=found.state == ApplicationState.DRAFT and is_other,
        asks=forms.WithdrawForm() if "withdraw" in request.POST else None,
        count=words_in(*form.texts()),
        most=most,
    )


def _done(request: PublicRequest, form: forms.ApplicationForm, it: Application) -> str:
    """What the pressed button asks for, done; one line of what happened, or nothing."""
    if "withdraw" in request.POST:
        if not forms.WithdrawForm(request.POST).is_valid():
            return ""
        actions.withdraw(it, at=request.now)
        return _("It is withdrawn.")
    if not form.is_valid():
        return ""
    letter = form.cleaned_data["letter"]
    kept = actions.save(
        it, form.draft(), uploads.document(letter) if letter else None, at=request.now
    )
    if "send" not in request.POST:
        return _("Saved. The link in our letter opens it again.")
    actions.submit(kept, at=request.now)
    return _("Sent. A receipt is on its way to you.")


@signed_in
def application(request: MemberRequest, code: str) -> HttpResponse:
    """An expression of interest, for those who decide on it; staff answer it here."""
    found = get_object_or_404(queries.viewable(request.person), pk=number_of(code))
    may_screen = queries.screening(request.person).filter(pk=found.pk).exists()
    form = forms.ScreenForm(request.POST or None) if may_screen else None
    if form is None:
        if request.method == "POST":
            raise Http404
        return page(request, "membership/application.html", it=found, form=None)
    return deed(
        request,
        "membership/application.html",
        form,
        lambda: actions.screen(
            found,
            form.cleaned_data["answer"],
            words=form.cleaned_data["reply"],
            by=request.person,
            at=request.now,
        ),
        told=_("They are told by mail."),
        then=url("desk_pipeline"),
        it=found,
    )


@signed_in
def application_letter(request: MemberRequest, code: str) -> HttpResponse:
    """The letter of support, as a download."""
    found = get_object_or_404(queries.viewable(request.person), pk=number_of(code))
    if found.letter is None:
        raise Http404
    response = HttpResponse(uploads.content(found.letter), content_type=found.letter.content_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{found.code}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
def desk_pipeline(request: MemberRequest) -> HttpResponseBase:
    """Every country on its way into the network, the oldest first."""
    it = queries.pipeline(request.person, at=request.now)
    if kind := sheets.wanted(request):
        rows = [*it.to_read, *it.incomplete, *it.with_group, *it.answered]
        return sheets.answer(kind, "pipeline", COLUMNS, rows, zone=request.person.timezone)
    return page(request, "membership/desk_pipeline.html", it=it, today=day(request.now))
