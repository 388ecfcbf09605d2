"""Sign-in through an OpenID provider: code flow with PKCE, what is carried, what is believed.

State, nonce and verifier are computed from the row of the request and the network's key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from jln.accounts.models import ProviderAsked
from jln.mail import seals
from jln.web import outside

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures by a key pair only: `none` and shared secrets are no proof."""

LEEWAY = 60
BACK = "/sign-in/provider/back/"
_KNOWN: dict[str, dict[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Claim:
    """What the provider says of whoever signed in there."""

    account: str
    address: str


def is_set() -> bool:
    """Did the operator set a provider?"""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT)


def way_there(asked: ProviderAsked) -> str:
    """The address at the provider. Raises `NotAnsweredError`."""
    challenge = hashlib.sha256(_verifier(asked).encode()).digest()
    query = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT,
        "redirect_uri": settings.PUBLIC_URL + BACK,
        "scope": "openid email",
        "state": state_of(asked),
        "nonce": _nonce(asked),
        "code_challenge": _text(challenge),
        "code_challenge_method": "S256",
    }
    there = _endpoint("authorization_endpoint")
    return f"{there}{'&' if '?' in there else '?'}{urlencode(query)}"


def state_of(asked: ProviderAsked) -> str:
    """What comes back with the browser, and leads to the row."""
    return seals.seal("provider", asked.pk, asked.browser)


def claim(asked: ProviderAsked, code: str) -> Claim | None:
    """What a code is worth: the account, and its confirmed address; None if anything is wrong.

    Raises `NotAnsweredError`. The provider goes by the machine's time, wherever that of a
    demonstration has been moved.
    """
    secret = f"{quote(settings.OIDC_CLIENT)}:{quote(settings.OIDC_SECRET)}"
    basic = base64.b64encode(secret.encode()).decode()
    said = outside.post_form(
        _endpoint("token_endpoint"),
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": settings.PUBLIC_URL + BACK,
            "code_verifier": _verifier(asked),
        },
        {"Authorization": f"Basic {basic}"},
    )
    found = _believed(str(said.get("id_token", "")), _nonce(asked), datetime.now(UTC))
    if found is None:
        return None
    is_confirmed = found.get("email_verified") is True
    address = str(found.get("email", "")) if is_confirmed else ""
    return Claim(str(found["sub"])[:255], address)


def _believed(token: str, nonce: str, at: datetime) -> dict[str, Any] | None:
    """The claims of an id token, if it is signed by the provider, for us, now, for this row."""
    from joserfc import jwt  # noqa: PLC0415 -- a quarter of a second, at the first sign-in only
    from joserfc.errors import JoseError  # noqa: PLC0415 -- likewise
    from joserfc.jwk import KeySet  # noqa: PLC0415 -- likewise

    keys: Any = outside.get_json(_endpoint("jwks_uri"))
    try:
        read = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        claims = read.claims
        jwt.JWTClaimsRegistry(
            now=int(at.timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.OIDC_ISSUER},
            aud={"essential": True, "value": settings.OIDC_CLIENT},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    # More than one reader: then the token says for which of them it was made.
    parties = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if len(parties) > 1 and claims.get("azp") != settings.OIDC_CLIENT:
        return None
    return dict(claims) if isinstance(claims.get("sub"), str) and claims["sub"] else None


def _endpoint(name: str) -> str:
    """An address of the provider, as it says itself; asked once in a process."""
    issuer = settings.OIDC_ISSUER
    known = _KNOWN.get(issuer)
    if known is None:
        known = outside.get_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if known.get("issuer") != issuer:
            raise outside.NotAnsweredError(f"{issuer} calls itself {known.get('issuer')}")
        _KNOWN[issuer] = known
    address = str(known.get(name, ""))
    if not outside.is_safe(address):
        raise outside.NotAnsweredError(f"{issuer} has no safe {name}")
    return address


def examine() -> str:
    """What is wrong with the provider, in words; empty when it answers as it should."""
    try:
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            _endpoint(name)
    except outside.NotAnsweredError as error:
        return str(error)
    return "" if settings.OIDC_SECRET else "JLN_OIDC_SECRET is not set"


def _verifier(asked: ProviderAsked) -> str:
    return _drawn("provider verifier", asked)


def _nonce(asked: ProviderAsked) -> str:
    return _drawn("provider nonce", asked)


def _drawn(purpose: str, asked: ProviderAsked) -> str:
    said = f"{asked.pk}\0{asked.browser}\0{asked.asked_at.isoformat()}".encode()
    return _text(hmac.digest(seals.key(purpose), said, hashlib.sha256))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
