"""The key that signs the register: kept beside the database, backed up with it.

It changes with the Network Manager: each later one has its public half in the name of its file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.conf import settings

from jln.governance.models import KeyChange
from jln.governance.rules import chain

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "decision-key"


def signing_key() -> Ed25519PrivateKey:
    """The network's own; of two processes that make the first at once, one makes it."""
    return _read(_now())


def public_key() -> str:
    """What a copy of the register is checked with, as the register's page shows it."""
    now = _now()
    return now or chain.public_of(_read(now))


def _read(key: str) -> Ed25519PrivateKey:
    file = file_of(key)
    if not key and not file.exists():
        _make(file, _private().generate())
    return _private().from_private_bytes(bytes.fromhex(file.read_text().strip()))


def _private() -> type[Ed25519PrivateKey]:
    """Loaded when a key is needed: its library takes 3 MB of each process."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 -- see above

    return ed25519.Ed25519PrivateKey


def next_key() -> Ed25519PrivateKey:
    """Another key, on the disk. It signs once a `KeyChange` names it."""
    key = _private().generate()
    _make(file_of(chain.public_of(key)), key)
    return key


def forget(key: str) -> None:
    """A key that signs no longer is not kept: "" is the first one."""
    if key != _now():
        file_of(key).unlink(missing_ok=True)


def file_of(key: str) -> Path:
    """Where the private half of a key lies; the first one needs no name."""
    folder: Path = settings.DATA_DIR
    return folder / (f"{NAME}-{key[:16]}" if key else NAME)


def _now() -> str:
    """The key that signs; "" while it is the first one."""
    return KeyChange.objects.order_by("-number").values_list("key", flat=True).first() or ""


def _make(file: Path, key: Ed25519PrivateKey) -> None:
    """Written whole under another name first: nobody ever reads half a key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(key.private_bytes_raw().hex() + "\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()
