"""Mail in and out, and what becomes of a message that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.desk import actions, forms, queries
from jln.desk.views.files import file
from jln.desk.views.paging import cut
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.mail.seals import veil
from jln.mail.terms import InboundState, OutgoingState
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.mail.models import InboundMail
    from jln.web.pages import MemberRequest


@signed_in
def mail_in(request: MemberRequest) -> HttpResponseBase:
    """What came in, with its one outcome and the reason."""
    state = request.GET.get("state", "")
    rows = queries.mail_in(request.person, state=state if state in InboundState.values else "")
    if made := file(request, "mail-in", rows):
        return made
    return page(
        request,
        "desk/mail_in.html",
        shown=cut(request, rows),
        state=state,
        states=InboundState.choices,
        counts=queries.states_in(),
    )


@signed_in
def mail_out(request: MemberRequest) -> HttpResponseBase:
    """What went out, or why not; codes and links are marks."""
    state = request.GET.get("state", "")
    rows = queries.mail_out(request.person, state=state if state in OutgoingState.values else "")
    if made := file(request, "mail-out", rows):
        return made
    return page(
        request,
        "desk/mail_out.html",
        shown=cut(request, rows),
        state=state,
        states=OutgoingState.choices,
        counts=queries.states_out(),
    )


@signed_in
def mail_in_one(request: MemberRequest, number: int) -> HttpResponse:
    """One inbound message as text."""
    row = get_object_or_404(queries.mail_in(request.person), pk=number)
    return page(request, "desk/mail_in_one.html", row=row, may_handle=_may_handle(row))


@signed_in
def mail_out_one(request: MemberRequest, number: int) -> HttpResponse:
    """One letter as text, without its secrets."""
    row = get_object_or_404(queries.mail_out(request.person), pk=number)
    return page(request, "desk/mail_out_one.html", row=row, text=veil(row.text))


@signed_in
def mail_handle(request: MemberRequest, code: str) -> HttpResponse:
    """Bring a message to where it belongs, answer it, or set it aside."""
    row = get_object_or_404(queries.mail_to_handle(request.person), pk=number_of(code))
    if not _may_handle(row):
        raise Http404
    spaces = queries.spaces_for_questions(row)
    form = forms.HandleForm(request.POST or None, spaces=spaces, ways=queries.ways(row))
    if request.method == "POST" and form.is_valid():
        said = actions.Handling(
            what=form.cleaned_data["what"],
            space=next((one for one in spaces if one.slug == form.cleaned_data.get("space")), None),
            page=form.cleaned_data["page"],
            words=form.cleaned_data["reply"],
        )
        try:
            actions.handle(row, said, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, no_words="reply", no_page="page", no_space="space")
        else:
            messages.success(request, _("Done. What became of it stands with the message."))
            return redirect(url("desk_mail_in_one", number=row.pk))
    return page(request, "desk/mail_handle.html", row=row, form=form)


def _may_handle(row: InboundMail) -> bool:
    return row.state not in (InboundState.DONE, InboundState.RECEIVED)
