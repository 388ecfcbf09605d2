"""How well archives are read: every message accounted for, and which one each answers.

Needs no database: it judges what an import would find.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jln.archives import mbox
from jln.archives.articles import FIRST_MAIL, article
from jln.archives.threads import thread
from jln.mail.reading import Reader
from jln.mail.reading.judge import Limit

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Judged:
    """One archive: its messages, those nobody could read, and parents right of those known."""

    name: str
    count: int
    unreadable: int
    right: int
    known: int

    def line(self) -> str:
        """As one line of a report."""
        parents = f", parents {self.right} of {self.known}" if self.known else ""
        return f"{self.name}: {self.count} messages, {self.unreadable} unreadable{parents}"


@dataclass(frozen=True, slots=True)
class Report:
    """Every archive of a folder."""

    archives: list[Judged]

    def values(self) -> list[dict[str, Any]]:
        """Values that JSON can hold."""
        return [asdict(one) for one in self.archives]

    def lines(self) -> list[str]:
        """The same for people."""
        return [one.line() for one in self.archives]

    def limits(self) -> list[Limit]:
        """What is promised, where the index knows who answered what."""
        known = sum(one.known for one in self.archives)
        right = sum(one.right for one in self.archives)
        return [Limit("list-archives parents", round(right / known, 4), 0.99)] if known else []


def judge(folder: Path) -> Report:
    """Every archive that the folder's index names."""
    lines = (folder / "index.jsonl").read_text("utf-8").splitlines()
    with Reader() as reader:
        return Report([_judged(folder, json.loads(line), reader) for line in lines])


def _judged(folder: Path, row: dict[str, list[str]], reader: Reader) -> Judged:
    archive, *beside = row["files"]
    near, now, unreadable, count, items = FIRST_MAIL, datetime.now(UTC), 0, 0, []
    with mbox.opened(folder / archive) as file:
        for packed in mbox.messages(file):
            read = article(packed, reader.read(packed.raw, is_brief=True), near=near, now=now)
            near, count, unreadable = read.at, count + 1, unreadable + (not read.is_readable)
            items.append(read.item)
    parents = thread(items).parents
    known = _known(folder / beside[0]) if beside else {}
    right = sum(parents.get(key, "") == parent for key, parent in known.items())
    return Judged(archive, count, unreadable, right, len(known))


def _known(file: Path) -> dict[str, str]:
    """The parent of each message as its index has it; nothing where it tells depths only."""
    rows = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    return {
        f"<{row['message_id']}>": f"<{row['parent_in_archive']}>"
        if row["parent_in_archive"]
        else ""
        for row in rows
        if "parent_in_archive" in row
    }
