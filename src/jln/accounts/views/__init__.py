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
from jln.accounts.views.work import my_country, my_position, my_work

__all__ = [
    "me", "my_addresses", "my_country", "my_data", "my_data_file", "my_languages", "my_photo",
    "my_position", "my_sessions", "my_work", "my_zone", "sign_in", "sign_in_code",
    "sign_in_link", "sign_out", "welcome",
]  # fmt: skip
