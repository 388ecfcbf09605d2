"""Where staff make an issue."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.kit.digits import number_in
from jln.kit.verdict import RuleBroken
from jln.newsletter import actions, forms, queries, reach
from jln.newsletter.actions.sending import judge
from jln.newsletter.editions import letter_of
from jln.newsletter.terms import SHOWN_IN_LISTS, IssueKind
from jln.newsletter.views.translating import words_page
from jln.notify import letters
from jln.notify.terms import Because
from jln.web.addresses import url
from jln.web.language import CODES
from jln.web.network import current
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from jln.newsletter.models import Issue
    from jln.people.models import Person


def _kept(request: MemberRequest, code: str) -> Issue:
    require(request.person, Permission.NEWSLETTER_KEEP, current())
    found = queries.issue(code)
    if found is None:
        raise Http404
    return found


@signed_in
def issues(request: MemberRequest) -> HttpResponse:
    """What is being made, on its way, or gone; and a button for the next one."""
    require(request.person, Permission.NEWSLETTER_KEEP, current())
    if request.method == "POST":
        made = actions.begin(by=request.person, at=request.now)
        return redirect(url("desk_issue", code=made.code))
    return page(request, "newsletter/issues.html", issues=queries.on_the_desk())


@signed_in
def issue(request: MemberRequest, code: str) -> HttpResponse:
    """What is in it, how far each language is, who will get it and when."""
    found = _kept(request, code)
    if request.method == "POST":
        return _press(request, found)
    is_more = bool(request.GET.get("more"))
    it = queries.composing(found, at=request.now, more=is_more)
    return page(
        request,
        "newsletter/compose.html",
        it=it,
        issue=found,
        verdict=judge(found, request.person, request.now, it.editions),
        is_more=is_more,
        most=SHOWN_IN_LISTS,
        codes=CODES,
    )


def _press(request: MemberRequest, issue: Issue) -> HttpResponse:
    things = queries.things(issue, at=request.now)
    form = forms.ArrangeForm(request.POST, things=things)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.do(issue, said["do"], said["which"], by=request.person, at=request.now)
        except RuleBroken as broken:
            messages.error(request, broken.text)
        else:
            messages.success(request, _("Done."))
    return redirect(url("desk_issue", code=issue.code))


@signed_in
def head(request: MemberRequest, code: str) -> HttpResponse:
    """Its subject, the line after it, its day and hour."""
    found = _kept(request, code)
    form = forms.ComposeForm(request.POST or None, initial=forms.head_now(found))
    return deed(
        request,
        "newsletter/form.html",
        form,
        lambda: actions.compose(found, **form.said(), by=request.person, at=request.now),
        told=_("Done."),
        then=url("desk_issue", code=code),
        issue=found,
        title=_("Subject and day"),
    )


@signed_in
def piece(request: MemberRequest, code: str) -> HttpResponse:
    """A piece in English: a new one, or the one that `?piece=` names."""
    found = _kept(request, code)
    row = found.pieces.filter(pk=number_in(request.GET.get("piece", ""))).first()
    text = row.texts.filter(language="en").first() if row else None
    now = {"heading": text.title, "text": text.text} if text else {}
    if row and not row.subject_model:
        now["path"] = row.path
    form = forms.PieceForm(request.POST or None, initial=now)
    if row and row.subject_model:
        del form.fields["path"]

    def act() -> None:
        actions.write_piece(
            found,
            row,
            form.piece(),
            path=form.cleaned_data.get("path", ""),
            by=request.person,
            at=request.now,
        )

    return deed(
        request,
        "newsletter/form.html",
        form,
        act,
        told=_("Done."),
        then=url("desk_issue", code=code),
        issue=found,
        title=_("Write a piece"),
    )


@signed_in
def translate(request: MemberRequest, code: str, language: str) -> HttpResponse:
    """Its words in another language, written by an editor."""
    found = _kept(request, code)
    if language not in queries.OTHERS:
        raise Http404
    edition = queries.edition(found, language, at=request.now)
    return words_page(request, edition, then=url("desk_issue", code=code))


@signed_in
def ask(request: MemberRequest, code: str) -> HttpResponse:
    """Ask a colleague for the edition in the language in which they read."""
    found = _kept(request, code)
    form = forms.AskForm(request.POST or None, people=queries.translators())
    return deed(
        request,
        "newsletter/form.html",
        form,
        lambda: actions.ask(found, form.person, by=request.person, at=request.now),
        told=_("They are asked by mail."),
        then=url("desk_issue", code=code),
        issue=found,
        title=forms.AskForm.title,
    )


@signed_in
def preview(request: MemberRequest, code: str) -> HttpResponse:
    """As a reader gets it: by language, or by the name of a person. The same words go out."""
    found = _kept(request, code)
    reader, why = _reader(request)
    letter = letters.write(letter_of(found), reader, Because.MEMBER)
    return page(
        request,
        "newsletter/preview.html",
        issue=found,
        letter=letter,
        read_in=reader.language,
        called=request.GET.get("person", ""),
        why=why,
        codes=CODES,
    )


def _reader(request: MemberRequest) -> tuple[Person, str]:
    """Who is meant, and what is wrong with the name."""
    called = request.GET.get("person", "").strip()
    if called:
        some = queries.readers_called(called)
        if len(some) == 1:
            return some[0], ""
        why = _("Nobody is called so.") if not some else _("Several people have this name.")
        return request.person, why
    reader = copy.copy(request.person)
    wanted = request.GET.get("language", "")
    reader.language = wanted if wanted in CODES else "en"
    return reader, ""


@signed_in
def agree(request: MemberRequest, code: str) -> HttpResponse:
    """The second person's word."""
    found = _kept(request, code)
    form = forms.AgreeForm(request.POST or None)
    whom = reach.of(found)
    begins = ""
    if whom.first and whom.first <= request.now:
        begins = _("It goes at once to readers whose hour has come, and to others at theirs.")
    return deed(
        request,
        "newsletter/agree.html",
        form,
        lambda: actions.agree(found, by=request.person, at=request.now),
        told=begins or _("It goes on its day. Until then it can be stopped."),
        then=url("desk_issue", code=code),
        issue=found,
        verdict=judge(found, request.person, request.now),
        reach=whom,
        begins=begins,
        title=_("Agree to it"),
    )


@signed_in
def offer(request: MemberRequest) -> HttpResponse:
    """An opportunity: a new one, or the draft that `?issue=` names."""
    require(request.person, Permission.NEWSLETTER_KEEP, current())
    found = queries.issue(request.GET.get("issue", ""))
    if found is not None and found.kind != IssueKind.OPPORTUNITY:
        raise Http404
    pieces = list(found.pieces.order_by("position").prefetch_related("texts")) if found else []
    form = forms.OfferForm(
        request.POST or None,
        countries=queries.countries(),
        initial=forms.offer_now(found, pieces) if found else {},
    )
    made: list[Issue] = []

    def act() -> None:
        made.append(actions.offer(found, **form.said(), by=request.person, at=request.now))

    return deed(
        request,
        "newsletter/form.html",
        form,
        act,
        told=_("Done."),
        then=lambda: url("desk_issue", code=made[0].code),
        issue=found,
        title=forms.OfferForm.title,
    )
