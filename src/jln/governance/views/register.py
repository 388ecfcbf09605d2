"""The register of decisions, for everyone; who said what, for members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from jln.governance.actions import rewording
from jln.governance.columns import COLUMNS, INSIDE
from jln.governance.forms.motions import RewordAnswerForm, RewordForm
from jln.governance.queries import decided as queries
from jln.governance.views.motions import Put
from jln.web import sheets
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.governance.models import Rewording

WHOLE = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@public(query=("year", "page", "as"))
def decisions(request: PublicRequest) -> HttpResponseBase:
    """The register, twenty lines a page, of one year or of all; or these as a file."""
    year, number = _whole(request.GET.get("year", "")), _whole(request.GET.get("page", ""))
    if kind := sheets.wanted(request):
        columns = INSIDE if queries.may_export(request.person) else COLUMNS
        return sheets.answer(kind, "decisions", columns, queries.rows_of(year))
    it = queries.register_page(request.person, year=year, page=number or 1)
    if it.page > 1 and not it.decisions:
        raise Http404
    return page(request, "governance/decisions.html", it=it)


def _whole(text: str) -> int | None:
    """A year or a page; nonsense is none."""
    return int(text) if WHOLE.fullmatch(text) else None


@public
def decision(request: PublicRequest, number: int) -> HttpResponse:
    """One decision: its words and how it was taken."""
    it = queries.decision_page(request.person, number)
    if it is None:
        raise Http404
    return page(request, "governance/decision.html", it=it)


@public
def decisions_file(_request: PublicRequest) -> HttpResponse:
    """The register, to be checked on another machine; what each seat said is sealed in it."""
    return _to_check("decisions", whole=False)


@signed_in
def decisions_whole(request: MemberRequest) -> HttpResponse:
    """The same with what each seat said, which is checked with it."""
    if not queries.may_export(request.person):
        raise PermissionDenied
    return _to_check("decisions-whole", whole=True)


def _to_check(name: str, *, whole: bool) -> HttpResponse:
    text = "".join(f"{line}\n" for line in queries.export(whole=whole))
    answer = HttpResponse(text, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.jsonl"'
    return answer


@signed_in
def decision_words(request: MemberRequest, number: int) -> HttpResponse:
    """Other words for a decision: proposed by one of staff, agreed to by another."""
    found = queries.to_reword(request.person, number)
    if found is None:
        raise Http404
    waiting = found.rewordings.filter(closed_at=None).first()
    to = url("decision", number=number)
    trail = [(_("Register of decisions"), url("decisions")), (str(number), to)]
    if waiting is not None:
        return _second(request, waiting, Put(trail, waiting.text, _("Put it on record"), to))
    form = RewordForm(request.POST or None, initial={"text": found.text})
    return deed(
        request,
        "governance/put.html",
        form,
        lambda: rewording.propose(
            found,
            form.cleaned_data["text"],
            form.cleaned_data["reason"],
            by=request.person,
            at=request.now,
        ),
        told=_("A second person of staff has to agree."),
        then=to,
        asked=Put(trail, found.text, _("Propose it"), to),
        here=request.path,
    )


def _second(request: MemberRequest, waiting: Rewording, asked: Put) -> HttpResponse:
    form = RewordAnswerForm(request.POST or None)

    def act() -> None:
        deed_of = rewording.agree if form.cleaned_data["answer"] == "yes" else rewording.drop
        deed_of(waiting, by=request.person, at=request.now)

    return deed(
        request,
        "governance/put.html",
        form,
        act,
        told=_("It is on record."),
        then=asked.to,
        asked=asked,
        here=request.path,
    )
