"""Who may open what of the desk, declared by hand; see `tests/library/matrix.py`."""

from jln.mail.models import InboundMail, OutgoingMail
from tests import factories as f

REFUSED = {"visitor": 302, "member": 403, "other": 403, "coordinator": 403}
STAFF = REFUSED | {"staff": 200, "administrator": 200}
INVITE = {
    "visitor": 302,
    "member": 404,
    "other": 404,
    "coordinator": 200,
    "staff": 200,
    "administrator": 200,
}
HIDDEN = {
    "visitor": 302,
    "member": 404,
    "other": 404,
    "coordinator": 404,
    "staff": 200,
    "administrator": 200,
}


def member_country():
    from jln.kit.partial import PartialDate
    from jln.membership.models import CountryMembership

    CountryMembership.objects.get_or_create(
        country=f.country(), starts=PartialDate(2015), defaults={"level": "full"}
    )


def invite():
    member_country()
    return "/desk/invite/"


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


MATRIX = [
    ("/desk/", "get", STAFF),
    ("/desk/mail/in/", "get", STAFF),
    ("/desk/mail/out/", "get", STAFF),
    (mail_in, "get", STAFF),
    (mail_out, "get", STAFF),
    ("/desk/facts/", "get", STAFF),
    (invite, "get", INVITE),
    ("/desk/people/", "get", STAFF),
    (lambda: f"/desk/people/{f.person().code}/", "get", HIDDEN),
]
