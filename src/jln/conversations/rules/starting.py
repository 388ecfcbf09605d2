"""What may begin in a space, and what a message to a space is meant as. Pure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jln.conversations.rules.posting import may_post
from jln.conversations.terms import TopicKind
from jln.kit.verdict import Verdict, unless

STARTED = (TopicKind.DISCUSSION, TopicKind.ANNOUNCEMENT)
"""What is begun without asking anybody in particular."""
_ASKING = frozenset("?؟？")


def may_start(text: str, *, kind: str, is_open: bool) -> Verdict:
    """May this begin here?"""
    return may_post(text, is_open=is_open) & unless(
        kind in STARTED, "no_such_kind", _("Choose one of the answers here.")
    )


def asks(title: str, text: str) -> bool:
    """Is a message to a space a question? One without a question mark is a discussion."""
    return bool(_ASKING & set(title + text))
