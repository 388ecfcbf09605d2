"""The words that mail programs and people write around a reply, in as many languages as we know.

Data only; everything is compared after `fold`, so case, accents and the kind of space do not
matter. The structure of a message (addresses, dates, the sender's own name, our own subject) is
always tried beside the words, so that a language that is not here is still read.
"""

from __future__ import annotations

import re
import unicodedata

#: Where the zero of each script stands.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50)
_MORE_ZEROS = (0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10)
_DIGITS = {zero + value: str(value) for zero in _ZEROS + _MORE_ZEROS for value in range(10)}
_ALIKE = str.maketrans({"’": "'", "ـ": "", "ı": "i", "ł": "l", "đ": "d", "Đ": "d"})
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Text for comparison: case, accents, forms and kinds of digits and space gone."""
    if text.isascii():  # nearly every line of nearly every message
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKD", text.translate(_DIGITS))
    bare = "".join(char for char in text if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare.translate(_ALIKE).casefold()).strip()


def folded(words: str) -> frozenset[str]:
    """A set of folded phrases, written with bars between them."""
    return frozenset(fold(word) for word in words.replace("\n", "|").split("|") if word.strip())


def digits(text: str) -> str:
    """Digits of every script as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def pattern(text: str) -> re.Pattern[str]:
    """A regular expression written in readable words, to be used on folded text."""
    text = unicodedata.normalize("NFKD", text)
    return re.compile("".join(char for char in text if not unicodedata.combining(char)))
