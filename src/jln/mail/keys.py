"""The keys that sign letters: beside the database, private halves readable by their owner alone.

Two pairs may lie there at once, so that keys can change while letters are under way: the
DNS record of the next is published before it signs, that of the last is kept for a while.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from jln.kit import clock

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "mail-keys"
_SIGNS = "signs"  # the file that names the selector in use
_RSA_BITS = 2048
_RECORD = 250  # characters of one string of a TXT record


@dataclass(frozen=True, slots=True)
class Pair:
    """What signs under one selector: RSA for everybody, Ed25519 beside it (RFC 8463)."""

    selector: str
    rsa: Any
    ed25519: Any

    def records(self) -> list[str]:
        """Its public halves, as lines of the DNS."""
        rsa = self.rsa.public_key().public_bytes(*_public_form())
        short = self.ed25519.public_key().public_bytes_raw()
        return [
            _line(self.selector, f"v=DKIM1; k=rsa; p={_text(rsa)}"),
            _line(f"{self.selector}e", f"v=DKIM1; k=ed25519; p={_text(short)}"),
        ]


def in_use() -> Pair | None:
    """The pair that signs; None while a network has none, and its letters go unsigned."""
    try:
        selector = (_folder() / _SIGNS).read_text().strip()
    except FileNotFoundError:
        return None
    return read(selector)


def selectors() -> list[str]:
    """Of every pair that lies here, oldest first."""
    return sorted(file.name.removesuffix(".rsa") for file in _folder().glob("*.rsa"))


def make() -> str:
    """Make a pair and give its selector; the first one signs at once, a later one when told."""
    from cryptography.hazmat.primitives.asymmetric import (  # noqa: PLC0415 -- 3 MB of each process
        ed25519,
        rsa,
    )

    month = f"jln{clock.now():%Y%m}"
    taken = selectors()
    letters = ["", *"bcdfghijk"]  # not e: it marks the second key of a pair
    names = (f"{month}{letter}" for letter in letters)
    selector = next(name for name in names if name not in taken)
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(f"{selector}.rsa", rsa.generate_private_key(65537, _RSA_BITS))
    _write(f"{selector}.ed25519", ed25519.Ed25519PrivateKey.generate())
    if not taken:
        use(selector)
    return selector


def make_first() -> None:
    """A pair for a network that has none."""
    if not selectors():
        make()


def use(selector: str) -> None:
    """Sign under this selector from now on."""
    read(selector)
    draft = _folder() / f"{_SIGNS}.new"
    draft.write_text(f"{selector}\n")
    draft.replace(_folder() / _SIGNS)


def forget(selector: str) -> None:
    """Throw a pair away that signs no longer."""
    for kind in ("rsa", "ed25519"):
        (_folder() / f"{selector}.{kind}").unlink(missing_ok=True)


def read(selector: str) -> Pair:
    """The pair of a selector. Checking a key takes longer than fifty signatures: done once."""
    files = tuple(_folder() / f"{selector}.{kind}" for kind in ("rsa", "ed25519"))
    return _opened(selector, files, tuple(file.stat().st_mtime_ns for file in files))


@lru_cache(maxsize=2)
def _opened(selector: str, files: tuple[Path, ...], _written: tuple[int, ...]) -> Pair:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 -- see above
        load_pem_private_key,
    )

    rsa, short = (load_pem_private_key(file.read_bytes(), None) for file in files)
    return Pair(selector, rsa, short)


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / FOLDER
    return folder


def _write(name: str, key: Any) -> None:  # noqa: ANN401 -- of either kind
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 -- see above

    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    descriptor = os.open(_folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def _public_form() -> tuple[Any, Any]:
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 -- see above

    return form.Encoding.DER, form.PublicFormat.SubjectPublicKeyInfo


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _line(selector: str, value: str) -> str:
    pieces = [value[start : start + _RECORD] for start in range(0, len(value), _RECORD)]
    quoted = " ".join(f'"{piece}"' for piece in pieces)
    return f"{selector}._domainkey.{settings.MAIL_DOMAIN}. TXT  {quoted}"
