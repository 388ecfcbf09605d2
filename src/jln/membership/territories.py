"""The countries there are, whether or not the network knows them: ISO 3166-1, as CLDR has it."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from django.conf import settings

from jln.countries.models import Country

_LETTERS, _ALPHA_3 = 2, 3
_NO_COUNTRY = frozenset(("AC", "AQ", "BV", "CP", "DG", "EA", "EU", "EZ", "HM", "IC", "QO", "TA"))
_NO_COUNTRY |= frozenset(("UN", "XA", "XB", "ZZ", "TF", "GS", "IO", "UM", "CQ"))


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Of every country: two letters."""
    known = {str(code) for code in Locale("en").territories}
    two = {code for code in known if len(code) == _LETTERS and code.isalpha()}
    return frozenset(two - _NO_COUNTRY)


@lru_cache(maxsize=16)
def choices(language: str) -> tuple[tuple[str, str], ...]:
    """Every country by its name in a language."""
    names = Locale.parse(language).territories
    named = [(code, str(names.get(code, code))) for code in codes()]
    return tuple(sorted(named, key=lambda one: one[1]))


@lru_cache(maxsize=1)
def _alpha_3() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {
        to[0]: code
        for code, to in aliases.items()
        if len(code) == _ALPHA_3 and code.isalpha() and len(to) == 1
    }


def country_of(code: str) -> Country:
    """The country of a code; one that the network did not know yet is put on record."""
    made, _is_new = Country.objects.get_or_create(
        code=code,
        defaults={
            "iso3": _alpha_3().get(code, f"{code}X"),
            "names": _names(code),
            "languages": [one.replace("_", "-") for one in get_official_languages(code)][:3],
            "timezone": next(iter(get_global("territory_zones").get(code, ())), "UTC"),
        },
    )
    return made


def _names(code: str) -> dict[str, str]:
    found = {
        language: Locale.parse(language).territories.get(code)
        for language, _name in settings.LANGUAGES
    }
    return {"en": code} | {language: str(name) for language, name in found.items() if name}
