"""About six hundred invented people: first name, work, languages, what they know and want."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils.text import slugify

from jln.conduct.models import ConductAcceptance
from jln.countries.models import Country
from jln.demonstration.cast import was_here
from jln.demonstration.institutions import NETWORK, TEAM, kind_of, language_of
from jln.demonstration.roles import ROLES
from jln.demonstration.stage import CHUNK, COORDINATOR, Draft, Stage
from jln.demonstration.texts import names, table
from jln.facts.kinds import Kind
from jln.kit.partial import PartialDate
from jln.membership.terms import Level
from jln.people.models import (
    EmailAddress,
    Expertise,
    Institution,
    Person,
    Position,
    SpokenLanguage,
)
from jln.people.terms import DirectoryListing, ExpertiseKind, LanguageLevel, PositionLevel

HOW_MANY = {Level.FULL: 20, Level.ASSOCIATE: 13, Level.MEMBER: 8}
_OF_KIND = {
    "insurer": ("provider-payment", "claims-data", "medical-audit", "enrolment", "capitation"),
    "agency": ("primary-health-care", "empanelment", "performance-management", "integrated-care"),
    "regulator": ("quality-of-care", "digital-health", "contracting"),
    "provider": ("costing", "efficiency", "case-based-payment", "integrated-care"),
    "academia": ("costing", "hta", "efficiency", "targeting"),
}
"""What people in such an institution are likely to know; elsewhere anything."""
_KINDS = (
    "ministry",
    "insurer",
    "insurer",
    "agency",
    "provider",
    "ministry",
    "academia",
    "regulator",
)
_NO_COUNTRY = {"staff": (NETWORK, "network.example"), "team": (TEAM, "facilitation.example")}


def draft_people(stage: Stage) -> None:
    """People in memory, so that what they will say can decide what they know."""
    for country in stage.members:
        rng = stage.random(f"people {country.code}")
        many = HOW_MANY[stage.levels[country.code]]
        for rank, name in enumerate(names()[country.code][:many]):
            stage.drafts[country.code].append(_member(stage, rng, country, rank, name))
    for group, (house, domain) in _NO_COUNTRY.items():
        rng = stage.random(f"people {group}")
        for rank, name in enumerate(names()[group]):
            person = _person(
                stage, rng, name, None, "en", "Africa/Nairobi" if house == NETWORK else "UTC"
            )
            draft = Draft(person, f"{slugify(name)}@{domain}", rank, {"en": LanguageLevel.NATIVE})
            draft.offered = set(rng.sample(sorted(stage.themes), 3))
            stage.drafts[group].append(draft)


def _member(stage: Stage, rng: Random, country: Country, rank: int, name: str) -> Draft:
    address = f"{slugify(name)}@{country.code.lower()}.example"
    is_role = address in {role.address for role in ROLES}
    language = "en" if is_role else _interface(rng, country)
    person = _person(stage, rng, name, country, language, country.timezone)
    draft = Draft(person, address, rank, _languages(rng, country, language))
    draft.kind = _KINDS[1 if is_role else rank % len(_KINDS)]
    likely = _OF_KIND.get(draft.kind, ())
    themes = sorted(stage.themes)
    draft.offered = {rng.choice(likely or themes), *rng.sample(themes, rng.choice((0, 1, 1, 2)))}
    draft.sought = set(rng.sample(themes, rng.choice((0, 1, 2)))) - draft.offered
    if not is_role:
        hides = rng.random() < 0.04  # noqa: PLR2004 -- few people do
        person.listing = DirectoryListing.SPACES if hides else DirectoryListing.MEMBERS
        person.away_until = stage.on(-rng.randint(3, 20)) if rng.random() < 0.03 else None  # noqa: PLR2004 -- few are
    if rank == COORDINATOR:
        was_here(stage, draft, 1_100)  # who states problems, whenever it was
    person.about = _about(rng, stage, draft) if is_role or rng.random() < 0.55 else ""  # noqa: PLR2004 -- half of them say something
    return draft


def _person(
    stage: Stage, rng: Random, name: str, country: Country | None, language: str, timezone: str
) -> Person:
    return Person(
        name=name,
        country=country,
        language=language,
        timezone=timezone,
        is_invented=True,
        created_at=stage.before(rng.randint(30, 1_100)) + timedelta(hours=rng.randint(6, 15)),
        seen_on=stage.on(min(rng.randint(1, 90), rng.randint(1, 90))),
    )


def _interface(rng: Random, country: Country) -> str:
    """Her language of the five: her country's, or English where it has several or none."""
    own = [code for code in country.languages if code in {"fr", "es", "pt", "ar", "en"}]
    if not own:
        return "en"
    return str(rng.choice([own[0], own[0], own[0], own[-1], "en"]))


