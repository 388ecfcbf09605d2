"""Text as it is recognised: one spelling for all ways of typing a word, and where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_GONE = dict.fromkeys(
    (
        0x00AD,
        0x061C,
        0xFEFF,
        0xFE0E,
        0xFE0F,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    )
)
_SPACES = dict.fromkeys((0x00A0, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000), " ")
_LETTERS = {
    "đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
    "ى": "ي", "ة": "ه", "ـ": "", "ٱ": "ا",
}  # fmt: skip
_APOSTROPHES = "'’‘ʼ´`′"
_HYPHENS = "-‐‑"
_NUMBER_SIGN = re.compile(
    r"(?<!\w)(?:n[or]\.|n[º°]|n\.\s?[º°]|№|n[uú]m\.|nro\.)[ \t]*(?=\d)", re.IGNORECASE
)
#: French runs these into the next word.
_ELIDED = frozenset(("l", "d", "s", "n", "j", "m", "c", "t", "qu", "jusqu", "lorsqu", "puisqu"))

Kind = Literal["word", "number", "mark"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark.

    `text` as recognised, `start` and `end` in the text as written.
    """

    text: str
    start: int
    end: int
    kind: Kind
    glued: bool = False
    accented: bool = False
    after_mark: bool = False


def clean(text: str) -> str:
    """The text as it is kept: marks of direction and width gone, every space a space."""
    return text.translate(_GONE).translate(_SPACES)


@lru_cache(20_000)
def fold(word: str) -> str:
    """One spelling of a word or number.

    Width, case, accents, vowel signs and the forms of Arabic letters.
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    kept = (
        char
        for char in plain
        if not unicodedata.combining(char) and unicodedata.category(char) != "Me"
    )
    return "".join(_folded(char) for char in kept)


def _folded(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char in _APOSTROPHES:
        return "'"
    return _LETTERS.get(char, char)


@lru_cache(5_000)
def flat(text: str) -> str:
    """A whole text folded to words with single spaces; two lines that say the same are equal."""
    return " ".join(token.text for token in tokens(text) if token.kind != "mark")


def plain(text: str) -> str:
    """A whole text folded with its marks, for patterns over dates and numbers."""
    text = fold(clean(text)).replace("–", "-").replace("—", "-").replace("−", "-")
    return re.sub(r"\s+", " ", text).strip()


def collapse(text: str) -> str:
    """White space as one space, as texts are stored."""
    return " ".join(text.split())


def tokens(text: str) -> list[Token]:
    """The words, numbers and marks of a text, in order.

    A sign for "number" before digits is none of them.
    """
    text = _NUMBER_SIGN.sub(lambda match: " " * len(match[0]), text)
    found: list[Token] = []
    place = 0
    while place < len(text):
        kind = _kind(text[place])
        if kind is None or _joins(text, place):
            place += 1
            continue
        end = _end(text, place, kind)
        glued = bool(found) and found[-1].end == place
        written = text[place:end]
        folded = fold(written)
        if folded:
            accented = folded != unicodedata.normalize("NFKC", written).casefold()
            after_mark = bool(found) and found[-1].kind == "mark"
            found.append(Token(folded, place, end, kind, glued, accented, after_mark))
        place = end
    return found


@lru_cache(2_000)
def _kind(char: str) -> Kind | None:
    if char.isspace():
        return None
    category = unicodedata.category(char)
    if category[0] in "LM":
        return "word"
    return "number" if unicodedata.digit(char, None) is not None else "mark"


def _joins(text: str, place: int) -> bool:
    """Whether this is a hyphen inside a word, which separates nothing."""
    if text[place] not in _HYPHENS or place == 0 or place + 1 >= len(text):
        return False
    return _kind(text[place - 1]) == "word" and _kind(text[place + 1]) == "word"


def _end(text: str, start: int, kind: Kind) -> int:
    place = start + 1
    if kind == "mark":
        return place
    while place < len(text):
        if _is_more(text[place], kind):
            place += 1
        elif kind == "word" and _is_apostrophe_inside(text, place):
            place += 1
            if fold(text[start : place - 1]) in _ELIDED:
                break
        else:
            break
    return place


def _is_more(char: str, kind: Kind) -> bool:
    here = _kind(char)
    return here == kind or (kind == "number" and unicodedata.category(char)[0] == "M")


def _is_apostrophe_inside(text: str, place: int) -> bool:
    return (
        text[place] in _APOSTROPHES and place + 1 < len(text) and _kind(text[place + 1]) == "word"
    )


#: The Arabic "and" is written into the next word.
JOINED = "وف"


def unjoined(word: str) -> str:
    """The word without an attached "and"; what is too short for one stays."""
    return word[1:] if word[0] in JOINED and word[2:] else word


def same(written: str, known: str) -> bool:
    """Whether a written word is this known one; an attached Arabic "and" does not count."""
    return written == known or unjoined(written) == known


def matches(words: Sequence[Token], place: int, pattern: tuple[str, ...]) -> bool:
    """Whether the pattern's words stand here, one after another."""
    if place + len(pattern) > len(words):
        return False
    return all(same(words[place + step].text, known) for step, known in enumerate(pattern))


@lru_cache(5_000)
def pattern(phrase: str) -> tuple[str, ...]:
    """A phrase as the folded words to look for; "l'" is looked for as it stands before a word."""
    runs_on = phrase.rstrip().endswith("'")
    words = [token.text for token in tokens(phrase + "x" if runs_on else phrase)]
    return tuple(word for word in (words[:-1] if runs_on else words) if any(map(str.isalnum, word)))
