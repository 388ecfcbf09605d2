"""What in a letter says nothing: greeting, closing, signature, and what programs add."""

from __future__ import annotations

from collections.abc import Callable

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin.sheet import words_of

#: A greeting, a closing or a mobile footer is short.
_SHORT = 6
_FOOTER_WORDS = 10
_LINE = 70
#: Rows below a closing: name, title, institution, telephone, address.
_SIGNATURE_ROWS = 10
_NOTICE_WORDS = 8
#: Of a longer row only the beginning is looked at.
_LOOKED_AT = 300

IsAnswer = Callable[[str], bool]


def body(rows: list[str], sender: str, is_answer: IsAnswer) -> list[str]:
    """One run of new lines without closing, signature, mobile footer and notice of secrecy."""
    written = rows
    said = [place for place, row in enumerate(rows) if row.strip()]
    end = len(rows)
    rows = [row[:_LOOKED_AT] for row in rows]
    for nth, place in enumerate(said):
        below = [rows[each] for each in said[nth + 1 : nth + _SIGNATURE_ROWS + 2]]
        is_first = nth == 0
        if _ends(rows, place, below, sender, is_first=is_first) and not (
            is_first and is_answer(rows[place])
        ):
            end = place
            break
    kept = [row for row in written[:end] if not _is_footer(row)]
    while kept and not kept[-1].strip():
        kept.pop()
    if len(kept) > 1 and _is_first_name(kept[-1], sender) and not is_answer(kept[-1]):
        kept.pop()
    if len(kept) > 1 and _is_device(kept[-1]) and not kept[-2].strip():
        kept.pop()
    return kept


def _ends(rows: list[str], place: int, below: list[str], sender: str, *, is_first: bool) -> bool:
    """Whether what the person says ends before this row."""
    row = rows[place]
    if row.rstrip() in ("--", "—", "–") or any(_is_name(row, name) for name in sender.split("\n")):
        return True
    return _is_closing(row, below, is_first=is_first) or _is_notice(rows, place)


def _is_name(row: str, sender: str) -> bool:
    """The sender's own name, a title before it, letters or a post behind a mark after it."""
    name = set(fold.flat(sender).split())
    said = words_of(fold.tokens(row))
    if len(name) < 2 or not name <= {token.text for token in said}:  # noqa: PLR2004 -- one name alone may be an answer
        return False
    places = [place for place, token in enumerate(said) if token.text in name]
    titled = all(_is_title(said, place) for place in range(places[0]))
    rest = said[places[-1] + 1 :]
    return titled and len(row) <= _LINE and (not rest or rest[0].after_mark)


def _is_first_name(row: str, sender: str) -> bool:
    """One of the sender's names, at the very end."""
    return fold.flat(row[:_LINE]) in fold.flat(sender).split()


def _is_title(words: list[fold.Token], place: int) -> bool:
    return lexicon.find(words, place, lexicon.patterns("title")) == 1


def _is_closing(row: str, below: list[str], *, is_first: bool) -> bool:
    words = words_of(fold.tokens(row[:_LINE]))
    if len(row) > _LINE or len(words) > _SHORT + 3 or len(below) > _SIGNATURE_ROWS:
        return False
    if is_first:
        return bool(below) and _closes(words) and not _greets(words)
    if _closes(words):
        return True
    polite = lexicon.find(words, 0, lexicon.patterns("polite"))
    is_thanks = bool(polite) and polite == len(words) and row.rstrip().endswith((",", "،"))
    return is_thanks and bool(below) and all(len(each) <= _LINE for each in below)


def _closes(words: list[fold.Token]) -> bool:
    size = lexicon.find(words, 0, lexicon.letters("closing"))
    return bool(size) and len(words) <= size + 2


def _greets(words: list[fold.Token]) -> bool:
    return lexicon.find(words, 0, lexicon.letters("greeting")) > 0


def _is_notice(rows: list[str], place: int) -> bool:
    """A notice of secrecy in the last paragraph."""
    words = words_of(fold.tokens(rows[place]))
    if len(words) < _NOTICE_WORDS or not _has(words, "secret"):
        return False
    above = rows[place - 1].strip() if place else ""
    rest = "\n".join(rows[place:]).strip()
    return not above and "\n\n" not in rest.replace(" ", "")


def _is_footer(row: str) -> bool:
    """`Sent from my iPhone`, in many languages."""
    if "aka.ms/" in row:
        return True
    words = words_of(fold.tokens(row[:_LOOKED_AT]))
    if not 0 < len(words) <= _FOOTER_WORDS:
        return False
    if not _has(words, "device"):
        return False
    return lexicon.find(words, 0, lexicon.letters("sent")) > 0 or (
        len(words) <= _SHORT and _has(words, "sent")
    )


def _is_device(row: str) -> bool:
    words = words_of(fold.tokens(row[:_LOOKED_AT]))
    return 0 < len(words) <= _SHORT and _has(words, "device")


def _has(words: list[fold.Token], group: str) -> bool:
    patterns = lexicon.letters(group)
    return any(lexicon.find(words, place, patterns) for place in range(len(words)))


def greeting(row: str) -> str:
    """`known` or `likely` if this first row is a greeting, or nothing."""
    if len(row) > _LINE:
        return ""
    words = words_of(fold.tokens(row))
    if not words or len(words) > _SHORT or any(token.kind == "number" for token in words):
        return ""
    ending = row.rstrip()[-1]
    if _greets(words):
        return "known" if ending in ",:!،؛;.-" or len(words) <= 4 else ""  # noqa: PLR2004 -- "Dear colleagues" without a mark
    return "likely" if ending in ",،" else ""


def inline_greeting(row: str) -> int:
    """Where the words after a greeting on the same line begin: "Hello, 1". 0 if there is none."""
    tokens = fold.tokens(row[:_LINE])
    size = lexicon.find(words_of(tokens), 0, lexicon.letters("greeting"))
    marks = [token for token in tokens[: _SHORT + 1] if token.kind == "mark"]
    if not size or not marks or marks[0].text not in ",!،:" or tokens[0].kind == "mark":
        return 0
    return marks[0].end if row[marks[0].end :].strip() else 0


def is_forwarding(row: str) -> bool:
    """The line under which nothing is the sender's."""
    return _is_separator(row, "forwarded")


def is_original(row: str) -> bool:
    """`-----Original Message-----`: the quote begins."""
    return _is_separator(row, "original")


def _is_separator(row: str, group: str) -> bool:
    words = words_of(fold.tokens(row[:_LINE]))
    if len(row) > _LINE * 2 or not 0 < len(words) <= _SHORT or not _has(words, group):
        return False
    bare = row.strip()
    return bare.startswith(("--", "==", "__", "- ")) or bare.endswith((":", "："))
