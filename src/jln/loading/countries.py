"""Themes, countries, their place on the map, membership and Core Groups."""

from __future__ import annotations

from babel import Locale

from jln.countries.models import Country, CountryCoreGroup, Statement
from jln.facts.models import Wording
from jln.kit.partial import PartialDate
from jln.loading.periods import level_of, periods, seen_levels, sources_of
from jln.loading.rows import Kept, link
from jln.loading.run import Run
from jln.loading.settled import is_settled
from jln.loading.values import confidence_of, date_needed, needed, several, since_of
from jln.membership.models import CountryMembership
from jln.membership.terms import LEVEL_SAID
from jln.people.models import Theme
from jln.spaces.terms import SpaceKind, Visibility

# Portuguese is the African and European one.
_NAMES = {code: Locale.parse(code) for code in ("fr", "es", "ar")} | {"pt": Locale("pt", "PT")}
_YES, _NO, _UNKNOWN = "y", "n", "?"


def load_themes(run: Run) -> None:
    """The subjects of the field. Words are one a line."""
    themes = Kept(Theme, "code", report=run.report)

    def take(row: dict[str, str]) -> None:
        names = {
            code: needed(row[code], f"name in {code}") for code in ("en", "fr", "es", "pt", "ar")
        }
        themes.put((row["code"],), names=names, words="\n".join(several(row["words"])))

    run.load("themes.csv", "code en fr es pt ar words", take)


def load_countries(run: Run) -> None:
    """Members with their history, then countries that are none, then the map."""
    memberships = Kept(CountryMembership, "country_id", "starts", report=run.report)
    groups = Kept(CountryCoreGroup, "country_id", report=run.report)
    statements = Kept(
        Statement, "country_id", "about", "as_of", report=run.report, about=LEVEL_SAID
    )

    def take(row: dict[str, str]) -> None:
        joined = date_needed(row["year_joined"])
        country = _country(run, row, is_founder=row["founding"] == _YES, joined=joined)
        _memberships(run, memberships, country, row, joined)
        _statements(run, statements, country, row)
        _core_group(run, groups, country, row)

    columns = (
        "iso2 iso3 name region languages timezone founding year_joined latest_status_seen ccg"
        " ccg_since source uncertainty status_2013_12 status_2015_end status_2017_02 status_2018_09"
    )
    run.load("countries.csv", columns, take)
    _load_levels(run)
    _load_others(run)
    _load_map(run)


def _load_levels(run: Run) -> None:
    """Levels that follow from other sources than the lists: an election, a decision, a total."""
    kept = Kept(Statement, "country_id", "as_of", "value", report=run.report, country__isnull=False)

    def take(row: dict[str, str]) -> None:
        key = run.countries[row["iso2"]].pk, date_needed(row["as_of"]), level_of(row["level"])
        kept.put(key, about=LEVEL_SAID, **run.said(row["source"], row["confidence"]))

    run.load("levels.csv", "iso2 as_of level source confidence", take)


def _country(
    run: Run, row: dict[str, str], *, is_founder: bool, joined: PartialDate | None
) -> Country:
    code = needed(row["iso2"], "code")
    return run.countries.put(
        (code,),
        iso3=row["iso3"],
        names=_renamed().get(code) or names_of(code, needed(row["name"], "name")),
        region=row["region"],
        languages=several(row["languages"]),
        timezone=needed(row["timezone"], "time zone"),
        is_founder=is_founder,
        joined=joined,
    )


def _renamed() -> dict[str, dict[str, str]]:
    """The names of countries that took another one here: no file takes it back."""
    rows = Wording.objects.filter(subject_model=Country._meta.label).values("subject_id")
    return dict(Country.objects.filter(pk__in=rows).values_list("code", "names"))


def names_of(code: str, english: str) -> dict[str, str]:
    """A country's names: the network's own in English, CLDR's in the others."""
    others = {tag: locale.territories.get(code) for tag, locale in _NAMES.items()}
    return {"en": english} | {tag: name for tag, name in others.items() if name}


def _memberships(
    run: Run,
    kept: Kept[CountryMembership],
    country: Country,
    row: dict[str, str],
    joined: PartialDate,
) -> None:
    known = confidence_of(row["uncertainty"])
    found = periods(joined, seen_levels(row), row["latest_status_seen"], known)
    wanted = {period.starts for period in found}
    mine = [one for one in kept if one.country_id == country.pk and not is_settled(one)]
    gone = [one for one in mine if one.starts not in wanted]
    for one in gone:  # another period now stands in its place
        kept.drop(one)
    for period in found:
        if kept.is_removed((country.pk, period.starts)):
            continue
        said = run.said(row["source"], "") | {
            "confidence": period.confidence,
            "confidence_note": period.note,
        }
        kept.put((country.pk, period.starts), level=period.level, ends=period.ends, **said)


def _statements(run: Run, kept: Kept[Statement], country: Country, row: dict[str, str]) -> None:
    every = several(row["source"], "|")
    for seen in seen_levels(row):
        source = " | ".join(sources_of(seen.on, every))
        kept.put((country.pk, LEVEL_SAID, seen.on), value=seen.level.value, **run.said(source, ""))


def _core_group(
    run: Run, kept: Kept[CountryCoreGroup], country: Country, row: dict[str, str]
) -> None:
    if row["ccg"] not in {_YES, _NO, _UNKNOWN}:
        raise ValueError(f"{row['ccg']!r} says nothing about a Core Group: write y, n or ?")
    if row["ccg"] == _YES:
        since, note = since_of(row["ccg_since"])
        kept.put((country.pk,), since=since, **run.said(row["source"], "", note))


def _load_others(run: Run) -> None:
    def take(row: dict[str, str]) -> None:
        if any(country.code == row["iso2"] and country.joined for country in run.countries):
            raise ValueError(f"{row['iso2']} is or was a member")
        _country(run, row, is_founder=False, joined=None)

    run.load("other_countries.csv", "iso2 iso3 name region languages timezone", take)


def _load_map(run: Run) -> None:
    taken: dict[tuple[int, int], str] = {}

    def take(row: dict[str, str]) -> None:
        country, place = run.countries[row["iso2"]], (int(row["row"]), int(row["column"]))
        if taken.setdefault(place, country.code) != country.code:
            raise ValueError(f"{taken[place]} stands there already")
        run.countries.change(country, tile_row=place[0], tile_column=place[1])

    run.load("tile_map.csv", "iso2 row column", take)


def load_country_spaces(run: Run) -> None:
    """A space for each country that is or was a member, for its Core Group."""
    members = set(CountryMembership.objects.values_list("country_id", flat=True))
    renamed = _renamed()  # their spaces keep the address of the old name
    for country in run.countries:
        if country.pk in members and country.code not in renamed:
            name = country.name_in("en")
            run.space(
                name,
                SpaceKind.COUNTRY,
                f"Country Core Group of {name}",
                Visibility.ROLL,
                country_id=country.pk,
            )


def link_institutions(run: Run) -> None:
    """Institutions that a source names as part of their country's Core Group."""
    groups = {group.country_id: group for group in CountryCoreGroup.objects.all()}
    for country_id, group in groups.items():
        named = [
            institution
            for institution in run.institutions
            if institution.country_id == country_id
            and any("CCG" in role.role for role in institution.roles.all())
        ]
        link(group.institutions, named, run.report)
