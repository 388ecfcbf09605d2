"""How a country joins and becomes a Full Member, as far as it is answered by mail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jln.mailroom.deeds import Deed, Entry
from jln.membership import actions, queries
from jln.membership.forms import assessment_said
from jln.ui.formats import country_name
from jln.web import network

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.membership.models import Application, Contribution, SelfAssessment

MONTH = timedelta(days=30)


def _application(it: Application) -> str:
    return network.link(f"/applications/{it.code}/")


def _membership(it: Any) -> str:  # noqa: ANN401 -- a country, or what is said of it
    country = getattr(it, "country", it)
    return network.link(f"/countries/{country.code.lower()}/membership/")


def _assessment(it: Any) -> str:  # noqa: ANN401 -- a country, or what is said of it
    country = getattr(it, "country", it)
    return network.link(f"/countries/{country.code.lower()}/assessment/")


def _screen(deed: Deed) -> Application:
    said = deed.said
    return actions.screen(
        deed.subject, said["answer"], words=said["reply"], by=deed.person, at=deed.at
    )


def _write(deed: Deed) -> SelfAssessment:
    form: Any = deed.form
    return actions.write(
        deed.subject,
        form.claims(),
        words=deed.said["own_words"],
        shows=deed.said["show"] == "yes",
        by=deed.person,
        at=deed.at,
    )


def _verify(deed: Deed) -> SelfAssessment:
    form: Any = deed.form
    return actions.verify(deed.subject, form.returned(), by=deed.person, at=deed.at)


def _contribute(deed: Deed) -> Contribution:
    form: Any = deed.form
    return actions.contribute(deed.subject, form.given(), by=deed.person, at=deed.at)


def _contributions(it: Any) -> str:  # noqa: ANN401 -- a country, or what it gave
    country = getattr(it, "country", it)
    return network.link(f"/countries/{country.code.lower()}/contributions/")


def _propose(deed: Deed) -> Country:
    actions.propose(
        deed.subject, deed.said["level"], deed.said["because"], by=deed.person, at=deed.at
    )
    country: Country = deed.subject
    return country


ENTRIES = (
    Entry(
        "application.screen",
        _screen,
        subject="jln.Application",
        among=queries.screening,
        link=_application,
        page=_application,
        adds_up=False,
        asks={"no_words": "reply"},
    ),
    Entry(
        "assessment.write",
        _write,
        subject="jln.Country",
        among=queries.assessing_countries,
        now=lambda _person, country: assessment_said(queries.open_assessment(country)),
        about=country_name,
        link=_assessment,
        page=_assessment,
        adds_up=False,
        asks={"no_words": "own_words"},
    ),
    Entry(
        "assessment.endorse",
        lambda deed: actions.endorse(deed.subject, by=deed.person, at=deed.at),
        subject="jln.SelfAssessment",
        among=queries.to_endorse,
        link=_assessment,
        page=_assessment,
        adds_up=False,
    ),
    Entry(
        "assessment.verify",
        _verify,
        subject="jln.SelfAssessment",
        among=queries.to_verify,
        link=_assessment,
        page=_assessment,
        adds_up=False,
    ),
    Entry(
        "contribution.record",
        _contribute,
        subject="jln.Country",
        among=queries.contributing,
        about=country_name,
        link=_contributions,
        page=_contributions,
        undo=lambda _row, made, person, at: actions.take_back_contribution(made, by=person, at=at),
        undo_for=MONTH,
        adds_up=False,
        asks={"future": "given_on"},
    ),
    Entry(
        "contribution.withdraw",
        lambda deed: actions.take_back_contribution(deed.subject, by=deed.person, at=deed.at),
        subject="jln.Contribution",
        among=queries.of_group,
        link=_contributions,
        page=_contributions,
        adds_up=False,
    ),
    Entry(
        "level.propose",
        _propose,
        subject="jln.Country",
        among=queries.proposable,
        offers=lambda person, country: {"levels": queries.levels_to_propose(person, country)},
        about=country_name,
        link=_membership,
        page=_membership,
        adds_up=False,
        asks={"no_reason": "because"},
    ),
)
