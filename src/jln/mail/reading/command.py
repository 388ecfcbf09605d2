"""`jln mail read FILE...`: one JSON line a file, in order; nothing is acted on."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jln.mail.reading.model import Reading, unreadable
from jln.mail.reading.sandbox import Reader

#: Larger files are no mail that any server would take.
MAX_FILE = 60_000_000


def main(files: Sequence[str | Path]) -> int:
    """Print what each message says; a file that cannot be read is a line too."""
    with Reader() as reader:
        for file in files:
            sys.stdout.write(json.dumps(line_of(file, reader), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return 0


def line_of(file: str | Path, reader: Reader) -> dict[str, Any]:
    """The line for one file."""
    start = time.perf_counter()
    reading = _reading(file, reader)
    row: dict[str, Any] = {
        "file": str(file).encode("utf-8", "replace").decode(),
        "kind": reading.kind.value,
        "text": reading.text,
        "signature": reading.signature,
        "quoted": reading.quoted,
        "bounced": [
            {"address": item.address, "status": item.status, "hard": item.hard}
            for item in reading.bounced
        ],
        "references": list(reading.references),
        "base_subject": reading.base_subject,
        "seconds": round(time.perf_counter() - start, 4),
    }
    if reading.reason:
        row["reason"] = reading.reason
    return row


def _reading(file: str | Path, reader: Reader) -> Reading:
    try:
        with Path(file).open("rb") as opened:
            return reader.read(opened.read(MAX_FILE))
    except (OSError, ValueError) as error:
        return unreadable(f"file: {type(error).__name__}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
