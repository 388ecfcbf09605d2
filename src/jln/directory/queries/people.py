"""The directory: who can I ask? One box, four ways to narrow down, twenty people a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.directory.queries import figures, rows
from jln.kit.codes import code_of, number_of
from jln.kit.prepared import Prepared
from jln.people.models import Expertise, Person, Position, SpokenLanguage, Theme
from jln.people.terms import DirectoryListing, ExpertiseKind, PersonStatus
from jln.search.queries import ids_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 20


def printable(said: str) -> str:
    """What was typed into an address, without what no page may show."""
    return "".join(letter for letter in said if letter.isprintable())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader looks for. Codes that name nothing narrow to nobody."""

    words: str = ""
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Sequence[str]]) -> Asked:
        """As it stands in an address."""

        def several(name: str) -> tuple[str, ...]:
            said = (printable(one)[:40] for one in query.get(name, ()))
            return tuple(dict.fromkeys(one for one in said if one))[:20]

        return cls(
            words=printable(" ".join("".join(query.get("q", ())[:1]).split()))[:200],
            countries=several("country"),
            themes=several("theme"),
            languages=several("language"),
            kinds=several("kind"),
            after="".join(query.get("after", ())[:1])[:10],
        )

    @property
    def is_narrow(self) -> bool:
        """Is anything asked at all?"""
        return bool(self.words or self.countries or self.themes or self.languages or self.kinds)

    @property
    def choices(self) -> Asked:
        """Without what differs from page to page of a list."""
        return replace(self, words="", after="")

    def query(self, **changes: object) -> dict[str, object]:
        """As it stands in an address, with changes; the page begins anew."""
        said: dict[str, object] = {
            "q": self.words,
            "country": self.countries,
            "theme": self.themes,
            "language": self.languages,
            "kind": self.kinds,
        }
        return {name: value for name, value in {**said, **changes}.items() if value}


@dataclass(slots=True)
class Found:
    """One page of people, the figures, and where the next page begins."""

    people: tuple[rows.Row, ...]
    counted: figures.Figures
    next: str = ""
    chips: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def find(person: Person, asked: Asked) -> Found:
    """The people a reader may see who are all that is asked, by name; best first for words."""
    if not asked.is_narrow and not asked.after:
        pks, following = _cut([row["pk"] for row in _FIRST(reader=person.pk)])
        return Found(rows.of(pks), figures.of_everybody(), following)
    best = ids_of(person, asked.words, "person") if asked.words else []
    listed = _listed(person, asked, best)
    pks, following = _best(listed, best, asked) if asked.words else _by_name(listed, asked)
    counted = figures.of(listed) if asked.is_narrow else figures.of_everybody()
    return Found(rows.of(pks), counted, following, _chips(asked, counted))


def people(person: Person) -> QuerySet[Person]:
    """The people a reader may see."""
    return visible(person, Permission.PERSON_VIEW, Person.objects.all())


def people_to_write_to(person: Person) -> QuerySet[Person]:
    """The people a reader may write to."""
    may = visible(person, Permission.PERSON_WRITE_TO, Person.objects.select_related("country"))
    return may.exclude(pk=person.pk)


def _first(reader: int) -> QuerySet[Person, Any]:
    seen = people(Person(pk=reader, status=PersonStatus.ACTIVE)).filter(status=PersonStatus.ACTIVE)
    return seen.order_by("name", "pk").values("pk")[: PAGE + 1]


_FIRST = Prepared(_first)


def _best(listed: QuerySet[Person], best: list[int], asked: Asked) -> tuple[list[int], str]:
    order = {pk: at for at, pk in enumerate(best)}
    pks = sorted(listed.values_list("pk", flat=True), key=lambda pk: (order.get(pk, -1), pk))
    after = number_of(asked.after) if asked.after else 0
    start = pks.index(after) + 1 if after in pks else 0
    return _cut(pks[start : start + PAGE + 1])


def _by_name(listed: QuerySet[Person], asked: Asked) -> tuple[list[int], str]:
    after = number_of(asked.after) if asked.after else 0
    last = Person.objects.filter(pk=after).values_list("name", "pk").first() if after else None
    if last:
        listed = listed.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1]))
    return _cut(list(listed.order_by("name", "pk").values_list("pk", flat=True)[: PAGE + 1]))


def _cut(pks: list[int]) -> tuple[list[int], str]:
    return pks[:PAGE], code_of(pks[PAGE - 1]) if len(pks) > PAGE else ""


def _listed(person: Person, asked: Asked, best: list[int]) -> QuerySet[Person]:
    """Everybody who is all that is asked, without an order."""
    listed = people(person).filter(status=PersonStatus.ACTIVE)
    if asked.words:
        in_spaces = Q(listing=DirectoryListing.SPACES, name__icontains=asked.words)
        listed = listed.filter(Q(pk__in=best) | in_spaces)
    if asked.countries:
        listed = listed.filter(country__in=_ids(Country, "code", asked.countries))
    if asked.themes:
        themes = _ids(Theme, "code", asked.themes)
        offered = Expertise.objects.filter(kind=ExpertiseKind.OFFERED, theme__in=themes)
        listed = listed.filter(pk__in=offered.values("person"))
    if asked.languages:
        speaks = SpokenLanguage.objects.filter(language__in=asked.languages)
        listed = listed.filter(pk__in=speaks.values("person"))
    if asked.kinds:
        held = Position.objects.filter(ends=None, institution__kind__in=asked.kinds)
        listed = listed.filter(pk__in=held.values("person"))
    return listed


def _ids(model: Any, column: str, values: Sequence[str]) -> Any:  # noqa: ANN401 -- a subquery of ids
    return model.objects.filter(**{f"{column}__in": values}).values("pk")


def _chips(asked: Asked, counted: figures.Figures) -> list[tuple[str, dict[str, object]]]:
    """What the list is narrowed to, each with the query without it."""
    chips: list[tuple[str, dict[str, object]]] = []
    if asked.words:
        chips.append((asked.words, asked.query(q="")))
    for name, chosen, known in (
        ("country", asked.countries, counted.countries),
        ("theme", asked.themes, counted.themes),
        ("language", asked.languages, counted.languages),
        ("kind", asked.kinds, counted.kinds),
    ):
        names = {code: words for code, words, _count in known}
        chips += [
            (names.get(code, code), asked.query(**{name: tuple(c for c in chosen if c != code)}))
            for code in chosen
        ]
    return chips
