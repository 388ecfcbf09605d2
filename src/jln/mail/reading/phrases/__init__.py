"""The words that mail programs and people write around a reply, in as many languages as we could gather.

Data only; everything is compared after `fold`, so case, accents and the kind of space do not matter. The structure of
a message (addresses, dates, the sender's own name, our own subject) is always tried beside the words, so that a
language that is not here is still read.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {
    start + value: str(value)
    for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
                  0x1040, 0x17E0, 0x1810, 0xFF10)
    for value in range(10)
}  # fmt: skip
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Text for comparison: compatibility forms, case and accents gone, digits plain, spaces single."""
    text = unicodedata.normalize("NFKD", text.translate(_DIGITS))
    bare = "".join(char for char in text if not unicodedata.combining(char))
    bare = (
        bare.replace("’", "'")
        .replace("ـ", "")
        .replace("ı", "i")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("Đ", "d")
    )
    return _SPACES.sub(" ", bare.casefold()).strip()


def folded(words: str) -> frozenset[str]:
    """A set of folded phrases, written with bars between them."""
    return frozenset(fold(word) for word in words.replace("\n", "|").split("|") if word.strip())


def digits(text: str) -> str:
    """Digits of every script as 0 to 9."""
    return text.translate(_DIGITS)


def pattern(text: str) -> re.Pattern[str]:
    """A regular expression written in readable words, to be used on folded text."""
    text = unicodedata.normalize("NFKD", text)
    return re.compile("".join(char for char in text if not unicodedata.combining(char)))
