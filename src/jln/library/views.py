"""The pages of the library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from jln.access.permissions import Permission
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.library import actions, citing, linked, queries
from jln.library.forms import (
    AdaptForm,
    CorrectForm,
    EvidenceForm,
    OriginForm,
    PublishForm,
    StopForm,
    UnlinkForm,
    WithdrawForm,
    answers_of,
)
from jln.library.narrowing import PARAMETERS, Narrowing, chosen_in, number_in
from jln.library.terms import AdaptationState, Depth
from jln.library.words import WORDS
from jln.problems.rules import LETTERS_WAIT, nobody_is_told_yet
from jln.problems.words import who_may
from jln.web.addresses import url
from jln.web.jsonld import block
from jln.web.kept import Kept
from jln.web.pages import MemberRequest, PublicRequest, deed, page, part, public, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.countries.models import Country
    from jln.library.models import Adaptation, Product


LED_BY = ("country", "problem", "topic", "adaptation")
"""What the address of the form may say beside the product."""

_parts: Kept[Markup] = Kept(200)
"""Main parts of pages, the same for every reader who may see the same."""


@public(query=PARAMETERS)
def library(request: PublicRequest) -> HttpResponse:
    """All products, narrowed by words and facets; the same for every reader."""

    def made() -> Markup:
        shown = queries.library_page(
            text=text,
            chosen=chosen_in(request.GET),
            order=order,
            number=number_in(request.GET),
        )
        narrowing = Narrowing(shown, text, order)
        return part(
            request, "library/_library.html", shown=shown, text=text, narrowing=narrowing, **WORDS
        )

    text = " ".join(request.GET.get("q", "").split())[:200]
    order = request.GET.get("o", "")
    asked = tuple(sorted((name, tuple(request.GET.getlist(name))) for name in PARAMETERS))
    main = _parts.get(("library", get_language(), request.prefix, asked), made)
    return page(request, "library/library.html", of=main, main=main)


@public
def product(request: PublicRequest, slug: str) -> HttpResponse:
    """One product: what it is, where it comes from, what became of it."""
    it = queries.product_page(request.person, slug)
    if it is None:
        raise Http404
    may_record = request.person is None or it.may_record  # a visitor may be a member
    key = ("product", get_language(), request.prefix, it.seen, may_record)
    main = _parts.get(key, lambda: _made(request, it, may_record=may_record))
    return page(
        request,
        "library/product.html",
        of=(it.product.title, it.product.abstract, main) if request.person else None,
        product=it.product,
        main=main,
        machine=block(linked.product(it)) if request.person is None else "",
    )


def _made(request: PublicRequest, it: queries.ProductPage, *, may_record: bool) -> Markup:
    return part(
        request,
        "library/_product.html",
        it=it,
        cited=citing.plain(linked.work(it.product, it.releases)),
        may_record=may_record,
        question_count=AdaptForm.question_count(has_examples=bool(it.used)),
        who_records=who_may(Permission.ADAPTATION_REPORT),
        **WORDS,
    )


@public
def cite(request: PublicRequest, slug: str) -> HttpResponse:
    """The citation as plain text."""
    found = get_object_or_404(queries.products(request.person), slug=slug)
    work = linked.work(found, list(queries.releases_of(found)))
    return HttpResponse(f"{citing.plain(work)}\n", content_type="text/plain; charset=utf-8")


@public
def cite_bib(request: PublicRequest, slug: str) -> HttpResponse:
    """The citation as a BibTeX file."""
    found = get_object_or_404(queries.products(request.person), slug=slug)
    work = linked.work(found, list(queries.releases_of(found)))
    response = HttpResponse(citing.bibtex(work), content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.bib"'
    return response


@signed_in
def adapt(request: MemberRequest, slug: str) -> HttpResponse:
    """Record what a country made of a product, perhaps for a problem or from a topic."""
    found = get_object_or_404(queries.products(request.person), slug=slug)
    countries = {one.code: one for one in queries.countries_to_report_for(request.person)}
    country = countries.get(request.GET.get("country", "")) or request.person.country
    if country is None or country.code not in countries:
        return _no_country(request, found, list(countries.values()))
    led_by = queries.led_by(request.person, request.GET)
    beside = queries.reporting(request.person, found, country, topic=led_by.topic, at=request.now)
    learned = led_by.adaptation
    form = AdaptForm(
        request.POST or None,
        initial={"began_with": learned.code} if learned else {},
        examples=[*([learned] if learned else []), *beside.examples],
    )
    if form.is_valid():
        try:
            made = actions.report(
                found,
                country,
                form.answers(),
                by=request.person,
                at=request.now,
                language=request.language,
                led_by=replace(led_by, adaptation=form.learned_from()),
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.success(request, _("Your adaptation is on record. Members can read it."))
            return redirect(url("adaptation", code=made.code))
    asked: dict[str, object] = {one: request.GET[one] for one in LED_BY if one in request.GET}
    return page(
        request,
        "library/adapt.html",
        form=form,
        product=found,
        country=country,
        led_by=led_by,
        beside=beside,
        here=url("adapt", slug=slug, query=asked),
    )


def _no_country(request: MemberRequest, product: Product, countries: list[Country]) -> HttpResponse:
    """Staff of no country say for which; whoever may record for none is told who may."""
    return page(
        request,
        "library/no_country.html",
        status=200 if countries else 403,
        product=product,
        countries=countries,
        who_records=who_may(Permission.ADAPTATION_REPORT),
        asked={name: request.GET[name] for name in LED_BY if name in request.GET},
    )


@public
def adaptation(request: PublicRequest, code: str) -> HttpResponse:
    """What one country made of a product."""
    it = queries.adaptation_page(request.person, code)
    if it is None:
        raise Http404
    one, person = it.adaptation, request.person
    is_hers = person is not None and one.reported_by_id == person.pk
    may_undo = is_hers and it.may_withdraw and nobody_is_told_yet(one.created_at, at=request.now)
    return page(
        request,
        "library/adaptation.html",
        it=it,
        may_record=it.may_record and not (person and person.country_id == one.country_id),
        undo_until=one.created_at + LETTERS_WAIT if may_undo else None,
        **WORDS,
    )


@signed_in
def adaptation_evidence(request: MemberRequest, code: str) -> HttpResponse:
    """Say how far an adaptation went, since when, and what shows it."""
    found = get_object_or_404(queries.advancing(request.person), pk=number_of(code))
    form = EvidenceForm(request.POST or None)
    return _done(
        request,
        "library/adaptation_evidence.html",
        form,
        found,
        lambda: actions.advance(
            found,
            Depth(form.cleaned_data["depth"]),
            form.cleaned_data["dated"],
            form.cleaned_data["text"],
            by=request.person,
            at=request.now,
            state=AdaptationState(form.cleaned_data["state"])
            if form.cleaned_data["state"]
            else None,
        ),
        _("The evidence is on record."),
    )


@signed_in
def adaptation_correction(request: MemberRequest, code: str) -> HttpResponse:
    """Put right what an adaptation says."""
    found = get_object_or_404(queries.correcting(request.person), pk=number_of(code))
    form = CorrectForm(request.POST or None, initial=answers_of(found))
    return _done(
        request,
        "library/adaptation_correction.html",
        form,
        found,
        lambda: actions.correct(
            found, form.answers(found.state), by=request.person, at=request.now
        ),
        _("The adaptation is corrected."),
    )


@signed_in
def adaptation_stop(request: MemberRequest, code: str) -> HttpResponse:
    """Say that an adaptation came to nothing, and why."""
    found = get_object_or_404(queries.advancing(request.person), pk=number_of(code))
    form = StopForm(request.POST or None)
    return _done(
        request,
        "library/adaptation_stop.html",
        form,
        found,
        lambda: actions.stop(found, form.cleaned_data["reason"], by=request.person, at=request.now),
        _("It is on record that this adaptation was stopped, and why."),
    )


@signed_in
def adaptation_withdrawal(request: MemberRequest, code: str) -> HttpResponse:
    """Take an adaptation back."""
    found = get_object_or_404(queries.withdrawing(request.person), pk=number_of(code))
    form = WithdrawForm(request.POST or None)
    return deed(
        request,
        "library/adaptation_withdrawal.html",
        form,
        lambda: actions.withdraw(found, by=request.person, at=request.now),
        told=_("Your adaptation is taken back."),
        then=url("product", slug=found.product.slug),
        adaptation=found,
    )


@signed_in
def adaptation_publication(request: MemberRequest, code: str) -> HttpResponse:
    """Open an adaptation to everyone, as its country's Core Group."""
    found = get_object_or_404(queries.publishing(request.person), pk=number_of(code))
    form = PublishForm(request.POST or None)
    return _done(
        request,
        "library/adaptation_publication.html",
        form,
        found,
        lambda: actions.publish(found, by=request.person, at=request.now),
        _("Everyone can read this adaptation now."),
    )


