"""What an OK does, in plain words: what becomes of the message, and who will read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations import actions as conversations
from jln.conversations import queries
from jln.conversations.models import AskedColleague, Post
from jln.mail import tokens
from jln.mail.terms import Purpose
from jln.mailroom import asking, by_word, forms, office, relay, table, votes, words
from jln.people.models import Person
from jln.spaces.words import readers_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model

    from jln.conversations.models import Topic
    from jln.mail.models import ReplyToken
    from jln.mailroom.case import Case
    from jln.mailroom.deeds import Entry
    from jln.mailroom.twin.read import Answer
    from jln.spaces.models import Space


OF_SOMEBODY: dict[Purpose, Collection[str]] = {
    Purpose.POST: ("follow", "stop", "undo", "help"),
    Purpose.RELAY: relay.COMMANDS,
}
"""Commands that answer what somebody wrote: in a conversation, or to one person."""


def of(case: Case) -> list[str]:
    """What becomes of this message when its sender says OK to it."""
    aim, thread = case.aim if case.door.seat is None else None, case.thread
    is_for_us = aim is None and case.reading.command in office.COMMANDS
    if is_for_us or by_word.deed(case) is not None:
        return [_does_the_word()]
    if case.door.seat is not None:
        said = {"name": case.door.seat.called}
        return [_("OK sends it to %(name)s; nobody else reads it.") % said]
    if aim is not None:
        return _of_reply(case, aim, tokens.scrub(case.reading.text).strip())
    if thread is not None and thread.closed_at is None:
        text = tokens.scrub(case.reading.text).strip()
        return _of_vote(thread, text, case.sender.person) or of_post(thread, case.sender.person)
    return _of_something_new(case, case.door.space) if case.door.space else []


def _does_the_word() -> str:
    return _("OK does what that one word asks for.")


def _of_something_new(case: Case, space: Space) -> list[str]:
    """A discussion in a space, or a question there and whom it is brought to."""
    said = {"space": space.called}
    if not asking.is_question(case):
        begun = _("OK posts it as a new discussion in “%(space)s”.") % said
        return [begun, *_first(space, case.sender.person), readers_of(space)]
    return [
        _("OK posts it as a new question in “%(space)s”.") % said,
        *_first(space, case.sender.person),
        readers_of(space),
        *asking.in_words(case),
    ]


def _first(space: Space, person: Person | None, topic: Topic | None = None) -> list[str]:
    """That a moderator reads it before, where words of this person wait."""
    if person is None or not conversations.waits_first(space, by=person, topic=topic):
        return []
    return [_("A moderator reads it first. It appears once it is published.")]


def of_post(topic: Topic, person: Person | None) -> list[str]:
    """A post in a conversation; a new question where that one is closed."""
    topic = queries.where_now(topic)
    if topic.closed_at is not None:
        return [
            _("OK posts it as a new question in “%(space)s”.") % {"space": topic.space.called},
            *_first(topic.space, person),
            readers_of(topic.space),
        ]
    return [
        _("OK posts it with your name in the conversation “%(title)s”.") % {"title": topic.title},
        *_first(topic.space, person, topic),
        readers_of(topic.space),
        _("Those who follow it get it by mail."),
    ]


def _of_reply(case: Case, aim: ReplyToken, text: str) -> list[str]:
    about, entry = tokens.subject_of(aim), table.entry(aim.form)
    if _is_a_word(case, aim, entry, text):
        return [_does_the_word()]
    if aim.purpose == Purpose.RELAY and isinstance(about, Person):
        return [_("OK sends it to %(name)s; nobody else reads it.") % {"name": about.name}]
    if aim.purpose == Purpose.POST and isinstance(about, Post | AskedColleague):
        vote = _of_vote(about.topic, text, aim.person)
        return _of_word(about, text, aim) or vote or of_post(about.topic, aim.person)
    if entry is None:
        return []
    if aim.purpose == Purpose.UNDO and words.is_undo(text):
        return [_("OK takes back your answer to “%(form)s”.") % _named(entry, about)]
    return _counts(entry, about, aim.person, case.understood)


def _named(entry: Entry, about: Model | None) -> dict[str, str]:
    """A form and the thing it is about: of several that wait, this one."""
    thing = entry.about(about) if entry.subject and about is not None else ""
    return {"form": forms.titled(str(entry.form.title), thing)}


def _counts(entry: Entry, about: Model | None, person: Person, found: Answer | None) -> list[str]:
    """It answers a form: which, about what, and what was understood of it."""
    lines = [_("OK counts it as your answer to “%(form)s”.") % _named(entry, about)]
    if found is not None and (about is not None or not entry.subject):
        lines += forms.in_words(entry.make(person, about), found.values)
    return lines


def _of_vote(topic: Topic, text: str, person: Person | None) -> list[str]:
    """What is no more than an answer of a poll is no post."""
    topic, entry = queries.where_now(topic), table.entry(votes.FORM)
    found = votes.read(person, topic, text) if person is not None else None
    return _counts(entry, topic, person, found) if entry and person and found else []


def _is_a_word(case: Case, aim: ReplyToken, entry: Entry | None, text: str) -> bool:
    """Is it a single word that is no answer to such a letter?"""
    if aim.purpose in OF_SOMEBODY:
        known = OF_SOMEBODY[Purpose(aim.purpose)]
        return case.reading.command in known or bool(words.distance(text))
    return entry is not None and case.reading.command in (*entry.words, *office.COMMANDS)


def _of_word(about: Post | AskedColleague, text: str, aim: ReplyToken) -> list[str]:
    """THANKS, ANSWER, REPORT and NOT ME are no posts."""
    if words.wants_report(text):
        return [_does_the_word()]
    if isinstance(about, AskedColleague):
        if words.is_one_of(text, words.NOT_ME):
            return [_("OK says that somebody else knows better; nobody is told.")]
        return []
    if words.thanks_only(text) or words.thanked_for(text):
        name = about.by.name if about.by else ""
        return [_("OK thanks %(name)s with your name, where the post stands.") % {"name": name}]
    if words.answered(text) is not None and about.topic.by_id == aim.person_id:
        return [_("OK marks the post as the answer to your question.")]
    return []
