"""What passkeys say, read by `fido2`: our name and address, their answers in a page's JSON.

The library is loaded where a passkey is really spoken with: a quarter of a second and
8 MB that most processes never need.
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from jln.kit.codes import code_of
from jln.web import network

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

    from jln.accounts.models import Passkey
    from jln.people.models import Person

MOST_BYTES = 20_000
"""An answer with the certificates of its maker; ten times what is usual."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey's proved answer: which one, and what it counted."""

    credential: str
    public: bytes
    sign_count: int


def is_possible() -> bool:
    """Browsers take passkeys for a name over TLS, and for localhost; never for a number."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return settings.SECURE or host == "localhost"
    return False


def credential_of(answer: str) -> str:
    """The id of the passkey that an answer comes from, unproved; empty for no answer."""
    said = _read(answer).get("id", "")
    return said if isinstance(said, str) and len(said) <= 1400 else ""  # noqa: PLR2004 -- the column


def challenge_of(answer: str) -> str:
    """The challenge an answer speaks of, unproved; empty for no answer."""
    from fido2.webauthn import CollectedClientData  # noqa: PLC0415 -- see above

    try:
        data = _read(answer)["response"]["clientDataJSON"]
        return _text(CollectedClientData(_bytes(data)).challenge)
    except (KeyError, TypeError, ValueError):
        return ""


def to_add(person: Person, have: list[Passkey], challenge: str) -> dict[str, Any]:
    """What the browser is given to make a passkey for this person."""
    who = {"id": code_of(person.pk).encode(), "name": person.name, "displayName": person.name}
    options, _state = _server().register_begin(
        who,  # type: ignore[arg-type]  # a mapping is read as an entity
        [_data(one.public) for one in have],
        resident_key_requirement="required",  # type: ignore[arg-type]  # read as its enumeration
        user_verification="required",  # type: ignore[arg-type]  # likewise
        challenge=_bytes(challenge),
    )
    return dict(options)


def to_show(have: list[Passkey], challenge: str) -> dict[str, Any]:
    """What the browser is given to show one of these; any of its own, where none are named."""
    options, _state = _server().authenticate_begin(
        [_data(one.public) for one in have] or None,
        user_verification="required",  # type: ignore[arg-type]  # read as its enumeration
        challenge=_bytes(challenge),
    )
    return dict(options)


def added(answer: str, challenge: str) -> Shown | None:
    """The new passkey of an answer; None unless everything about it is right."""
    try:
        found = _server().register_complete(_state_of(challenge), _read(answer))
    except Exception:  # noqa: BLE001 -- hostile bytes: whatever the readers of CBOR and keys raise
        return None
    data = found.credential_data
    return Shown(_text(data.credential_id), bytes(data), found.counter) if data else None


def shown(answer: str, challenge: str, passkey: Passkey) -> Shown | None:
    """The proved answer of a known passkey; None unless everything about it is right."""
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415 -- see above

    known = _data(passkey.public)
    try:
        answered = AuthenticationResponse.from_dict(_read(answer))
        _server().authenticate_complete(_state_of(challenge), [known], _read(answer))
    except Exception:  # noqa: BLE001 -- hostile bytes: whatever the readers of CBOR and keys raise
        return None
    count = answered.response.authenticator_data.counter
    return Shown(passkey.credential, bytes(known), count)


def user_of(answer: str) -> str:
    """The code of the person an answer names, unproved; empty where it names nobody."""
    try:
        return _bytes(_read(answer)["response"]["userHandle"]).decode()
    except (KeyError, TypeError, ValueError):
        return ""


def _server() -> Fido2Server:
    from fido2.server import Fido2Server  # noqa: PLC0415 -- see above
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415 -- likewise

    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    us = PublicKeyCredentialRpEntity(name=network.current().name, id=host)
    return Fido2Server(us, verify_origin=lambda origin: origin == settings.PUBLIC_URL)


def _state_of(challenge: str) -> dict[str, str]:
    return {"challenge": challenge, "user_verification": "required"}


def _data(public: bytes | memoryview) -> AttestedCredentialData:
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 -- see above

    return AttestedCredentialData(bytes(public))


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > MOST_BYTES:
        return {}
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _bytes(text: str) -> bytes:
    from fido2.utils import websafe_decode  # noqa: PLC0415 -- see above

    return websafe_decode(text)


def _text(data: bytes) -> str:
    from fido2.utils import websafe_encode  # noqa: PLC0415 -- see above

    return websafe_encode(data)
