"""FOLLOW and STOP as the answer to a letter of a conversation: whether its letters come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations import actions as conversations
from jln.mail import tokens
from jln.mail.terms import Purpose, Reason
from jln.mailroom import receipts
from jln.mailroom.case import Case, End, done
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.mail.models import ReplyToken


def follow(case: Case, topic: Topic) -> End:
    """FOLLOW: each post comes by mail, also after STOP."""
    conversations.follow(topic, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You follow “%(title)s”. Each post comes by mail.") % {"title": topic.title},
            _("Answer STOP and you get no more letters about this conversation."),
            network.link(f"/ask/{topic.code}/"),
        ],
        about="follow",
        reply=_answered_at(case, topic),
    )
    return done(Reason.CHOSEN)


def mute(case: Case, topic: Topic) -> End:
    """STOP: nothing of it comes by mail any more; FOLLOW takes it back."""
    conversations.mute(topic, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more letters about “%(title)s”.") % {"title": topic.title},
            _("To get them again, answer FOLLOW, or follow the conversation on its page:"),
            network.link(f"/ask/{topic.code}/"),
        ],
        about="mute",
        reply=_answered_at(case, topic),
    )
    return done(Reason.STOPPED)


def _answered_at(case: Case, topic: Topic) -> ReplyToken:
    post = topic.posts.get(number=1)
    return tokens.draft(Purpose.POST, case.person, at=case.at, subject=post)
