"""The strategy: the version in force, drafts with members' input, what was done for each goal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.governance.actions import strategy as actions
from jln.governance.forms.strategy import (
    AskMembersForm,
    BeginStrategyForm,
    GoalLinkForm,
    PutStrategyForm,
    StrategyInputForm,
    WriteStrategyForm,
    strategy_said,
)
from jln.governance.queries import motions
from jln.governance.queries import strategy as queries
from jln.governance.views.motions import Put
from jln.kit.codes import number_of
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.governance.models import Strategy
    from jln.web.forms import TwinForm


@public
def strategy(request: PublicRequest) -> HttpResponse:
    """The version in force."""
    return _shown(request, None)


@public
def strategy_version(request: PublicRequest, number: int) -> HttpResponse:
    """Any version; a draft is for members."""
    return _shown(request, number)


def _shown(request: PublicRequest, number: int | None) -> HttpResponse:
    it = queries.strategy_page(request.person, number, at=request.now)
    if it is None:
        raise Http404
    if it.it and it.it.to_year and not it.is_over:
        request.good_until = date(it.it.to_year + 1, 1, 1)
    return page(request, "governance/strategy.html", it=it)


@public
def strategy_text(request: PublicRequest, number: int) -> HttpResponse:
    """The whole text of a version, as it is."""
    found = get_object_or_404(queries.strategies(request.person).exclude(text=""), number=number)
    answer = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    answer["Content-Language"] = found.language
    return answer


@public
def strategy_difference(request: PublicRequest, number: int, since: int) -> HttpResponse:
    """What one version says otherwise than an earlier one."""
    it = queries.compared(request.person, number, since)
    if it is None:
        raise Http404
    return page(request, "governance/strategy_difference.html", it=it)


@signed_in
def strategy_new(request: MemberRequest) -> HttpResponse:
    """Begin a draft."""
    if not motions.may_put(request.person):
        raise PermissionDenied
    form = BeginStrategyForm(
        request.POST or None,
        initial={"language": request.person.language},
        bodies=queries.bodies_at_work(),
    )
    return _asked(
        request,
        form,
        lambda: actions.begin(**form.said(), by=request.person, at=request.now),
        _("Begin it"),
    )


@signed_in
def strategy_write(request: MemberRequest, number: int) -> HttpResponse:
    """Write the draft."""
    found = get_object_or_404(queries.writing(request.person), number=number)
    form = WriteStrategyForm(request.POST or None, initial=strategy_said(found))
    return _asked(
        request,
        form,
        lambda: actions.write(found, **form.cleaned_data, by=request.person, at=request.now),
        _("Keep it"),
        found,
    )


@signed_in
def strategy_ask(request: MemberRequest, number: int) -> HttpResponse:
    """Ask all members for input."""
    found = get_object_or_404(queries.drafts(request.person), number=number)
    form = AskMembersForm(request.POST or None, initial={"closes_on": found.closes_on})
    return _asked(
        request,
        form,
        lambda: actions.ask(
            found, form.cleaned_data["closes_on"], by=request.person, at=request.now
        ),
        _("Ask them"),
        found,
    )


@signed_in
def strategy_input(request: MemberRequest, number: int) -> HttpResponse:
    """Give input to the draft."""
    found = get_object_or_404(queries.commenting(request.person), number=number)
    mine = found.inputs.filter(person=request.person).first()
    form = StrategyInputForm(request.POST or None, initial={"text": mine.text if mine else ""})
    return _asked(
        request,
        form,
        lambda: actions.comment(
            found, form.cleaned_data["text"], by=request.person, at=request.now
        ),
        _("Give it"),
        found,
    )


@signed_in
def strategy_put(request: MemberRequest, number: int) -> HttpResponse:
    """Put the draft to the Steering Group."""
    found = get_object_or_404(queries.drafts(request.person), number=number)
    form = PutStrategyForm(request.POST or None)
    return _asked(
        request,
        form,
        lambda: actions.put(found, how=form.how(), by=request.person, at=request.now),
        _("Put it to them"),
        found,
    )


@signed_in
def strategy_goal(request: MemberRequest, code: str) -> HttpResponse:
    """Say what was done for a goal, or take it back."""
    goal = get_object_or_404(queries.goals_to_link(request.person), pk=number_of(code))
    form = GoalLinkForm(request.POST or None)

    def act() -> None:
        deed_of = actions.unlink if form.cleaned_data["deed"] == "drop" else actions.link
        if form.done is not None:
            deed_of(goal, form.done, by=request.person, at=request.now)

    return _asked(request, form, act, _("Put it on record"), goal.strategy, goal.text)


def _asked(
    request: MemberRequest,
    form: TwinForm,
    act: Callable[[], object],
    button: str,
    of: Strategy | None = None,
    lede: str = "",
) -> HttpResponse:
    """Do it, or show the form."""
    to = url("strategy_version", number=of.number) if of else url("strategy")
    trail = [(_("Strategy"), url("strategy"))]
    if of:
        trail.append((of.title, to))
    return deed(
        request,
        "governance/put.html",
        form,
        act,
        told=_("It is on record."),
        then=to,
        asked=Put(trail, lede, button, to),
        subject=of.code if of else "",
        here=request.path,
    )
