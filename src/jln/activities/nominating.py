"""The pages of nominations: places offered, an order, objections, the names sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.activities import actions, forms, queries
from jln.governance.views.asked import Asked, answer
from jln.kit.codes import number_of
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.activities.models import PlaceOffer


@signed_in
def event_places(request: MemberRequest, slug: str) -> HttpResponse:
    """Staff offer places in an activity, and see who was named."""
    activity = get_object_or_404(queries.activities_to_offer(request.person), slug=slug)
    form = forms.OfferForm(request.POST or None, members=queries.members())
    return deed(
        request,
        "activities/event_places.html",
        form,
        lambda: actions.offer(activity, **form.said(), by=request.person, at=request.now),
        told=_("The places are offered, and each country is asked."),
        then=url("event_places", slug=slug),
        activity=activity,
        offers=queries.offers_of(activity),
    )


@signed_in
def nominations(request: MemberRequest, country: str) -> HttpResponse:
    """Every offer to a country, the next day first."""
    rows = queries.offers(request.person).filter(country__code=country.upper())
    found = list(rows.order_by("sent_at", "due_on", "pk")[:50])
    of = queries.country_of_group(request.person, country)
    if of is None:
        raise Http404
    return page(request, "activities/nominations.html", offers=found, country=of)


@signed_in
def nomination(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """One offer: the order, until when to object, what follows."""
    it = queries.offer_page(request.person, country, code, at=request.now)
    if it is None:
        raise Http404
    return page(request, "activities/nomination.html", it=it, country=it.offer.country)


@signed_in
def nomination_order(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Put people in order, and show it to the group."""
    one = _one(queries.offers_to_order(request.person), country, code)
    standing = ", ".join(nominee.person.name for nominee in queries.nominees(one))
    form = forms.OrderForm(
        request.POST or None,
        initial={"people": standing, "why": one.why},
        offer=one,
        reader=request.person,
    )
    return deed(
        request,
        "activities/nomination_order.html",
        form,
        lambda: actions.nominate(
            one, form.found, why=form.cleaned_data["why"], by=request.person, at=request.now
        ),
        told=_("The group is asked. Without an objection the names are sent by themselves."),
        then=queries.path_of(one),
        offer=one,
        country=one.country,
        candidates=queries.candidates(one.country, request.person),
        here=request.path,
    )


@signed_in
def nomination_object(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Say what is wrong with the order."""
    one = _one(queries.offers_to_object_to(request.person), country, code)
    form = forms.ObjectForm(request.POST or None)
    return answer(
        request,
        Asked(
            form,
            lambda: actions.object_to(one, **form.cleaned_data, by=request.person, at=request.now),
            _("It is on record. Nothing is sent before you are answered."),
            queries.path_of(one),
            one.country,
            _("Object"),
            one.code,
        ),
    )


@signed_in
def nomination_send(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Send the names, with an answer to who objected."""
    one = _one(queries.offers_to_send(request.person), country, code)
    form = forms.SendForm(request.POST or None, initial={"sure": "yes"})
    return answer(
        request,
        Asked(
            form,
            lambda: actions.send(
                one, reply=form.cleaned_data["reply"], by=request.person, at=request.now
            ),
            _("The names are sent, and each person is told."),
            queries.path_of(one),
            one.country,
            _("Send them"),
            one.code,
        ),
    )


def _one(rows: QuerySet[PlaceOffer], country: str, code: str) -> PlaceOffer:
    return get_object_or_404(rows, country__code=country.upper(), pk=number_of(code))
