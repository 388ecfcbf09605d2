"""An answer written between the lines of our letter: what of the quote may stand beside it.

A letter has a private frame: why this person was asked, what single words do, how to stop
it. Of a quote only the sentence that is answered stays, and only where it stands in a post.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings

from jln.conversations.models import AskedColleague, Post
from jln.mail import tokens
from jln.mail.terms import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.conversations.models import Topic
    from jln.mail.reading import Reading
    from jln.mailroom.case import Case

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"(?<=[.!?؟…])\s+")
_MARKS = "|> \t"
MOST_LINES = 12
"""Of a quote that are looked at, from the answer upwards: a sentence is no longer."""
MOST_POSTS = 200


def hers(case: Case) -> Reading:
    """The message with what she wrote herself, for whatever will stand in a conversation."""
    reading, aim = case.reading, case.aim
    if not reading.interleaved:
        return reading
    if aim is not None and aim.purpose == Purpose.POST:
        about = tokens.subject_of(aim)
        topic = about.topic if isinstance(about, Post | AskedColleague) else None
    elif aim is None and _answers_ours(reading):
        topic = case.thread
    else:
        return reading
    return reading.but(text=without_frame(reading.text, _posts(topic)))


def _posts(topic: Topic | None) -> list[str]:
    """What stands in the conversation; nothing where no conversation is known."""
    if topic is None:
        return []
    rows = topic.posts.filter(hidden_at=None).order_by("-number")
    return list(rows.values_list("text", flat=True)[:MOST_POSTS])


def _answers_ours(reading: Reading) -> bool:
    ours = f"@{settings.MAIL_DOMAIN}>"
    return any(one.endswith(ours) for one in (*reading.in_reply_to, *reading.references))


def without_frame(text: str, posts: Iterable[str]) -> str:
    """Her words, each below at most the sentence of a post that it answers."""
    known = [f" {_plain(post)} " for post in posts]
    out: list[str] = []
    quote: list[str] = []
    for line in text.splitlines():
        if line.startswith(">"):
            quote.append(line)
        elif quote and line.strip():
            sentence = _answered(quote, known)
            out += ["", f"> {sentence}", "", line] if sentence else ["", line]
            quote = []
        elif not quote:
            out.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def _answered(quote: list[str], known: list[str]) -> str:
    """The last sentence right above her words, as far as it stands in one of the posts."""
    kept = ""
    for line in reversed(quote[-MOST_LINES:]):
        bare = line.strip(_MARKS)
        if not bare and not kept:
            continue
        longer = f"{bare} {kept}".strip()
        if not bare or not any(f" {_plain(longer)} " in post for post in known):
            break
        kept = longer
    return _ENDS.split(kept)[-1]


def _plain(text: str) -> str:
    """Only its words: marks, wrapping and capitals make no difference."""
    return " ".join(_WORD.findall(text.casefold()))
