"""A country that has all that Full Membership asks but its own assessment, for tests."""

from datetime import timedelta

from jln.activities.models import Activity
from jln.countries.models import CountryCoreGroup
from jln.countries.terms import SeatKind
from jln.governance.models import CoreGroupMeeting
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.membership import actions
from jln.membership.models import CountryMembership
from jln.membership.rules.assessing import Claim
from jln.membership.terms import Gate
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

DAY = timedelta(days=1)
CLAIMS = {Gate.HOSTING: Claim(1, "A study tour in 2019, before we had pages.")}


class Rising:
    """Yaw coordinates, Abena is in the chair, Esi and Kofi are members, Chen is an officer."""

    def __init__(self, code="GH", name="Ghana", at=None, *, is_hosting=True):
        self.at = at or clock.now()
        f.network()
        self.country = f.country(code, name)
        end = code.lower()
        self.yaw, self.abena, self.esi, self.kofi = (
            f.person(one, address=f"{one.lower()}@{end}.example", country=self.country)
            for one in ("Yaw", "Abena", "Esi", "Kofi")
        )
        for kind, who in (
            (SeatKind.CCG_COORDINATOR, self.yaw),
            (SeatKind.CCG_CHAIR, self.abena),
            (SeatKind.CCG_MEMBER, self.esi),
            (SeatKind.CCG_MEMBER, self.kofi),
        ):
            f.seat(kind, who, country=self.country)
        CountryMembership.objects.create(
            country=self.country, level="associate", starts=PartialDate(2024), confidence="seen"
        )
        self._group(end)
        self._work(is_hosting)

    def _group(self, end):
        group = CountryCoreGroup.objects.create(
            country=self.country,
            since=PartialDate(2025),
            terms_link="https://nhia.example/terms",
        )
        for number in range(3):
            group.institutions.add(f.institution(f"{end}-{number}"))
        CoreGroupMeeting.objects.create(
            group=group, starts_at=self.at - DAY, created_at=self.at - DAY, noted_at=self.at - DAY
        )

    def _work(self, is_hosting):
        space = f.space("network", kind=SpaceKind.NETWORK, visibility=Visibility.MEMBERS)
        peer = f.person("Wanjiru", country=f.country("KE", "Kenya"))
        for _n in range(3):
            f.post(f.topic(peer, space=space), self.esi, posted_at=self.at - 2 * DAY)
        for number in range(2):
            name = self.country.name_in("en")
            one = Activity.objects.create(
                slug=f"{self.country.code}-{number}",
                title=f"Event {number}",
                place=name if is_hosting else "online",
                starts=PartialDate(2025, 8),
            )
            one.countries.add(self.country)

    def write(self, claims=None, *, shows=True, words="Two people instead of one.", by=None):
        said = CLAIMS if claims is None else claims
        return actions.write(
            self.country, said, words=words, shows=shows, by=by or self.yaw, at=self.at
        )

    def endorsed(self, **values):
        return actions.endorse(self.write(**values), by=self.abena, at=self.at)

    def accepted(self, officer, **values):
        return actions.verify(self.endorsed(**values), {}, by=officer, at=self.at)
