"""Uncertain history: what it says, what is known of it, and four answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jln.desk import actions, forms, queries
from jln.desk.terms import UNCERTAIN, CheckVerdict
from jln.desk.views.files import file
from jln.desk.views.paging import cut
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.desk.models import HistoryCheck
    from jln.web.pages import MemberRequest


def _words(noted: HistoryCheck) -> str:
    """What has just been done, in one sentence."""
    return {
        CheckVerdict.RIGHT: _("Confirmed. The source stays on record."),
        CheckVerdict.CORRECTED: _("Corrected. What stood there is kept."),
        CheckVerdict.REMOVED: _("Removed. It is kept and can be put back for thirty days."),
        CheckVerdict.UNKNOWN: _("It stays here for somebody else."),
    }[CheckVerdict(noted.verdict)]


@signed_in
def facts(request: MemberRequest) -> HttpResponseBase:
    """History of which somebody should say whether it is right."""
    kind = request.GET.get("kind", "")
    counts = queries.unsure_counts()
    if kind not in UNCERTAIN:
        kind = next((one for one, count in counts.items() if count), "countrymembership")
    rows = queries.to_check(request.person, kind)
    if made := file(request, "facts", rows):
        return made
    return page(
        request,
        "desk/facts.html",
        kind=kind,
        kinds=UNCERTAIN,
        counts=counts,
        shown=cut(request, rows),
    )


@signed_in
def fact(request: MemberRequest, kind: str, code: str) -> HttpResponse:
    """One row of history: confirm, correct, remove, or leave it to somebody else."""
    it = queries.one_to_check(request.person, kind, number_of(code))
    if it is None:
        raise Http404
    form = forms.CHECKS[kind](request.POST or None, initial=it.now, countries=it.countries)
    if request.method == "POST" and form.is_valid():
        said = actions.Said(
            verdict=form.cleaned_data["verdict"],
            values=form.values(),
            because=form.cleaned_data["because"],
            source=form.cleaned_data["source"],
        )
        try:
            noted = actions.check(kind, it.row.pk, said, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, no_reason="because", no_source="source", ends_first="ends")
        else:
            messages.success(request, _words(noted))
            return redirect(url("desk_facts", query={"kind": kind}))
    return page(
        request,
        "desk/fact.html",
        it=it,
        kind=kind,
        kind_words=UNCERTAIN[kind],
        form=form,
        action=form.action,
    )


@signed_in
def facts_done(request: MemberRequest) -> HttpResponse:
    """What was said of history, newest first; what is young enough can be taken back."""
    shown = cut(request, queries.checks(request.person))
    return page(request, "desk/facts_done.html", shown=shown, now=request.now)


@signed_in
@require_POST
def fact_undo(request: MemberRequest, code: str) -> HttpResponse:
    """Take back what was said of a row."""
    noted = get_object_or_404(queries.checks(request.person), pk=number_of(code))
    actions.take_back(noted, by=request.person, at=request.now)
    messages.success(request, _("Taken back. It stands again as it stood before."))
    return redirect(url("desk_facts_done"))
