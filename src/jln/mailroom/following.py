"""FOLLOW and STOP as the answer to a letter of a conversation: whether its letters come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations import actions as conversations
from jln.conversations import queries
from jln.mail import tokens
from jln.mail.terms import Purpose, Reason
from jln.mailroom import receipts
from jln.mailroom.case import Case, End, done
from jln.spaces.words import readers_of
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import Topic


def follow(case: Case, topic: Topic) -> End:
    """FOLLOW: each post comes by mail, also after STOP; not to who wants no such letters."""
    conversations.follow(topic, by=case.person, at=case.at)
    first = topic.posts.get(number=1)
    comes = queries.comes_by_mail(case.person, topic)
    followed = (
        _("You follow “%(title)s”. Each post comes by mail.")
        if comes
        else _("You follow “%(title)s”. You chose to get no post of it by mail.")
    )
    choose = _("To choose which letters you get: %(link)s")
    receipts.send(
        case,
        [
            followed % {"title": topic.title},
            "" if comes else choose % {"link": network.link("/me/mail/")},
            _("Answer this letter, and your words become a post in the conversation."),
            readers_of(topic.space),
            _("Answer STOP and you get no more letters about this conversation."),
            network.link(f"/ask/{topic.code}/"),
        ],
        about="follow",
        reply=tokens.draft(Purpose.POST, case.person, at=case.at, subject=first),
    )
    return done(Reason.CHOSEN)


def mute(case: Case, topic: Topic) -> End:
    """STOP: nothing of it comes by mail any more. Words in answer to its receipt are no post."""
    conversations.mute(topic, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more letters about “%(title)s”.") % {"title": topic.title},
            _("To get them again, answer a letter of it with FOLLOW, or follow it on its page:"),
            network.link(f"/ask/{topic.code}/"),
        ],
        about="mute",
    )
    return done(Reason.STOPPED)


WORDS = {"follow": follow, "stop": mute}
