"""Words that are no more than an answer of a poll: the vote of who wrote them, never a post.

Nobody sees single answers, so what may be one is not shown to all who read the conversation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jln.conversations.terms import TopicKind
from jln.mailroom import table
from jln.mailroom.twin import fold, source
from jln.mailroom.twin.read import Answer
from jln.mailroom.twin.read import answer as understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.conversations.models import Topic
    from jln.people.models import Person

FORM = "poll.answer"
_LONGEST = 120  # letters of a text that is no more than an answer
_MOST_WORDS = 6  # of what may be one and is asked back
_FEW_WORDS = 4  # of which the last is a letter or number: "I vote b"
_NOWHERE = 99
_MARK = re.compile(r"1?([a-z])|(\d{1,2})")
_BETWEEN = frozenset(("and", "et", "y", "e", "و"))


def read(person: Person, topic: Topic, text: str) -> Answer | None:
    """The vote that a text is, or may be; None for any other text, and outside of polls."""
    entry = table.entry(FORM)
    if topic.kind != TopicKind.POLL or entry is None or len(text) > _LONGEST:
        return None
    form = entry.by_mail(person, topic)
    found = understood(form, source.of_text(text, sender=person.name))
    words = re.findall(r"\w+", fold.plain(text))
    if found.values:
        return found
    if found.outcome == "ambiguous" and len(words) <= _MOST_WORDS:
        return found
    keys = [option.key for option in form.questions[0].options]
    if places := _places(words, keys):
        return understood(form, source.of_text(", ".join(places)))
    return _doubtful(text) if len(words) <= _FEW_WORDS and _places(words[-1:], keys) else None


def _places(words: Sequence[str], keys: Sequence[str]) -> list[str]:
    """The places of options, where nothing but their letters and numbers is said; else none.

    A letter is an option's own, as a daily message names it, also when others are withdrawn.
    """
    last = len(words) - 1
    marks = [word for at, word in enumerate(words) if word not in _BETWEEN or at in (0, last)]
    found = [_MARK.fullmatch(word) for word in marks]
    if not all(found) or len(found) > _MOST_WORDS:
        return []
    return [one[2] or _place(one[1], keys) for one in found if one]


def _place(letter: str, keys: Sequence[str]) -> str:
    """Where the option of a letter stands in the form; of none, a place that nothing has."""
    number = str(ord(letter) - ord("a") + 1)
    return str(keys.index(number) + 1) if number in keys else str(_NOWHERE)


def _doubtful(text: str) -> Answer:
    """Words with a letter behind them, as "poll 1b": perhaps a vote, so it is asked."""
    return Answer("ambiguous", unclear=(("answer", "not_on_list"),), doubtful={"answer": text})
