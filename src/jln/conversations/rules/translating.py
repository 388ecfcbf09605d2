"""A post in another language: what may be said, and whether it is of these words. Pure."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext_lazy as _

from jln.conversations.rules.posting import LONGEST_POST
from jln.kit.verdict import Verdict, unless


def may_translate(text: str, language: str, *, written_in: str) -> Verdict:
    """May this be the translation?"""
    return (
        unless(bool(text), "nothing_written", _("Write the translation first."))
        & unless(
            len(text) <= LONGEST_POST,
            "too_long",
            _("This is longer than a post can be. Send it in two parts."),
        )
        & unless(
            language != written_in, "same_language", _("The post is written in this language.")
        )
    )


def mark_of(text: str) -> str:
    """By which the words are known that were translated."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
