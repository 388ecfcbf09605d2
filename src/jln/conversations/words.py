"""What a text is about and which language it is in, as far as its plain words tell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u0652]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FUNCTION_WORDS = {
    "en": "the of and to in is that for it with as was on are be this have from by not you we how",
    "fr": "le la les des et un une du en est que pour dans qui sur par nous vous avec ne pas au",
    "es": "el la los las de y en un una que es por con para se del al como nosotros hay más",
    "pt": "o os as de e em um uma que é por com para se do da dos das no na não como mais",
}
_SETS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
_ENOUGH = 3
_LOOKED_AT = 4_000
"""Letters of a text by which its language is known."""
_SHORTEST = 4
"""Shorter words hardly ever say what a text is about."""


def folded(text: str) -> str:
    """Lower case without accents or Arabic vowel signs."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def words_of(text: str) -> set[str]:
    """The words that carry meaning, folded."""
    return {word for word in _WORD.findall(folded(text)) if len(word) >= _SHORTEST}


def language_of(text: str, otherwise: str) -> str:
    """Its language if its commonest words leave no doubt, else what is known of the writer."""
    text = text[:_LOOKED_AT]
    letters = sum(map(str.isalpha, text)) or 1
    if len(_ARABIC.findall(text)) * 2 > letters:
        return "ar"
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
    counts = Counter({code: sum(word in known for word in words) for code, known in _SETS.items()})
    (best, most), (_second, next_most) = counts.most_common(2)
    return best if most >= _ENOUGH and most > next_most else otherwise


def theme_of(text: str, themes: Mapping[int, Iterable[str]]) -> int:
    """The theme most of whose words stand in a text, 0 if none does."""
    said = f" {' '.join(_WORD.findall(folded(text)))} "
    best, most = 0, 0
    for theme, phrases in themes.items():
        found = sum(
            len(words)
            for words in {tuple(_WORD.findall(folded(phrase))) for phrase in phrases}
            if words and f" {' '.join(words)} " in said
        )
        if found > most:
            best, most = theme, found
    return best
