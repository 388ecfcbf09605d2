"""A file encrypted to a public key whose private half is elsewhere.

X25519 with a fresh key a file, HKDF-SHA256, ChaCha20-Poly1305 over pieces of
64 KiB. Each piece is bound to its number and to being the last, so that a file
that was cut, reordered or changed is found before anything is done with it.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAGIC = b"jln backup 1\n"
PIECE = 64 * 1024
KEY_BYTES = 32
_LENGTH = struct.Struct(">I?")


class CannotOpen(Exception):
    """Not ours, another key's, cut or changed. Says which in plain words."""


def make_pair() -> tuple[str, str]:
    """A private and a public key, each as 64 hexadecimal digits."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex()


def seal(source: BinaryIO, target: BinaryIO, public_key: str) -> None:
    """Write `source` encrypted to `target`."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    theirs = bytes.fromhex(public_key)
    cipher = _cipher(once.exchange(X25519PublicKey.from_public_bytes(theirs)), mine + theirs)
    target.write(MAGIC + mine)
    for number, (piece, is_last) in enumerate(_pieces(source)):
        head = _LENGTH.pack(len(piece) + 16, is_last)
        target.write(head + cipher.encrypt(_nonce(number), piece, head))


def unseal(source: BinaryIO, target: BinaryIO, private_key: str) -> None:
    """Write `source` decrypted to `target`. Raises `CannotOpen`; judge only what is complete."""
    if source.read(len(MAGIC)) != MAGIC:
        raise CannotOpen("This file is not a backup of jln.")
    try:
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(private_key.strip()))
    except ValueError:
        raise CannotOpen("The key file does not hold a key.") from None
    theirs = source.read(KEY_BYTES)
    if len(theirs) < KEY_BYTES:
        raise CannotOpen("The backup is cut off.")
    ours = private.public_key().public_bytes_raw()
    cipher = _cipher(private.exchange(X25519PublicKey.from_public_bytes(theirs)), theirs + ours)
    number, is_last = 0, False
    while not is_last:
        head = source.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise CannotOpen("The backup is cut off.")
        length, is_last = _LENGTH.unpack(head)
        piece = source.read(min(length, PIECE + 16))
        try:
            target.write(cipher.decrypt(_nonce(number), piece, head))
        except InvalidTag:
            first = "This key does not open the backup, or it is damaged."
            words = "The backup is damaged." if number else first
            raise CannotOpen(words) from None
        number += 1


def _pieces(source: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    piece = source.read(PIECE)
    while True:
        following = source.read(PIECE)
        yield piece, not following
        if not following:
            return
        piece = following


def _cipher(shared: bytes, context: bytes) -> ChaCha20Poly1305:
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=MAGIC + context)
    return ChaCha20Poly1305(kdf.derive(shared))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
