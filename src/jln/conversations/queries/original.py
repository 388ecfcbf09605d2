"""The message a post came in, made readable again; nothing in it is executed or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jln.mail import tokens
from jln.mail.reading import Reader

if TYPE_CHECKING:
    from jln.conversations.models import Post

LONGEST = 20_000
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


@dataclass(frozen=True, slots=True)
class AsSent:
    """The text of a message as its writer sent it, with every address as a mark."""

    text: str
    is_gone: bool = False  # its time is over, and only the post is kept
    is_cut: bool = False


def as_sent(post: Post) -> AsSent:
    """The text part, quotes and signature with it. Read by a process that can be killed."""
    raw = _kept(post)
    if raw is None:
        return AsSent("", is_gone=True)
    with Reader() as reader:
        whole = reader.read(tokens.scrub_raw(raw)).body_text
    shown = tokens.scrub(whole[:LONGEST])
    return AsSent(_ADDRESS.sub(tokens.MARK, shown), is_cut=len(whole) > LONGEST)


def _kept(post: Post) -> bytes | None:
    """As it came in by mail, or in an archive."""
    if post.inbound is not None:
        return bytes(post.inbound.raw) if post.inbound.raw is not None else None
    origin = getattr(post, "origin", None)
    original = getattr(origin, "original", None)
    return original.raw if original else None
