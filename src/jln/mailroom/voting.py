"""A vote that comes in answer to another letter than the poll's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.kit.verdict import unless
from jln.mail import tokens
from jln.mail.terms import Purpose
from jln.mailroom import answers, votes
from jln.mailroom.doing import Asked

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.mailroom.case import Case, End


def vote(case: Case, topic: Topic, text: str) -> End | None:
    """What is no more than an answer of a poll is taken as one, or asked back; it is no post."""
    found = votes.read(case.person, topic, text)
    if found is None:
        return None
    unless(topic.poll.closed_at is None, "poll_closed", _("The poll is closed.")).or_raise()
    token = tokens.make(
        Purpose.ANSWER, case.person, at=case.at, subject=topic, form=votes.FORM, form_version=1
    )
    asked = Asked.of(token)
    return answers.take(case, token, asked, found) if asked else None
