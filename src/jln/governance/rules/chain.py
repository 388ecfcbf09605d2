"""The register as a chain: each line carries the mark of the one before, and is signed. Pure.

What is chained is text, not columns: a line of years ago is checked without knowing
how the program of its day kept it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NOTHING_BEFORE = "0" * 64
WHOLE, PUBLIC = "whole", "public"  # what a file holds


class Sealed(NamedTuple):
    """One line of the register as it is kept and exported.

    `opened`: what the mark `sealed` in the line was made of; a public file does without.
    """

    line: str
    mark: str
    signature: str
    opened: Mapping[str, Any] | None = None


class Checked(NamedTuple):
    """What is said of an export. `is_whole`: it holds what each seat said, and that was checked."""

    lines: int
    key: str
    is_whole: bool
    fault: Fault | None


class Fault(NamedTuple):
    """The first line that is not as it was written. `at` counts the file's lines from 1."""

    at: int
    number: int | None
    why: str


def canonical(said: Mapping[str, Any]) -> str:
    """The one way to write it: keys in order, no spaces, letters as they are."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def mark_of(line: str) -> str:
    """The SHA-256 of a line, as `sha256sum` prints it."""
    return hashlib.sha256(line.encode()).hexdigest()


def seal(said: Mapping[str, Any], *, before: str, key: Ed25519PrivateKey) -> Sealed:
    """The line that follows the one with this mark."""
    line = canonical({**said, "before": before})
    return Sealed(line, mark_of(line), key.sign(line.encode()).hex())


def head_of(
    lines: Iterable[Sealed], key: Ed25519PrivateKey, *, whole: bool = True
) -> dict[str, Any]:
    """What stands above an export: how many lines, the last mark, and of what kind; signed.

    Without it nobody could see that the last lines, or what seats said, were cut off.
    """
    kept = list(lines)
    head = {
        "lines": len(kept),
        "last": kept[-1].mark if kept else NOTHING_BEFORE,
        "holds": WHOLE if whole else PUBLIC,
    }
    signature = key.sign(canonical(head).encode()).hex()
    return {"head": head, "key": key.public_key().public_bytes_raw().hex(), "signature": signature}


def written(
    lines: Iterable[Sealed], key: Ed25519PrivateKey, *, whole: bool = True
) -> Iterator[str]:
    """An export, line by line: its head, then every decision from the first.

    `whole`: with what each seat said, for members; the same lines without are for everybody.
    """
    kept = list(lines)
    yield canonical(head_of(kept, key, whole=whole))
    for one in kept:
        said = {"decision": json.loads(one.line), "mark": one.mark, "signature": one.signature}
        yield canonical({**said, "opened": one.opened} if whole and one.opened else said)


def check(
    lines: Iterable[Sealed], key: Ed25519PublicKey, *, starts: int = 1, whole: bool = True
) -> Fault | None:
    """The first line that was changed, removed, moved, put in or not signed with this key.

    `whole`: what a line keeps to members has to be there, as it was.
    """
    before, number = NOTHING_BEFORE, 0
    for place, one in enumerate(lines, start=starts):
        try:
            said = json.loads(one.line)
            found, follows = int(said["no"]), str(said["before"])
        except (ValueError, KeyError, TypeError):
            return Fault(place, None, "it cannot be read")
        why = _why_not(one, key, follows=follows, before=before)
        why = why or _why_not_opened(one, said.get("sealed", ""), whole=whole)
        if found != number + 1:
            why = why or f"decision {number + 1} should stand here"
        if why:
            return Fault(place, found, why)
        before, number = one.mark, found
    return None


def _why_not(one: Sealed, key: Ed25519PublicKey, *, follows: str, before: str) -> str:
    if mark_of(one.line) != one.mark:
        return "its words do not give its mark"
    if follows != before:
        return "it does not follow the line before it"
    return "" if _is_signed(key, one.line, one.signature) else "its signature is not of this key"


def _why_not_opened(one: Sealed, sealed: str, *, whole: bool) -> str:
    """What each seat said has to be what the line was sealed with, wherever it is shown."""
    if one.opened is not None:
        return "" if mark_of(canonical(one.opened)) == sealed else "what seats said was changed"
    return "what seats said is missing" if whole and sealed else ""


def check_file(text: str, key: str = "") -> Checked:
    """How many decisions an export holds, the key it is signed with, and its first fault.

    `key`: the public key as the network shows it; without it the file's own is believed.
    """
    rows = text.splitlines()
    try:
        top = json.loads(rows[0])
        own, head = str(top["key"]), dict(top["head"])
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key or own))
        signature = str(top["signature"])
    except (ValueError, KeyError, TypeError, IndexError):
        return Checked(
            0, "", is_whole=False, fault=Fault(1, None, "it is no register of decisions")
        )
    whole = head.get("holds") == WHOLE
    lines = [_sealed(row) for row in rows[1:]]
    fault = check(lines, public, starts=2, whole=whole)
    if fault is None and not _is_signed(public, canonical(head), signature):
        fault = Fault(1, None, "its signature is not of this key")
    last = lines[-1].mark if lines else NOTHING_BEFORE
    if fault is None and (head.get("lines"), head.get("last")) != (len(lines), last):
        fault = Fault(len(rows) + 1, None, "decisions are missing at the end")
    return Checked(len(lines), key or own, whole, fault)


def _sealed(row: str) -> Sealed:
    """A row of an export; what cannot be read is found by the check."""
    try:
        said = json.loads(row)
        line, opened = canonical(said["decision"]), said.get("opened")
        return Sealed(line, str(said["mark"]), str(said["signature"]), opened)
    except (ValueError, KeyError, TypeError):
        return Sealed("", "", "")


def _is_signed(key: Ed25519PublicKey, text: str, signature: str) -> bool:
    try:
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
