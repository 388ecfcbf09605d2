"""The words that were found, marked in the text as it was written."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from jln.search.stems import WORD, alternatives, fold, words_of

LENGTH = 180
_TOKEN = re.compile(rf"{WORD.pattern}|[^\w]+?(?=\w|$)|.", re.DOTALL)


def marked(text: str, query: str) -> Markup:
    """The whole text, its found words in <mark>."""
    ways = _ways(query)
    return Markup("").join(_piece(token, ways) for token in _TOKEN.findall(text))


def snippet(text: str, query: str) -> Markup:
    """About `LENGTH` characters around the first found word."""
    ways, at = _ways(query), 0
    for match in _TOKEN.finditer(text[:20_000]):
        if _is_found(match[0], ways):
            at = match.start()
            break
    start = max(at - LENGTH // 3, 0)
    if start:
        start = text.find(" ", start) + 1 or start
    cut = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        cut = cut.rsplit(" ", 1)[0] + " …"
    before = Markup("… ") if start else Markup("")
    return before + marked(" ".join(cut.split()), query)


def _ways(query: str) -> set[str]:
    return {way for word in words_of(query) for way in alternatives(word)}


def _is_found(token: str, ways: set[str]) -> bool:
    folded = fold(token)
    return folded in ways or any(way in ways for way in alternatives(folded))


def _piece(token: str, ways: set[str]) -> Markup:
    if token[0].isalnum() and _is_found(token, ways):
        return Markup("<mark>{}</mark>").format(token)
    return escape(token)
