"""Words as they are searched: folded and stemmed in Python, so that both databases agree.

A text is stemmed in its own language; a query in all of them, because the
reader's language is not the document's. Accents go in Latin, Greek, Cyrillic
and Arabic only: elsewhere a mark is a letter. Scripts without spaces between
words are cut into pairs of letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local

import Stemmer

ALGORITHMS = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "ar": "arabic",
    "id": "indonesian",
}
LONGEST = 40
MOST_WORDS = 4_000
"""Of one text; the rest of a very long one is not searched."""

# Python's \w leaves out the marks that are letters in Bengali, Thai and their kin.
_MARKS = "".join(chr(c) for c in range(0x0300, 0x1B00) if unicodedata.category(chr(c))[0] == "M")
WORD = re.compile(rf"[\w{_MARKS}]+")
_SPACELESS = re.compile(
    r"[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_ARABIC_FRONT = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال|لل)(?=..)|^[وف](?=...)")
_FOLDED = re.compile(r"[\u0300-\u036f]")
_THREAD = local()


def stems_of(text: str, language: str) -> list[str]:
    """The stems of a text in its language, in order, at most `MOST_WORDS`."""
    return [stem(word, language) for word in words_of(text)]


def alternatives(word: str) -> list[str]:
    """Every way a word of a query may stand in the index."""
    ways = [word, *(stem(word, language) for language in ALGORITHMS)]
    return list(dict.fromkeys(ways))


def words_of(text: str) -> list[str]:
    """Folded words of a text; pairs of letters where a script has no spaces."""
    found: list[str] = []
    for raw in WORD.findall(fold(text)):
        word = raw[:LONGEST]
        if _SPACELESS.fullmatch(word):
            found += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
        else:
            found.append(word)
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def fold(text: str) -> str:
    """Lower case, accents and Arabic vowel signs gone, forms of alef, ya and ta marbuta as one."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if _ARABIC.search(text):
        text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_FORMS)
    return text if text.isascii() else "".join(_bare(letter) for letter in text)


@lru_cache(maxsize=4_096)
def _bare(letter: str) -> str:
    if letter.isascii():
        return letter
    name = unicodedata.name(letter, "")
    if not name.startswith(("LATIN", "GREEK", "CYRILLIC")):
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    return _FOLDED.sub("", parts)


@lru_cache(maxsize=10_000)  # a text repeats its words, and a list its subject
def stem(word: str, language: str) -> str:
    """One folded word's stem; itself in a language without an algorithm."""
    if _ARABIC.search(word):
        short = _ARABIC_FRONT.sub("", word)
        return _stemmed("arabic", short).translate(_ARABIC_FORMS) or word
    algorithm = ALGORITHMS.get(language)
    if algorithm is None or algorithm == "arabic":
        return word
    return fold(_stemmed(algorithm, word)) or word


def _stemmed(algorithm: str, word: str) -> str:
    stemmers = _THREAD.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)  # not safe to share among threads
    return str(stemmers[algorithm].stemWord(word))
