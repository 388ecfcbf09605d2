"""The pages of the Network Manager's staff. Coordinators see the page that invites."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.accounts import actions as accounts
from jln.desk import actions, forms, queries, rules, sheets
from jln.desk.terms import UNCERTAIN
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.mail.seals import veil
from jln.mail.terms import InboundState, OutgoingState
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest

PAGE = 25


@signed_in
def desk(request: MemberRequest) -> HttpResponse:
    """What must I do today? One list, oldest first."""
    waiting = queries.waiting(request.person, at=request.now)
    return page(
        request,
        "desk/desk.html",
        waiting=waiting,
        kinds=UNCERTAIN,
        unsure=sum(waiting.unsure.values()),
    )


@signed_in
def mail_in(request: MemberRequest) -> HttpResponse:
    """What came in, with its one outcome and the reason."""
    state = request.GET.get("state", "")
    rows = queries.mail_in(request.person, state=state if state in InboundState.values else "")
    at = _number(request)
    shown = list(rows[(at - 1) * PAGE : at * PAGE + 1])
    return page(
        request,
        "desk/mail_in.html",
        rows=shown[:PAGE],
        state=state,
        states=InboundState.choices,
        counts=queries.states_in(),
        next_page=at + 1 if len(shown) > PAGE else 0,
        previous_page=at - 1,
    )


@signed_in
def mail_out(request: MemberRequest) -> HttpResponse:
    """What went out, or why not; codes and links are marks."""
    state = request.GET.get("state", "")
    rows = queries.mail_out(request.person, state=state if state in OutgoingState.values else "")
    at = _number(request)
    shown = list(rows[(at - 1) * PAGE : at * PAGE + 1])
    return page(
        request,
        "desk/mail_out.html",
        rows=shown[:PAGE],
        state=state,
        states=OutgoingState.choices,
        counts=queries.states_out(),
        next_page=at + 1 if len(shown) > PAGE else 0,
        previous_page=at - 1,
    )


@signed_in
def mail_in_one(request: MemberRequest, number: int) -> HttpResponse:
    """One inbound message as text."""
    row = queries.mail_in(request.person).filter(pk=number).first()
    if row is None:
        raise Http404
    return page(request, "desk/mail_one.html", row=row, text=row.text, direction="in")


@signed_in
def mail_out_one(request: MemberRequest, number: int) -> HttpResponse:
    """One letter as text, without its secrets."""
    row = queries.mail_out(request.person).filter(pk=number).first()
    if row is None:
        raise Http404
    return page(request, "desk/mail_one.html", row=row, text=veil(row.text), direction="out")


@signed_in
def facts(request: MemberRequest) -> HttpResponse:
    """History of which somebody should say whether it is right."""
    waiting = queries.waiting(request.person, at=request.now)
    kind = request.GET.get("kind", "")
    if kind not in UNCERTAIN:
        kind = next((one for one, count in waiting.unsure.items() if count), "countrymembership")
    if request.method == "POST":
        try:
            pk = int(request.POST.get("row", "0"))
            actions.confirm(kind, pk, by=request.person, at=request.now)
        except (RuleBroken, ValueError) as broken:
            messages.info(request, getattr(broken, "text", _("Choose a row.")))
        else:
            messages.info(request, _("Confirmed. The source stays on record."))
        return HttpResponseRedirect(f"/desk/facts/?kind={kind}")
    return page(
        request,
        "desk/facts.html",
        kind=kind,
        kinds=UNCERTAIN,
        counts=waiting.unsure,
        rows=list(queries.unsure(kind)[:PAGE]),
    )


@signed_in
def invite(request: MemberRequest) -> HttpResponse:
    """Invite one person, or a list that is shown first."""
    countries = list(queries.invitable_countries(request.person))
    if not countries:
        raise Http404
    language = request.language
    choices = sorted(
        ((one.code, one.name_in(language)) for one in countries), key=lambda pair: pair[1]
    )
    form = forms.InviteForm(request.POST if "address" in request.POST else None)
    form.offer(choices)
    if form.is_bound and form.is_valid():
        found = {one.code: one for one in countries}
        values = form.cleaned_data
        try:
            accounts.invite(
                values["address"],
                name=values["name"],
                country=found[values["country"]],
                language=values["language"],
                institution=values["institution"],
                title=values["position"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.info(request, _("The invitation is on its way."))
            return HttpResponseRedirect("/desk/invite/")
    return page(request, "desk/invite.html", form=form, sheet=forms.SheetForm())


@signed_in
def invite_list(request: MemberRequest) -> HttpResponse:
    """A list: the first press shows what would happen, the second does it."""
    countries = {one.code for one in queries.invitable_countries(request.person)}
    if not countries or request.method != "POST":
        return HttpResponseRedirect("/desk/invite/")
    try:
        rows = _rows(request)
        guests = rules.guests(rows, queries.known_to_a_list(rows, countries, at=request.now))
    except RuleBroken as broken:
        messages.info(request, broken.text)
        return HttpResponseRedirect("/desk/invite/")
    done = None
    if "sure" in request.POST:
        done = actions.invite_all(guests, by=request.person, at=request.now)
        sent = sum(not why for _guest, why in done)
        messages.info(
            request,
            ngettext(
                "%(num)s invitation is on its way.", "%(num)s invitations are on their way.", sent
            )
            % {"num": sent},
        )
    return page(
        request,
        "desk/invite_list.html",
        guests=guests,
        done=done,
        right=sum(bool(guest.verdict) for guest in guests),
        packed=json.dumps(rows),
    )


def _rows(request: MemberRequest) -> list[list[str]]:
    """The list as sent, or as it was shown: the preview itself keeps nothing."""
    if "packed" in request.POST:
        try:
            rows = json.loads(request.POST["packed"])
        except ValueError:
            return []
        return [[str(cell) for cell in row] for row in rows if isinstance(row, list)]
    file = request.FILES.get("sheet")
    return sheets.rows_of(file.read(sheets.MOST_BYTES + 1)) if file else []


@signed_in
def people(request: MemberRequest) -> HttpResponse:
    """Find somebody, by name or address, to suspend or let in again."""
    text = request.GET.get("q", "").strip()[:100]
    rows = list(queries.people(request.person, text)[:PAGE])
    return page(request, "desk/people.html", rows=rows, text=text)


@signed_in
def person(request: MemberRequest, code: str) -> HttpResponse:
    """One person: suspend with a reason, or lift."""
    found = queries.person(request.person, number_of(code))
    if found is None:
        raise Http404
    form = forms.SuspendForm(request.POST if "because" in request.POST else None)
    try:
        if "lift" in request.POST:
            accounts.lift(found, by=request.person, at=request.now)
            return HttpResponseRedirect(request.path)
        if form.is_bound and form.is_valid():
            because = form.cleaned_data["because"]
            accounts.suspend(found, because=because, by=request.person, at=request.now)
            return HttpResponseRedirect(request.path)
    except RuleBroken as broken:
        form.add_error(None, broken.text)
    return page(request, "desk/person.html", found=found, form=form)


def _number(request: MemberRequest) -> int:
    text = request.GET.get("page", "1")
    return (
        max(int(text), 1) if text.isascii() and text.isdigit() and len(text) <= len("9999") else 1
    )
