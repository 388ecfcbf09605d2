"""`python -m jln.mailroom.handling.child FOLDER`: judged in this process, and printed as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django


def main(folder: Path) -> int:
    """Settings come from the environment that the parent made."""
    django.setup()
    from jln.mailroom.handling import cases  # noqa: PLC0415 -- its models need the settings

    sys.stdout.write("\n" + json.dumps(cases.judged(folder).values()))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
