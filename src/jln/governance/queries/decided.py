"""The register of decisions: its pages, and the file that is checked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count
from django.db.models.functions import Left

from jln.access.check import can
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.governance.effects import EFFECTS
from jln.governance.keys import public_key, signing_key
from jln.governance.models import Decision, KeyChange, Motion, Rewording
from jln.governance.queries import motions, strategy
from jln.governance.rules import chain, voting
from jln.governance.rules.chain import Fault, KeyStep, Row, Sealed
from jln.governance.terms import UNDECIDED, Ballot, MotionState
from jln.kit.matter import Outcome
from jln.kit.partial import PartialDate
from jln.parameters.effects import NUMBER as CHANGE
from jln.ui.formats import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from jln.governance.models import GoalLink
    from jln.people.models import Person

A_PAGE = 20


class RegisterPage(NamedTuple):
    """A page of the register. `waiting`: motions not decided yet, for who may follow them."""

    decisions: list[Decision]
    years: list[tuple[int, int]]
    year: int | None
    page: int
    has_more: bool
    total: int
    waiting: list[Motion]
    may_put: bool
    key: str

    def at(self, page: int) -> dict[str, int]:
        """The address of another page of it."""
        return {"page": page, "year": self.year} if self.year else {"page": page}


class DecisionPage(NamedTuple):
    """One decision. `tally` counts; who said what is for members."""

    decision: Decision
    tally: voting.Tally | None
    is_inside: bool
    names: dict[str, str]
    words: dict[str, StrOrPromise]
    effect: StrOrPromise
    path: str
    before: str
    replaced_by: Decision | None
    rewording: Rewording | None
    may_reword: bool
    goals: list[GoalLink]


def decisions() -> QuerySet[Decision]:
    """Every decision, the newest first."""
    rows = Decision.objects.select_related("meeting", "supersedes", "superseded_by", "motion")
    return rows.prefetch_related("admits").order_by("-number")


def rows_of(year: int | None) -> QuerySet[Decision]:
    """Those of one year, or all."""
    rows = decisions()
    if year is None:
        return rows
    return rows.filter(decided_on__gte=PartialDate(year), decided_on__lt=PartialDate(year + 1))


def register_page(person: Person | None, *, year: int | None, page: int) -> RegisterPage:
    """Twenty of them, of one year or of all."""
    years = [
        (int(one["year"]), one["count"])
        for one in Decision.objects.annotate(year=Left("decided_on", 4))
        .values("year")
        .annotate(count=Count("pk"))
        .order_by("-year")
    ]
    rows = rows_of(year)
    start = (page - 1) * A_PAGE
    found = list(rows[start : start + A_PAGE + 1])
    waiting = []
    if person is not None:
        waiting = list(motions.motions(person).filter(state__in=UNDECIDED)[:A_PAGE])
    return RegisterPage(
        decisions=found[:A_PAGE],
        years=years,
        year=year,
        page=page,
        has_more=len(found) > A_PAGE,
        total=sum(count for _year, count in years),
        waiting=waiting,
        may_put=person is not None and motions.may_put(person),
        key=public_key(),
    )


def decision_page(person: Person | None, number: int) -> DecisionPage | None:
    """One decision for a reader; None where there is none of this number."""
    found = decisions().filter(number=number).first()
    if found is None:
        return None
    before = Decision.objects.filter(number=number - 1).values_list("mark", flat=True).first()
    may_reword = can(person, Permission.DECISION_REWORD, found)
    motion, effect = getattr(found, "motion", None), EFFECTS.get(found.kind)
    rewording = found.rewordings.filter(closed_at=None).first() if may_reword else None
    return DecisionPage(
        decision=found,
        tally=voting.Tally.of(found.tally) if found.tally else None,
        is_inside=can(person, Permission.DECISION_STUDY, found),
        names=_names(found),
        words=dict(Ballot.choices),
        effect=effect.words if effect else "",
        path=motion.path if motion and effect else "",
        before=before or chain.NOTHING_BEFORE,
        replaced_by=found.replaced_by,
        rewording=rewording,
        may_reword=may_reword,
        goals=strategy.goals_of(found),
    )


def _names(decision: Decision) -> dict[str, str]:
    """The seats of a tally in the active language; one without a country keeps its short name."""
    seats = [one["seat"] for one in decision.tally.get("seats", ())]
    return {one.code: country_name(one) for one in Country.objects.filter(code__in=seats)}


def number_of_change(code: str) -> int:
    """The newest decision that changed this number of a rule; 0 if none did."""
    rows = Decision.objects.filter(kind=CHANGE, outcome=Outcome.ADOPTED.value, superseded_by=None)
    known = rows.order_by("-number").values_list("number", "data")
    return next((number for number, data in known if data.get("code") == code), 0)


def to_reword(person: Person, number: int) -> Decision | None:
    """The decision of a number, if this person may propose other words."""
    found = decisions().filter(number=number).first()
    return found if found and can(person, Permission.DECISION_REWORD, found) else None


def may_export(person: Person | None) -> bool:
    """May this person take the register along?"""
    last = Decision.objects.order_by("-number").first()
    return last is None or can(person, Permission.DECISION_STUDY, last)


def lines() -> list[Sealed]:
    """Every line as it was written, from the first, with what it keeps to members."""
    rows = Decision.objects.only("line", "mark", "signature", "salt", "tally").order_by("number")
    return [Sealed(one.line, one.mark, one.signature, one.opened) for one in rows.iterator(500)]


def rows() -> list[Row]:
    """The same, with each change of keys after the last line of the old one."""
    found: list[Row] = list(lines())
    steps = KeyChange.objects.order_by("-number")
    for after, *said in steps.values_list("after", "line", "signature", "answer"):
        found.insert(after, KeyStep(*said))
    return found


def export(*, whole: bool) -> Iterator[str]:
    """The register as a file, line by line; whole for members only."""
    return chain.written(rows(), signing_key(), whole=whole)


def fault() -> Fault | None:
    """The first line of the database that is not as it was written, in line or in columns."""
    found = chain.check(rows(), public_key())
    if found is not None:
        return found
    kept = Decision.objects.select_related("meeting", "supersedes").order_by("number")
    before = chain.NOTHING_BEFORE
    for place, one in enumerate(kept.iterator(500), start=1):
        if chain.canonical({**one.content(), "before": before}) != one.line:
            return Fault(place, one.number, "its columns differ from its line")
        before = one.mark
    return None


def not_carried_out() -> QuerySet[Motion]:
    """Decisions that could not be carried out."""
    return Motion.objects.filter(state=MotionState.HELD)


def words_to_agree() -> QuerySet[Rewording]:
    """Other words for a decision, which a second person has to see."""
    return Rewording.objects.filter(closed_at=None)
