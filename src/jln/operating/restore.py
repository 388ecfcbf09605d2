"""`jln restore FILE --key KEYFILE`: a backup into an empty data folder and database."""

from __future__ import annotations

import sys
import tarfile
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryFile

from jln.kit import clock
from jln.operating import export, seal_file
from jln.web.models import Network


def main(words: list[str]) -> int:
    """0 when everything is back; 2, with nothing changed, when it cannot be."""
    parser = ArgumentParser(prog="jln restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", type=Path, required=True, metavar="KEYFILE")
    given = parser.parse_args(words)
    if Network.objects.exists():
        sys.stderr.write("There is a network here already. Restore into an empty data folder.\n")
        return 2
    try:
        with given.file.open("rb") as sealed, TemporaryFile() as plain:
            seal_file.unseal(sealed, plain, given.key.read_text())
            plain.seek(0)
            rows = export.read(plain, at=clock.now())
    except (seal_file.CannotOpen, tarfile.TarError, OSError) as wrong:
        sys.stderr.write(f"Nothing was changed. {wrong}\n")
        return 2
    sys.stdout.write(f"{rows} rows are back.\n")
    return 0
