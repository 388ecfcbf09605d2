"""What people make of posts: where we are, which post answered. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import TopicKind
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_CATCH_UP = 1_200
"""Letters: it stands above the posts on every page of its conversation."""
_TAG = re.compile(r"(<[^>]*>)")
_NUMBER = re.compile(r"(?<![\w&#/])#(\d{1,6})(?!\w)")


def may_catch_up(text: str) -> Verdict:
    """May this say where a conversation stands?"""
    return unless(bool(text), "nothing_written", _("Write where we are first.")) & unless(
        len(text) <= LONGEST_CATCH_UP, "too_long", _("This is too long to be read in a minute.")
    )


def may_mark(kind: str, number: int, *, is_there: bool) -> Verdict:
    """May this post be the one that answered?"""
    return unless(
        kind == TopicKind.QUESTION, "no_question", _("Only a question is answered by a post.")
    ) & unless(
        is_there and number > 1, "not_there", _("There is no such post in this conversation.")
    )


def leading(html: str, places: Mapping[int, str]) -> str:
    """HTML in which #3 leads to post 3, where there is one; what is a link already stays."""
    pieces, is_link = [], False
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            is_link = piece.startswith("<a ") or (is_link and piece != "</a>")
            pieces.append(piece)
        else:
            pieces.append(piece if is_link else _NUMBER.sub(lambda one: _led(one, places), piece))
    return "".join(pieces)


def _led(one: re.Match[str], places: Mapping[int, str]) -> str:
    place = places.get(int(one[1]))
    return f'<a href="{place}">{one[0]}</a>' if place else one[0]
