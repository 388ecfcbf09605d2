"""Who may open what of the desk, declared by hand."""

import json

from jln.desk import actions
from jln.mail.models import InboundMail, OutgoingMail
from tests import factories as f
from tests.doors import ALL, COUNTRY, MEMBERS, Row, does, leads_on
from tests.doors import STAFF as HIDDEN

REFUSED = dict.fromkeys(ALL, 403) | {"visitor": 302}
STAFF = REFUSED | {"staff": 200, "administrator": 200}
LIST = leads_on(MEMBERS) | {"coordinator": 200, "staff": 200, "administrator": 200}


def member_country():
    from jln.kit.partial import PartialDate
    from jln.membership.models import CountryMembership

    CountryMembership.objects.get_or_create(
        country=f.country(), starts=PartialDate(2015), defaults={"level": "full"}
    )


def invite(end=""):
    def path():
        member_country()
        return f"/desk/invite/{end}"

    return path


def mail_in():
    made = InboundMail.objects.create(
        raw=b"x", size=1, received_at=f.NOON, envelope_to="ask@jln.example", text="words"
    )
    return f"/desk/mail/in/{made.pk}/"


def mail_out():
    made = OutgoingMail.objects.create(
        kind="x",
        to_address="a@b.example",
        subject="s",
        text="t",
        message_id=f"<{f.next_number()}@x>",
        because="you_asked",
        created_at=f.NOON,
        not_before=f.NOON,
    )
    return f"/desk/mail/out/{made.pk}/"


def unsure():
    return f.product(confidence="guess")


def confirm(by):
    actions.confirm("product", unsure().pk, by=by, at=f.NOON)


def person(**values):
    return lambda: f"/desk/people/{f.person(**values).code}/"


GUEST = {
    "address": "bo@health.example", "name": "Bo", "country": "GH", "language": "en",
}  # fmt: skip
GUESTS = {"packed": json.dumps([["address", "name", "country"], ["bo@health.example", "Bo", "GH"]])}

MATRIX = [
    Row("/desk/", "get", STAFF),
    Row("/desk/mail/in/", "get", STAFF),
    Row("/desk/mail/out/", "get", STAFF),
    Row(mail_in, "get", STAFF),
    Row(mail_out, "get", STAFF),
    Row("/desk/facts/", "get", STAFF),
    Row(
        "/desk/facts/?kind=product",
        "post",
        leads_on(STAFF),
        lambda: {"row": unsure().pk},
    ),
    Row(confirm, "deed", does("staff", "administrator")),
    Row(invite(), "get", COUNTRY),
    Row(invite(), "post", leads_on(COUNTRY), GUEST),
    Row(invite("list/"), "get", leads_on(MEMBERS)),
    Row(invite("list/"), "post", LIST, GUESTS),
    Row(invite("list/"), "post", LIST, GUESTS | {"sure": "yes"}),
    Row("/desk/people/", "get", STAFF),
    Row(person(), "get", HIDDEN),
    Row(person(), "post", leads_on(HIDDEN), {"because": "Advertising"}),
    Row(person(status="suspended", suspended_at=f.NOON), "post", leads_on(HIDDEN), {"lift": "yes"}),
]