def _languages(rng: Random, country: Country, interface: str) -> dict[str, str]:
    found = dict.fromkeys(country.languages[:1], LanguageLevel.NATIVE.value)
    for code in country.languages[1:]:
        found[code] = rng.choice((LanguageLevel.NATIVE, LanguageLevel.WORKING)).value
    found.setdefault(interface, LanguageLevel.WORKING.value)
    if "en" not in found and rng.random() < 0.7:  # noqa: PLR2004 -- most read it
        found["en"] = rng.choice((LanguageLevel.WORKING, LanguageLevel.READING)).value
    if rng.random() < 0.08:  # noqa: PLR2004 -- a few studied abroad
        found.setdefault("fr", LanguageLevel.READING.value)
    return found


def _about(rng: Random, stage: Stage, draft: Draft) -> str:
    said: dict[str, list[str]] = table("about")
    language = draft.person.language
    theme = stage.themes[min(draft.offered)].name_in(language)
    return str(rng.choice(said[language])) % {"theme": theme[0].lower() + theme[1:]}


def save_people(stage: Stage) -> None:
    """Everybody with address, languages, expertise and positions."""
    everybody = stage.everybody
    Person.objects.bulk_create([draft.person for draft in everybody], CHUNK)
    for person in (draft.person for draft in everybody if draft.person.away_until):
        away: dict[str, object] = {"away": str(person.away_until)}
        stage.fact(
            Kind.SETTING_CHANGED, person, stage.before(1), by=person, about=person, data=away
        )
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(
                person=draft.person,
                address=draft.address,
                is_main=True,
                added_at=draft.person.created_at,
                confirmed_at=draft.person.created_at,
            )
            for draft in everybody
        ],
        CHUNK,
    )
    ConductAcceptance.objects.bulk_create(
        [
            ConductAcceptance(person=draft.person, version=1, at=draft.person.created_at)
            for draft in everybody
        ],
        CHUNK,
    )
    SpokenLanguage.objects.bulk_create(
        [
            SpokenLanguage(person=draft.person, language=language, level=level)
            for draft in everybody
            for language, level in draft.languages.items()
        ],
        CHUNK,
    )
    Expertise.objects.bulk_create(_expertise(stage), CHUNK)
    rng = stage.random("positions")
    Position.objects.bulk_create(
        [
            position
            for code, drafts in stage.drafts.items()
            for draft in drafts
            for position in _positions(stage, rng, code, draft)
        ],
        CHUNK,
    )


def _expertise(stage: Stage) -> list[Expertise]:
    return [
        Expertise(person=draft.person, theme=stage.themes[code], kind=kind)
        for draft in stage.everybody
        for kind, codes in (
            (ExpertiseKind.OFFERED, draft.offered),
            (ExpertiseKind.SOUGHT, draft.sought - draft.offered),
        )
        for code in sorted(codes)
    ]


def _positions(stage: Stage, rng: Random, code: str, draft: Draft) -> list[Position]:
    """What she does now, and for every third what she did before."""
    houses = stage.houses[_NO_COUNTRY[code][0] if code in _NO_COUNTRY else code]
    mine = [house for house in houses if kind_of(house) == draft.kind] or houses
    since = PartialDate(stage.today.year - rng.randint(1, 9), rng.choice((None, 1, 4, 7, 9)))
    found = [_position(rng, draft, rng.choice(mine), since, None)]
    if draft.rank % 3 == 1:
        earlier = PartialDate(since.year - rng.randint(2, 7))
        found.insert(0, _position(rng, draft, rng.choice(houses), earlier, PartialDate(since.year)))
    return found


def _position(
    rng: Random, draft: Draft, house: Institution, starts: PartialDate, ends: PartialDate | None
) -> Position:
    titles: dict[str, list[str]] = table("titles")[kind_of(house)]
    country = draft.person.country
    own = (
        draft.person.language if country and language_of(country) == draft.person.language else "en"
    )
    below = kind_of(house) == "provider"
    return Position(
        person=draft.person,
        institution=house,
        title=rng.choice(titles.get(own, titles["en"])) if draft.rank else titles["en"][0],
        level=PositionLevel.SUBNATIONAL if below else PositionLevel.NATIONAL,
        starts=starts,
        ends=ends,
    )
