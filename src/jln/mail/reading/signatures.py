"""What stands below the words: closing, name and office, footer of a telephone, disclaimer, list.

A closing is known by its word or by what follows it: the sender's own name, as the From header
gives it. So letters in a language that is not in our lists are trimmed too. Without a sender
nobody can be recognised, and closings stay.
"""

from __future__ import annotations

import re

from jln.mail.reading.context import Context
from jln.mail.reading.footers import LINK, is_footer, names_product
from jln.mail.reading.lines import Row
from jln.mail.reading.people import names_sender, sender_tokens
from jln.mail.reading.phrases import fold
from jln.mail.reading.phrases.closings import (
    CLOSINGS,
    CONFIDENTIAL,
    DISCLAIMER_HEADS,
    DISCLAIMERS,
    GREETINGS,
    THANKS,
)

#: How far above the end a signature may begin, and how long its rows are.
MAX_ROWS = 14
MAX_LENGTH = 120
MAX_FOOTER_ROWS = 30
MAX_LAYERS = 8
MAX_CLOSING = 70
MAX_CLOSING_WORDS = 6
MAX_GREETING = 60
MAX_GREETING_WORDS = 8
BARE_GREETING_WORDS = 4
#: A row that ends like a sentence and is longer is no office.
SENTENCE_LENGTH = 60
SENTENCE_WORDS = 6
MAX_DISCLAIMERS = 6
_DELIMITER = re.compile(r"\s{0,3}(?:--|—|–|---)\s{0,3}\Z")
_LIST_RULE = re.compile(r"\s{0,3}[_=~-]{8,}\s{0,3}\Z")
_URL_OR_ADDRESS = re.compile(r"https?://|www\.|[^\s@]{1,64}@[^\s@]{1,255}")
_NUMBER = re.compile(r"[+(]?\d[\d\s()./-]{6,}")
_EDGE = " \t*_.,،,!;؛，、。।…-–—~()[]<>|\"'’፣"
#: What is said after the name is said all the same.
_AFTERTHOUGHT = re.compile(r"(?:p\.? ?s|p\.? ?-? ?d|n\.? ?b)\b[ .:)-]|ملاحظة", re.IGNORECASE)
_PAUSE = re.compile(r"[,،.!，。]\s*")
_SENTENCE_END = (".", "?", "!", "。", "؟", "।", "？", "！")
_ASKS = ("?", "؟", "？")
_COMMAS = (",", "،", "，", "፣")
#: What stands behind these is an answer.
_INTRODUCES = (":", "：", "=")
_GREETING_ENDS = (*_COMMAS, ":", "：", "!", "、", "፡", ";")


def is_delimiter(row: Row) -> bool:
    """The two dashes above a signature."""
    return bool(_DELIMITER.match(row.text))


def is_rule(row: Row) -> bool:
    """A long line of dashes, as servers put above what they add."""
    return bool(_LIST_RULE.match(row.text))


def is_greeting(text: str) -> bool:
    """Whether a line only greets: short, begins with a greeting, and says nothing more."""
    line = fold(text[:200])
    words = line.split(" ")
    if not line or len(line) > MAX_GREETING or len(words) > MAX_GREETING_WORDS:
        return False
    match = GREETINGS.match(line)
    if match is None or line[match.end() : match.end() + 1].isalpha() or line.endswith(_ASKS):
        return False
    return text.rstrip().endswith(_GREETING_ENDS) or len(words) <= BARE_GREETING_WORDS


def first_signature_row(rows: list[Row], context: Context) -> int:
    """How many of these rows are the message; what follows is signature. All are one writer's."""
    end = _without_blank_end(rows, len(rows))
    tokens = sender_tokens(context.sender_names)
    for _ in range(MAX_LAYERS):
        shorter = _without_blank_end(rows, _shorter(rows, end, tokens, context))
        if shorter >= end:
            break
        end = shorter
    return end


def _shorter(rows: list[Row], end: int, tokens: list[list[str]], context: Context) -> int:
    """The end after one more layer has been taken off."""
    if end <= 0:
        return 0
    if rows[end - 1].mark == "signature":
        while end > 0 and (rows[end - 1].mark == "signature" or rows[end - 1].blank):
            end -= 1
        return end
    for layer in (_delimited, _listed, _device, _disclaimed):
        place = layer(rows, end)
        if place < end:
            return place
    return _closed(rows, end, tokens) if context.has_sender else end


def _without_blank_end(rows: list[Row], end: int) -> int:
    while end > 0 and (_empty(rows[end - 1]) or is_delimiter(rows[end - 1])):
        end -= 1
    return end


def _empty(row: Row) -> bool:
    """Nothing in it, or only the edges of a table."""
    return not row.text.strip(" \t|")


def _delimited(rows: list[Row], end: int) -> int:
    """Behind the first line of two dashes near the end."""
    for place in range(max(0, end - MAX_FOOTER_ROWS), end):
        above = place == 0 or rows[place - 1].blank
        if is_delimiter(rows[place]) and (above or rows[place].text.strip() == "--"):
            return place
    return end


