"""`jln decisions export FILE` and `jln decisions verify [FILE]`: the register, checked anywhere.

A file is verified without a database, a network or this program's key.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from jln.governance.rules import chain

if TYPE_CHECKING:
    from jln.governance.rules.chain import Fault


def main(words: list[str]) -> int:
    """0 when all is unbroken, 1 when a line was changed, 2 when there is nothing to check."""
    parser = ArgumentParser(prog="jln decisions", description=__doc__)
    deeds = parser.add_subparsers(dest="deed", required=True)
    export = deeds.add_parser("export", help="write the register as a file")
    export.add_argument("file", type=Path)
    export.add_argument(
        "--public", action="store_true", help="without what each seat said: for everybody"
    )
    verify = deeds.add_parser("verify", help="check a file, or the database")
    verify.add_argument("file", type=Path, nargs="?")
    verify.add_argument("--key", default="", help="the public key that the register's page shows")
    given = parser.parse_args(words)
    if given.deed == "export":
        return _export(given.file, whole=not given.public)
    return _verify_file(given) if given.file else _verify_database()


def _export(target: Path, *, whole: bool) -> int:
    _open_database()
    from jln.governance.queries import decided  # noqa: PLC0415 -- needs the database

    lines = list(decided.export(whole=whole))
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} decisions in {target}.\n")
    return 0


def _verify_file(given: Namespace) -> int:
    try:
        text = given.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        sys.stderr.write(f"{given.file}: {wrong}\n")
        return 2
    said = chain.check_file(text, given.key)
    if said.fault is not None:
        return _broken(said.fault)
    sys.stdout.write(f"{said.lines} decisions, unbroken, signed with the key {said.key}.\n")
    if not said.is_whole:
        sys.stdout.write("What each seat said is sealed; the file for members opens it.\n")
    if not given.key:
        sys.stdout.write("Compare this key with the one that the register's page shows.\n")
    return 0


def _verify_database() -> int:
    _open_database()
    from jln.governance.queries import decided  # noqa: PLC0415 -- needs the database

    fault = decided.fault()
    if fault is not None:
        return _broken(fault)
    sys.stdout.write(f"{len(decided.lines())} decisions, unbroken.\n")
    return 0


def _broken(fault: Fault) -> int:
    named = f", decision {fault.number}" if fault.number is not None else ""
    sys.stdout.write(f"Broken at line {fault.at}{named}: {fault.why}.\n")
    return 1


def _open_database() -> None:
    import django  # noqa: PLC0415 -- a file is verified without it

    django.setup()
