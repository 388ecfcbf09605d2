"""The Steering Group certifies an election: its countries get their terms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.countries.places import name_among
from jln.elections import actions, queries
from jln.elections.models import Election, called
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.actions.terms import begin_term, end_term
from jln.kit.matter import Carried, Effect, Matter, Outcome, Recalled, Said, no_name
from jln.kit.verdict import refusal
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from jln.countries.models import Country

SEATS = "steering.seats"
DAY = timedelta(days=1)


def _waiting() -> Iterable[Matter]:
    for election in queries.to_certify():
        codes = _elected(election)
        if codes:
            data = _data(election, queries.countries(codes))
            path = f"/steering-group/elections/{election.code}/"
            yield Matter(SEATS, election.pk, *_words("", data), path, data)


def _data(election: Election, named: Mapping[str, Country]) -> dict[str, Any]:
    return {
        "votes_until": election.votes_until.isoformat(),
        "from": election.starts_on.isoformat(),
        "until": election.ends_on.isoformat(),
        "countries": [named[code].names for code in _elected(election)],
    }


def _recall(numbers: Collection[int]) -> dict[int, Recalled]:
    rows = list(Election.objects.filter(pk__in=numbers))
    named = queries.countries([code for one in rows for code in _elected(one)])
    return {one.pk: Recalled(SEATS, _data(one, named)) for one in rows}


def _words(_name: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Title and text of the motion."""
    said = {name: formats.day(date.fromisoformat(data[name])) for name in ("from", "until")}
    countries = formats.enumerated([name_among(names) for names in data["countries"]])
    text = _("These countries are elected, from %(from)s until %(until)s: %(countries)s.")
    title = called(date.fromisoformat(data["votes_until"]))
    return title, text % (said | {"countries": countries})


def _elected(election: Election) -> list[str]:
    return [str(one["country"]) for one in election.result if one["chosen"]]


def _carry_out(carried: Carried) -> None:
    election = Election.objects.select_for_update().get(pk=carried.subject_id)
    if carried.outcome == Outcome.DEFERRED:
        return
    if election.counted_at is None or election.certified_at or election.void_at:
        raise refusal("settled", gettext_lazy("This election is settled already."))
    if carried.outcome == Outcome.REJECTED:
        actions.annul(election, carried.reason, decision_id=carried.decision_id, at=carried.at)
        return
    codes = _elected(election)
    named = queries.countries(codes)
    _end_terms(election, codes, carried.at)
    for code in codes:
        begin_term(named[code], election.starts_on, election.ends_on, by=None, at=carried.at)
    actions.certify(election, decision_id=carried.decision_id, at=carried.at)


def _end_terms(election: Election, codes: list[str], at: datetime) -> None:
    """Terms without an end go on until now. Who speaks for a country that stays keeps the seat."""
    last = election.starts_on - DAY
    for term in queries.terms_without_end(election.starts_on):
        if term.country is None or term.country.code not in codes:
            end_term(term, last, by=None, at=at)
            continue
        term.ends_on = last
        term.save(update_fields=["ends_on"])
        record(Kind.STEERING_TERM_ENDED, term, by=None, at=at, country=term.country)


STEERING_SEATS = Effect(
    SEATS,
    gettext_lazy("Seats of the Steering Group after an election"),
    _waiting,
    _carry_out,
    said=Said(no_name, _words),
    recall=_recall,
)
