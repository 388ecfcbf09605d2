"""A space of people of four countries, and a safe space in it."""

from __future__ import annotations

from datetime import timedelta

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit import clock
from jln.safe_space import actions, cipher, pace, queries
from jln.safe_space.models import SafePattern, SafeSpace
from jln.safe_space.terms import Duty
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery, SpaceKind, Visibility
from tests import factories as f

HARD = dict(cipher._HARD)
cipher._HARD = {"n": 2, "r": 1, "p": 1, "maxmem": 2**20}
"""A passphrase costs a quarter of a second a try, which no test but its own is about."""

DAY = timedelta(days=1)
PASSPHRASE = "copper lantern quietly seven rivers"
NAMES = {"GH": "Ghana", "KE": "Kenya", "IN": "India", "PE": "Peru"}
TEXTS = {
    "GH": "The tariff was cut in the middle of the year.",
    "KE": "We changed the tariff and told nobody.",
    "IN": "Clinics heard of the new tariff from the newspaper.",
    "PE": "The new tariff came without a transition.",
}


def at_noon():
    return clock.now().replace(hour=12, minute=0, second=0, microsecond=0)


def a_space(slug="costing-talk"):
    """Of the people on its roll alone."""
    return f.space(slug, kind=SpaceKind.GROUP, name="Costing", visibility=Visibility.ROLL)


def made(space=None, *, keeper=None, moderator=None, days=30) -> SafeSpace:
    """A row as `start` leaves it, whoever started it."""
    on = clock.now().date()
    safe = SafeSpace.objects.create(
        space=space or a_space(),
        title="When a tariff went wrong",
        purpose="Tell what you would not tell at a meeting.",
        started_on=on,
        seals_on=on + days * DAY,
    )
    if keeper:
        safe.duties.create(person=keeper, duty=Duty.KEEPER)
    if moderator:
        safe.duties.create(person=moderator, duty=Duty.MODERATOR, since_on=on)
    return safe


def opened(safe: SafeSpace, keeper, passphrase=PASSPHRASE) -> SafeSpace:
    return actions.take_up(safe, passphrase, by=keeper, at=clock.now())


class World:
    """Four authors, each of a country; a keeper and a moderator of Ghana."""

    def __init__(self) -> None:
        f.network()
        pace._counts.clear()
        self.at = at_noon()
        self.space = a_space()
        self.staff = f.staff("Chen")
        self.keeper = f.person("Keeper Kofi")
        self.moderator = f.person("Moderator Mina")
        self.people = {
            code: f.person(
                f"Author {name}", address=f"author.{code.lower()}@health.example",
                country=f.country(code, name),
            )
            for code, name in NAMES.items()
        }  # fmt: skip
        for who in (self.staff, self.keeper, self.moderator, *self.people.values()):
            f.on_roll(self.space, who)
        self.safe = opened(
            made(self.space, keeper=self.keeper, moderator=self.moderator), self.keeper
        )
        self.codes: dict[str, str] = {}

    def writes(self, code, text="", level="anonymous", key="") -> str:
        said = actions.Said(text or TEXTS[code], level, key or f"form {f.next_number()}")
        self.codes[code] = actions.contribute(self.safe, said, by=self.people[code], at=self.at)
        return self.codes[code]

    def night(self, days=1) -> None:
        self.at += days * DAY
        actions.seal_due(at=self.at)
        actions.mix_due(at=self.at)

    def pool(self):
        return queries.pool(self.safe, at=self.at)

    def puts(self, *texts, title="Changed without a word") -> SafePattern:
        rows = self.pool().rows
        chosen = [row.number for row in rows if not texts or row.text in texts]
        return actions.put_together(self.safe, chosen, title, by=self.moderator, at=self.at)

    def releases(self, pattern) -> SafePattern:
        return actions.release(self.safe, pattern, by=self.moderator, at=self.at)

    def reread(self) -> SafeSpace:
        self.safe = SafeSpace.objects.select_related("space").get(pk=self.safe.pk)
        return self.safe


def released(*, level="anonymous") -> tuple[World, SafePattern]:
    """Three countries wrote; what they wrote is released."""
    world = World()
    for code in ("GH", "KE", "IN"):
        world.writes(code, level=level)
    world.night()
    return world, world.releases(world.puts())


def of_a_safe_space(by, reader) -> None:
    """All that is told of one: the reader is asked to keep it, it opens, something is released."""
    safe = made(f.space(), keeper=reader)
    Subscription.objects.get_or_create(
        space=safe.space, person=reader, left_at=None,
        defaults={"delivery": Delivery.EVERY, "joined_at": f.NOON},
    )  # fmt: skip
    pattern = SafePattern.objects.create(
        safe_space=safe, title="Cut without a word", released_on=f.NOON.date()
    )
    for kind, thing, about in (
        (Kind.SAFE_ASKED, safe, reader),
        (Kind.SAFE_OPENED, safe, None),
        (Kind.SAFE_RELEASED, pattern, None),
    ):
        record(kind, thing, by=by, at=f.NOON, space=safe.space, about=about)
