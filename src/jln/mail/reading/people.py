"""The sender's name, recognised where she signs: with a title, turned round, or only the first."""

from __future__ import annotations

import re

from jln.mail.reading.phrases import fold

MAX_LINE = 120
#: A name with an office on the same line.
MAX_WORDS = 9
MAX_TOKENS = 8
#: Given name and family name.
TWO = 2
_EDGE = " \t*_.,،,!;؛，、。।…-–—~()[]<>|\"'’"
_BETWEEN = re.compile(r"[\s,،、/|-]+")
_TITLE_WORDS = """
dr mr mrs ms miss prof professor sir madam m mme mlle me sr sra srta dra eng ing ir hon rev docteur
pr د ا أ م ph md mph drg hj h h.e he s.e se bapak ibu ndugu bi bwana shri smt ato w/ro dott phd msc
bsc mba
"""
_TITLES = frozenset(fold(title) for title in _TITLE_WORDS.split())


def sender_tokens(names: tuple[str, ...]) -> list[list[str]]:
    """The words of each of the sender's names that can recognise her, titles left out."""
    tokens = (_words(fold(name).split(" via ")[0]) for name in names)
    return [words[:MAX_TOKENS] for words in tokens if words]


def names_sender(text: str, tokens: list[list[str]]) -> bool:
    """Whether a short line is the sender's name, with or without a title or further names."""
    words = _words(fold(text[:MAX_LINE]).strip(_EDGE))
    if not words or len(words) > MAX_WORDS:
        return False
    return any(_same(words, known) for known in tokens)


def _words(line: str) -> list[str]:
    words = (word.strip(_EDGE) for word in _BETWEEN.split(line))
    return [word for word in words if word and word not in _TITLES]


def _same(words: list[str], known: list[str]) -> bool:
    joined = "".join(words)
    if joined in ("".join(known), "".join(reversed(known))):
        return True
    hits = sum(word in known for word in words)
    if hits >= TWO:
        return words[0] in known or words[1] in known
    return len(words) == 1 and hits == 1 and (len(joined) > 1 or not joined.isascii())
