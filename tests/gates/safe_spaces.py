"""Routes of safe spaces, and an open one that they lead to: the demonstration has none."""

from __future__ import annotations

from collections.abc import Callable

from jln.countries.models import Country
from jln.kit import clock
from jln.people.models import Person
from jln.safe_space import actions, keys, pace, waiting
from jln.safe_space.models import SafePattern, SafeSpace
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind
from tests.gates.readers import COORDINATOR, MEMBER, PRACTITIONER, PUBLIC, STAFF
from tests.safe_space.world import made, opened

TITLE = "Where money went missing"


def _of(address: str) -> Person:
    return Person.objects.get(addresses__address=address)


def safe() -> SafeSpace:
    """The coordinator keeps it, the practitioner moderates it."""
    found = SafeSpace.objects.filter(title=TITLE).first()
    if found is None:
        keeper, moderator = _of("wanjiru@ke.example"), _of("adjoa@gh.example")
        found = made(Space.objects.get(slug="network"), keeper=keeper, moderator=moderator)
        found.title = TITLE
        found.save()
        found = opened(found, keeper)
    return found


def draft() -> SafePattern:
    """What people of three countries wrote, put together."""
    pace._counts.clear()
    one, at = safe(), clock.now()
    found = SafePattern.objects.filter(safe_space=one, released_on=None).first()
    if found:
        return found
    for code in ("GH", "KE", "SN"):
        who = Person.objects.present().filter(country=Country.objects.get(code=code))[0]
        said = actions.Said("It was paid twice, and nobody looked.", "country", f"gate {code}")
        actions.contribute(one, said, by=who, at=at)
    actions.mix_due(at=at)
    numbers = [row.number for row in waiting.read(one, keys.pool(one.pk), is_mixed=True)]
    return actions.put_together(one, numbers, "Paid twice", by=_of("adjoa@gh.example"), at=at)


def _at(end: str = "") -> str:
    return f"/safe/{safe().code}/{end}"


def _asked() -> SafeSpace:
    return SafeSpace.objects.filter(opened_on=None).order_by("pk")[0]


def _released() -> SafePattern:
    return SafePattern.objects.filter(released_on__isnull=False).order_by("pk")[0]


def _group() -> Space:
    return Space.objects.filter(kind=SpaceKind.GROUP).order_by("pk")[0]


def _pool() -> str:
    draft()
    return _at("pool/")


ROUTES: dict[str, tuple[str, Callable[[], str]]] = {
    "safe_spaces": (MEMBER, lambda: "/safe/"),
    "safe_new": (STAFF, lambda: "/safe/new/"),
    "safe_rule": (STAFF, lambda: f"/safe/rule/{_group().slug}/"),
    "safe_own": (PUBLIC, lambda: "/safe/own/"),
    "safe_space": (MEMBER, lambda: f"/safe/{_released().safe_space.code}/"),
    "safe_pattern": (
        MEMBER,
        lambda: f"/safe/{_released().safe_space.code}/patterns/{_released().pk}/",
    ),
    "safe_write": (MEMBER, lambda: _at("write/")),
    "safe_pool": (PRACTITIONER, _pool),
    "safe_release": (PRACTITIONER, lambda: _at("release/") + f"?pattern={draft().pk}"),
    "safe_take": (PRACTITIONER, lambda: f"/safe/{_asked().code}/take/"),
    "safe_authors": (COORDINATOR, lambda: _at("authors/")),
    "safe_keeper": (COORDINATOR, lambda: _at("keeper/")),
}