def _done(
    request: MemberRequest,
    template: str,
    form: CorrectForm | EvidenceForm | StopForm | PublishForm,
    adaptation: Adaptation,
    act: Callable[[], object],
    told: str,
) -> HttpResponse:
    """Do it, and go back to the adaptation."""
    there = url("adaptation", code=adaptation.code)
    return deed(request, template, form, act, told=told, then=there, adaptation=adaptation)


@signed_in
def origins(request: MemberRequest, slug: str) -> HttpResponse:
    """Record what a product came from."""
    found = get_object_or_404(queries.linking(request.person), slug=slug)
    form = OriginForm(request.POST if "came_from" in request.POST else None)
    removal = UnlinkForm(request.POST if "origin" in request.POST else None)
    if removal.is_valid():
        actions.unlink(found, removal.cleaned_data["origin"], by=request.person, at=request.now)
        return _linked(request, found, _("The origin is taken away."))
    if form.is_valid():
        origin = queries.find_origin(request.person, form.cleaned_data["came_from"])
        if origin:
            actions.link(found, origin, by=request.person, at=request.now)
            return _linked(request, found, _("The origin is recorded."))
        form.add_error("came_from", _("There is no such page in this network."))
    known = queries.origins_of(request.person, [found.pk])
    return page(
        request,
        "library/origins.html",
        form=form,
        product=found,
        origins=known,
        path_of=linked.path_of,
    )


def _linked(request: MemberRequest, product: Product, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(url("origins", slug=product.slug))
