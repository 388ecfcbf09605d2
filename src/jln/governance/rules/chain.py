"""The register as a chain: each line carries the mark of the one before, and is signed. Pure.

What is chained is text, not columns: a line of years ago is checked without knowing
how the program of its day kept it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

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


class KeyStep(NamedTuple):
    """From here on another key signs: the old key says so, and the new one answers.

    Its line carries the mark of the last decision before it, so that who keeps the old key
    cannot write the years before anew.
    """

    line: str
    signature: str
    answer: str


Row = Sealed | KeyStep


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


def pass_on(
    said: Mapping[str, Any],
    *,
    before: str,
    old: Ed25519PrivateKey,
    new: Ed25519PrivateKey,
) -> KeyStep:
    """Let another key sign what comes after the line with this mark."""
    line = canonical({**said, "before": before, "old": public_of(old), "new": public_of(new)})
    return KeyStep(line, old.sign(line.encode()).hex(), new.sign(line.encode()).hex())


def public_of(key: Ed25519PrivateKey) -> str:
    """The half that is shown."""
    return key.public_key().public_bytes_raw().hex()


def head_of(rows: Iterable[Row], key: Ed25519PrivateKey, *, whole: bool = True) -> dict[str, Any]:
    """What stands above an export: how many lines, the last mark, and of what kind; signed.

    Without it nobody could see that the last lines, or what seats said, were cut off.
    """
    kept = _decisions(rows)
    head = {
        "lines": len(kept),
        "last": kept[-1].mark if kept else NOTHING_BEFORE,
        "holds": WHOLE if whole else PUBLIC,
    }
    signature = key.sign(canonical(head).encode()).hex()
    return {"head": head, "key": public_of(key), "signature": signature}


def written(rows: Iterable[Row], key: Ed25519PrivateKey, *, whole: bool = True) -> Iterator[str]:
    """An export, line by line: its head, then every decision and every change of keys.

    `whole`: with what each seat said, for members; the same lines without are for everybody.
    """
    kept = list(rows)
    yield canonical(head_of(kept, key, whole=whole))
    for one in kept:
        line = json.loads(one.line)
        if isinstance(one, KeyStep):
            yield canonical({"keys": line, "answer": one.answer, "signature": one.signature})
            continue
        said = {"decision": line, "mark": one.mark, "signature": one.signature}
        yield canonical({**said, "opened": one.opened} if whole and one.opened else said)


def check(rows: Iterable[Row], key: str, *, starts: int = 1, whole: bool = True) -> Fault | None:
    """The first line that was changed, removed, moved, put in or not signed with its key.

    `key`: the one that is known; those before and after it are followed from it.
    `whole`: what a line keeps to members has to be there, as it was.
    """
    kept = list(rows)
    keys = keys_of(kept)
    now = keys[0] if key in keys else key
    before, number = NOTHING_BEFORE, 0
    for place, one in enumerate(kept, start=starts):
        if isinstance(one, KeyStep):
            if why := _why_not_passed(one, now=now, before=before):
                return Fault(place, None, why)
            now = str(_said(one.line)["new"])
            continue
        said = _said(one.line)
        if not str(said.get("no")).isdigit() or "before" not in said:
            return Fault(place, None, "it cannot be read")
        found = int(said["no"])
        why = _why_not(one, now, follows=str(said["before"]), before=before)
        why = why or _why_not_opened(one, said.get("sealed", ""), whole=whole)
        why = why or ("" if found == number + 1 else f"decision {number + 1} should stand here")
        if why:
            return Fault(place, found, why)
        before, number = one.mark, found
    return None


def keys_of(rows: Iterable[Row]) -> list[str]:
    """The keys that followed one another; empty where there was only one."""
    steps = [_said(one.line) for one in rows if isinstance(one, KeyStep)]
    return [str(one.get("old")) for one in steps[:1]] + [str(one.get("new")) for one in steps]


def _why_not_passed(one: KeyStep, *, now: str, before: str) -> str:
    said = _said(one.line)
    if said.get("before") != before:
        return "it does not follow the line before it"
    signed = (
        said.get("old") == now
        and _is_signed(now, one.line, one.signature)
        and _is_signed(str(said.get("new")), one.line, one.answer)
    )
    return "" if signed else "its signature is not of this key"


def _decisions(rows: Iterable[Row]) -> list[Sealed]:
    return [one for one in rows if isinstance(one, Sealed)]


def _said(line: str) -> dict[str, Any]:
    """What a line says; nothing where it cannot be read."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _why_not(one: Sealed, key: str, *, follows: str, before: str) -> str:
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
        _public(key or own)
        signature = str(top["signature"])
    except (ValueError, KeyError, TypeError, IndexError):
        return Checked(
            0, "", is_whole=False, fault=Fault(1, None, "it is no register of decisions")
        )
    whole = head.get("holds") == WHOLE
    kept = [_row(row) for row in rows[1:]]
    lines, newest = _decisions(kept), (keys_of(kept) or [key or own])[-1]
    fault = check(kept, key or own, starts=2, whole=whole)
    if fault is None and not _is_signed(newest, canonical(head), signature):
        fault = Fault(1, None, "its signature is not of this key")
    last = lines[-1].mark if lines else NOTHING_BEFORE
    if fault is None and (head.get("lines"), head.get("last")) != (len(lines), last):
        fault = Fault(len(rows) + 1, None, "decisions are missing at the end")
    return Checked(len(lines), key or own, whole, fault)


def _row(row: str) -> Row:
    """A row of an export; what cannot be read is found by the check."""
    try:
        said = json.loads(row)
        if "keys" in said:
            return KeyStep(canonical(said["keys"]), str(said["signature"]), str(said["answer"]))
        line, opened = canonical(said["decision"]), said.get("opened")
        return Sealed(line, str(said["mark"]), str(said["signature"]), opened)
    except (ValueError, KeyError, TypeError):
        return Sealed("", "", "")


def _public(key: str) -> Ed25519PublicKey:
    """Raises ValueError for what is no key. Loaded late: its library takes 3 MB of each process."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 -- see above

    return ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))


def _is_signed(key: str, text: str, signature: str) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 -- see `_public`

    try:
        _public(key).verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
