"""The keys of safe spaces: files in the data folder's `sealed/`, in no backup and no database.

Of each safe space two: `.pool` encrypts what waits, and the server reads it; `.keeper` holds
the private half of the keeper's key, wrapped by a passphrase that is stored nowhere. Both
are overwritten and removed when the safe space is sealed.

Wrapping takes a fifth of a second a time on purpose: it is done before a transaction, and what
it gave is written within, once it is certain that it may be.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from django.conf import settings

from jln.kit.codes import ALPHABET
from jln.kit.verdict import refusal
from jln.safe_space import cipher, rules

if TYPE_CHECKING:
    from pathlib import Path

Wrap: TypeAlias = dict[str, str]
FOLDER = "sealed"
HANDED_OVER = 20  # letters of the word by which a key is handed over: 100 bits


class KeysGone(Exception):
    """The files of a safe space are not there: nobody can write in it or open it."""


class New(NamedTuple):
    """A keeper's key that is not written yet."""

    public: str
    wrap: Wrap


def new(passphrase: str) -> New:
    """A keeper's key of a new safe space."""
    private, public = cipher.make_pair()
    return New(public, cipher.wrap(private, passphrase))


def make(number: int, made: New) -> None:
    """Write both keys of a safe space, in place of any before."""
    _write(_file(number, "pool"), secrets.token_bytes(cipher.KEY_BYTES))
    _write_wraps(number, {"keeper": made.wrap})


def pool(number: int) -> bytes:
    """The key of what waits. Raises `KeysGone`."""
    return _read(_file(number, "pool"))


def pool_or_refuse(number: int) -> bytes:
    """The same; a broken rule, in words, where it is gone."""
    try:
        return pool(number)
    except KeysGone:
        raise refusal("keys_gone", rules.KEYS_GONE) from None


def are_there(number: int) -> bool:
    """Can anybody write in it, and its keeper open it?"""
    return all(_file(number, name).exists() for name in ("keeper", "pool"))


def private(number: int, passphrase: str) -> bytes | None:
    """The keeper's key; None if the passphrase is another. Raises `KeysGone`."""
    return cipher.unwrap(_wraps(number)["keeper"], passphrase)


def for_the_next(key: bytes) -> tuple[str, Wrap]:
    """A word, and a keeper's key wrapped by it for somebody else."""
    word = "".join(secrets.choice(ALPHABET) for _letter in range(HANDED_OVER))
    shown = "-".join(word[at : at + 5] for at in range(0, HANDED_OVER, 5))
    return shown, cipher.wrap(key, word)


def hand_over(number: int, wrap: Wrap) -> None:
    """Whoever has the word of this can take the key over."""
    _write_wraps(number, {**_wraps(number), "next": wrap})


def wrapped_anew(number: int, word: str, passphrase: str) -> Wrap | None:
    """The key that was handed over, for another passphrase; None for another word."""
    wrapped = _wraps(number).get("next")
    said = "".join(letter for letter in word.casefold() if letter in ALPHABET)
    key = cipher.unwrap(wrapped, said) if wrapped else None
    return cipher.wrap(key, passphrase) if key else None


def take_over(number: int, wrap: Wrap) -> None:
    """From now on the passphrase before opens nothing, and no word does."""
    _write_wraps(number, {"keeper": wrap})


def destroy(number: int) -> None:
    """Overwrite both files, then remove them. Safe to repeat."""
    for file in _folder().glob(f"{number}.*"):  # with what a killed process left of a change
        _overwrite(file)


def numbers() -> set[int]:
    """The safe spaces of which a file is left."""
    names = {path.name.partition(".")[0] for path in _folder().glob("*.*")}
    return {int(name) for name in names if name.isdigit()}


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / FOLDER
    return folder


def _file(number: int, name: str) -> Path:
    return _folder() / f"{number}.{name}"


def _wraps(number: int) -> dict[str, Wrap]:
    wraps: dict[str, Wrap] = json.loads(_read(_file(number, "keeper")))
    return wraps


def _write_wraps(number: int, wraps: dict[str, Wrap]) -> None:
    _write(_file(number, "keeper"), json.dumps(wraps).encode())


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise KeysGone(file.name) from None


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all; what stood there before is overwritten, not only forgotten."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    before = file.with_name(f"{file.name}.before")
    with contextlib.suppress(FileNotFoundError):
        os.link(file, before)
    draft.replace(file)
    _overwrite(before)
    _sync(file.parent)


def _overwrite(file: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        with file.open("r+b") as out:
            out.write(secrets.token_bytes(max(file.stat().st_size, 1)))
            out.flush()
            os.fsync(out.fileno())
        file.unlink()
        _sync(file.parent)


def _sync(folder: Path) -> None:
    """The folder's own entry is on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
