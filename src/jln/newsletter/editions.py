"""An issue as one reader reads it: the same words in the preview, the letter and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import translation

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.newsletter import rules
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueKind, Missing
from jln.notify.terms import LetterKind
from jln.notify.told import Told
from jln.web import network
from jln.web.addresses import spoken

if TYPE_CHECKING:
    from jln.newsletter.models import Issue, IssuePiece
    from jln.newsletter.rules import Part

MEMBERS_ONLY = ("/ask/",)
OPENED = {
    IssueKind.NEWSLETTER: Kind.NEWSLETTER_SENT,
    IssueKind.OPPORTUNITY: Kind.OPPORTUNITY_OPENED,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """An issue in one language."""

    language: str
    subject: str
    lead: str
    subject_language: str
    lead_language: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> int:
        """What there is to read."""
        whole = [self.subject, self.lead, *(f"{one.title} {one.text}" for one in self.parts)]
        return sum(rules.words_of(one) for one in whole)


@dataclass(slots=True)
class Editions:
    """All editions of an issue, from what was read once."""

    issue: Issue
    pieces: list[tuple[IssuePiece, dict[str, Text]]] = field(default_factory=list)

    @classmethod
    def of(cls, issue: Issue) -> Editions:
        """Two queries."""
        rows = issue.pieces.order_by("position", "pk").prefetch_related("texts")
        return cls(issue, [(row, texts_of(row)) for row in rows])

    @property
    def texts(self) -> list[dict[str, Text]]:
        """Of each piece, in order."""
        return [texts for _row, texts in self.pieces]

    def is_whole(self, language: str) -> bool:
        """Is everything ready in this language?"""
        return rules.is_whole(self.texts, self.issue.subjects, language)

    def edition(self, language: str, without: frozenset[int] = frozenset()) -> Edition:
        """As it goes out in a language. `without`: pieces that this reader may not read."""
        missing = Missing(self.issue.missing)
        parts = [
            rules.part_of(texts, language, missing, row.path)
            for row, texts in self.pieces
            if row.pk not in without
        ]
        return Edition(
            language,
            said_in(self.issue.subjects, language),
            said_in(self.issue.leads, language),
            language_in(self.issue.subjects, language),
            language_in(self.issue.leads, language),
            tuple(part for part in parts if part is not None),
        )

    def now(self) -> Edition:
        """In the language that is spoken."""
        return self.edition(translation.get_language() or rules.ENGLISH)


def texts_of(piece: IssuePiece) -> dict[str, Text]:
    """A piece by language."""
    return {row.language: Text(row.title, row.text, row.of_mark) for row in piece.texts.all()}


def said_in(said: Mapping[str, str], language: str) -> str:
    """In a language, else in English."""
    return said.get(language) or said.get(rules.ENGLISH, "")


def language_in(said: Mapping[str, str], language: str) -> str:
    """The language in which it is said."""
    is_english = not said.get(language) and bool(said.get(rules.ENGLISH))
    return rules.ENGLISH if is_english else language


def path_of(issue: Issue) -> str:
    """Its page."""
    if issue.kind == IssueKind.OPPORTUNITY:
        return f"/opportunities/{issue.code}/"
    return f"/newsletter/{issue.number}/"


def whole_address(path: str) -> str:
    """As it stands in a letter: pages of members have one address in all languages."""
    if not path.startswith("/"):
        return path
    return network.link(path if path.startswith(MEMBERS_ONLY) else spoken(path))


def letter_of(issue: Issue, fact: Fact | None = None) -> Told:
    """The letter of an issue. Without its fact, as a preview: nothing is written."""
    kind = OPENED[IssueKind(issue.kind)]
    found = Editions.of(issue)
    return Told(
        LetterKind(kind.value),
        fact or Fact(pk=0, kind=kind, subject_model=issue._meta.label, subject_id=issue.pk),
        {
            "issue": issue,
            "edition": found.now,
            "whole": whole_address,
            "page": lambda: network.link(spoken(path_of(issue))),
        },
    )
