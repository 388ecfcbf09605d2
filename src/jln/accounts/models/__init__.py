"""What an account is made of: getting in (`entering`), proving who one is (`proving`)."""

from jln.accounts.models.entering import (
    CountryRequest,
    Erasure,
    Invitation,
    KeptForm,
    Session,
    SignIn,
)
from jln.accounts.models.proving import (
    Authenticator,
    Passkey,
    PasskeyAsked,
    ProviderAsked,
    ProviderLink,
    RecoveryCode,
    SecondReset,
)

__all__ = [
    "Authenticator", "CountryRequest", "Erasure", "Invitation", "KeptForm", "Passkey",
    "PasskeyAsked", "ProviderAsked", "ProviderLink", "RecoveryCode", "SecondReset", "Session",
    "SignIn",
]  # fmt: skip
