"""An option alone: nothing beside it but words that fill."""

from __future__ import annotations

from collections.abc import Iterator

from jln.mailroom.twin import lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.sheet import words_of
from jln.mailroom.twin.vocabulary import Hit, Vocabulary

#: Longer lines are prose, whatever words they hold.
MOST_WORDS = 14


def bare(tokens: list[Token], vocabulary: Vocabulary) -> Hit | None:
    """The option that these words are, once what only fills is taken off both ends."""
    words = words_of(tokens)
    if not words or len(words) > MOST_WORDS or is_signed(tokens):
        return None
    hits = list(_windows(tokens, words, vocabulary))
    if not hits:
        return None
    order = {"word": 0, "both": 1, "clash": 2, "code": 3, "ordinal": 4, "beyond": 5}
    best = min(hits, key=lambda hit: (-hit.size, order[hit.how]))
    values = {hit.value for hit in hits if hit.size == best.size and hit.how == best.how}
    return best if len(values) == 1 else Hit(best.size, best.value, "clash")


def _windows(tokens: list[Token], words: list[Token], vocabulary: Vocabulary) -> Iterator[Hit]:
    heads = fillable(words, vocabulary)
    for start in heads:
        if start >= len(words) or not _may_lead(tokens, words, start):
            continue
        for hit in vocabulary.at(words, start):
            if _is_filled(words[start + hit.size :], vocabulary, _tail_of(hit)):
                yield hit


def fillable(words: list[Token], vocabulary: Vocabulary) -> list[int]:
    """How many words from the start are nothing but filling: every possible cut."""
    reached = {0}
    for place in range(len(words)):
        if place in reached and not _is_letter_before_number(words, place):
            reached |= {place + size for size in filling(words, place, vocabulary)}
    return sorted(reached)


def filling(words: list[Token], place: int, vocabulary: Vocabulary) -> list[int]:
    """The lengths of the fillers that stand here; where options are lettered, no letter fills."""
    found = lexicon.patterns("filler").at(words, place)
    return [
        len(each)
        for each in found
        if not (vocabulary.is_lettered and len(each) == 1 and len(each[0]) == 1)
    ]


def _is_letter_before_number(words: list[Token], place: int) -> bool:
    """`A 5` is an item of another form, not an article and a number."""
    following = words[place + 1] if place + 1 < len(words) else None
    return len(words[place].text) == 1 and following is not None and following.kind == "number"


def _is_filled(words: list[Token], vocabulary: Vocabulary, group: str) -> bool:
    """Whether what stands behind an option only fills."""
    reached = {0}
    for place in range(len(words)):
        if place not in reached:
            continue
        reached |= {place + len(each) for each in lexicon.patterns("tail").at(words, place)}
        if group != "tail":
            reached |= {place + size for size in filling(words, place, vocabulary)}
    return len(words) in reached


def _tail_of(hit: Hit) -> str:
    """Behind a word only courtesy fills: "for the vote" is no vote."""
    return "tail" if hit.how == "word" else "any"


def _may_lead(tokens: list[Token], words: list[Token], start: int) -> bool:
    """Whether what stands before an option only fills.

    Thanks do if a mark ends them: "thanks for the option" is no vote for anything.
    """
    polite = lexicon.patterns("polite")
    if not any(lexicon.find(words, place, polite) for place in range(start)):
        return True
    before, here = words[start - 1], words[start]
    return any(token.kind == "mark" for token in tokens if before.end <= token.start < here.start)


def is_signed(tokens: list[Token]) -> bool:
    """`+1` and `-1` are habits of forums, not options."""
    first = tokens[0]
    return len(tokens) > 1 and first.text in "+-" and tokens[1].glued and tokens[1].kind == "number"
