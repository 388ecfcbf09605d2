"""Everything an account can do: get in (`entering`), change (`profile`), leave (`leaving`)."""

from jln.accounts.actions.country import ask_for_country, withdraw_country_request
from jln.accounts.actions.entering import (
    accept,
    ask_to_sign_in,
    browser_mark,
    demonstration_link,
    end_sessions,
    invite,
    sign_out,
    start_session,
    try_code,
    use_link,
)
from jln.accounts.actions.leaving import close, erase, export, lift, replay_erasures, suspend
from jln.accounts.actions.positions import (
    Job,
    begin_position,
    end_position,
    resume_position,
    take_back_position,
)
from jln.accounts.actions.profile import (
    add_address,
    change_profile,
    choose_main,
    confirm_address,
    keep_address,
    remove_address,
    set_expertise,
    set_knowledge,
    set_languages,
    set_photo,
)
from jln.accounts.doorkeeper import session_key as session_key_of

__all__ = [
    "Job",
    "accept",
    "add_address",
    "ask_for_country",
    "ask_to_sign_in",
    "begin_position",
    "browser_mark",
    "change_profile",
    "choose_main",
    "close",
    "confirm_address",
    "demonstration_link",
    "end_position",
    "end_sessions",
    "erase",
    "export",
    "invite",
    "keep_address",
    "lift",
    "remove_address",
    "replay_erasures",
    "resume_position",
    "session_key_of",
    "set_expertise",
    "set_knowledge",
    "set_languages",
    "set_photo",
    "sign_out",
    "start_session",
    "suspend",
    "take_back_position",
    "try_code",
    "use_link",
    "withdraw_country_request",
]
