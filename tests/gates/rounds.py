"""Routes of rounds of priorities, and the rounds that they lead to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from jln.countries.models import Country
from jln.kit import clock
from jln.kit.time import day
from jln.people.models import Person
from jln.priorities.models import Priority, PriorityConsent, PriorityMerge, PriorityRound

PUBLIC, MEMBER, STAFF, COORDINATOR = "public", "member", "staff", "coordinator"
ALIKE = ("How to check claims quickly", "Check claims with few people", "How to pay on time")


def _round(*, is_closed: bool = False) -> str:
    rows = PriorityRound.objects.filter(closed_at__isnull=not is_closed)
    return f"/priorities/{rows.order_by('pk')[0].code}"


def listing() -> PriorityRound:
    """A round of which lists stand: some of them speak of the same."""
    on = day(clock.now())
    made, is_new = PriorityRound.objects.get_or_create(
        title="Priorities in between",
        defaults={
            "names_each": 3,
            "points": 10,
            "wanted": 2,
            "people_until": on - timedelta(days=1),
            "countries_until": on + timedelta(days=9),
            "opened_at": clock.now(),
        },
    )
    if is_new:
        for place, code in enumerate(("GH", "KE", "IN"), 1):
            country = Country.objects.get(code=code)
            made.countries.create(country=country)
            for text in ALIKE:
                one = made.priorities.create(country=country, text=f"{text}, {place}")
                one.place = one.pk
                one.save()
    return made


def asked() -> PriorityConsent:
    """Kenya's coordinator is asked whether two of it are one."""
    found = listing()
    who = Person.objects.get(addresses__address="wanjiru@ke.example")
    one = PriorityConsent.objects.filter(merge__round=found).first()
    if one is None:
        rows = list(found.priorities.order_by("pk")[:2])
        numbers = [row.pk for row in rows]
        merge = PriorityMerge.objects.create(round=found, of=numbers, proposed_at=clock.now())
        Priority.objects.filter(pk__in=numbers).update(merge=merge)
        one = merge.consents.create(person=who)
    return one


ROUTES: dict[str, tuple[str, Callable[[], str]]] = {
    "priorities": (PUBLIC, lambda: "/priorities/"),
    "priority_round": (PUBLIC, lambda: f"{_round(is_closed=True)}/"),
    "priority_new": (STAFF, lambda: "/priorities/new/"),
    "priority_mine": (MEMBER, lambda: f"{_round()}/mine/"),
    "priority_list": (COORDINATOR, lambda: f"{_round()}/list/"),
    "priority_similar": (STAFF, lambda: f"/priorities/{listing().code}/similar/"),
    "priority_consent": (
        COORDINATOR,
        lambda: f"/priorities/{listing().code}/similar/{asked().code}/",
    ),
    "priority_points": (COORDINATOR, lambda: f"{_round()}/points/"),
    "priority_fate": (
        STAFF,
        lambda: (
            f"{_round(is_closed=True)}/fates/"
            f"{Priority.objects.filter(place__isnull=False).order_by('pk')[0].code}/"
        ),
    ),
}
