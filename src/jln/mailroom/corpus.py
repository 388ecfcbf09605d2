"""`jln corpus FOLDER`: how well the readers do on a folder of judged messages."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from jln.archives import judge as archives
from jln.mail.reading import Reader
from jln.mail.reading import judge as reading
from jln.mail.reading.judge import Limit
from jln.mailroom.handling import judge as handling
from jln.mailroom.twin import judge as twin

NOTHING_FOUND = 2
READ = ("mail-replies", "mail-bounces", "mail-subjects", "mail-robustness")
FORMS = "mail-twin-forms.json"


class Part(Protocol):
    """A judged folder, for people and machines."""

    def values(self) -> object:
        """Values that JSON can hold."""

    def lines(self) -> list[str]:
        """The same for people."""

    def limits(self) -> list[Limit]:
        """What is promised of it."""


def main(words: Sequence[str]) -> int:
    """Judge the readers; the last lines name each limit. Exits 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="jln corpus", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forms", type=Path, help=f"the forms of mail-twin ({FORMS})")
    parser.add_argument("--json", action="store_true", help="figures for a machine")
    options = parser.parse_args(words)
    folder: Path = options.folder
    parts = dict(_parts(folder, options.forms or _forms(folder)))
    if not parts:
        sys.stderr.write(f"jln corpus: {folder} holds none of {', '.join((*READ, 'mail-twin'))}\n")
        return NOTHING_FOUND
    limits = [limit for part in parts.values() for limit in part.limits()]
    if options.json:
        values = {name: part.values() for name, part in parts.items()}
        values["limits"] = [limit.values() for limit in limits]
        lines = [json.dumps(values, ensure_ascii=False, indent=1)]
    else:
        lines = [line for part in parts.values() for line in part.lines()]
        lines += ["Limits:" if limits else "Limits: none", *(limit.line() for limit in limits)]
    sys.stdout.write("\n".join([*lines, ""]))
    return 0 if all(limit.is_kept for limit in limits) else 1


def _parts(folder: Path, forms: Path | None) -> Iterator[tuple[str, Part]]:
    """Every part that the folder holds; a folder of lists, cases or replies may stand alone."""
    for score in reading.judge(folder):
        yield score.folder, score
    if place := _place(folder, "list-archives"):
        yield "list-archives", archives.judge(place)
    if place := _place(folder, "mail-handling"):
        yield "mail-handling", handling.judge(place)
    if forms and (place := _place(folder, "mail-twin")):
        yield "mail-twin", _twin(place, forms)


def _place(folder: Path, name: str) -> Path | None:
    place = folder if folder.name == name else folder / name
    return place if (place / "index.jsonl").is_file() else None


def _forms(folder: Path) -> Path | None:
    """The forms beside the replies, in the folder, or where a set of papers keeps them."""
    beside = (
        folder,
        folder / "mail-twin",
        folder.parent / "product",
        folder.parent.parent / "product",
    )
    return next((place / FORMS for place in beside if (place / FORMS).is_file()), None)


def _twin(replies: Path, forms: Path) -> twin.Report:
    rows = json.loads(forms.read_text("utf-8"))["forms"]
    with Reader() as reader:
        return twin.judge(replies, rows, reader.read)
