"""Nominations by mail: places offered, people named, an objection, the names sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.activities import actions, queries
from jln.activities import forms as _forms
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from jln.activities.models import Activity, PlaceOffer

FORMS = (_forms,)
"""Read so that their forms are registered."""


def _offer(deed: Deed) -> Activity:
    form: Any = deed.form
    actions.offer(deed.subject, **form.said(), by=deed.person, at=deed.at)
    activity: Activity = deed.subject
    return activity


def _order(deed: Deed) -> PlaceOffer:
    form: Any = deed.form
    why = deed.said.get("why", "")
    return actions.nominate(deed.subject, form.found, why=why, by=deed.person, at=deed.at)


def _object(deed: Deed) -> PlaceOffer:
    return actions.object_to(deed.subject, **deed.said, by=deed.person, at=deed.at).offer


def _path(one: PlaceOffer) -> str:
    return network.link(queries.path_of(one))


def _places(activity: Activity) -> str:
    return network.link(f"/events/{activity.slug}/places/")


ENTRIES = (
    Entry(
        "nomination.offer",
        _offer,
        subject="jln.Activity",
        among=queries.activities_to_offer,
        offers=lambda _person, _activity: {"members": queries.members()},
        link=_places,
        page=_places,
    ),
    Entry(
        "nomination.order",
        _order,
        subject="jln.PlaceOffer",
        among=queries.offers_to_order,
        offers=lambda person, one: {"offer": one, "reader": person},
        link=_path,
        page=lambda one: f"{_path(one)}order/",
        asks=dict.fromkeys(("nobody", "many", "twice", "country", "oneself"), "people"),
        adds_up=False,
        skips=frozenset({"why"}),
    ),
    Entry(
        "nomination.object",
        _object,
        subject="jln.PlaceOffer",
        among=queries.offers_to_object_to,
        link=_path,
        page=lambda one: f"{_path(one)}objection/",
        adds_up=False,
    ),
    Entry(
        "nomination.send",
        lambda deed: actions.send(
            deed.subject, reply=deed.said["reply"], by=deed.person, at=deed.at
        ),
        subject="jln.PlaceOffer",
        among=queries.offers_to_send,
        link=_path,
        page=lambda one: f"{_path(one)}send/",
        asks={"no_reply": "reply"},
    ),
)
"""Rights are asked of the policy in each action."""
