"""The pages of safe spaces."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.conversations.weight import budget_of
from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.safe_space import actions, forms, queries, rules
from jln.spaces import queries as spaces
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from jln.safe_space.models import SafeSpace
    from jln.spaces.models import Space


@signed_in
def safe_spaces(request: MemberRequest) -> HttpResponse:
    """Those of the spaces that the reader reads."""
    space = request.GET.get("space", "")
    found = queries.listed(request.person, on=day(request.now), space=space)
    may = queries.may_start(request.person)
    ruled = queries.under_rule(request.person, space) if space else None
    return page(
        request, "safe_space/list.html", found=found, may_start=may, space=space, ruled=ruled
    )


@signed_in
def safe_rule(request: MemberRequest, slug: str) -> HttpResponse:
    """Put a whole space under the Chatham House Rule, or lift it."""
    space = spaces.kept(request.person, slug)
    if space is None:
        raise Http404
    is_under = space.is_under_rule
    form = (forms.LiftForm if is_under else forms.RuleForm)(request.POST or None)
    act = actions.lift_rule if is_under else actions.put_under_rule
    return deed(
        request,
        "safe_space/rule.html",
        form,
        lambda: act(space, by=request.person, at=request.now),
        told=_("The settings are kept."),
        then=lambda: _home(request, space),
        space=space,
    )


def _home(request: MemberRequest, space: Space) -> str:
    """The space's page; its settings for staff who keep it and do not read it."""
    reads = spaces.readable(request.person).filter(pk=space.pk).exists()
    return url("space" if reads else "space_settings", slug=space.slug)


@signed_in
def safe_new(request: MemberRequest) -> HttpResponse:
    """Start one."""
    startable = {one.slug: one for one in queries.startable(request.person)}
    if not startable:
        raise PermissionDenied
    asked = request.GET.get("space", "")
    given = queries.as_before(request.person, asked, on=day(request.now)) if asked else {}
    given["space"] = asked
    form = forms.StartForm(request.POST or None, spaces=startable.values(), initial=given)
    made: list[SafeSpace] = []
    if form.is_valid():
        space = startable[form.cleaned_data["space"]]
        form.find("keeper", "moderator", among=lambda text: queries.readers_called(space, text))

    def act() -> None:
        said = actions.Start(
            title=form.cleaned_data["about"],
            purpose=form.cleaned_data["purpose"],
            keeper=form.people["keeper"],
            moderator=form.people["moderator"],
            seals_on=form.cleaned_data["seals_on"],
        )
        space = startable[form.cleaned_data["space"]]
        made.append(actions.start(space, said, by=request.person, at=request.now))

    return deed(
        request,
        "safe_space/new.html",
        form,
        act,
        told=_("The keeper is asked by mail to make the key. Then people can write."),
        then=lambda: _begun(request, made[0]),
    )


def _begun(request: MemberRequest, safe: SafeSpace) -> str:
    """The page of what was started, for whoever reads it."""
    reads = queries.safe_spaces(request.person).filter(pk=safe.pk).exists()
    return url("safe_space", code=safe.code) if reads else _home(request, safe.space)


@signed_in
def safe_space(request: MemberRequest, code: str) -> HttpResponse:
    """What it is for, how it is kept, and what was released."""
    it = _page(request, code)
    return page(request, "safe_space/one.html", it=it, safe=it.safe)


@signed_in
def safe_write(request: MemberRequest, code: str) -> HttpResponse:
    """Write in it. The answer holds the code by which only its author finds it again."""
    it = _page(request, code)
    form = forms.WriteForm(
        request.POST or None,
        has_country=request.person.country_id is not None,
        initial={"form_key": secrets.token_urlsafe(24)},
    )
    shown = ""
    if form.is_valid():
        form.found = rules.hints(form.cleaned_data["text"])
        if not form.asks_again:
            shown = _kept(request, it.safe, form)
    return page(request, "safe_space/write.html", it=it, safe=it.safe, form=form, shown=shown)


def _kept(request: MemberRequest, safe: SafeSpace, form: forms.WriteForm) -> str:
    """The code, as it is shown; empty where a rule says no."""
    said = actions.Said(
        text=form.cleaned_data["text"],
        level=form.cleaned_data["level"],
        form_key=form.cleaned_data["form_key"],
    )
    try:
        code = actions.contribute(safe, said, by=request.person, at=request.now)
    except RuleBroken as broken:
        form.add_error(None, broken.text)
        return ""
    return actions.shown_code(code)


@public(cached=False)
def safe_own(request: PublicRequest) -> HttpResponse:
    """Find one's contribution by its code, and take it back. Asks nobody who they are."""
    form = forms.CodeForm(request.POST or None, initial={"do": "find"})
    found = None
    if form.is_valid():
        code = actions.said_code(form.cleaned_data["code"])
        if form.cleaned_data["do"] == "withdraw" and actions.withdraw(code, at=request.now):
            messages.success(request, _("Your contribution is gone."))
            return redirect(url("safe_own"))
        found = actions.own(code)
        if found is None:
            form.add_error("code", _("Nothing is kept under this code."))
    return page(request, "safe_space/own.html", form=form, found=found)


