"""The pages of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.access.permissions import Permission
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.problems import actions, queries
from jln.problems.forms import (
    CorrectForm,
    PublishForm,
    ShareForm,
    StateForm,
    WithdrawForm,
    answers_of,
    first_answers,
)
from jln.problems.rules import LETTERS_WAIT, nobody_is_told_yet
from jln.problems.words import who_may
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from jln.conversations.models import Topic
    from jln.problems.models import Problem


@public
def problem(request: PublicRequest, code: str) -> HttpResponse:
    """One problem: who has it, what came of it."""
    person = request.person
    it = queries.problem_page(person, code)
    if it is None:
        return _taken_back(request, code)
    one = it.problem
    is_hers = person is not None and one.stated_by_id == person.pk
    may_undo = is_hers and it.may_correct and nobody_is_told_yet(one.created_at, at=request.now)
    undo_until = one.created_at + LETTERS_WAIT if may_undo else None
    return page(request, "problems/problem.html", it=it, undo_until=undo_until)


def _taken_back(request: PublicRequest, code: str) -> HttpResponse:
    """Who was told of it learns that it is gone; who was not finds nothing."""
    gone = queries.taken_back(request.person, code)
    if gone is None:
        raise Http404
    return page(request, "problems/problem_taken_back.html", status=410, problem=gone)


@signed_in
def problem_new(request: MemberRequest) -> HttpResponse:
    """State a problem of one's own country, from a topic or directly."""
    country = request.person.country
    if country is None:
        return _no_country(request)
    topic = _topic(request)
    form = StateForm(
        request.POST or None,
        initial=first_answers(topic, request.language),
        themes=queries.themes(),
        countries=queries.countries_to_add(request.person, country),
        may_publish=queries.may_publish(request.person, country),
    )
    if form.is_valid():
        try:
            stated = actions.state(
                country,
                actions.Words(**form.words_said()),
                topic=topic,
                shared_with=form.countries_named(),
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.success(request, _("Your problem is stated. Colleagues can share it now."))
            return redirect(url("problem", code=stated.code))
    told = queries.to_be_told(request.person, country, topic=topic, at=request.now)
    return page(
        request, "problems/problem_new.html", form=form, topic=topic, country=country, told=told
    )


def _no_country(request: MemberRequest) -> HttpResponse:
    who = who_may(Permission.PROBLEM_STATE)
    return page(request, "problems/no_country.html", status=403, who=who)


def _topic(request: MemberRequest) -> Topic | None:
    """The topic the problem is stated from; 404 if it is none of hers to read."""
    code = request.GET.get("topic", "")
    topic = queries.topic_to_state_from(request.person, code) if code else None
    if code and topic is None:
        raise Http404
    return topic


@signed_in
def problem_share(request: MemberRequest, code: str) -> HttpResponse:
    """Say that one's country has the problem too, or take that back."""
    found = get_object_or_404(queries.problems(request.person), pk=number_of(code))
    country = request.person.country
    if country is None:
        return _no_country(request)
    form = ShareForm(request.POST or None)
    if form.is_valid():
        has_it = form.cleaned_data["shares"] == "yes"
        act = actions.share if has_it else actions.unshare
        try:
            act(found, country, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            name = country.name_in(request.language)
            messages.success(
                request,
                _("%(country)s shares this problem now.") % {"country": name}
                if has_it
                else _("%(country)s no longer shares this problem.") % {"country": name},
            )
            return redirect(url("problem", code=found.code))
    return page(request, "problems/problem_share.html", form=form, problem=found, country=country)


@signed_in
def problem_publication(request: MemberRequest, code: str) -> HttpResponse:
    """Open a problem to everyone, as its country's Core Group."""
    found = get_object_or_404(queries.publishing(request.person), pk=number_of(code))
    return _done(
        request,
        "problems/problem_publication.html",
        PublishForm(request.POST or None),
        found,
        lambda: actions.publish(found, by=request.person, at=request.now),
        _("Everyone can read this problem now."),
    )


@signed_in
def problem_correction(request: MemberRequest, code: str) -> HttpResponse:
    """Put right how a problem is said."""
    found = get_object_or_404(queries.correcting(request.person), pk=number_of(code))
    form = CorrectForm(request.POST or None, initial=answers_of(found), themes=queries.themes())
    return _done(
        request,
        "problems/problem_correction.html",
        form,
        found,
        lambda: actions.correct(
            found, actions.Words(**form.words_said()), by=request.person, at=request.now
        ),
        _("The problem is corrected."),
    )


@signed_in
def problem_withdrawal(request: MemberRequest, code: str) -> HttpResponse:
    """Take a problem back."""
    found = get_object_or_404(queries.correcting(request.person), pk=number_of(code))
    return deed(
        request,
        "problems/problem_withdrawal.html",
        WithdrawForm(request.POST or None),
        lambda: actions.withdraw(found, by=request.person, at=request.now),
        told=_("Your problem is taken back."),
        then=url("home"),
        problem=found,
        told_count=queries.told(found).values("person").distinct().count(),
    )


def _done(
    request: MemberRequest,
    template: str,
    form: CorrectForm | PublishForm,
    problem: Problem,
    act: Callable[[], object],
    told: str,
) -> HttpResponse:
    """Do it, and go back to the problem."""
    there = url("problem", code=problem.code)
    return deed(request, template, form, act, told=told, then=there, problem=problem)
