"""Files beside a post. The words come first: on a slow line they are safe before a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import page_entries
from jln.conversations.models import HeldPost, Post, PostFile
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.search import index
from jln.uploads import actions as uploads
from jln.uploads.actions import OnDisk
from jln.uploads.models import FilePage, Upload
from jln.uploads.rules import may_be_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from jln.conversations.models import Topic
    from jln.people.models import Person
    from jln.spaces.models import Space


def enclose(post: Post, files: Sequence[OnDisk], *, by: Person, at: datetime) -> int:
    """Put files beside one's own post. Gives how many are new; the same file again is none.

    Raises PermissionDenied, or RuleBroken where they are too many or too large together.
    """
    require(by, Permission.POST_ENCLOSE, post)
    with transaction.atomic():
        found = locked(Post.objects.select_related("space"), post.pk)
        require(by, Permission.POST_ENCLOSE, found)
        refuse_named_until_commit(found.space_id)
        there = list(Upload.objects.filter(post_file__post=found))
        known = {one.sha256 for one in there}
        each = {file.sha256: file for file in files}
        new = [file for sha256, file in each.items() if sha256 not in known]
        may_be_together([one.size for one in there] + [one.size for one in new]).or_raise()
        last = PostFile.objects.filter(post=found).aggregate(n=Max("number"))["n"] or 0
        for number, file in enumerate(new, last + 1):
            upload = uploads.attach(file, space=found.space, owner=by, at=at)
            PostFile.objects.create(post=found, upload=upload, number=number)
        if new:
            _record(Kind.POST_ENCLOSED, found, by=by, at=at, data={"files": len(new)})
        return len(new)


def take_out(post: Post, number: int, *, by: Person, at: datetime) -> bool:
    """Take a file away from one's own post. False if there is none of this number."""
    require(by, Permission.POST_ENCLOSE, post)
    with transaction.atomic():
        file = PostFile.objects.select_for_update(of=("self",)).select_related("upload")
        found = file.filter(post=post, number=number).first()
        if found is None:
            return False
        _not_found([found.upload])
        uploads.discard(found.upload)
        _record(Kind.POST_ENCLOSED, post, by=by, at=at, data={"files": -1})
        return True


def keep_for(held: HeldPost, files: Sequence[OnDisk]) -> None:
    """Files of a message that waits for a moderator: they go out with it."""
    if not files:
        return
    held.options["files"] = [
        {"name": one.name, "type": one.content_type, "size": one.size, "sha256": one.sha256}
        for one in files
    ]
    held.save(update_fields=["options"])


def kept_for(held: HeldPost) -> list[OnDisk]:
    """The files that wait with a message."""
    return [_on_disk(one) for one in held.options.get("files", ())]


def waiting_bytes() -> set[str]:
    """The names on the disk of files whose message waits for a moderator."""
    waiting = HeldPost.objects.filter(post=None, options__has_key="files")
    return {one.sha256 for held in waiting for one in kept_for(held)}


def go_along(topic: Topic, space: Space) -> None:
    """Files of a conversation are opened by the readers of the space it went to."""
    Upload.objects.filter(post_file__post__topic=topic).update(space=space)


def pages_beside(posts: Iterable[Post]) -> list[int]:
    """The pages of files that stand beside these posts."""
    pages = FilePage.objects.filter(upload__post_file__post__in=list(posts))
    return list(pages.values_list("pk", flat=True))


def hide_with(posts: Iterable[Post], *, at: datetime) -> None:
    """What stands beside hidden posts is opened and found by nobody. Safe to repeat."""
    beside = list(Upload.objects.filter(post_file__post__in=list(posts)))
    if beside:
        _not_found(beside)
        Upload.objects.filter(pk__in=[one.pk for one in beside]).update(hidden_at=at)


def was_read(upload: Upload) -> None:
    """The words of a file are known: its pages are found by who reads its post."""
    beside = PostFile.objects.select_related("post__topic", "post__space", "upload")
    file = beside.filter(upload=upload, post__hidden_at=None, post__topic__hidden_at=None).first()
    for entry in page_entries(file) if file else ():
        index.put(entry)


def _record(kind: Kind, post: Post, *, by: Person, at: datetime, data: dict[str, int]) -> None:
    record(kind, post, by=by, at=at, space=post.space, data={"topic": post.topic_id, **data})


def _not_found(uploads_: list[Upload]) -> None:
    index.drop("page", *FilePage.objects.filter(upload__in=uploads_).values_list("pk", flat=True))


def _on_disk(kept: dict[str, Any]) -> OnDisk:
    return OnDisk(kept["name"], kept["type"], kept["size"], kept["sha256"])
