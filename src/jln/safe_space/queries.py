"""What the pages of safe spaces read. Never who wrote, but what an author chose to show."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.people.models import EmailAddress, Person
from jln.safe_space import keys, rules, waiting
from jln.safe_space.models import SafeDuty, SafePart, SafePattern, SafeSpace
from jln.safe_space.terms import Duty, State
from jln.spaces import queries as spaces
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from jln.safe_space.waiting import Waiting

FEW = 60


def safe_spaces(person: Person) -> QuerySet[SafeSpace]:
    """Those of the spaces that the person reads."""
    rows = SafeSpace.objects.select_related("space__country")
    return visible(person, Permission.SAFE_VIEW, rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """A safe space in a list."""

    safe: SafeSpace
    state: State
    patterns: int


def listed(person: Person, *, on: date, space: str = "") -> list[Listed]:
    """Open ones first, then the newest; of one space where it is named."""
    released = Count("patterns", filter=Q(patterns__released_on__isnull=False))
    rows = safe_spaces(person).annotate(released=released).order_by("-pk")
    rows = rows.filter(space__slug=space) if space else rows
    found = [Listed(one, one.state_on(on), one.released) for one in rows[:FEW]]
    return sorted(found, key=lambda one: one.state is State.SEALED)


def startable(person: Person) -> QuerySet[Space]:
    """Spaces in which the person may start one: closed to outsiders, and not for staff alone."""
    rows = Space.objects.exclude(visibility=Visibility.PUBLIC).filter(closed_at=None)
    rows = rows.exclude(kind__in=(SpaceKind.RECORD, SpaceKind.STAFF)).select_related("country")
    return visible(person, Permission.SAFE_START, rows).order_by("name", "pk")


def may_start(person: Person) -> bool:
    """Is there one?"""
    return startable(person).exists()


def under_rule(person: Person, slug: str) -> Space | None:
    """A space under the Chatham House Rule that the person reads."""
    rows = spaces.readable(person).filter(slug=slug, chatham_since__isnull=False)
    return rows.select_related("country").first()


def last_sealing(space: Space) -> date | None:
    """The last day on which something is sealed of what is not sealed in a space."""
    rows = SafeSpace.objects.filter(space=space, sealed_on=None)
    return rows.order_by("-seals_on").values_list("seals_on", flat=True).first()


def as_before(person: Person, slug: str, *, on: date) -> dict[str, object]:
    """Who keeps and moderates what was last begun in a space, and for how long: to begin with."""
    safe = safe_spaces(person).filter(space__slug=slug).order_by("-pk").first()
    if safe is None:
        return {}
    rows = safe.duties.filter(since_on__isnull=False, until_on=None).select_related("person")
    found: dict[str, object] = {one.duty: one.person.name for one in rows}
    return found | {"seals_on": on + (safe.seals_on - safe.started_on)}


def called(text: str) -> list[Person]:
    """Present people of this name or address; two are enough to know that it is not one."""
    said = " ".join(text.split())
    if "@" in said:
        having = EmailAddress.objects.filter(address__iexact=said, confirmed_at__isnull=False)
        return list(Person.objects.present().filter(pk__in=having.values("person"))[:2])
    return list(Person.objects.present().filter(name__iexact=said).order_by("pk")[:2])


def readers_called(safe_or_space: SafeSpace | Space, text: str) -> list[Person]:
    """Of those only who reads the space."""
    asked = Permission.TOPIC_START if isinstance(safe_or_space, Space) else Permission.SAFE_VIEW
    return [one for one in called(text) if can(one, asked, safe_or_space)]


@dataclass(frozen=True, slots=True)
class Released:
    """A pattern in a list. It rests when it may no longer speak for three countries."""

    pattern: SafePattern
    left: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A safe space as somebody of its space reads it."""

    safe: SafeSpace
    state: State
    keeper: SafeDuty | None
    asked: SafeDuty | None
    moderator: SafeDuty | None
    patterns: list[Released]
    opened: list[tuple[date, int]]  # how often the keeper looked, by day
    may: set[Permission]
    has_keys: bool

    @property
    def may_write(self) -> bool:
        """Is there a way to write today?"""
        return not self.why_not and Permission.SAFE_CONTRIBUTE in self.may

    @property
    def why_not(self) -> StrOrPromise:
        """Why nobody can write here today; empty if one can."""
        if self.state is State.SEALED:
            return rules.SEALED
        if self.state is State.ASKED:
            return rules.ASKED
        return "" if self.has_keys else rules.KEYS_GONE

    @property
    def may_do(self) -> dict[str, bool]:
        """What the reader does here, beside reading."""
        return {
            "take": Permission.SAFE_TAKE in self.may and self.state is not State.SEALED,
            "moderate": Permission.SAFE_MODERATE in self.may,
            "keep": Permission.SAFE_KEEP in self.may,
        }

    @property
    def keeper_words(self) -> str:
        """Who keeps it, since when; or who is asked."""
        if self.keeper:
            on = formats.day(self.keeper.since_on or self.safe.started_on)
            return formats.list_parts(self.keeper.person.name, _("since %(date)s") % {"date": on})
        return _("%(name)s is asked") % {"name": self.asked.person.name} if self.asked else "–"

    @property
    def moderator_words(self) -> str:
        """Who moderates it."""
        return self.moderator.person.name if self.moderator else "–"


