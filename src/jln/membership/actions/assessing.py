"""A Core Group writes its self-assessment and stands behind it; staff judge it line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.membership import evidence, group_letters, queries
from jln.membership.models import AssessmentLine, Endorsement, SelfAssessment, Waiver
from jln.membership.rules import assessing as rules
from jln.membership.rules.assessing import Claim
from jln.membership.terms import Gate, Level, LineVerdict

if TYPE_CHECKING:
    from datetime import datetime

    from jln.facts.models import Fact
    from jln.people.models import Person


@transaction.atomic
def write(
    country: Country,
    claims: Mapping[Gate, Claim],
    *,
    words: str,
    shows: bool,
    by: Person,
    at: datetime,
) -> SelfAssessment:
    """Keep what the group says so far; `shows`: and ask it to stand behind that.

    Writing again after it was shown takes back the endorsements given so far; after staff
    judged it, another one is opened. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ASSESSMENT_WRITE, country)
    country = Country.objects.select_for_update(of=("self",)).get(pk=country.pk)
    found = _open_of(country)
    standing = queries.record(queries.recorded().get(pk=country.pk)).on(day(at))
    rules.may_write(
        said_of(found),
        is_member=standing.may_be_member,
        is_full=standing.is_surely(Level.FULL),
    ).or_raise()
    known = {gate: it.value for gate, it in evidence.recorded(country, day(at)).items()}
    if shows:
        rules.may_show(claims, known, words).or_raise()

    if found and found.verified_at:  # what was judged stays as it was judged
        found.closed_at = at
        found.save(update_fields=["closed_at"])
        found = None
    if found and shows and found.shown_at and _is_same(found, claims, words):
        return found
    found = found or SelfAssessment(country=country, opened_at=at, language=by.language)
    found.opened_by, found.words = by, words
    found.shown_at = at if shows else None
    found.save()
    Endorsement.objects.filter(assessment=found).delete()
    for gate in rules.CLAIMED:
        claim = claims.get(gate, Claim())
        AssessmentLine.objects.update_or_create(
            assessment=found,
            gate=gate,
            defaults={
                "value": known.get(gate),
                "claim": claim.count,
                "evidence": claim.evidence.strip(),
                "verdict": "",
                "answer": "",
                "judged_by": None,
                "judged_at": None,
            },
        )

    if shows:
        fact = _tell(Kind.ASSESSMENT_SHOWN, found, by, at)
        group_letters.to_endorse(found, queries.who_endorses(found), fact, at=at)
    return found


@transaction.atomic
def endorse(assessment: SelfAssessment, *, by: Person, at: datetime) -> SelfAssessment:
    """Stand behind it as it was shown. Safe to repeat. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.ASSESSMENT_ENDORSE, assessment)
    assessment = _locked(assessment)
    mine = Endorsement.objects.filter(assessment=assessment, person=by)
    if mine.exists():
        return assessment
    is_writer = assessment.opened_by_id == by.pk
    rules.may_endorse(said_of(assessment), is_writer=is_writer).or_raise()

    seats = Seat.objects.held_on(day(at)).filter(country=assessment.country, person=by)
    is_chair = seats.filter(kind=SeatKind.CCG_CHAIR).exists()
    Endorsement.objects.create(assessment=assessment, person=by, is_chair=is_chair, endorsed_at=at)
    given = Endorsement.objects.filter(assessment=assessment)
    if rules.is_endorsed(given.values_list("is_chair", flat=True)):
        assessment.endorsed_at = at
        assessment.save(update_fields=["endorsed_at"])
    _tell(Kind.ASSESSMENT_ENDORSED, assessment, by, at)
    return assessment


@transaction.atomic
def verify(
    assessment: SelfAssessment,
    returned: Mapping[Gate, str],
    *,
    by: Person,
    at: datetime,
) -> SelfAssessment:
    """Staff judge its lines: those in `returned` go back with words, the others are accepted.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ASSESSMENT_VERIFY, assessment)
    assessment = _locked(assessment)
    rules.may_verify(said_of(assessment), returned).or_raise()

    for line in assessment.lines.all():
        words = returned.get(Gate(line.gate))
        line.verdict = LineVerdict.ACCEPTED if words is None else LineVerdict.RETURNED
        line.answer, line.judged_by, line.judged_at = words or "", by, at
        line.save()
    assessment.verified_at, assessment.is_accepted = at, not returned
    assessment.save(update_fields=["verified_at", "is_accepted"])

    fact = _tell(Kind.ASSESSMENT_VERIFIED, assessment, by, at)
    event = "returned" if returned else "accepted"
    group_letters.told(assessment.country, event, fact, words="\n".join(returned.values()), at=at)
    return assessment


@transaction.atomic
def waive(country: Country, gate: str, reason: str, *, by: Person, at: datetime) -> Waiver:
    """Set a condition aside for a country, with the reason, for ever visible.

    The same again changes nothing. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.WAIVER_GRANT, country)
    Country.objects.select_for_update(of=("self",)).get(pk=country.pk)
    reason = " ".join(reason.split())
    known = Waiver.objects.filter(country=country, gate=gate).first()
    if known and known.reason == reason:
        return known
    rules.may_waive(gate, reason, is_waived=known is not None).or_raise()

    made = Waiver.objects.create(
        country=country, gate=gate, reason=reason, granted_by=by, granted_on=day(at)
    )
    record(Kind.WAIVER_GRANTED, made, by=by, at=at, country=country, data={"gate": gate})
    return made


def said_of(found: SelfAssessment | None) -> rules.Standing:
    """What the rules judge."""
    if found is None:
        return rules.Standing()
    return rules.Standing(
        is_shown=found.shown_at is not None,
        is_endorsed=found.endorsed_at is not None,
        is_verified=found.verified_at is not None,
        is_accepted=found.is_accepted,
        is_closed=found.closed_at is not None,
    )


def _is_same(found: SelfAssessment, claims: Mapping[Gate, Claim], words: str) -> bool:
    said = {Gate(line.gate): Claim(line.claim, line.evidence) for line in found.lines.all()}
    return found.words == words and said == {g: claims.get(g, Claim()) for g in rules.CLAIMED}


def _open_of(country: Country) -> SelfAssessment | None:
    rows = SelfAssessment.objects.select_for_update(of=("self",)).prefetch_related("lines")
    return rows.filter(country=country, closed_at=None).first()


def _locked(assessment: SelfAssessment) -> SelfAssessment:
    rows = SelfAssessment.objects.select_for_update(of=("self",)).select_related("country")
    return rows.get(pk=assessment.pk)


def _tell(kind: Kind, assessment: SelfAssessment, by: Person, at: datetime) -> Fact:
    return record(kind, assessment, by=by, at=at, country=assessment.country)
