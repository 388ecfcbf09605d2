"""The child: reads one file from its standard input, under limits, and says its pages as JSON."""

from __future__ import annotations

import json
import resource
import sys
from itertools import islice
from typing import TYPE_CHECKING

from jln.uploads.reading import MEMORY, SECONDS, office, pdf, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_PAGES = 500
LONGEST_PAGE = 20_000  # letters
MOST_LETTERS = 1_000_000

READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "application/pdf": pdf.pages,
    **office.READERS,
    "text/plain": plain.pages,
    "text/csv": plain.pages,
}


def main(content_type: str) -> int:
    """Read, answer, end."""
    for what, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, int(SECONDS)),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (value, value))
    pages, reason = words(content_type, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps({"pages": pages, "reason": reason}))
    return 0


def words(content_type: str, content: bytes) -> tuple[list[str], str]:
    """The pages that could be read before anything went wrong, and what went wrong."""
    found: list[str] = []
    reader = READERS.get(content_type)
    if reader is None:
        return found, "no_text"
    try:
        found.extend(_within(reader(content)))
    except PermissionError:
        return found, "locked"
    except Exception:  # noqa: BLE001 -- a broken file says no more than the pages before
        return found, "broken"
    return found, "" if any(found) else "no_text"


def _within(pages: Iterable[str]) -> Iterator[str]:
    left = MOST_LETTERS
    for page in islice(pages, MOST_PAGES):
        clean = " ".join(page.replace("\x00", "").split())[: min(LONGEST_PAGE, left)]
        left -= len(clean)
        yield clean.encode("utf-8", "replace").decode()
        if left <= 0:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
