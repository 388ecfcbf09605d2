"""One of several: the option alone, first and then text, or by a phrase inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from jln.mailroom.twin import guards, held, lexicon, single
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.result import Found, Result, Unclear
from jln.mailroom.twin.sheet import WRAPPING, Sheet, words_of
from jln.mailroom.twin.vocabulary import Hit, Value, Vocabulary

#: How far behind a "but" an answer may be taken back.
_NEAR = 4
#: A sentence so short says nothing by itself.
_AFTERTHOUGHT = 3


@dataclass(frozen=True, slots=True)
class Lead:
    """An option that begins a text.

    The hit, and the places of its last word and of what follows.
    """

    hit: Hit
    first: Token
    last: Token
    following: Token | None


def read(
    sheet: Sheet, tokens: list[Token], vocabulary: Vocabulary, *, with_text: bool = False
) -> Result:
    """What this stretch answers: alone, first, or not certain.

    Phrases are looked for separately.
    """
    if not words_of(tokens):
        return None
    return (
        alone(sheet, tokens, vocabulary)
        or _repeated(tokens, vocabulary)
        or first(sheet, tokens, vocabulary, with_text=with_text)
        or held.hedged(tokens, vocabulary)
    )


def alone(sheet: Sheet, tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """The stretch is nothing but an option and words that fill."""
    denied = held.denied(tokens, vocabulary)
    if denied:
        return denied
    hit = single.bare(tokens, vocabulary)
    if hit is None:
        return None
    if hit.how in ("clash", "beyond"):
        return Unclear("contradiction" if hit.how == "clash" else "out_of_range")
    end = tokens[-1].end
    reason = "question" if guards.asks(tokens) else _continued(sheet, tokens)
    return Unclear(reason) if reason else Found(hit.value, tokens[0].start, end)


def _repeated(tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """The same option several times and no other word: "yes yes"."""
    words = words_of(tokens)
    values: set[Value] = set()
    place = 0
    while place < len(words):
        hit = vocabulary.longest(words, place)
        if hit is None or hit.how != "word":
            return None
        values.add(hit.value)
        place += hit.size
    if len(values) != 1 or guards.asks(tokens):
        return None
    return Found(values.pop(), tokens[0].start, tokens[-1].end)


def first(
    sheet: Sheet, tokens: list[Token], vocabulary: Vocabulary, *, with_text: bool = False
) -> Result:
    """An option, something that separates, then text: the text is left over."""
    lead = lead_of(tokens, vocabulary)
    if lead is None:
        return None
    # "S. Macamo" begins with an initial, not with a yes.
    if lead.hit.how == "word" and lead.hit.size == 1 and len(lead.first.text) == 1:
        return None
    ends = _separation(lead, tokens, vocabulary, with_text=with_text)
    if isinstance(ends, Unclear) or ends is None:
        return Unclear("contradiction") if lead.hit.how == "clash" else ends
    if lead.hit.how in ("clash", "beyond"):
        return Unclear("contradiction" if lead.hit.how == "clash" else "out_of_range")
    reason = _rest_spoils(sheet, lead, ends, vocabulary)
    return Unclear(reason) if reason else Found(lead.hit.value, tokens[0].start, ends)


def lead_of(tokens: list[Token], vocabulary: Vocabulary) -> Lead | None:
    """The option that begins these words, after words that fill."""
    words = words_of(tokens)
    if not words or single.is_signed(tokens):
        return None
    polite = lexicon.patterns("polite")
    for start in single.fillable(words[:6], vocabulary):
        if start >= len(words) or any(lexicon.find(words, place, polite) for place in range(start)):
            break
        hit = vocabulary.longest(words, start)
        if hit:
            return _lead(tokens, words, start, hit)
    return None


def _lead(tokens: list[Token], words: list[Token], start: int, hit: Hit) -> Lead:
    last = words[start + hit.size - 1]
    following = next(
        (
            token
            for token in tokens
            if token.start >= last.end and token.text not in WRAPPING - {")", "("}
        ),
        None,
    )
    return Lead(hit, words[start], last, following)


def _separation(
    lead: Lead, tokens: list[Token], vocabulary: Vocabulary, *, with_text: bool
) -> int | Unclear | None:
    """Where the answer ends, if what follows may follow one."""
    after = lead.following
    if after is None:
        return tokens[-1].end
    if after.kind == "mark":
        return _after_mark(after, tokens)
    rest = [token for token in tokens if token.start >= after.start]
    if lexicon.find(words_of(rest), 0, lexicon.patterns("because")):
        return after.start
    guard = guards.at(words_of(rest), 0)[1]
    if with_text and lexicon.find(words_of(rest), 0, lexicon.patterns("or")):
        guard = "contradiction"
    if with_text and _is_one_more(words_of(rest), lead.hit.value, vocabulary):
        guard = "contradiction"
    if guard in ("condition", "doubt", "contradiction"):
        return Unclear(guard)
    if lead.hit.how == "word":
        again = vocabulary.longest(words_of(rest), 0)
        same = again is not None and again.how == "word" and again.value == lead.hit.value
        return after.start if with_text or same else None
    is_prose = lead.hit.how in ("code", "both") and lead.first.kind == "number"
    return Unclear("number_in_text") if is_prose else None


def _is_one_more(words: list[Token], value: Value, vocabulary: Vocabulary) -> bool:
    """Whether an "and" and another option follow: "for and against"."""
    size = lexicon.find(words, 0, lexicon.patterns("and"))
    other = vocabulary.longest(words, size) if 0 < size < len(words) else None
    return other is not None and other.how == "word" and other.value != value


def _after_mark(mark: Token, tokens: list[Token]) -> int | Unclear | None:
    if mark.text in "?؟":
        return Unclear("question")
    if mark.text not in held.SEPARATORS and mark.text != "(":
        return None
    following = next((token for token in tokens if token.start >= mark.end), None)
    # 1.5 and 10:30 are numbers, not an answer with text behind it.
    if following and following.kind == "number" and following.glued and mark.glued:
        return None
    return mark.end


def _rest_spoils(sheet: Sheet, lead: Lead, end: int, vocabulary: Vocabulary) -> str:
    """Why the text behind the answer takes it back, in the same sentence."""
    coded = (lead.hit.how in ("code", "both") and lead.first.kind == "number") or len(
        lead.first.text
    ) == 1
    ended = _is_ended(sheet, lead) and not coded
    rest = _line_rest(sheet, end) if ended else sheet.sentence_from(end)
    if not rest:
        return ""
    if contradicts(rest, lead.hit.value, vocabulary):
        return "contradiction"
    if guards.only_received(rest):
        return "doubt"
    if ended:
        return _afterthought(rest)
    return guards.reserved(rest)


def _is_ended(sheet: Sheet, lead: Lead) -> bool:
    """Whether a full stop ends the answer; three of them do not."""
    mark = lead.following
    if mark is None or mark.text not in ".!。！":
        return False
    return not sheet.text[mark.start :].startswith("..")


def _afterthought(rest: list[Token]) -> str:
    """A next sentence that takes the answer back: "For. Only if ...", "For. Perhaps."."""
    words = words_of(rest)
    if guards.is_strong(words):
        return "condition"
    return guards.reserved(rest) if len(words) <= _AFTERTHOUGHT else ""


def _line_rest(sheet: Sheet, start: int) -> list[Token]:
    """The next sentence after one that is nothing but the answer."""
    return next(iter(sheet.sentences(start)), [])


def contradicts(rest: list[Token], value: Value, vocabulary: Vocabulary) -> bool:
    """Whether the text behind an answer is, or has a phrase of, another one."""
    for piece in (rest, *held.pieces(rest)):
        other = single.bare(piece, vocabulary)
        if other and other.how != "beyond" and (other.how == "clash" or other.value != value):
            return True
    words = words_of(rest)
    if len(words) == 1 and guards.negated(words) and not single.bare(rest, vocabulary):
        return True
    if takes_back(words, value, vocabulary) or _denies(words, value, vocabulary):
        return True
    return any(other != value for _, _, other in phrases(rest, vocabulary))


def takes_back(words: list[Token], value: Value, vocabulary: Vocabulary) -> bool:
    """Whether a "but I cannot" follows: a "but", and close behind it a no or another option."""
    for place in range(len(words)):
        size = lexicon.find(words, place, lexicon.patterns("but"))
        near = words[place + size : place + size + _NEAR] if size else []
        for step in range(len(near)):
            if guards.at(near, step)[1] == "negation":
                return True
            hit = vocabulary.longest(near, step)
            if hit and hit.how == "word" and hit.value != value:
                return True
    return False


def _denies(words: list[Token], value: Value, vocabulary: Vocabulary) -> bool:
    """Whether the answer itself is denied close behind it: "no, not at all against"."""
    for place in range(len(words)):
        size, kind = guards.at(words, place)
        near = words[place + size : place + size + _NEAR] if kind == "negation" else []
        for step in range(len(near)):
            hit = vocabulary.longest(near, step)
            is_same = hit is not None and hit.how == "word" and hit.value == value
            if is_same and not guards.negated(near[step : step + 1]):
                return True
    return False


def _continued(sheet: Sheet, tokens: list[Token]) -> str:
    """A line that is only the answer may go on in the next: "For,", and then "if ..."."""
    last = tokens[-1]
    if last.kind == "mark" and last.text in ".!。！؟?":
        following = _line_rest(sheet, last.end)
        return _afterthought(following)
    whole = next((each for each in sheet.sentences(tokens[0].start) if last in each), [])
    return guards.reserved([token for token in whole if token.start >= last.end])


def phrases(tokens: list[Token], vocabulary: Vocabulary) -> list[tuple[int, int, Value]]:
    """The phrases in these words, as places of words; one inside a longer one does not count."""
    words = words_of(tokens)
    found = [
        (place, place + len(pattern), value)
        for place in range(len(words))
        for pattern, value in vocabulary.phrases_at(words, place)
    ]
    return [each for each in found if not any(_is_inside(each, other) for other in found)]


def _is_inside(inner: tuple[int, int, Value], outer: tuple[int, int, Value]) -> bool:
    contained = outer[0] <= inner[0] and inner[1] <= outer[1]
    return contained and outer[1] - outer[0] > inner[1] - inner[0]


def in_sentence(tokens: list[Token], vocabulary: Vocabulary) -> Result:
    """A sentence with a phrase of exactly one option, and nothing in it that takes it back."""
    found = phrases(tokens, vocabulary)
    if not found:
        return None
    if len({value for _, _, value in found}) > 1:
        return Unclear("contradiction")
    words = words_of(tokens)
    first_place, _, value = min(found, key=lambda each: each[0])
    if guards.negated(words[:first_place]):
        return Unclear("negation")
    if takes_back(words[first_place:], value, vocabulary):
        return Unclear("contradiction")
    covered = {words[place].start for start, end, _ in found for place in range(start, end)}
    end = max(end for _, end, _ in found)
    if any(lexicon.find(words, at, lexicon.patterns("aside")) for at in (end, end + 1)):
        return Unclear("doubt")
    reason = guards.reserved([token for token in tokens if token.start not in covered])
    return Unclear(reason) if reason else Found(value, tokens[0].start, tokens[-1].end, "sentence")
