"""Member countries with people and coordinators, and a round among them."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit import clock
from jln.priorities import actions
from jln.priorities.models import Priority, PriorityFate, PriorityMerge, PriorityRound, RoundCountry
from tests import factories as f
from tests.elections.world import full_member

DAY = timedelta(days=1)
COUNTRIES = {"GH": "Ghana", "IN": "India", "KE": "Kenya"}
SIMILAR = ("Pay midwives", "Pay the midwives")


def opened(**values) -> PriorityRound:
    """A round of all Full Members there are, whoever opened it: people until tomorrow."""
    on = clock.now().date()
    found = PriorityRound.objects.create(
        **{
            "title": "Priorities 2027",
            "names_each": 3,
            "points": 10,
            "wanted": 2,
            "people_until": on + DAY,
            "countries_until": on + 5 * DAY,
            "opened_at": clock.now(),
        }
        | values
    )
    RoundCountry.objects.create(round=found, country=full_member("GH", "Ghana"))
    return found


def of_a_round(by, reader) -> None:
    """All that is told of a round: Ghana has named things, `reader` too, and has a fate."""
    found = opened()
    place = found.countries.get()
    one = Priority.objects.create(round=found, country=place.country, text="Pay on time", place=1)
    one.namings.create(round=found, person=by, rank=1)
    fate = PriorityFate.objects.create(
        priority=one, is_taken_up=False, reason="Nobody can host it.", said_at=f.NOON
    )
    for kind, thing in (
        (Kind.PRIORITY_OPENED, found),
        (Kind.PRIORITY_LISTED, place),
        (Kind.PRIORITY_ASKED, place),
        (Kind.PRIORITY_FATE, fate),
    ):
        record(kind, thing, by=by, at=f.NOON, country=place.country)
    two = [Priority.objects.create(round=found, country=place.country, text=one) for one in SIMILAR]
    merge = PriorityMerge.objects.create(
        round=found, of=[one.pk for one in two], proposed_by=by, proposed_at=f.NOON
    )
    consent = merge.consents.create(person=reader)
    for kind, thing in ((Kind.PRIORITY_SIMILAR, consent), (Kind.PRIORITY_SETTLED, merge)):
        record(kind, thing, by=by, at=f.NOON, about=reader)


class World:
    """Each country has a coordinator and two people."""

    def __init__(self) -> None:
        f.network()
        self.staff = f.staff("Chen")
        self.at = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
        self.people, self.leads = {}, {}
        for code, name in COUNTRIES.items():
            country = full_member(code, name)
            at = f"@{code.lower()}.example"
            self.leads[code] = f.person(f"Lead {code}", address=f"lead{at}", country=country)
            f.seat(SeatKind.CCG_COORDINATOR, self.leads[code], country=country)
            self.people[code] = [
                f.person(f"{code} {number}", address=f"p{number}{at}", country=country)
                for number in (1, 2)
            ]
        on = self.at.date()
        said = actions.Called("Priorities 2027", on + 2 * DAY, on + 6 * DAY, wanted=2)
        self.round = actions.open_round(said, by=self.staff, at=self.at)

    def now(self) -> PriorityRound:
        return PriorityRound.objects.get(pk=self.round.pk)

    def place(self, code) -> RoundCountry:
        return RoundCountry.objects.select_related("round", "country").get(
            round=self.round, country__code=code
        )

    def names(self, code, person, *texts):
        actions.name(self.now(), texts, by=self.people[code][person], at=self.at)

    def confirms(self, code, way="count"):
        return actions.confirm(self.place(code), way, by=self.leads[code], at=self.at)

    def spreads(self, code, **points):
        given = {int(number.removeprefix("n")): value for number, value in points.items()}
        return actions.spread(self.place(code), given, by=self.leads[code], at=self.at)

    def later(self, days):
        self.at += days * DAY
        return actions.on_their_day(at=self.at)
