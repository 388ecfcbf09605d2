"""Subjects without what mail programs put around them, so that a thread keeps one name."""

from __future__ import annotations

import re

from jln.mail.reading.phrases import fold
from jln.mail.reading.phrases.marks import AUTOMATIC, LONG_AUTOMATIC, PREFIXES

_MARK = re.compile(
    r"\s{0,5}([^\W\d_][^:：;\[\](){}<>\"]{0,24}?)\.?\s{0,2}(?:[\[(^]\s?\d{1,4}\s?[\])]?|\*\d{1,3}|\d{1,2})?\s{0,3}[:：;]+\s{0,3}"
)
_TAG = re.compile(r"\s{0,5}\[([^\[\]]{1,40})\]\s{0,3}(?=\S)")
_TRAILING = re.compile(r"\s{0,5}[(\[]\s{0,2}(?:fwd?|forwarded)\s{0,2}[)\]]\s{0,5}\Z", re.IGNORECASE)
_LEADING = re.compile(r"\A\s{0,5}\(\s{0,2}(?:fwd?|forwarded)\s{0,2}\)\s{0,5}", re.IGNORECASE)
_WRAPPED = re.compile(r"\s{0,5}\[([^\W\d_][^:：\[\]]{0,24})[:：]\s{0,3}(.*)\]\s{0,5}\Z", re.DOTALL)
_EMPTY_MARK = re.compile(r"\s{0,5}\[([^\W\d_][^:：\[\]]{0,24})[:：]\s{0,3}\]\s{0,5}")
_COLON = re.compile(r"\A\s{0,3}[:：]\s{1,3}(?=\S)")
_SPAM = re.compile(
    r"\A\s{0,5}(?:\*{2,5}|\{)\s{0,2}(?:possible |likely )?(?:spam|suspect|bulk)"
    r"\W{0,3}(?:\*{2,5}|\})\s{0,3}",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s+")
#: More marks than this are no mail program's work.
_MAX_MARKS = 40


def base_subject(subject: str) -> str:
    """The subject that a thread keeps: marks of answers and forwards and list tags taken off."""
    return _stripped(subject, None)


def bare_subject(subject: str, own_tags: frozenset[str]) -> str:
    """The subject as its writer typed it: as above, but of list tags only our own are taken off."""
    return _stripped(subject, own_tags)


def _stripped(subject: str, tags: frozenset[str] | None) -> str:
    text = _BLANK.sub(" ", subject[:2000]).strip()
    marked = False
    for _ in range(_MAX_MARKS):
        shorter, answered = _once(text, tags, marked=marked)
        marked = marked or answered
        if shorter == text:
            break
        text = shorter
    if marked and fold(text) in ("fwd", "fw", "re"):
        return ""
    return text


def _once(text: str, tags: frozenset[str] | None, *, marked: bool) -> tuple[str, bool]:
    """One mark fewer, and whether it was an answer's or a forward's. `tags`: None is any."""
    for pattern in (_MARK, _EMPTY_MARK, _WRAPPED):
        match = pattern.match(text)
        if match and fold(match[1]).rstrip(".") in PREFIXES:
            rest = match[2] if pattern is _WRAPPED else text[match.end() :]
            return rest.strip(), True
    for pattern in (_SPAM, _LEADING, _TRAILING, *((_COLON,) if marked else ())):
        match = pattern.search(text)
        if match:
            return (text[: match.start()] + text[match.end() :]).strip(), True
    match = _TAG.match(text)
    is_one = match is not None and (tags is None or fold(match[1]) in tags)
    return (text[match.end() :].strip() if match and is_one else text), False


def has_reply_mark(subject: str) -> bool:
    """Whether the subject says that this is an answer or a forward."""
    match = _MARK.match(_TAG.sub("", subject[:500], count=1))
    return bool(match and fold(match[1]).rstrip(".") in PREFIXES)


def sounds_automatic(subject: str) -> bool:
    """Whether the subject is that of a vacation notice, in any language we know."""
    words = fold(subject[:300])
    if words in AUTOMATIC:
        return True
    head = re.split(r"[:：\[(–—]| - ", words, maxsplit=1)[0].strip()
    return head in AUTOMATIC or words.startswith(LONG_AUTOMATIC)
