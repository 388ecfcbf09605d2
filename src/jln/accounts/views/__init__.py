"""Signing in and out, and the pages about oneself."""

from jln.accounts.views.entering import sign_in, sign_in_code, sign_in_link, sign_out, welcome
from jln.accounts.views.leaving import my_data, my_data_file
from jln.accounts.views.profile import (
    me,
    my_addresses,
    my_languages,
    my_photo,
    my_sessions,
    my_zone,
)
from jln.accounts.views.providing import sign_in_provider, sign_in_provider_back
from jln.accounts.views.repairs import address_asked, desk_mail_repair
from jln.accounts.views.second import not_me, passkey_ask, sign_in_passkey, sign_in_second
from jln.accounts.views.security import my_authenticator, my_security
from jln.accounts.views.work import my_country, my_position, my_work

__all__ = [
    "address_asked", "desk_mail_repair", "me", "my_addresses", "my_authenticator",
    "my_country", "my_data", "my_data_file", "my_languages", "my_photo", "my_position",
    "my_security", "my_sessions", "my_work", "my_zone", "not_me", "passkey_ask", "sign_in",
    "sign_in_code", "sign_in_link", "sign_in_passkey", "sign_in_provider",
    "sign_in_provider_back", "sign_in_second", "sign_out", "welcome",
]  # fmt: skip
