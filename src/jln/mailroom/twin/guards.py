"""What makes an answer no answer yet.

A condition, a doubt, a question, a negation, in the sentence it stands in.
"""

from __future__ import annotations

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.lexicon import Group
from jln.mailroom.twin.sheet import words_of

#: Words of courtesy that would read as a condition ("s'il vous plaît").
_COURTESY = "tail"
_QUESTION_MARKS = "?؟？"


def reserved(sentence: list[Token]) -> str:
    """Why what this sentence says is not certain: `condition`, `doubt`, `question`, or nothing."""
    words = _without_courtesy(words_of(sentence))
    if _has(words, "condition") or _is_portuguese_if(sentence):
        return "condition"
    if _has(words, "doubt"):
        return "doubt"
    return "question" if asks(sentence) else ""


def only_received(rest: list[Token]) -> bool:
    """Whether what follows an option speaks of the message: "yes, received"; "no, wait"."""
    return bool(lexicon.find(words_of(rest), 0, lexicon.patterns("receipt")))


def asks(sentence: list[Token]) -> bool:
    """Whether the sentence ends with a question mark."""
    marks = [token for token in sentence[-4:] if token.kind == "mark"]
    return any(token.text in _QUESTION_MARKS for token in marks)


def negated(words: list[Token]) -> bool:
    """Whether one of these words denies."""
    return _has(words, "negation")


def at(words: list[Token], place: int) -> tuple[int, str]:
    """The guard that begins here: how many words, and which kind."""
    best = (0, "")
    for group in ("negation", "condition", "doubt"):
        size = _find(words, place, lexicon.patterns(group))
        if size > best[0]:
            best = (size, group)
    return best


def _has(words: list[Token], group: str) -> bool:
    patterns = lexicon.patterns(group)
    return any(_find(words, place, patterns) for place in range(len(words)))


def _find(words: list[Token], place: int, patterns: Group) -> int:
    # Written with its accent, the Spanish "sí" is never an "if".
    if place < len(words) and words[place].text == "si" and words[place].accented:
        return 0
    return lexicon.find(words, place, patterns)


def _without_courtesy(words: list[Token]) -> list[Token]:
    kept: list[Token] = []
    place = 0
    while place < len(words):
        size = lexicon.find(words, place, lexicon.patterns(_COURTESY))
        if size > 1:
            place += size
        else:
            kept.append(words[place])
            place += 1
    return kept


def _is_portuguese_if(sentence: list[Token]) -> bool:
    """A "se" that opens a clause is an "if"; elsewhere it is a pronoun, and no sign of anything."""
    for place, token in enumerate(sentence):
        opens = place == 0 or (sentence[place - 1].kind == "mark" and not token.glued)
        if token.text == "se" and opens:
            return True
    return False


def is_strong(words: list[Token]) -> bool:
    """Whether these words open a condition that cannot stand alone: "only if", "subject to"."""
    place = lexicon.find(words, 0, lexicon.patterns("but"))
    if place >= len(words):
        return False
    weak = {fold.pattern(word) for word in ("if", "si", "إذا", "لو")}
    found = lexicon.find(words, place, lexicon.patterns("condition"))
    return bool(found) and tuple(token.text for token in words[place : place + found]) not in weak
