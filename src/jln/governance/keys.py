"""The key that signs the register: made once, kept beside the database, backed up with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

NAME = "decision-key"


def signing_key() -> Ed25519PrivateKey:
    """The network's own; of two processes that make it at once, one makes it."""
    file: Path = settings.DATA_DIR / NAME
    if not file.exists():
        _make(file)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text().strip()))


def public_key() -> str:
    """What a copy of the register is checked with, as the register's page shows it."""
    return signing_key().public_key().public_bytes_raw().hex()


def _make(file: Path) -> None:
    """Written whole under another name first: nobody ever reads half a key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{NAME}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(Ed25519PrivateKey.generate().private_bytes_raw().hex() + "\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()
