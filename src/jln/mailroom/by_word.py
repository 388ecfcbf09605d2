"""A single word that is no post: the deed and the echo that tells of it read it alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jln.mail.reading.commands import command_in
from jln.mail.terms import Purpose
from jln.mailroom import choosing, following, listing, office
from jln.mailroom.list_words import WORDS
from jln.mailroom.words import is_one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.mailroom.case import Case, End

TELLS = frozenset({"help", "who"})
FILLS_A_FORM = (Purpose.ANSWER, Purpose.CONFIRM, Purpose.UNDO)


def deed(case: Case) -> Callable[[Case], End] | None:
    """What the address or a single word wants, whatever it answers; not where it fills a form."""
    listed = listing.command_of(case)
    if listed:
        return lambda one: listing.do(one, listed)
    word = _said(case)
    if case.door.name == "command":  # the word in the letter says more than its address
        by_address = office.COMMANDS[case.door.command]
        return choosing.COMMANDS.get(word) or office.COMMANDS.get(word) or by_address
    if case.aim is not None and case.aim.purpose in FILLS_A_FORM:
        return None
    return choosing.COMMANDS.get(word) or _of_thread(case, word) or _no_question(case, word)


def tells_only(case: Case) -> Callable[[Case], End] | None:
    """HELP and WHO change nothing: no proof is needed where they are answered to a member."""
    listed = listing.command_of(case)
    if listed:
        is_harmless = listed in TELLS
    else:
        asked = _said(case) or (case.door.command if case.door.name == "command" else "")
        is_harmless = asked in TELLS and case.aim is None
    return deed(case) if is_harmless else None


def _said(case: Case) -> str:
    """The command; at a door that answers no letter it may stand in the subject alone."""
    if case.reading.command or case.door.name not in ("ask", "command"):
        return case.reading.command
    return "" if case.reading.text.strip() else command_in(case.reading.base_subject)


def _of_thread(case: Case, word: str) -> Callable[[Case], End] | None:
    """FOLLOW or STOP to a space, about the conversation that the message refers to."""
    thread, does = case.thread, following.WORDS.get(word)
    return partial(does, topic=thread) if thread is not None and does is not None else None


def _no_question(case: Case, word: str) -> Callable[[Case], End] | None:
    """A command that answers no letter is never posted: where it means nothing, help comes."""
    if case.reading.attachments:
        return None
    if case.door.name == "space" and word and case.letter is None:
        known = word if word in (*listing.DELIVERIES, *listing.DEEDS) else "help"
        return lambda one: listing.do(one, known)
    if case.door.name != "ask":
        return None
    said = case.reading.text.strip() or case.reading.base_subject
    is_word = word or any(is_one_of(said, words) for words in WORDS.values())
    return office.COMMANDS.get(word, office.help_with_mail) if is_word else None
