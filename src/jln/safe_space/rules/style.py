"""What in a text may tell readers who wrote it. Pure.

No more than a hint before sending: a name, a country, an office of one's own. It looks at
words alone and asks no table, so that it tells nothing of who is in the network.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrOrPromise

LANGUAGES = ("en", "fr", "es", "pt", "ar")
MOST = 6  # words named of each kind
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\x00]")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_TITLES = (
    r"Dra?|Prof|Professora?|Profesora?|Professeure?|Mr|Mrs|Ms|Mme|Mlle|Sra?|Srta|Hon|Sir|Madame"
    r"|Monsieur|Doctora?|Docteure?|Doutora?|Doña|Don|Dona|Dom"
)
_OFFICES = {
    r"(?:my|our)": "minister|ministry|director|boss|hospital|clinic|agency|district|province"
    "|region|city|town|department|office|unit|government|president|fund|insurer|authority"
    "|institution|council|parliament",
    r"(?:mon|ma|notre)": "ministre|ministère|directeur|directrice|chef|cheffe|hôpital|clinique"
    "|agence|district|province|région|ville|service|bureau|gouvernement|président|présidente"
    "|caisse|institution|autorité|parlement",
    r"(?:mi|nuestr[oa])": "ministro|ministra|ministerio|director|directora|jefe|jefa|hospital"
    "|clínica|agencia|distrito|provincia|región|ciudad|departamento|oficina|gobierno|presidente"
    "|presidenta|fondo|institución|autoridad|seguro",
    r"(?:meu|minha|noss[oa])": "ministro|ministra|ministério|diretor|diretora|chefe|hospital"
    "|clínica|agência|distrito|província|região|cidade|departamento|escritório|governo"
    "|presidente|fundo|instituição|autoridade|seguro",
}
_OWN_OFFICE = re.compile(
    "|".join(
        rf"\b{whose}\s+(?:\w+\s+){{0,2}}(?:{offices})\b" for whose, offices in _OFFICES.items()
    )
    + r"|\b\w*(?:وزيرنا|وزارتنا|مديرنا|مستشفانا|منطقتنا|مدينتنا|حكومتنا|هيئتنا|صندوقنا|رئيسنا)\b",
    re.IGNORECASE,
)
_ONESELF = re.compile(
    r"\bI(?:['’]m| am| was| have been) (?:the|an?|in charge|responsible|head|director)\b"
    r"|\bas (?:the )?(?:director|head|minister|chair|coordinator)\b"
    r"|\b(?:je suis|j['’]étais|en tant que|soy|yo era|como (?:director|jefe|jefa|ministro)a?"
    r"|eu sou|eu era|sou (?:o|a|um|uma)|como (?:diretor|chefe)a?)\b"
    r"|\b(?:بصفتي|أنا|كنت)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:{_TITLES})\b\.?\s+{_CAPITAL}|\b{_CAPITAL}(?:\s+{_CAPITAL})+")
_NAMED_IN_ARABIC = re.compile(r"\b(?:الدكتورة?|السيدة?|الأستاذة?|الوزيرة?)\s+\w+")
_REACHED = re.compile(
    r"\S+@\S+\.\S+|https?://\S+|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\+?\d[\d ()/-]{7,}\d"
)
_STARTS = re.compile(r"(?:^|[.!?؟:;\n]\s*)$")


@dataclass(frozen=True, slots=True)
class Hint:
    """Why, and the words of the text."""

    code: str
    why: StrOrPromise
    words: tuple[str, ...]


def hints(text: str) -> list[Hint]:
    """What the author is asked to look at again; nothing for most texts."""
    found = [
        Hint("name", _("May be a name"), _few(_names(text))),
        Hint("country", _("Names a country"), _few(_countries(text))),
        Hint("office", _("Speaks of an office of yours"), _few(_said(_OWN_OFFICE, text))),
        Hint("oneself", _("Says who you are"), _few(_said(_ONESELF, text))),
        Hint("reached", _("An address, a number or a day"), _few(_said(_REACHED, text))),
    ]
    return [one for one in found if one.words]


def plain(text: str) -> str:
    """Without what no reader sees and what programs leave: unseen letters, ends of lines."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def _few(words: Iterator[str]) -> tuple[str, ...]:
    return tuple(list(dict.fromkeys(words))[:MOST])


def _said(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (" ".join(match[0].split()) for match in pattern.finditer(text))


def _names(text: str) -> Iterator[str]:
    """Words with capitals inside a sentence, and whatever follows a title."""
    known = _territories()
    for match in _NAMED.finditer(text):
        words = match[0].split()
        if _STARTS.search(text[: match.start()]) and not re.match(_TITLES, words[0]):
            words = words[1:]
        if (
            words
            and (len(words) > 1 or re.match(_TITLES, words[0]))
            and " ".join(words) not in known
        ):
            yield " ".join(words)
    yield from _said(_NAMED_IN_ARABIC, text)


def _countries(text: str) -> Iterator[str]:
    return _said(_of_territories(), text)


@cache
def _territories() -> frozenset[str]:
    """Names of countries in the five languages, as CLDR has them."""
    return frozenset(
        name
        for code in LANGUAGES
        for territory, name in Locale.parse(code).territories.items()
        if len(territory) == 2 and territory.isalpha()  # noqa: PLR2004 -- two letters name a country
    )


@cache
def _of_territories() -> re.Pattern[str]:
    names = sorted(_territories(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})\b")
