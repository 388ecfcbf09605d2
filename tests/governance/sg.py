"""A Steering Group with its people, for the tests of motions and decisions."""

from __future__ import annotations

from datetime import date, timedelta

from jln.countries.terms import SeatKind
from jln.governance.actions import closing, motions, votes
from jln.governance.models import Motion, SteeringTerm
from jln.kit import clock
from tests import factories as f

NOON = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)  # rights follow the clock
TODAY = NOON.date()
DAY = timedelta(days=1)
PLACES = (
    ("GH", "Ghana", "Africa/Accra", "en"),
    ("SN", "Senegal", "Africa/Dakar", "fr"),
    ("MX", "Mexico", "America/Mexico_City", "es"),
    ("MN", "Mongolia", "Asia/Ulaanbaatar", "en"),
)


class Group:
    """Four countries, each with a representative; Ghana's also convenes and has an alternate."""

    def __init__(self) -> None:
        f.network()
        self.terms, self.people, self.seats = {}, {}, {}
        for code, name, zone, language in PLACES:
            country = f.country(code, name)
            type(country).objects.filter(pk=country.pk).update(timezone=zone)
            country.timezone = zone
            person = f.person(
                f"Rep {name}",
                country=country,
                language=language,
                address=f"rep@{code.lower()}.example",
            )
            self.people[code] = person
            self.seats[code] = f.seat(SeatKind.STEERING_REPRESENTATIVE, person, country=country)
            self.terms[code] = SteeringTerm.objects.create(
                country=country, starts_on=date(2025, 1, 1)
            )
        ghana = self.terms["GH"].country
        f.seat(SeatKind.CONVENER, self.people["GH"], country=ghana)
        self.alternate = f.person("Alt Senegal", country=self.terms["SN"].country, language="fr", address="alt@sn.example")  # fmt: skip
        self.alternates_seat = f.seat(
            SeatKind.STEERING_ALTERNATE, self.alternate, country=self.terms["SN"].country
        )
        self.chen = f.staff("Chen")

    def put(self, taking="written", *, by=None, at=NOON, closes_on=None, **values) -> Motion:
        on = closes_on or (TODAY + 30 * DAY if taking in {"written", "silence"} else None)
        what = motions.Proposal(
            **{"title": "Publish every paper", "text": "Every paper is published."} | values,
            taking=taking,
            closes_on=on,
        )
        return motions.put(what, by=by or self.chen, at=at)

    def says(self, motion, code, word, *, at=NOON, **values):
        return votes.vote(motion, word, by=self.people[code], at=at, **values)

    def close(self, motion, *, at=None, by=None) -> Motion:
        motion = Motion.objects.get(pk=motion.pk)
        return closing.close(motion, by=by, at=at or motion.closes_at)
