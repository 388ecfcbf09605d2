"""Where invented people work: real institutions of the history, and invented generic ones."""

from __future__ import annotations

from jln.countries.models import Country
from jln.demonstration.stage import INVENTED, Stage
from jln.demonstration.texts import table
from jln.kit.sourced import Confidence
from jln.people.models import Institution
from jln.people.terms import InstitutionKind

NETWORK, TEAM = "network-office", "facilitation-team"
_REAL = {
    "ministry": ("ministry", "department of health"),
    "insurer": ("insurance", "bpjs"),
    "agency": ("primary health care", "health service"),
}
"""Words in the name of a real institution that make an invented one of the kind needless."""


def make_institutions(stage: Stage) -> None:
    """Every member country gets the kinds that the history does not name."""
    real = Institution.objects.filter(kind=InstitutionKind.COUNTRY_INSTITUTION).order_by("pk")
    known: dict[int, list[Institution]] = {}
    for one in real:
        known.setdefault(one.country_id or 0, []).append(one)
    made = [
        _invented(f"{country.code.lower()}-{kind}", kind, _name(kind, country), country)
        for country in stage.members
        for kind in table("institutions")
        if not any(_is(kind, one) for one in known.get(country.pk, []))
    ]
    made += [
        _invented(NETWORK, InstitutionKind.PARTNER, "Network office", None),
        _invented(TEAM, InstitutionKind.PARTNER, "Technical facilitation team", None),
    ]
    for house in [*real, *Institution.objects.bulk_create(made)]:
        code = next((c.code for c in stage.members if c.pk == house.country_id), house.slug)
        stage.houses[code].append(house)


def kind_of(house: Institution) -> str:
    """What people do in an institution; a real one is told by its name."""
    if house.kind != InstitutionKind.COUNTRY_INSTITUTION:
        return house.kind
    return next((kind for kind in _REAL if _is(kind, house)), house.kind)


def _is(kind: str, house: Institution) -> bool:
    return any(word in house.name.lower() for word in _REAL.get(kind, ()))


def language_of(country: Country) -> str:
    """The language of the five that a country's offices use; English where none is its own."""
    own = [code for code in country.languages if code in {"fr", "es", "pt", "ar", "en"}]
    return own[0] if own else "en"


def _name(kind: str, country: Country) -> str:
    names: dict[str, str] = table("institutions")[kind]
    return names.get(language_of(country), names["en"])


def _invented(slug: str, kind: str, name: str, country: Country | None) -> Institution:
    return Institution(
        slug=slug,
        name=name,
        country=country,
        kind=kind,
        is_invented=True,
        sources=INVENTED,
        confidence=Confidence.REPORTED,
    )
