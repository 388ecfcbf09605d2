"""`jln backup FILE`: everything, encrypted to a key whose private half is not on the server."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings

from jln.kit import clock
from jln.operating import export, seal_file
from jln.web.network import current

PUBLIC = "backup-key.public"


def main(words: list[str]) -> int:
    """0 when the backup is on the disk; 2 when there is no key to encrypt it to."""
    parser = ArgumentParser(prog="jln backup", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--make-key", type=Path, metavar="KEYFILE", help="make the pair of keys")
    given = parser.parse_args(words)
    if given.make_key:
        return make_key(given.make_key)
    if given.file is None:
        parser.error("name the file to write")
    if not (settings.DATA_DIR / PUBLIC).exists():
        if not current().is_demonstration:
            sys.stderr.write("No key yet. First: jln backup --make-key KEYFILE\n")
            return 2
        make_key(settings.DATA_DIR / "backup-key.private")
    rows = write(given.file)
    sys.stdout.write(f"{rows} rows in {given.file}, {given.file.stat().st_size} bytes.\n")
    return 0


def make_key(private_file: Path) -> int:
    """Make the pair; the private half goes to a file that has to leave this machine."""
    private, public = seal_file.make_pair()
    handle = os.open(private_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(private + "\n")
    (settings.DATA_DIR / PUBLIC).write_text(public + "\n")
    sys.stdout.write(
        f"The private key is in {private_file}. Take it off this machine: whoever has it reads"
        " every backup, and without it no backup can be opened.\n"
    )
    return 0


def write(target: Path) -> int:
    """Write one encrypted backup; the file appears whole or not at all. Gives its rows."""
    public = (settings.DATA_DIR / PUBLIC).read_text().strip()
    draft = target.with_name(f"{target.name}.part")
    with TemporaryFile() as plain, draft.open("wb") as file:
        rows = export.write(plain, at=clock.now())
        plain.seek(0)
        seal_file.seal(plain, file, public)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    return rows
