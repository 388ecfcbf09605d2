"""A space as an mbox: what came in from an archive as it came, what was written here made anew.

Of members' posts it holds names and words, no address and no token. What was hidden, or whose
writer was erased, does not leave: of an erased person's message the words stay, as on the page.
"""

from __future__ import annotations

import gzip
import os
from contextlib import closing
from dataclasses import dataclass
from email.utils import format_datetime
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.db.models import F

from jln.archives import mbox
from jln.conversations.models import Post, PostOrigin
from jln.kit.codes import code_of
from jln.mail import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from django.db.models import QuerySet

    from jln.spaces.models import Space

NOBODY = "—"
SENDER = "archive"
ANSWERS = ("In-Reply-To", "References")
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """How many messages a file holds, and how many stayed because they are hidden."""

    count: int
    hidden: int


def take_out(
    path: Path, space: Space, *, told: Callable[[int], object] = lambda _count: None
) -> Taken:
    """Write the space into a file, which is there whole or not at all; packed if it ends in .gz."""
    draft = path.with_name(f"{path.name}.part")
    count = 0
    with draft.open("wb") as raw:
        with closing(_packed(raw) if path.suffix == ".gz" else _plain(raw)) as file:
            for message in messages(space):
                file.write(message)
                count += 1
                told(count)
        raw.flush()
        os.fsync(raw.fileno())
    draft.replace(path)
    return Taken(count, _in(space).count() - _seen(space).count())


def messages(space: Space) -> Iterator[bytes]:
    """Every message, the oldest first; those without a post, which nobody could read, last."""
    rows = _seen(space).select_related("topic", "by", "origin__original")
    for post in rows.order_by("posted_at", "pk").iterator(chunk_size=CHUNK):
        yield _message(post, space)
    unread = PostOrigin.objects.filter(space=space, post=None).exclude(original=None)
    for origin in unread.select_related("original").order_by("pk").iterator(chunk_size=CHUNK):
        yield mbox.written(origin.original.raw, _sender(), origin.imported_at)


def as_mail(post: Post) -> bytes:
    """A post made anew for a member: names and words, and nothing that came in its mail's head."""
    origin: PostOrigin | None = getattr(post, "origin", None)
    name = post.by.name if post.by else origin.from_name if origin else ""
    return _written(post, post.space, name=name).replace(b"\n", b"\r\n")


def of_topic(posts: Iterable[Post]) -> Iterator[bytes]:
    """Posts as the messages of an mbox, made anew in the same way."""
    for post in posts:
        yield mbox.written(as_mail(post).replace(b"\r\n", b"\n"), _sender(), post.posted_at)


def message_id(post: Post) -> str:
    """What a post written here is known by in archives."""
    return f"<topic.{code_of(post.topic_id)}.{post.number}@{settings.MAIL_DOMAIN}>"


def _message(post: Post, space: Space) -> bytes:
    origin: PostOrigin | None = getattr(post, "origin", None)
    kept = getattr(origin, "original", None) if origin else None
    raw = kept.raw if kept else _made(post, origin, space)
    return mbox.written(raw, _sender(), post.posted_at)


def _made(post: Post, origin: PostOrigin | None, space: Space) -> bytes:
    name = post.by.name if post.by else origin.from_name if origin else ""
    if origin is None:
        return _written(post, space, name=name)
    return _written(post, space, name=name, own=origin.message_id, answered=origin.in_reply_to)


def _written(
    post: Post, space: Space, *, name: str, own: str = "", answered: str | None = None
) -> bytes:
    domain = settings.MAIL_DOMAIN
    address = f"{space.slug}@{domain}"
    if answered is None:
        first = Post(topic_id=post.topic_id, number=1)
        answered = "" if post.number == 1 else message_id(first)
    subject = post.topic.title if post.number == 1 else f"Re: {post.topic.title}"
    own = own or message_id(post)
    lines = [
        f"From: {compose.address(name or NOBODY, address)}",
        f"To: {address}",
        f"Subject: {compose.encoded(subject, 9)}",
        f"Date: {format_datetime(post.posted_at)}",
        f"Message-ID: {compose.one_line(own)}",
        *(f"{field}: {compose.one_line(answered)}" for field in ANSWERS if answered),
        f"List-Id: {compose.folded('List-Id', f'{space.name} <{space.slug}.{domain}>')}",
        f"Content-Language: {compose.one_line(post.language)}",
        "MIME-Version: 1.0",
        compose.body(post.text, "", mark=own),
    ]
    return "\r\n".join(lines).encode("ascii").replace(b"\r\n", b"\n")


def _in(space: Space) -> QuerySet[Post]:
    return Post.objects.filter(space=space)


def _seen(space: Space) -> QuerySet[Post]:
    return _in(space).filter(hidden_at=None, topic__hidden_at=None).order_by(F("pk"))


def _sender() -> str:
    return f"{SENDER}@{settings.MAIL_DOMAIN}"


def _plain(file: IO[bytes]) -> IO[bytes]:
    return os.fdopen(os.dup(file.fileno()), "wb")


def _packed(file: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)
