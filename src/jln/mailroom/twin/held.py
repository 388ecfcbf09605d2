"""An option that is named but not given: denied, doubted, or one of several left standing."""

from __future__ import annotations

from dataclasses import dataclass

from jln.mailroom.twin import guards, lexicon, single
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.result import Result, Unclear
from jln.mailroom.twin.sheet import words_of
from jln.mailroom.twin.vocabulary import Value, Vocabulary

#: Between an answer and the text after it.
SEPARATORS = frozenset(".,;:!)-–—،؛。，：；=>…")


def denied(tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """A word that is an option and a guard, before another: "no against" is not "no"."""
    words = words_of(tokens)
    for start in single.fillable(words[:6], vocabulary):
        hit = vocabulary.longest(words, start) if start < len(words) else None
        if hit is None or hit.how == "ordinal":
            continue
        size, reason = guards.at(words, start)
        following = start + size
        if not reason or following >= len(words) or words[following].after_mark:
            return None
        if hit.size > size and hit.how == "word":
            return None
        return _denies(words, following, reason, hit.value, vocabulary)
    return None


def _denies(
    words: list[Token], place: int, reason: str, value: Value, vocabulary: Vocabulary
) -> Result:
    """An "if" holds back whatever follows; a "no" only an option that is no denial itself."""
    if reason == "condition":
        return Unclear(reason)
    other = vocabulary.longest(words, place)
    if reason != "negation" or other is None:
        return None
    agrees = other.value == value and guards.at(words, place)[1] == "negation"
    return None if agrees else Unclear("negation")


def hedged(tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """An option held back: by itself, before the rest of the line, or behind an "if ..."."""
    whole = _held_back(tokens, vocabulary)
    if whole:
        return whole
    found = pieces(tokens)
    if len(found) > 1:
        before = _held_back(found[0], vocabulary)
        reason = guards.reserved(tokens)
        if isinstance(before, Unclear):
            return before
        if reason and single.bare(found[-1], vocabulary):
            return Unclear(reason)
    return None


def pieces(tokens: list[Token]) -> list[list[Token]]:
    """What stands between marks."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "mark" and token.text in SEPARATORS:
            found.append([])
        else:
            found[-1].append(token)
    return [piece for piece in found if words_of(piece)]


def _held_back(tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """Options among nothing but guards and filling: "not 2", "perhaps for", "1 or 2", "yes yes"."""
    words = words_of(tokens)
    seen = _explained(words, vocabulary) if len(words) <= single.MOST_WORDS else None
    if not seen or not seen.values:
        return None
    if seen.reasons:
        return Unclear(seen.reasons[0])
    if len(seen.values) > 1 or guards.asks(tokens):
        return Unclear("contradiction" if len(seen.values) > 1 else "question")
    return None


@dataclass
class _Seen:
    values: set[Value]
    reasons: list[str]


def _explained(words: list[Token], vocabulary: Vocabulary) -> _Seen | None:
    """The options and guards that these words are made of; None if any other word is among them."""
    seen = _Seen(set(), [])
    groups = [lexicon.patterns(each) for each in ("but", "or", "and", "tail", "because")]
    place = 0
    while place < len(words):
        hit = vocabulary.longest(words, place)
        size, reason = guards.at(words, place)
        if reason and (hit is None or size >= hit.size):
            seen.reasons.append(reason)
            place += size
        elif hit:
            seen.values.add(hit.value)
            place += hit.size
        else:
            sizes = [lexicon.find(words, place, group) for group in groups]
            step = max([*sizes, *single.filling(words, place, vocabulary)])
            if not step:
                return None
            place += step
    return seen
