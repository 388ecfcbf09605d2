"""What an OK does, in plain words: what becomes of the message, and who will read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations.models import AskedColleague, Post
from jln.mail import tokens
from jln.mail.terms import Purpose
from jln.mailroom import asking, table, words
from jln.people.models import Person
from jln.spaces.words import readers_of

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.mail.models import ReplyToken
    from jln.mailroom.case import Case
    from jln.spaces.models import Space


def of(case: Case) -> list[str]:
    """What becomes of this message when its sender says OK to it."""
    aim = case.aim
    if case.door.seat is not None:
        said = {"name": case.door.seat.called}
        return [_("OK sends it to %(name)s; nobody else reads it.") % said]
    if aim is not None:
        return _of_reply(aim, tokens.scrub(case.reading.text).strip())
    if case.door.name == "command" or case.reading.command == "stop":
        return [_("OK does what that one word asks for.")]
    if case.thread is not None:
        return of_post(case.thread)
    return _of_question(case, case.door.space) if case.door.space else []


def _of_question(case: Case, space: Space) -> list[str]:
    """A new question in a space, and whom it is brought to."""
    said = {"space": space.called}
    return [
        _("OK posts it as a new question in “%(space)s”.") % said,
        readers_of(space),
        *asking.in_words(case),
    ]


def of_post(topic: Topic) -> list[str]:
    """A post in a conversation."""
    return [
        _("OK posts it with your name in the conversation “%(title)s”.") % {"title": topic.title},
        readers_of(topic.space),
        _("Those who follow it get it by mail."),
    ]


def _of_reply(aim: ReplyToken, text: str) -> list[str]:
    about = tokens.subject_of(aim)
    if aim.purpose == Purpose.RELAY and isinstance(about, Person):
        return [_("OK sends it to %(name)s; nobody else reads it.") % {"name": about.name}]
    if aim.purpose == Purpose.POST and isinstance(about, Post | AskedColleague):
        return _of_word(about, text) or of_post(about.topic)
    entry = table.entry(aim.form)
    if entry is None:
        return []
    said = {"form": entry.form.title}
    if aim.purpose == Purpose.UNDO and words.is_undo(text):
        return [_("OK takes back your answer to “%(form)s”.") % said]
    return [_("OK counts it as your answer to “%(form)s”.") % said]


def _of_word(about: Post | AskedColleague, text: str) -> list[str]:
    """THANKS and NOT ME are no posts."""
    if isinstance(about, AskedColleague):
        if words.is_one_of(text, words.NOT_ME):
            return [_("OK says that somebody else knows better; nobody is told.")]
        return []
    if words.thanks_only(text):
        name = about.by.name if about.by else ""
        return [_("OK thanks %(name)s with your name, where the post stands.") % {"name": name}]
    return []
