"""The messages of an archive between reading and writing: on the disk, not in memory."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from datetime import datetime
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple, Self

from jln.archives.articles import Article

if TYPE_CHECKING:
    from types import TracebackType


class Kept(NamedTuple):
    """A message as it was read, and its bytes, packed."""

    article: Article
    packed: bytes
    size: int


class Spool:
    """Messages by number, in a file that is gone when it is closed."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 -- closed by __exit__
        self._places: list[tuple[int, int, int, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _it: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, article: Article, raw: bytes) -> int:
        """Keep one; gives its number."""
        head = json.dumps(asdict(article), default=datetime.isoformat).encode()
        packed = zlib.compress(raw)
        at = self._file.seek(0, 2)
        self._file.write(head + packed)
        self._places.append((at, len(head), len(packed), len(raw)))
        return len(self._places) - 1

    def get(self, number: int) -> Kept:
        """One that was kept."""
        at, head, packed, size = self._places[number]
        self._file.seek(at)
        row = json.loads(self._file.read(head))
        for name in ("at", "date"):
            row[name] = datetime.fromisoformat(row[name]) if row[name] else None
        for name in ("in_reply_to", "references", "hints", "files"):
            row[name] = tuple(row[name])
        return Kept(Article(**row), self._file.read(packed), size)
