"""Reading CSV files row by row, so that one bad row costs only itself."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.db import DatabaseError, transaction

from jln.loading.report import Refusal, Report

PACKAGED = Path(__file__).parent / "data"
OURS = frozenset(
    {
        "sources.csv",
        "themes.csv",
        "levels.csv",
        "network_managers.csv",
        "other_countries.csv",
        "tile_map.csv",
        "origins.csv",
        "product_themes.csv",
        "strategies.csv",
    }
)
"""What the platform adds to the history; a folder of history need not bring them."""
CHUNK = 4  # rows a transaction: other writers wait for less than 50 ms


class Row(NamedTuple):
    """One row of a file, its values by column name."""

    line: int
    values: dict[str, str]


def rows(folder: Path, name: str, columns: set[str], report: Report) -> Iterator[Row]:
    """The rows of a file that have as many values as it has columns; the others are refused."""
    path = folder / name
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        report.refused.append(Refusal(name, 0, "the file is not there"))
        return
    except UnicodeDecodeError:
        report.refused.append(Refusal(name, 0, "the file is not UTF-8"))
        return
    reader = csv.reader(text.splitlines(keepends=True))
    head = [column.strip() for column in next(reader, [])]
    if missing := sorted(columns - set(head)):
        report.refused.append(Refusal(name, 1, f"columns are missing: {', '.join(missing)}"))
        return
    line = reader.line_num
    for cells in reader:
        start, line = line + 1, reader.line_num
        if len(cells) == len(head):
            yield Row(start, dict(zip(head, map(str.strip, cells), strict=True)))
        elif any(map(str.strip, cells)):
            reason = f"{len(cells)} values for {len(head)} columns: the columns are shifted"
            report.refused.append(Refusal(name, start, reason))


def load(
    folder: Path, name: str, columns: str, take: Callable[[dict[str, str]], object], report: Report
) -> None:
    """Hand each row to `take`; one that it or the database refuses is reported."""
    taken, chunk = 0, []
    for row in rows(folder, name, set(columns.split()), report):
        chunk.append(row)
        if len(chunk) == CHUNK:
            taken += _take(chunk, name, take, report)
            chunk = []
    report.read[name] = taken + _take(chunk, name, take, report)


@transaction.atomic
def _take(
    chunk: list[Row], name: str, take: Callable[[dict[str, str]], object], report: Report
) -> int:
    taken = 0
    for row in chunk:
        before = report.made, report.changed
        report.undo.clear()
        try:
            with transaction.atomic():
                take(row.values)
        except (ValueError, DatabaseError) as wrong:
            report.take_back(before)
            reason = " ".join(str(wrong).split()) or type(wrong).__name__
            report.refused.append(Refusal(name, row.line, reason))
        else:
            taken += 1
    return taken
