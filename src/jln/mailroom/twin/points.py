"""Points over a list: items with their points, or as many bare numbers as items."""

from __future__ import annotations

from jln.mailroom.twin import guards, held, lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import Field
from jln.mailroom.twin.result import Found, Result, Unclear
from jln.mailroom.twin.sheet import Line, Sheet, words_of
from jln.mailroom.twin.vocabulary import Value, Vocabulary

Pairs = list[tuple[Value, int]]
#: Points take few lines, and short ones.
_MOST_LINES = 20
_MOST_TOKENS = 150
_BETWEEN = frozenset(",;:=-–—+&/()،؛.،")


def read(question: Field, tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """The points of a stretch that is nothing else.

    Unclear if they are not whole, doubled or do not add up.
    """
    words = words_of(tokens)
    if not words or not any(token.kind == "number" for token in words):
        return None
    if any(
        token.kind == "mark" and token.text not in _BETWEEN | set("?؟!•*'\"") for token in tokens
    ):
        return None
    if _has_fraction(tokens) and any(
        vocabulary.longest(words, place) for place in range(len(words))
    ):
        return Unclear("not_whole")
    pairs = _bare(tokens, question) or _by_item(words, vocabulary) or _by_number(words, vocabulary)
    if pairs is None:
        only_numbers = len(words) > 1 and all(token.kind == "number" for token in words)
        return Unclear("numbers_without_letters") if only_numbers else None
    if guards.asks(tokens):
        return Unclear("question")
    return summed(question, pairs, tokens[0].start, tokens[-1].end)


def summed(question: Field, pairs: Pairs, start: int = 0, end: int = 0) -> Result:
    """The points as they are kept: each item once, zeros left out, the total met exactly."""
    if len({item for item, _ in pairs}) < len(pairs):
        return Unclear("twice")
    if question.total is not None and sum(points for _, points in pairs) != question.total:
        return Unclear("sum")
    keys = [option.key for option in question.options]
    given = {str(item): points for item, points in pairs if points}
    return Found({key: given[key] for key in keys if key in given}, start, end)


def number_under(tokens: list[Token]) -> int | None:
    """The number typed under one item, with or without the word for points."""
    words = words_of(tokens)
    if not words or words[0].kind != "number" or _has_fraction(tokens):
        return None
    rest = 1 + lexicon.find(words, 1, lexicon.patterns("points"))
    return _whole(words[0]) if rest == len(words) else None


def _has_fraction(tokens: list[Token]) -> bool:
    """`2.5`: a number, a mark and a number without a space between."""
    for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        marked = two.kind == "mark" and two.text in ".,٫/½" and two.glued and three.glued
        if marked and one.kind == three.kind == "number":
            return True
    return False


def _whole(token: Token) -> int:
    return int(token.text[:9])


def _bare(tokens: list[Token], question: Field) -> Pairs | None:
    """As many numbers as items, in order."""
    words = words_of(tokens)
    if len(words) != len(question.options) or any(token.kind != "number" for token in words):
        return None
    return [
        (option.key, _whole(token)) for option, token in zip(question.options, words, strict=True)
    ]


def _by_item(words: list[Token], vocabulary: Vocabulary) -> Pairs | None:
    """`A 5, C 3`: the item first."""
    pairs: Pairs = []
    place = _opening(words, vocabulary)
    while place < len(words):
        hit = vocabulary.longest(words, place)
        after = place + hit.size if hit else place
        if hit and after < len(words) and words[after].kind == "number":
            pairs.append((hit.value, _whole(words[after])))
            place = _skip(words, after + 1, "points")
            continue
        step = lexicon.find(words, place, lexicon.patterns("and"))
        if not step or place == 0:
            return None
        place += step
    return pairs or None


def _by_number(words: list[Token], vocabulary: Vocabulary) -> Pairs | None:
    """`7 points to C`: the number first."""
    pairs: Pairs = []
    place = _opening(words, vocabulary)
    while place < len(words):
        if words[place].kind != "number":
            step = lexicon.find(words, place, lexicon.patterns("and"))
            if not step:
                return None
            place += step
            continue
        after = _skip(words, place + 1, "points")
        hit = _item_after(words, after, vocabulary)
        if hit is None:
            return None
        item, following = hit
        pairs.append((item, _whole(words[place])))
        place = following
    return pairs or None


def _item_after(words: list[Token], place: int, vocabulary: Vocabulary) -> tuple[Value, int] | None:
    """The item, after "to" if it is there; an "a" before another item is the Spanish "to"."""
    step = lexicon.find(words, place, lexicon.patterns("to"))
    for start in (place + step, place):
        hit = vocabulary.longest(words, start) if start < len(words) else None
        if hit:
            return hit.value, start + hit.size
    return None


def _opening(words: list[Token], vocabulary: Vocabulary) -> int:
    """Where the points begin, after "we give" or "our points".

    A letter of the list is never filling.
    """
    groups = ("filler", "giving", "points")
    place = 0
    while place < len(words) and vocabulary.longest(words, place) is None:
        step = max(lexicon.find(words, place, lexicon.patterns(group)) for group in groups)
        if not step:
            break
        place += step
    return place


def _skip(words: list[Token], place: int, group: str) -> int:
    return place + lexicon.find(words, place, lexicon.patterns(group))


def leading(question: Field, sheet: Sheet, lines: list[Line], vocabulary: Vocabulary) -> Result:
    """The first lines as far as they can be read as points.

    `A 5 / C 3` over two lines are one answer.
    """
    best: Result = None
    lines = [line for line in lines[:_MOST_LINES] if len(line.tokens) <= _MOST_TOKENS]
    for count in range(1, len(lines) + 1):
        tokens = sheet.between(lines[0].start, lines[count - 1].end)
        result = read(question, tokens, vocabulary)
        only_numbers = all(token.kind == "number" for token in tokens)
        if result is None and count > 1 and not only_numbers:
            break
        best = result if result is not None else best
    if best is not None or not lines:
        return best
    return _before_text(question, sheet, lines[0], vocabulary)


def _before_text(question: Field, sheet: Sheet, line: Line, vocabulary: Vocabulary) -> Result:
    for place, token in reversed(list(enumerate(line.tokens))):
        if place == 0 or not _stops(line.tokens, place):
            continue
        result = read(question, line.tokens[:place], vocabulary)
        if result is not None:
            rest = [] if token.text in ".!" else sheet.sentence_from(token.start)
            reason = guards.reserved(rest)
            return Unclear(reason) if reason else result
    return _begun(question, sheet, line, vocabulary)


def _stops(tokens: list[Token], place: int) -> bool:
    """Whether the points may end before this token: at a mark, or before their reason."""
    if tokens[place].kind == "mark":
        return tokens[place].text in ".;:!-–—,،("
    return lexicon.find(words_of(tokens[place:]), 0, lexicon.patterns("because")) > 0


def _begun(question: Field, sheet: Sheet, line: Line, vocabulary: Vocabulary) -> Result:
    """Points held back, or with something else among them, are asked back."""
    words = line.words
    size, reason = guards.at(words, 0)
    rest = [token for token in line.tokens if size and token.start >= words[size - 1].end]
    if reason and read(question, rest, vocabulary) is not None:
        return Unclear(reason)
    hedged = held.hedged(line.tokens, vocabulary)
    if isinstance(hedged, Unclear):
        return hedged
    hit = vocabulary.longest(words, 0)
    after = hit.size if hit else 0
    if hit is None or after >= len(words) or words[after].kind != "number":
        return None
    spoiled = guards.reserved(sheet.sentences(line.start, line.end)[0])
    return Unclear(spoiled or "not_understood")
