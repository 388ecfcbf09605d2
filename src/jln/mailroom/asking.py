"""Whom a question by mail is brought to: named before its OK, and fewer if the sender likes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations import queries, rules
from jln.conversations.words import language_of
from jln.mail import tokens
from jln.mailroom import words
from jln.ui.formats import list_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.conversations.queries import Proposed
    from jln.mailroom.case import Case

_NUMBERED = re.compile(r"\s*([^\d]{1,40}?)[\s:,.]*(\d[^\n]{0,60})")
_BETWEEN = frozenset({"and", "et", "y", "e", "و"})


def words_of(case: Case) -> tuple[str, str]:
    """Title and text of a question."""
    title = tokens.scrub(case.reading.base_subject).strip()
    return title, tokens.scrub(case.reading.text).strip()


def is_question(case: Case) -> bool:
    """Whether something new asks; what asks nothing in a space is a discussion there."""
    return case.door.name != "space" or rules.asks(*words_of(case))


def colleagues(case: Case) -> list[Proposed]:
    """Those the rules choose for it now, in their order; nobody where she may not ask."""
    if case.proposed is None:
        case.proposed = _proposed(case)
    return case.proposed


def kept(case: Case) -> dict[str, Any]:
    """What a token keeps of whom its letter named; nothing if the message is no new question."""
    if case.proposed is None:
        return {}
    return {"asked": [one.person for one in case.proposed]}


def in_words(case: Case) -> list[str]:
    """Who is asked after an OK, with numbers by which fewer are chosen."""
    found = colleagues(case)
    if not found:
        return [_("Nobody here offers help on this yet. Answers come to you by mail.")]
    language = get_language() or "en"
    return [
        _("These colleagues are asked by mail, with your name:"),
        *(
            f"{at}. {_called(one, language)}. {' '.join(one.why)}"
            for at, one in enumerate(found, 1)
        ),
        _("To ask only some, answer OK and their numbers, as in “OK 1”. OK 0 asks nobody."),
    ]


def _called(one: Proposed, language: str) -> str:
    return list_parts(*filter(None, [one.name, one.name_in(language)]))


def fewer(line: str, shown: Sequence[int]) -> list[int] | None:
    """Those of a list whom "OK 1 3" names; None if it says anything else."""
    match = _NUMBERED.fullmatch(line)
    if match is None or not words.is_one_of(match[1], words.OK):
        return None
    if set(re.findall(r"[^\W\d]+", match[2].casefold())) - _BETWEEN:
        return None
    said = [int(figure) for figure in re.findall(r"\d+", match[2])]
    if said == [0]:
        return []
    if not all(1 <= number <= len(shown) for number in said):
        return None
    return [shown[number - 1] for number in dict.fromkeys(said)]


def _proposed(case: Case) -> list[Proposed]:
    space, by = case.door.space, case.sender.person
    if space is None or by is None or not can(by, Permission.TOPIC_START, space):
        return []
    title, text = words_of(case)
    theme = queries.likely_theme(f"{title} {text or title}")
    language = language_of(text or title, by.language)
    sought = queries.Sought(theme, language, f"{title}\n{text}")
    return queries.proposed(queries.chosen_for(space, sought, by=by, at=case.at).people)
