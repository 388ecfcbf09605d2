"""Several of a list: languages, people best first, an institution by one of its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from jln.mailroom.twin import guards, held, lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import Field
from jln.mailroom.twin.result import Found, Result, Unclear
from jln.mailroom.twin.sheet import Line, Sheet, words_of
from jln.mailroom.twin.vocabulary import Value, Vocabulary

#: These always separate items; spaces and "and" only where the items are whole.
_HARD = frozenset(",;+&>/،؛，、|•*")
#: A list may end here, and text begin.
_STOPS = frozenset(".;:!-–—(")


#: A list has few lines, and short ones.
_MOST_LINES = 20
_MOST_TOKENS = 150


@dataclass
class Items:
    """What was read so far: the options in order, and what stood in the way."""

    values: list[Value] = field(default_factory=list)
    problem: str = ""
    unknown: bool = False


def pick(tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """One of the list, by its letter, its name, or any of its words if only one fits."""
    items = _parse(tokens, vocabulary)
    if items.problem:
        return Unclear(items.problem)
    values = list(dict.fromkeys(items.values))
    if items.unknown or not values:
        return None
    reason = guards.reserved(_unnamed(tokens, vocabulary))
    if len(values) > 1 or reason:
        return Unclear(reason or "contradiction")
    return Found(values[0], tokens[0].start, tokens[-1].end)


def choices(question: Field, tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """Some of the list, all of it, none of it, or all but some; kept in the order of the form."""
    keys: list[Value] = [option.key for option in question.options]
    words = words_of(tokens)
    every = lexicon.find(words, 0, lexicon.patterns("all"))
    if every:
        return _all_but(question, tokens, vocabulary, every)
    if lexicon.find(words, 0, lexicon.patterns("none")) == len(words) > 0:
        return _sized(question, [], tokens)
    items = _parse(tokens, vocabulary)
    if items.problem:
        return Unclear(items.problem)
    if items.unknown or not items.values:
        return None
    return _sized(question, [key for key in keys if key in items.values], tokens)


def _all_but(question: Field, tokens: list[Token], vocabulary: Vocabulary, every: int) -> Result:
    keys: list[Value] = [option.key for option in question.options]
    words = words_of(tokens)
    if every == len(words):
        return _sized(question, keys, tokens)
    but = lexicon.find(words, every, lexicon.patterns("except"))
    rest = [token for token in tokens if but and token.start >= words[every + but - 1].end]
    items = _parse(rest, vocabulary)
    if not but or items.problem or items.unknown or not items.values:
        return Unclear(items.problem or "not_understood")
    return _sized(question, [key for key in keys if key not in items.values], tokens)


def _sized(question: Field, values: list[Value], tokens: list[Token]) -> Result:
    if guards.asks(tokens):
        return Unclear("question")
    if question.max is not None and len(values) > question.max:
        return Unclear("too_many")
    if len(values) < (question.min or 0):
        return Unclear("out_of_range")
    return Found(values, tokens[0].start, tokens[-1].end)


def rank(question: Field, tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """Items best first, or letters with their places."""
    words = words_of(tokens)
    if words and all(token.kind == "number" for token in words):
        return Unclear("numbers_without_letters") if len(words) > 1 else None
    placed = _places(words, vocabulary)
    if placed is not None:
        return placed if isinstance(placed, Unclear) else _ranked(question, placed, tokens)
    items = _parse(tokens, vocabulary)
    if items.problem:
        return Unclear(items.problem)
    if items.unknown or not items.values:
        return None
    return _ranked(question, items.values, tokens)


def _ranked(question: Field, values: list[Value], tokens: list[Token]) -> Result:
    if len(set(values)) < len(values):
        return Unclear("twice")
    return _sized(question, values, tokens)


def _places(words: list[Token], vocabulary: Vocabulary) -> list[Value] | Unclear | None:
    """`B 3, D 1`: each item with its place. None if this is no such list."""
    places: dict[Value, int] = {}
    order: list[int] = []
    place = 0
    while place < len(words):
        hit = vocabulary.longest(words, place)
        after = place + hit.size if hit else place
        if hit is None or after >= len(words) or words[after].kind != "number":
            return None
        if hit.value in places:
            return Unclear("twice")
        places[hit.value] = int(words[after].text[:6])
        order.append(places[hit.value])
        place = after + 1
    if len(set(order)) < len(order):
        return Unclear("twice")
    if order and not 1 <= min(order) <= max(order) <= len(vocabulary.codes):
        return Unclear("out_of_range")
    return sorted(places, key=lambda value: places[value]) or None


def _parse(tokens: list[Token], vocabulary: Vocabulary) -> Items:
    items = Items()
    for piece in _split(tokens):
        _read_piece(words_of(piece), vocabulary, items)
    return items


def _split(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "mark" and token.text in _HARD:
            found.append([])
        else:
            found[-1].append(token)
    return [piece for piece in found if words_of(piece)]


def _read_piece(words: list[Token], vocabulary: Vocabulary, items: Items) -> None:
    place = 0
    while place < len(words):
        hit = vocabulary.longest(words, place)
        if hit and hit.how != "ordinal":
            items.values.append(hit.value)
            place += max(hit.size, _more_of_name(words, place, vocabulary, hit.value))
            continue
        step = _joining(words, place)
        if step:
            place += step
            continue
        place += _name(words, place, vocabulary, items)


def _more_of_name(words: list[Token], place: int, vocabulary: Vocabulary, value: Value) -> int:
    """How many words from here are of this one name: "Li Na" is Li Na Tran, once."""
    size = 1
    while place + size < len(words):
        said = {token.text for token in words[place : place + size + 1]}
        if _fitting(said, vocabulary) != {value}:
            break
        size += 1
    return size


def _joining(words: list[Token], place: int) -> int:
    groups = ("and", "tail", "title", "filler", "naming")
    sizes = (lexicon.find(words, place, lexicon.patterns(group)) for group in groups)
    return max(sizes)


def _name(words: list[Token], place: int, vocabulary: Vocabulary, items: Items) -> int:
    """Part of a name: as many words as belong to one person, fewer if they are several people's."""
    for size in range(min(5, len(words) - place), 0, -1):
        fitting = _fitting({token.text for token in words[place : place + size]}, vocabulary)
        if len(fitting) == 1:
            items.values.append(fitting.pop())
            return size
        if fitting:
            items.problem = items.problem or "several_match"
            return size
    items.unknown = True
    return 1