@signed_in
def safe_pattern(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """What was released together."""
    it = _page(request, code)
    found = queries.parts(request.person, it.safe, number)
    if found is None:
        raise Http404
    pattern, parts = found
    here = url("safe_pattern", code=code, number=number)
    shown = _cut(request, [part.html for part in parts], here)
    return page(
        request,
        "safe_space/pattern.html",
        safe=it.safe,
        pattern=pattern,
        parts=parts[shown.first : shown.last],
        next=shown.next,
        previous=shown.previous,
    )


@signed_in
def safe_pool(request: MemberRequest, code: str) -> HttpResponse:
    """The texts that wait, without authors, times or countries."""
    safe = get_object_or_404(queries.moderated(request.person), pk=number_of(code))
    it = queries.pool(safe, at=request.now)
    form = forms.PoolForm(request.POST or None, rows=it.rows)
    shown = _cut(request, [row.text for row in it.rows], url("safe_pool", code=code))

    def act() -> None:
        chosen = [int(number) for number in form.cleaned_data["texts"]]
        words = form.cleaned_data["why"]
        if form.cleaned_data["do"] == "aside":
            actions.set_aside(safe, chosen, words, by=request.person, at=request.now)
        else:
            actions.put_together(safe, chosen, words, by=request.person, at=request.now)

    return deed(
        request,
        "safe_space/pool.html",
        form,
        act,
        told=_("Done."),
        then=url("safe_pool", code=code),
        it=it,
        safe=safe,
        rows=it.rows[shown.first : shown.last],
        chosen=request.POST.getlist("texts"),
        next=shown.next,
        previous=shown.previous,
    )


@signed_in
def safe_release(request: MemberRequest, code: str) -> HttpResponse:
    """Let the people of the space read what was put together."""
    safe = get_object_or_404(queries.moderated(request.person), pk=number_of(code))
    form = forms.ReleaseForm(
        request.POST or None, initial={"pattern": request.GET.get("pattern", "")}
    )
    asked = request.POST.get("pattern") or request.GET.get("pattern", "")
    pattern = get_object_or_404(safe.patterns, pk=number_in(asked))
    return deed(
        request,
        "safe_space/release.html",
        form,
        lambda: actions.release(safe, pattern, by=request.person, at=request.now),
        told=_("Released. The people of the space are told."),
        then=url("safe_space", code=code),
        safe=safe,
        pattern=pattern,
    )


@signed_in
def safe_take(request: MemberRequest, code: str) -> HttpResponse:
    """Become its keeper, by a passphrase of one's own."""
    safe = get_object_or_404(queries.to_take(request.person), pk=number_of(code))
    given = request.POST or None
    is_second = safe.opened_on is not None
    form = forms.TakeOverForm(given) if is_second else forms.TakeUpForm(given)

    def act() -> None:
        passphrase = form.cleaned_data["passphrase"]
        if is_second:
            word = form.cleaned_data["word"]
            actions.take_over(safe, word, passphrase, by=request.person, at=request.now)
        else:
            actions.take_up(safe, passphrase, by=request.person, at=request.now)

    return deed(
        request,
        "safe_space/take.html",
        form,
        act,
        told=_("You are the keeper. Write the passphrase down where only you find it."),
        then=url("safe_space", code=code),
        safe=safe,
    )


@signed_in
def safe_authors(request: MemberRequest, code: str) -> HttpResponse:
    """Who wrote what: for the keeper, by the passphrase, on this one answer."""
    safe = get_object_or_404(queries.kept(request.person), pk=number_of(code))
    form = forms.OpenForm(request.POST or None)
    found = None
    if form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        try:
            found = actions.open_authors(safe, passphrase, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, passphrase="passphrase")  # noqa: S106 -- a field's name
    return page(request, "safe_space/authors.html", form=form, safe=safe, found=found)


@signed_in
def safe_keeper(request: MemberRequest, code: str) -> HttpResponse:
    """Hand it over to another keeper."""
    safe = get_object_or_404(queries.kept(request.person), pk=number_of(code))
    form = forms.HandOverForm(request.POST or None)
    word = ""
    if form.is_valid():
        form.find("keeper", among=lambda text: queries.readers_called(safe, text))
    if form.is_valid():
        to, passphrase = form.people["keeper"], form.cleaned_data["passphrase"]
        try:
            word = actions.hand_over(safe, passphrase, to, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, passphrase="passphrase", oneself="keeper", same="keeper")  # noqa: S106 -- a field's name
    return page(request, "safe_space/keeper.html", form=form, safe=safe, word=word)


class Cut(NamedTuple):
    """The rows of one page, and the ways on and back."""

    first: int
    last: int
    next: str
    previous: str


def _cut(request: MemberRequest, texts: list[str], here: str) -> Cut:
    """As many texts as fit, from the one that the address names."""
    first = min(number_in(request.GET.get("from", "")), len(texts))
    last = first + queries.fitting(texts[first:], budget_of(request))
    following = f"{here}?from={last}" if last < len(texts) else ""
    return Cut(first, last, following, here if first else "")


def _page(request: MemberRequest, code: str) -> queries.Page:
    it = queries.page(request.person, code, at=request.now)
    if it is None:
        raise Http404
    return it
