"""The rules of conversations. Pure: no database, no request, no clock.

Whom a question is brought to: three to five colleagues, explainably. At most
two asks a person a week is the limit that members were promised on the ask
page. A post can be taken back for two minutes, as the page says beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import AskReason
from jln.kit.verdict import Verdict, unless

MOST_ASKED = 5
FEWEST_ASKED = 3
ASKS_A_WEEK = 2

WEIGHT = {AskReason.EXPERTISE: 6, AskReason.LANGUAGE: 6, AskReason.PROBLEM: 4}
SAME_COUNTRY, SAME_INSTITUTION = 5, 3
"""What it costs to come from where somebody already chosen comes from: less than not to be
able to read the question."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

UNDO_FOR = timedelta(minutes=2)
"""A post can be taken back so long; its letters wait as long."""
LONGEST_TITLE = 200
LONGEST_POST = 60_000
LONGEST_WORDS = 300
SOMEONE_ELSES = _("This form was sent before by somebody else. Open the page again.")

_SENTENCE = re.compile(r"(?<=[.?!؟。？])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_TITLE = 140
_LOOKED_AT = 4_000  # letters of a text in which its question is looked for
_BROKEN = 55  # a line as long as this was broken by a program; mail breaks at 60 to 78
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague as the choice sees her. What she is matched by is an id, 0 for nothing."""

    person: int
    country: int | None = None
    institution: int | None = None
    theme: int = 0  # she offers help on it
    problem: int = 0  # her country stated or shares it
    language: str = ""  # of the question, if she works in it
    asks_this_week: int = 0
    asked_last: datetime | None = None
    is_away: bool = False
    is_asker: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """One reason, and the id or code that it rests on."""

    code: AskReason
    of: int | str

    def stored(self) -> dict[str, object]:
        """As it stands in `AskedColleague.reasons`."""
        return {"code": str(self.code), "of": self.of}


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague who is asked, with every reason, the strongest first."""

    person: int
    reasons: tuple[Matched, ...]


@dataclass(slots=True)
class _Taken:
    """Where those already chosen come from."""

    countries: Counter[int] = field(default_factory=Counter)
    institutions: Counter[int] = field(default_factory=Counter)

    def add(self, one: Candidate) -> None:
        if one.country:
            self.countries[one.country] += 1
        if one.institution:
            self.institutions[one.institution] += 1

    def cost(self, one: Candidate) -> int:
        same_country = self.countries[one.country] if one.country else 0
        same_institution = self.institutions[one.institution] if one.institution else 0
        return SAME_COUNTRY * same_country + SAME_INSTITUTION * same_institution


def choose(candidates: list[Candidate], *, asked_from: int | None = None) -> list[Choice]:
    """Up to five who offer help; if fewer than three do, up to three with the same problem.

    Spread over countries, beginning with others than the asker's (`asked_from`):
    at home she can ask without the network. Language alone is no reason. Among
    equals the one asked longest ago comes first, then the lower id: the same
    question always asks the same people.
    """
    free = [one for one in candidates if _may_be_asked(one)]
    taken = _Taken()
    if asked_from:
        taken.countries[asked_from] += 1
    chosen = _best([one for one in free if one.theme], MOST_ASKED, taken)
    if len(chosen) < FEWEST_ASKED:
        others = [one for one in free if one.problem and not one.theme]
        chosen += _best(others, FEWEST_ASKED - len(chosen), taken)
    return [Choice(one.person, _reasons(one)) for one in chosen]


def _may_be_asked(one: Candidate) -> bool:
    return not one.is_asker and not one.is_away and one.asks_this_week < ASKS_A_WEEK


def _best(free: list[Candidate], most: int, taken: _Taken) -> list[Candidate]:
    """One by one, so that each choice sees where the others come from."""
    left = sorted(free, key=lambda one: (one.asked_last or LONG_AGO, one.person))
    chosen: list[Candidate] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda one: _score(one) - taken.cost(one))  # the first of equals
        left.remove(best)
        taken.add(best)
        chosen.append(best)
    return chosen


def _score(one: Candidate) -> int:
    return sum(WEIGHT[reason.code] for reason in _reasons(one))


def _reasons(one: Candidate) -> tuple[Matched, ...]:
    found: list[Matched] = []
    if one.theme:
        found.append(Matched(AskReason.EXPERTISE, one.theme))
    if one.language:
        found.append(Matched(AskReason.LANGUAGE, one.language))
    if one.problem:
        found.append(Matched(AskReason.PROBLEM, one.problem))
    return tuple(found)


def may_post(text: str, *, is_open: bool) -> Verdict:
    """May this be written here?"""
    return (
        unless(is_open, "topic_closed", _("This conversation is closed. Start a new question."))
        & unless(bool(text.strip()), "nothing_written", _("Write your answer first."))
        & unless(
            len(text) <= LONGEST_POST,
            "too_long",
            _("This is longer than a post can be. Send it in two parts."),
        )
    )


def may_thank(*, is_own: bool, has_author: bool) -> Verdict:
    """May one thank for this post?"""
    return unless(not is_own, "own_post", _("This is your own post.")) & unless(
        has_author, "no_author", _("The person who wrote this is no longer in the network.")
    )


def may_hide(because: str) -> Verdict:
    """May staff hide something for this reason? Readers see it."""
    return unless(bool(because), "no_reason", _("Say why. Readers see the reason."))


def may_undo(*, is_own: bool, posted_at: datetime, answered: bool, at: datetime) -> Verdict:
    """May the author still take a post back?"""
    return (
        unless(is_own, "not_yours", _("Only the person who wrote a post can take it back."))
        & unless(
            at - posted_at <= UNDO_FOR,
            "too_late",
            _("A post can be taken back for two minutes. Write another one to correct it."),
        )
        & unless(
            not answered, "answered", _("Somebody has answered already, so the question stays.")
        )
    )


def title_from(text: str) -> str:
    """A question's title when none was given: the sentence that asks, else the first one."""
    sentences = [one for line in _whole_lines(text) for one in _SENTENCE.split(line) if one]
    asking = next((_question(one) for one in sentences if _asks(one)), "")
    said = [one for one in sentences if not _greets(one)] or sentences
    return _cut(asking or next(iter(said), ""))


def _whole_lines(text: str) -> list[str]:
    """Lines as they were written: what a mail program broke is joined again."""
    lines: list[str] = []
    is_broken = False
    for line in text[:_LOOKED_AT].splitlines():
        said = " ".join(line.split())
        if is_broken and said:
            lines[-1] += f" {said}"
        elif said:
            lines.append(said)
        is_broken = len(said) >= _BROKEN
    return lines


def _asks(sentence: str) -> bool:
    """A question of some words; "Any ideas?" is no title."""
    return sentence.endswith(("?", "؟", "？")) and len(_WORD.findall(sentence)) >= _FEWEST_WORDS


def _question(sentence: str) -> str:
    """In Spanish a question can begin inside a sentence."""
    before, mark, asked = sentence.rpartition("¿")
    return f"¿{asked[:1].upper()}{asked[1:]}" if mark and before else sentence


def _greets(sentence: str) -> bool:
    """Does it say nothing of the question, as "Dear colleagues," does?"""
    words = len(_WORD.findall(sentence))
    return words <= 1 or (words < _FEWEST_WORDS and sentence.endswith((",", "،", "!", ":")))


def _cut(sentence: str) -> str:
    if len(sentence) <= _TITLE:
        return sentence
    cut = sentence[:_TITLE]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:") + " …"