def _fitting(words: set[str], vocabulary: Vocabulary) -> set[Value]:
    """The options whose name, in some language, has all of these words; small words say nothing."""
    if all(len(word) <= 2 and word.isascii() for word in words):  # noqa: PLR2004 -- "of", "de", "la"
        words = set() if words <= _SMALL else words
    if not words - _SMALL:
        return set()
    return {
        value for value, names in vocabulary.names.items() if any(words <= name for name in names)
    }


_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "la",
        "el",
        "los",
        "las",
        "des",
        "du",
        "del",
        "do",
        "da",
        "dos",
        "das",
        "d'",
        "l'",
        "y",
        "e",
        "et",
        "a",
        "o",
        "on",
        "to",
        "for",
        "in",
    ]
)


def _unnamed(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """What is left of a list when its items are gone."""
    words = words_of(tokens)
    covered: set[int] = set()
    for place in range(len(words)):
        hit = vocabulary.longest(words, place)
        if hit:
            covered |= {token.start for token in words[place : place + hit.size]}
    return [token for token in tokens if token.start not in covered]


def read(question: Field, tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """A whole stretch as one answer of a list type."""
    if not words_of(tokens):
        return None
    if question.type == "pick":
        return pick(tokens, vocabulary)
    if question.type == "choices":
        return choices(question, tokens, vocabulary)
    return rank(question, tokens, vocabulary)


def leading(question: Field, sheet: Sheet, lines: list[Line], vocabulary: Vocabulary) -> Result:
    """The first lines as far as they are one answer, or the answer before a text."""
    best: Result = None
    lines = [line for line in lines[:_MOST_LINES] if len(line.tokens) <= _MOST_TOKENS]
    for count in range(1, len(lines) + 1):
        tokens = sheet.between(lines[0].start, lines[count - 1].end)
        result = read(question, tokens, vocabulary)
        if result is None:
            break
        best = result
    if best is not None or not lines:
        return best
    return _before_text(question, sheet, lines[0], vocabulary)


def _before_text(question: Field, sheet: Sheet, line: Line, vocabulary: Vocabulary) -> Result:
    """A list, a mark, then text; the rest of its sentence must not take it back."""
    for place, token in enumerate(line.tokens):
        if place == 0 or not _stops(line.tokens, place):
            continue
        result = read(question, line.tokens[:place], vocabulary)
        if result is None:
            continue
        ended = token.text in ".!"
        rest = [] if ended else sheet.sentence_from(token.start)
        reason = guards.reserved(rest)
        return Unclear(reason) if reason else result
    return _begun(question, sheet, line, vocabulary)


def _stops(tokens: list[Token], place: int) -> bool:
    """Whether a list may end before this token: at a mark, or before its reason."""
    token = tokens[place]
    if token.kind == "mark":
        return token.text in _STOPS
    return lexicon.find(words_of(tokens[place:]), 0, lexicon.patterns("because")) > 0


def _begun(question: Field, sheet: Sheet, line: Line, vocabulary: Vocabulary) -> Result:
    """A list that begins and then says something else is asked back; so is one held back."""
    size, guard = guards.at(line.words, 0)
    rest = [token for token in line.tokens if size and token.start >= line.words[size - 1].end]
    if guard and words_of(rest) and read(question, rest, vocabulary) is not None:
        return Unclear(guard)
    hedged = held.hedged(line.tokens, vocabulary)
    if isinstance(hedged, Unclear):
        return hedged
    words = line.words
    hit = vocabulary.longest(words, 0)
    if hit is None or (hit.how == "code" and len(words) > 1 and not _comma_follows(line)):
        return None
    reason = guards.reserved(sheet.sentences(line.start, line.end)[0])
    return Unclear(reason or ("negation" if guards.negated(words) else "not_on_list"))


def _comma_follows(line: Line) -> bool:
    return len(line.tokens) > 1 and line.tokens[1].text in ",;،"