def _listed(rows: list[Row], end: int) -> int:
    """The footer that a list server puts below a long rule."""
    for place in range(max(1, end - MAX_ROWS), end):
        if is_rule(rows[place]):
            said = [row.text for row in rows[place + 1 : end] if not (row.blank or is_rule(row))]
            if not said or any(_URL_OR_ADDRESS.search(text) for text in said):
                return place
    return end


def _paragraph(rows: list[Row], end: int) -> int:
    """Where the last paragraph begins."""
    while end > 0 and not rows[end - 1].blank:
        end -= 1
    return end


def _device(rows: list[Row], end: int) -> int:
    """Lines that a telephone or a mail program wrote at the end."""
    start = place = _paragraph(rows, end)
    if not all(is_footer(row.text, alone=True) for row in rows[start:end]):
        place = end
        while place > start and is_footer(rows[place - 1].text, alone=False):
            place -= 1
    if place == end and is_footer(" ".join(row.text for row in rows[start:end][:2]), alone=True):
        # A footer that was wrapped.
        place = start if end - start == len(rows[start:end][:2]) else end
    if place == end or any(not row.blank for row in rows[:place]):
        return place
    # An answer that is nothing but such a line is an answer, unless it names a product.
    return place if names_product(rows[place].text) else end


def _disclaimed(rows: list[Row], end: int) -> int:
    """The last paragraph that begins a disclaimer, with what stands below it."""
    place = end
    for _ in range(MAX_DISCLAIMERS):
        start = _paragraph(rows, place)
        words = " ".join(row.text for row in rows[start : min(place, start + 12)])
        text = fold(LINK.sub(" ", words)[:3000]).strip(_EDGE)
        is_one = text.startswith(DISCLAIMERS) and CONFIDENTIAL.search(text)
        if is_one or text in DISCLAIMER_HEADS:
            return start
        place = _without_blank_end(rows, start)
        if place <= 0:
            break
    return end


# Closing, name and office


def _closed(rows: list[Row], end: int, tokens: list[list[str]]) -> int:
    """Where the closing or the name begins, if what follows looks like a signature."""
    best = end
    seen = 0
    for place in range(end - 1, max(-1, end - 3 * MAX_ROWS), -1):
        row = rows[place]
        if row.blank:
            continue
        seen += 1
        if seen > MAX_ROWS or len(row.text) > MAX_LENGTH:
            break
        below = [other.text for other in rows[place + 1 : end] if not other.blank]
        if _closes(row.text, below, tokens, rows[:place]) or _signs(rows, place, below, tokens):
            best = place
        elif row.text.rstrip().endswith(_SENTENCE_END) and len(row.text) > SENTENCE_LENGTH:
            break
    return best


def _closes(text: str, below: list[str], tokens: list[list[str]], above: list[Row]) -> bool:
    """Whether this line is a closing: by its words, or by the sender's name under it."""
    line = fold(text).strip(_EDGE)
    if not line or len(line) > MAX_CLOSING:
        return False
    named = any(names_sender(name, tokens) for name in below[:2])
    if line in CLOSINGS:
        return (bool(below) or _says_something(above)) and all(map(_office, below))
    if line in THANKS:
        return named and _says_something(above)
    if _closes_twice(text, line, tokens):
        return _says_something(above)
    comma = text.rstrip().endswith(_COMMAS)
    named = any(names_sender(name, tokens) for name in below[:1])
    return named and comma and len(line.split(" ")) <= MAX_CLOSING_WORDS and not is_greeting(text)


def _closes_twice(text: str, line: str, tokens: list[list[str]]) -> bool:
    """Two closings on one line ("Thanks, best regards"), or a closing and the name."""
    first, *others = [piece for piece in _PAUSE.split(line) if piece]
    if first not in CLOSINGS | THANKS or not others:
        return False
    if all(piece in CLOSINGS | THANKS for piece in others):
        return True
    return names_sender(_PAUSE.split(text, maxsplit=1)[-1], tokens)


def _says_something(rows: list[Row]) -> bool:
    return any(not row.blank and not is_greeting(row.text) for row in rows)


def _signs(rows: list[Row], place: int, below: list[str], tokens: list[list[str]]) -> bool:
    """Whether a block begins here with the sender's own name and goes on with office lines only.

    A name that is all she writes may be her answer, and stays.
    """
    text = rows[place].text.strip()
    if not names_sender(text.lstrip("-–—~* "), tokens) or text.endswith((",", "?", ":")):
        return False
    if not below and not _says_something(rows[:place]):
        return False
    before = next((row.text.rstrip() for row in reversed(rows[:place]) if not row.blank), "")
    if before.endswith(_INTRODUCES):
        return False
    above = place == 0 or _empty(rows[place - 1]) or is_delimiter(rows[place - 1])
    apart = above or text.startswith(("-", "–", "—", "~"))
    return (apart or not below) and all(map(_office, below))


def _office(text: str) -> bool:
    """A line of a signature: short, and no sentence unless it holds a number or an address."""
    line = text.strip()
    if len(line) > MAX_LENGTH or line.endswith(_ASKS) or _AFTERTHOUGHT.match(line):
        return False
    if _URL_OR_ADDRESS.search(line) or _NUMBER.search(line):
        return True
    return not (line.endswith(_SENTENCE_END) and len(line.split()) > SENTENCE_WORDS)
