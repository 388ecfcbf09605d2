"""`jln import mbox FILE --space SLUG`, `jln export mbox SLUG FILE`: old lists in, spaces out."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from jln.archives import exporting, importing
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.spaces.models import Space

WRONG_USE, STOPPED = 2, 130
TOLD_EVERY = 0.5  # s


class Line:
    """One line that says how far it is, written over itself."""

    def __init__(self) -> None:
        self._told_at = 0.0
        self._is_open = False

    def say(self, text: str, *, at_once: bool = False) -> None:
        """Twice a second at most; nothing where nobody looks on."""
        now = time.monotonic()
        if sys.stderr.isatty() and (at_once or now - self._told_at >= TOLD_EVERY):
            sys.stderr.write(f"\r{text:<70}")
            sys.stderr.flush()
            self._told_at, self._is_open = now, True

    def end(self) -> None:
        """Leave it."""
        if self._is_open:
            sys.stderr.write("\n")


def bring(words: Sequence[str]) -> int:
    """Bring an archive into a space. Nobody is told; the same message comes in once."""
    parser = argparse.ArgumentParser(prog="jln import", description=bring.__doc__)
    parser.add_argument("kind", choices=["mbox"])
    parser.add_argument("file", type=Path, help="mbox, plain or .gz")
    parser.add_argument("--space", required=True, metavar="SLUG")
    parser.add_argument(
        "--mboxo", action="store_true", help="only “From ” itself is quoted in the file, once"
    )
    given = parser.parse_args(words)
    space = _space(given.space)
    if space is None:
        return WRONG_USE
    line, began = Line(), time.monotonic()

    def told(what: str, count: int, of: int) -> None:
        line.say(f"{count} read" if what == "read" else f"{count} of {of} brought in")

    try:
        done = importing.bring_in(
            given.file, space, at=clock.now(), is_mboxo=given.mboxo, told=told
        )
    except RuleBroken as broken:
        sys.stderr.write(f"jln import: {broken}\n")
        return WRONG_USE
    except KeyboardInterrupt:
        line.end()
        sys.stderr.write("Stopped. What was brought in stays; the same command goes on there.\n")
        return STOPPED
    line.end()
    sys.stdout.write(
        f"{done.count} messages in {time.monotonic() - began:.0f} s: {done.added} brought in"
        f" ({done.unreadable} of them kept unread), {done.again} here already;"
        f" {done.topics} new conversations.\n"
    )
    return 0


def take(words: Sequence[str]) -> int:
    """Write a space into an mbox: what came from an archive as it came, the rest made anew."""
    parser = argparse.ArgumentParser(prog="jln export", description=take.__doc__)
    parser.add_argument("kind", choices=["mbox"])
    parser.add_argument("space", metavar="SLUG")
    parser.add_argument("file", type=Path, help="the file to write; .gz packs it")
    given = parser.parse_args(words)
    space = _space(given.space)
    if space is None:
        return WRONG_USE
    line = Line()
    done = exporting.take_out(given.file, space, told=lambda count: line.say(f"{count} written"))
    line.end()
    hidden = f"; {done.hidden} hidden ones stay here" if done.hidden else ""
    sys.stdout.write(f"{done.count} messages in {given.file}{hidden}.\n")
    return 0


def _space(slug: str) -> Space | None:
    found = Space.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Space.objects.order_by("slug").values_list("slug", flat=True))
        sys.stderr.write(f"There is no space {slug}. There are: {known}.\n")
    return found
