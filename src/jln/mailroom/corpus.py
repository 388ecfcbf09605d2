"""`jln corpus FOLDER`: how well the readers do on a folder of judged messages."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jln.mail.reading import Reader
from jln.mail.reading import judge as reading
from jln.mailroom.twin import judge as twin

NOTHING_FOUND = 2
READ = ("mail-replies", "mail-bounces", "mail-subjects", "mail-robustness")
FORMS = "mail-twin-forms.json"


def main(words: Sequence[str]) -> int:
    """Judge the readers; exits 1 if a serious reply would be carried out wrongly."""
    parser = argparse.ArgumentParser(prog="jln corpus", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forms", type=Path, help=f"the forms of mail-twin ({FORMS})")
    parser.add_argument("--json", action="store_true", help="figures for a machine")
    options = parser.parse_args(words)
    folder: Path = options.folder
    lines: list[str] = []
    values: dict[str, Any] = {}
    if any((folder / name).is_dir() for name in READ):
        if options.json:
            values |= reading.judge(folder)
        else:
            lines += reading.report(folder)
    replies = folder if folder.name == "mail-twin" else folder / "mail-twin"
    forms = options.forms or _forms(folder)
    report = _twin(replies, forms) if replies.is_dir() and forms else None
    if report is not None:
        values["mail-twin"] = report.values()
        lines += report.lines()
    if not (lines or values):
        sys.stderr.write(f"jln corpus: {folder} holds none of {', '.join((*READ, 'mail-twin'))}\n")
        return NOTHING_FOUND
    out = [json.dumps(values, ensure_ascii=False, indent=1)] if options.json else lines
    sys.stdout.write("\n".join([*out, ""]))
    return 1 if report and report.values()["wrong_serious_executions"] else 0


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
