"""A text with its words, lines and sentences, and a memory of what was used up.

The rest belongs to a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin.fold import Token

#: A line this long was probably broken by a mail program, not by a person.
_WRAPPED = 55
#: Answers stand in the first lines; the rest is left over.
_MOST_LINES = 120
_TERMINAL = frozenset(".!?؟。！？…۔।")
_ABBREVIATED = frozenset(
    [
        "dr",
        "dra",
        "mr",
        "mrs",
        "ms",
        "prof",
        "sr",
        "sra",
        "mme",
        "mlle",
        "art",
        "vs",
        "etc",
        "ex",
        "nr",
        "al",
        "eng",
        "lic",
        "ing",
        "hon",
        "st",
        "pp",
        "p",
        "fig",
    ]
)
#: What separated the text from the answer before it.
_LEADING = " .,;:!)-–—،؛"
#: Marks around words that separate nothing.
WRAPPING = frozenset("\"'“”«»*_`()[]{}<>„‹›")


@dataclass(slots=True)
class Line:
    """One line that is not empty: where it lies, and its words."""

    start: int
    end: int
    tokens: list[Token]

    @property
    def words(self) -> list[Token]:
        """Its tokens without marks."""
        return words_of(self.tokens)


def words_of(tokens: list[Token]) -> list[Token]:
    """Words and numbers only."""
    return [token for token in tokens if token.kind != "mark"]


@dataclass
class Sheet:
    """A text that answers are looked for in."""

    text: str
    taken: list[tuple[int, int]] = field(default_factory=list)

    @cached_property
    def tokens(self) -> list[Token]:
        """Everything on it, in order."""
        return fold.tokens(self.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that are not empty."""
        found: list[Line] = []
        place = 0
        for written in self.text.split("\n"):
            end = place + len(written)
            if written.strip():
                found.append(Line(place, end, self.between(place, end)))
            place = end + 1
            if len(found) >= _MOST_LINES:
                break
        return [line for line in found if line.tokens]

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that lie here."""
        return [token for token in self.tokens if start <= token.start < end]

    def part(self, start: int, end: int) -> Sheet:
        """Only this stretch, its places kept: what stands around it is no part of its sentences."""
        return Sheet(" " * start + self.text[start:end])

    def take(self, start: int, end: int) -> None:
        """Remember that this stretch became an answer, or part of one."""
        self.taken.append((start, end))

    def left(self) -> str:
        """What became nothing, as it was written, in one line."""
        kept = list(self.text)
        for start, end in self.taken:
            kept[start:end] = "\n" * (end - start)
        pieces = (fold.collapse(piece).lstrip(_LEADING) for piece in "".join(kept).split("\n"))
        return " ".join(_closed(piece) for piece in pieces if _says_something(piece))

    @cached_property
    def all_sentences(self) -> list[list[Token]]:
        """The sentences of the whole text."""
        return self.sentences()

    def sentences(self, start: int = 0, end: int | None = None) -> list[list[Token]]:
        """The sentences of a stretch; a line broken by a mail program does not end one."""
        found: list[list[Token]] = [[]]
        here = self.between(start, len(self.text) if end is None else end)
        for place, token in enumerate(here):
            if found[-1] and self._breaks(here[place - 1], token, found[-1]):
                found.append([])
            found[-1].append(token)
            if self._closes(here, place):
                found.append([])
        return [each for each in found if each]

    def sentence_from(self, start: int) -> list[Token]:
        """The rest of the sentence that goes on here.

        What separates it from the answer does not end it.
        """
        here = self.between(start, len(self.text))
        while here and here[0].kind == "mark" and here[0].text not in "?؟":
            start = here[0].end
            here = here[1:]
        if not here:
            return []
        return self.sentences(start)[0]

    def _closes(self, here: list[Token], place: int) -> bool:
        token = here[place]
        if token.kind != "mark" or token.text not in _TERMINAL:
            return False
        following = here[place + 1] if place + 1 < len(here) else None
        if following and following.glued and following.kind != "word":
            return False
        before = here[place - 1].text if place else ""
        return not (token.text == "." and before in _ABBREVIATED)

    def _breaks(self, before: Token, token: Token, so_far: list[Token]) -> bool:
        """Whether a new line is a new sentence."""
        between = self.text[before.end : token.start]
        if "\n" not in between:
            return False
        if before.text in ",،":
            return False
        if between.count("\n") > 1:
            return True
        length = before.end - max(self.text.rfind("\n", 0, before.end) + 1, so_far[0].start)
        return not (length >= _WRAPPED or self._goes_on(token))

    def _goes_on(self, token: Token) -> bool:
        if self.text[token.start].islower():
            return True
        following = words_of(self.between(token.start, token.start + 60))
        groups = ("condition", "doubt", "because", "but")
        return any(lexicon.find(following, 0, lexicon.patterns(group)) for group in groups)


def _closed(piece: str) -> str:
    """The text without a bracket that was opened before the answer."""
    return piece.rstrip(" )") if piece.count(")") > piece.count("(") else piece


def _says_something(piece: str) -> bool:
    return any(char.isalnum() for char in piece)
