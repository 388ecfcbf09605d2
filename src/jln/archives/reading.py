"""An archive read to its end: which of its messages are new here, and which belong together."""

from __future__ import annotations

import re
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings

from jln.archives import mbox
from jln.archives.articles import FIRST_MAIL, article
from jln.archives.threads import Item, thread
from jln.conversations.models import Post, PostOrigin
from jln.kit.codes import number_of
from jln.mail.reading import Reader
from jln.mail.reading.subjects import base_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from datetime import datetime

    from jln.archives.articles import Article
    from jln.archives.spool import Spool
    from jln.mail.reading import Reading
    from jln.spaces.models import Space

READERS = 2
AHEAD = 8
"""Messages that are read, or waiting to be, before the oldest of them is wanted."""
_OURS = re.compile(r"<topic\.([0-9a-z]{6})\.(\d{1,9})@(.+)>")


@dataclass(frozen=True, slots=True)
class Here:
    """A message that is in the space already."""

    origin: int
    mark: str
    topic: int | None


@dataclass(slots=True)
class Found:
    """What an archive holds: numbers in the spool by key, in the order of their threads."""

    here: dict[str, Here]
    numbers: dict[str, int] = field(default_factory=dict)
    groups: list[list[str]] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    count: int = 0
    again: int = 0
    unreadable: int = 0


def look_through(
    lines: Iterable[bytes],
    space: Space,
    spool: Spool,
    *,
    at: datetime,
    is_mboxo: bool = False,
    told: Callable[[int], object] = lambda _count: None,
) -> Found:
    """Read every message once, in a process that can be killed, and find the threads."""
    here, items = _in_space(space)
    found, marks = Found(here), {key: one.mark for key, one in here.items()}
    near = FIRST_MAIL
    with closing(read_ahead(mbox.messages(lines, is_mboxo=is_mboxo))) as pairs:
        for packed, reading in pairs:
            read = article(packed, reading, near=near, now=at)
            near = read.at
            found.count += 1
            key = _key(read, marks)
            if key is None or _is_our_post(read.key, space):
                found.again += 1
            else:
                found.unreadable += not read.is_readable
                marks[key] = read.mark
                found.numbers[key] = spool.add(read, packed.raw)
                items.append(_renamed(read, key))
            told(found.count)
    threads = thread(items)
    found.groups, found.parents = threads.groups, threads.parents
    return found


def read_ahead(
    messages: Iterable[mbox.Packed],
) -> Generator[tuple[mbox.Packed, Reading], None, None]:
    """Each message with what it says, in order, while the next ones are being read."""
    with ExitStack() as stack:
        readers = [stack.enter_context(Reader()) for _each in range(READERS)]
        pool = stack.enter_context(ThreadPoolExecutor(READERS))
        waiting: deque[tuple[mbox.Packed, Future[Reading]]] = deque()
        for number, packed in enumerate(messages):
            read = partial(readers[number % READERS].read, packed.raw, is_brief=True)
            waiting.append((packed, pool.submit(read)))
            if len(waiting) == AHEAD:
                first, reading = waiting.popleft()
                yield first, reading.result()
        for first, reading in waiting:
            yield first, reading.result()


def _key(read: Article, marks: dict[str, str]) -> str | None:
    """What the message is known by; None if it is there. Two may bear one id, and differ."""
    key, number = read.key, 1
    while key in marks:
        if marks[key] == read.mark:
            return None
        number += 1
        key = f"{read.key}#{number}"
    return key


def _renamed(read: Article, key: str) -> Item:
    item = read.item
    return Item(
        key, item.at, item.subject, item.is_answer, item.in_reply_to, item.references, item.hints
    )


def _in_space(space: Space) -> tuple[dict[str, Here], list[Item]]:
    rows = PostOrigin.objects.filter(space=space).values_list(
        "message_id", "pk", "text_mark", "post__topic", "post__topic__title", "in_reply_to",
        "references", "post__posted_at", "imported_at",
    )  # fmt: skip
    here, items = {}, []
    for key, pk, mark, topic, title, to, references, posted_at, imported_at in rows:
        here[key] = Here(pk, mark, topic)
        subject = base_subject(title or "")
        items.append(
            Item(
                key,
                posted_at or imported_at,
                subject,
                is_answer=bool(to),
                in_reply_to=(to,) if to else (),
                references=tuple(references.split()),
            )
        )
    return here, items


def _is_our_post(key: str, space: Space) -> bool:
    """A post written here, come back in an archive that was written here."""
    match = _OURS.fullmatch(key)
    if match is None or match[3] != settings.MAIL_DOMAIN:
        return False
    return Post.objects.filter(
        space=space, topic=number_of(match[1]), number=int(match[2])
    ).exists()
