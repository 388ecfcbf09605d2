"""Who may open what of an account, declared by hand.

The pages are one's own and name nobody else: what others may not do to an
account is tried by the deed itself.
"""

from jln.accounts import actions
from jln.kit.partial import PartialDate
from tests import factories as f
from tests.doors import ALL, MEMBERS, NOBODY, STAFF, Row, does, everyone, leads_on

POSTED = everyone(405)
PROFILE = {"name": "Ama", "language": "en", "timezone": "Africa/Accra", "listing": "members"}


def rename_somebody(by):
    actions.change_profile(f.person(), {"name": "Nobody"}, by=by, at=f.NOON)


JOB = {"position": "Auditor", "named": "Drug Authority", "level": "national"}


def position():
    return f"/me/work/{f.position(f.person(), f.institution()).code}/"


def other_country():
    f.country("NG", "Nigeria")
    return "/me/country/"


def state_somebodys_position(by):
    actions.begin_position(f.person(), actions.Job("X", f.institution()), by=by, at=f.NOON)


def end_somebodys_position(by):
    held = f.position(f.person(), f.institution())
    actions.end_position(held, PartialDate(2026), by=by, at=f.NOON)


def ask_for_somebody(by):
    nigeria = f.country("NG", "Nigeria")
    actions.ask_for_country(f.person(), nigeria, because="x", by=by, at=f.NOON)


def close_somebody(by):
    actions.close(f.person(), by=by, at=f.NOON)


def take_somebodys_data(by):
    actions.export(f.person(), by=by, at=f.NOON)


def erase_somebody(by):
    actions.erase(f.person(), by=by, at=f.NOON)


NOT_SET = everyone(404, visitor=404, suspended=404)
OWN = everyone(200, visitor=302, suspended=302)


def begin_somebodys_app(by):
    actions.begin_authenticator(f.person(), by=by, at=f.NOON)


def renew_somebodys_codes(by):
    actions.renew_codes(f.person(), by=by, at=f.NOON)


def remove_somebodys_passkey(by):
    actions.remove_passkey(f.person(), 1, by=by, at=f.NOON)


def silenced():
    person = f.person()
    person.addresses.update(bounced_at=f.NOON)
    return person.addresses.get()


def repair():
    return f"/desk/mail/health/{silenced().pk}/"


def propose_somebodys_address(by):
    actions.propose_address(silenced(), "meant@health.example", by=by, at=f.NOON)


MATRIX = [
    Row(repair, "get", STAFF),
    Row(repair, "post", leads_on(STAFF), {"email": "meant@health.example"}),
    Row(propose_somebodys_address, "deed", does("staff", "administrator")),
    Row("/address/nothing/", "get", ALL),
    Row("/address/nothing/", "post", ALL),
    Row("/sign-in/", "get", ALL),
    Row("/sign-in/code/", "get", dict.fromkeys(ALL, 302)),
    Row("/sign-in/link/nothing/", "get", ALL),
    Row("/welcome/nothing/", "get", ALL),
    Row("/sign-out/", "get", POSTED),
    Row("/sign-out/", "post", leads_on(MEMBERS)),
    Row("/me/", "get", MEMBERS),
    Row("/me/", "post", leads_on(MEMBERS), PROFILE),
    Row(rename_somebody, "deed", does()),
    Row("/me/zone/", "get", MEMBERS),
    Row("/me/zone/", "post", leads_on(MEMBERS), {"timezone": "Africa/Accra"}),
    Row("/me/work/", "get", MEMBERS),
    Row("/me/work/", "post", leads_on(MEMBERS), JOB),
    Row(position, "get", NOBODY),
    Row(position, "post", NOBODY, {"ends": "2026"}),
    Row(state_somebodys_position, "deed", does()),
    Row(end_somebodys_position, "deed", does()),
    Row("/me/country/", "get", MEMBERS),
    Row(other_country, "post", leads_on(MEMBERS), {"country": "NG", "because": "I moved."}),
    Row(ask_for_somebody, "deed", does()),
    Row("/me/photo/", "get", leads_on(MEMBERS)),
    Row("/me/photo/", "post", leads_on(MEMBERS), {"remove": "yes"}),
    Row("/me/languages/", "get", MEMBERS),
    Row("/me/languages/", "post", leads_on(MEMBERS), {"languages": ["en"]}),
    Row("/me/addresses/", "get", MEMBERS),
    Row("/me/addresses/", "post", leads_on(MEMBERS), {"email": "second@health.example"}),
    Row("/me/security/", "get", OWN),
    Row("/me/security/", "post", leads_on(OWN), {"deed": "app"}),
    Row("/me/security/", "post", leads_on(OWN), {"deed": "remove", "passkey": "1"}),
    Row("/me/security/app/", "get", leads_on(OWN)),
    Row("/sign-in/second/", "get", OWN),
    Row("/sign-in/second/", "post", OWN, {"code": "000000"}),
    Row("/sign-in/passkey/", "get", everyone(405, visitor=405, suspended=405)),
    Row("/sign-in/passkey/", "post", everyone(302, visitor=302), {"answer": "{}"}),
    Row(
        "/sign-in/passkey/ask/",
        "post",
        everyone(404, visitor=404, suspended=404),
        {"purpose": "enter"},
    ),
    Row("/sign-in/provider/", "get", NOT_SET),
    Row("/sign-in/provider/back/", "get", NOT_SET),
    Row("/not-me/nothing/", "get", everyone(200)),
    Row("/not-me/nothing/", "post", everyone(200)),
    Row(begin_somebodys_app, "deed", does()),
    Row(renew_somebodys_codes, "deed", does()),
    Row(remove_somebodys_passkey, "deed", does()),
    Row("/me/sessions/", "get", MEMBERS),
    Row("/me/sessions/", "post", leads_on(MEMBERS)),
    Row("/me/data/", "get", MEMBERS),
    Row("/me/data/", "post", leads_on(MEMBERS), {"how": "close"}),
    Row(close_somebody, "deed", does()),
    Row("/me/data/", "post", leads_on(MEMBERS), {"how": "erase", "sure": "on"}),
    Row(erase_somebody, "deed", does("administrator")),
    Row("/me/data/file/", "get", POSTED),
    Row("/me/data/file/", "post", MEMBERS),
    Row(take_somebodys_data, "deed", does()),
]
