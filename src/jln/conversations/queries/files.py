"""Files beside posts, as pages and letters show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from jln.conversations.models import PostFile
from jln.kit.codes import code_of
from jln.uploads.models import FilePage


class FileRow(NamedTuple):
    """A file as it stands below a post."""

    number: int
    upload: int
    name: str
    content_type: str
    size: int

    @property
    def kind(self) -> str:
        """What people call it: the end of its name."""
        return self.name.rpartition(".")[2].upper()

    @property
    def code(self) -> str:
        """In addresses: `/files/<code>/`."""
        return code_of(self.upload)


def beside(posts: Iterable[int]) -> dict[int, list[FileRow]]:
    """The files of each of these posts, in their order. One query at most, however many."""
    found: dict[int, list[FileRow]] = defaultdict(list)
    if not (wanted := list(posts)):
        return found
    files = PostFile.objects.filter(post__in=wanted, upload__hidden_at=None)
    rows = files.order_by("post", "number").values_list(
        "post", "number", "upload", "upload__name", "upload__content_type", "upload__size"
    )
    for post, number, upload, name, kind, size in rows:
        found[post].append(FileRow(number, upload, name, kind, size))
    return found


def posts_of_pages(pages: Iterable[int]) -> dict[int, int]:
    """By page of a file: the number of the post that it stands beside."""
    known = FilePage.objects.filter(pk__in=list(pages))
    return dict(known.values_list("pk", "upload__post_file__post__number"))
