"""Rounds of priorities by mail: names, a country's list, its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.mailroom.deeds import Deed, Entry
from jln.priorities import actions, forms, merging, queries
from jln.web import network

if TYPE_CHECKING:
    from jln.people.models import Person
    from jln.priorities.models import PriorityConsent, PriorityMerge, PriorityRound, RoundCountry


def _name(deed: Deed) -> PriorityRound:
    form: Any = deed.form
    return actions.name(deed.subject, form.lines(), by=deed.person, at=deed.at)


def _confirm(deed: Deed) -> RoundCountry:
    return actions.confirm(deed.subject, deed.said["way"], by=deed.person, at=deed.at)


def _spread(deed: Deed) -> RoundCountry:
    form: Any = deed.form
    return actions.spread(deed.subject, form.given, by=deed.person, at=deed.at)


def _named(person: Person, of: PriorityRound) -> dict[str, Any]:
    return forms.named_said(queries.named_by(person, of))


def _similar(deed: Deed) -> PriorityMerge:
    form: Any = deed.form
    return merging.propose(deed.subject, form.numbers(), by=deed.person, at=deed.at)


def _consent(deed: Deed) -> PriorityConsent:
    form: Any = deed.form
    return merging.consent(deed.subject, **form.said(), by=deed.person, at=deed.at)


def _texts(of: PriorityConsent) -> str:
    return "\n".join(f"{one.text} ({one.country.code})" for one in queries.merged_of(of.merge))


def _similar_page(of: Any) -> str:  # noqa: ANN401 -- a round, or a merge in it
    return f"{_page(of)}similar/"


def _consent_page(of: PriorityConsent) -> str:
    return f"{_similar_page(of.merge)}{of.code}/"


def _page(of: Any) -> str:  # noqa: ANN401 -- a round, or a country in it
    return network.link(f"/priorities/{getattr(of, 'round', of).code}/")


ENTRIES = (
    Entry(
        "priority.name",
        _name,
        subject="jln.PriorityRound",
        among=queries.open_to,
        offers=lambda _person, of: {"most": of.names_each},
        now=_named,
        link=_page,
        page=_page,
        adds_up=False,
    ),
    Entry(
        "priority.confirm",
        _confirm,
        subject="jln.RoundCountry",
        among=queries.led_by,
        now=lambda _person, of: {"way": of.way},
        link=_page,
        page=_page,
        adds_up=False,
    ),
    Entry(
        "priority.similar",
        _similar,
        subject="jln.PriorityRound",
        among=queries.merging,
        offers=lambda person, of: {"priorities": queries.to_merge(person, of)},
        link=_similar_page,
        page=_similar_page,
        adds_up=False,
    ),
    Entry(
        "priority.consent",
        _consent,
        subject="jln.PriorityConsent",
        among=queries.consents,
        now=lambda _person, of: forms.consent_said(of),
        intro=_texts,
        link=_consent_page,
        page=_consent_page,
        adds_up=False,
    ),
    Entry(
        "priority.spread",
        _spread,
        subject="jln.RoundCountry",
        among=queries.led_by,
        now=lambda _person, of: forms.spread_said(of),
        link=_page,
        page=_page,
        adds_up=False,
    ),
)