def page(person: Person, code: str, *, at: datetime) -> Page | None:
    """One safe space; None for whoever does not read its space."""
    safe = safe_spaces(person).filter(pk=number_of(code)).first()
    if safe is None:
        return None
    duties = list(safe.duties.filter(until_on=None).select_related("person__country"))
    asked: list[Permission] = [
        Permission.SAFE_CONTRIBUTE,
        Permission.SAFE_KEEP,
        Permission.SAFE_MODERATE,
        Permission.SAFE_TAKE,
    ]
    may = granted(person, [(one, [safe.pk]) for one in asked])
    state = safe.state_on(day(at))
    return Page(
        safe=safe,
        state=state,
        keeper=_duty(duties, Duty.KEEPER),
        asked=next((one for one in duties if one.since_on is None), None),
        moderator=_duty(duties, Duty.MODERATOR),
        patterns=released(safe),
        opened=openings(safe),
        may={one for one, _pk in may},
        has_keys=state is not State.OPEN or keys.are_there(safe.pk),
    )


def _duty(duties: list[SafeDuty], duty: Duty) -> SafeDuty | None:
    return next((one for one in duties if one.duty == duty and one.since_on), None)


def released(safe: SafeSpace) -> list[Released]:
    """The newest day first."""
    gone = Count("parts", filter=Q(parts__withdrawn_on__isnull=False))
    rows = SafePattern.objects.filter(safe_space=safe, released_on__isnull=False)
    rows = rows.annotate(all_parts=Count("parts"), gone=gone)
    return [
        Released(one, one.all_parts - one.gone, rules.stands(one.spare, one.gone))
        for one in rows.order_by("-released_on", "-pk")[:FEW]
    ]


def parts(
    person: Person, safe: SafeSpace, number: int
) -> tuple[SafePattern, list[SafePart]] | None:
    """A released pattern and its texts, in the order of random numbers; None while it rests."""
    rows = SafePattern.objects.filter(safe_space=safe, released_on__isnull=False)
    pattern = visible(person, Permission.SAFE_PATTERN_VIEW, rows).filter(pk=number).first()
    if pattern is None:
        return None
    all_parts = list(pattern.parts.select_related("person", "country").order_by("pk"))
    left = [one for one in all_parts if one.withdrawn_on is None]
    if not rules.stands(pattern.spare, len(all_parts) - len(left)):
        return None
    return pattern, left


def fitting(texts: Sequence[str], budget: int) -> int:
    """How many of the first texts fit a page of so many compressed bytes; one at least."""
    taken, left = 0, budget
    for text in texts:
        left -= len(zlib.compress(text.encode(), 6)) + 120
        if left < 0 and taken:
            break
        taken += 1
    return taken


def openings(safe: SafeSpace) -> list[tuple[date, int]]:
    """On which days the keeper looked who wrote what, and how often."""
    facts = Fact.objects.filter(
        kind=Kind.SAFE_READ, subject_model=SafeSpace._meta.label, subject_id=safe.pk
    )
    days = facts.annotate(on=TruncDate("at")).values("on").annotate(n=Count("pk"))
    return [(one["on"], one["n"]) for one in days.order_by("-on")[:FEW]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A title under which texts were put together."""

    pattern: SafePattern
    count: int


@dataclass(frozen=True, slots=True)
class InPool:
    """A text as the moderator reads it."""

    number: int
    text: str
    language: str
    title: str  # of its draft


@dataclass(frozen=True, slots=True)
class Pool:
    """What the moderator reads: texts alone, those put together beside each other."""

    drafts: list[Draft]
    rows: list[InPool]


def pool(safe: SafeSpace, *, at: datetime) -> Pool:
    """Nothing where the keys are gone or the day has come."""
    rows: list[Waiting] = []
    if safe.state_on(day(at)) is State.OPEN and keys.are_there(safe.pk):
        rows = waiting.read(safe, keys.pool(safe.pk), is_mixed=True)
    shown = [row for row in rows if not row.set_aside]
    drafts = list(
        SafePattern.objects.filter(safe_space=safe, released_on=None).order_by("title", "pk")
    )
    titles = {one.pk: one.title for one in drafts}
    made = [
        InPool(row.number, row.text, row.language, titles.get(row.pattern or 0, ""))
        for row in shown
    ]
    counts = Counter(row.pattern for row in shown)
    return Pool(
        drafts=[Draft(one, counts[one.pk]) for one in drafts if counts[one.pk]],
        rows=sorted(made, key=lambda row: (row.title, row.number)),
    )


def moderated(person: Person) -> QuerySet[SafeSpace]:
    """Those that the person moderates."""
    rows = SafeSpace.objects.select_related("space__country")
    return visible(person, Permission.SAFE_MODERATE, rows)


def kept(person: Person) -> QuerySet[SafeSpace]:
    """Those that the person keeps."""
    rows = SafeSpace.objects.select_related("space__country")
    return visible(person, Permission.SAFE_KEEP, rows)


def to_take(person: Person) -> QuerySet[SafeSpace]:
    """Those that the person is asked to keep."""
    rows = SafeSpace.objects.select_related("space__country")
    return visible(person, Permission.SAFE_TAKE, rows)
