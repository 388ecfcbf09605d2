"""A passkey device without a browser: makes keys, signs what it is asked, lies where told to."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

UP, UV, AT = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Device:
    """`site` and `origin` are what it believes to speak with."""

    def __init__(self, *, site="localhost", origin="http://localhost:8000", flags=UP | UV):
        self.site, self.origin, self.flags = site, origin, flags
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.count = 0
        self.user = b""

    def make(self, asked: dict, **but) -> str:
        options = asked["publicKey"]
        self.user = base64.urlsafe_b64decode(options["user"]["id"] + "==")
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        made = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(AT) + made
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options["challenge"], but)
        return self._answer({"clientDataJSON": text(said), "attestationObject": text(attestation)})

    def show(self, asked: dict, **but) -> str:
        self.count += but.pop("steps", 1)
        said = self._said("webauthn.get", asked["publicKey"]["challenge"], but)
        data = self._data(0)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": text(said),
                "authenticatorData": text(data),
                "signature": text(signature),
                "userHandle": text(self.user),
            }
        )

    def _data(self, more: int) -> bytes:
        site = hashlib.sha256(self.site.encode()).digest()
        return site + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _said(self, kind: str, challenge: str, but: dict) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin} | but
        return json.dumps(said).encode()

    def _answer(self, response: dict) -> str:
        return json.dumps(
            {"id": text(self.id), "rawId": text(self.id), "type": "public-key",
             "response": response, "clientExtensionResults": {}}
        )  # fmt: skip
