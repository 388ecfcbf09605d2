"""Boxes that one key opens: the keeper's for authors, the pool's for what waits. Pure.

A keeper's box is made with a fresh X25519 key each, HKDF-SHA256 and ChaCha20-Poly1305, so
that two boxes of one author have nothing in common. A secret is wrapped by a passphrase
with scrypt. What waits is filled up to whole kilobytes: its length tells little.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEY_BYTES = 32
NONCE = 12
FILLED_TO = 1024
_HARD = {"n": 2**16, "r": 8, "p": 1, "maxmem": 96 * 1024 * 1024}
"""64 MB and a fifth of a second a try."""


def make_pair() -> tuple[bytes, str]:
    """A private key, and its public half in hexadecimal digits."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415 -- 3 MB of each process that loads it

    private = x25519.X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw().hex()


def close_box(public_key: str, said: bytes) -> bytes:
    """For the holder of the private half alone."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415 -- likewise

    once = x25519.X25519PrivateKey.generate()
    mine, theirs = once.public_key().public_bytes_raw(), bytes.fromhex(public_key)
    shared = once.exchange(x25519.X25519PublicKey.from_public_bytes(theirs))
    return mine + _cipher(_derived(shared, mine + theirs)).encrypt(bytes(NONCE), said, None)


def open_box(private_key: bytes, box: bytes) -> bytes:
    """What was closed in; raises `ValueError` if it is another key's."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415 -- likewise

    private = x25519.X25519PrivateKey.from_private_bytes(private_key)
    theirs, ours = box[:KEY_BYTES], private.public_key().public_bytes_raw()
    shared = private.exchange(x25519.X25519PublicKey.from_public_bytes(theirs))
    return _opened(_derived(shared, theirs + ours), bytes(NONCE), box[KEY_BYTES:])


def wrap(secret: bytes, passphrase: str) -> dict[str, str]:
    """The secret, for whoever knows the passphrase."""
    salt = secrets.token_bytes(16)
    closed = _cipher(_stretched(passphrase, salt)).encrypt(bytes(NONCE), secret, None)
    return {"salt": salt.hex(), "closed": closed.hex()}


def unwrap(wrapped: dict[str, str], passphrase: str) -> bytes | None:
    """The secret; None for another passphrase."""
    key = _stretched(passphrase, bytes.fromhex(wrapped["salt"]))
    try:
        return _opened(key, bytes(NONCE), bytes.fromhex(wrapped["closed"]))
    except ValueError:
        return None


def seal(key: bytes, said: dict[str, Any]) -> bytes:
    """Plain values, encrypted and filled up."""
    text = json.dumps(said, ensure_ascii=False).encode()
    text += b" " * (-len(text) % FILLED_TO)
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher(key).encrypt(nonce, text, None)


def unseal(key: bytes, sealed: bytes) -> dict[str, Any]:
    """The values again; raises `ValueError` if the key is another."""
    said: dict[str, Any] = json.loads(_opened(key, sealed[:NONCE], sealed[NONCE:]))
    return said


def _stretched(passphrase: str, salt: bytes) -> bytes:
    said = " ".join(passphrase.split()).encode()
    return hashlib.scrypt(said, salt=salt, dklen=KEY_BYTES, **_HARD)


def _derived(shared: bytes, context: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- likewise
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 -- likewise

    info = b"jln safe space 1\n" + context
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared)


def _cipher(key: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415 -- likewise

    return ChaCha20Poly1305(key)


def _opened(key: bytes, nonce: bytes, closed: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 -- likewise

    try:
        return _cipher(key).decrypt(nonce, closed, None)
    except InvalidTag:
        raise ValueError("another key") from None
