"""Who may open what of the desk, declared by hand."""

import json

from jln.accounts import actions as accounts
from jln.desk import actions
from jln.kit import clock
from jln.kit.time import day
from jln.mail.models import InboundMail, OutgoingMail
from tests import factories as f
from tests.conversations.matrix import refusal
from tests.desk.rows import ROWS
from tests.doors import COUNTRY, LED, STAFF, Row, does, everyone, leads_on

OPEN = everyone(403, **LED, staff=200, administrator=200)
POSTED = everyone(405)


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


def fact():
    return f"/desk/facts/product/{unsure().code}/"


def check(by):
    actions.check("product", unsure().pk, actions.Said("right"), by=by, at=f.NOON)


def noted():
    chen = f.staff()
    return actions.check("product", unsure().pk, actions.Said("right"), by=chen, at=clock.now())


def undo():
    return f"/desk/facts/done/{noted().code}/undo/"


def take_back(by):
    actions.take_back(noted(), by=by, at=clock.now())


def handle():
    return f"/desk/mail/handle/{ROWS['jln.InboundMail']().code}/"


def deal_with_mail(by):
    said = actions.Handling("aside", words="An advertisement.")
    actions.handle(ROWS["jln.InboundMail"](), said, by=by, at=f.NOON)


def country_request():
    return f"/desk/countries/{ROWS['jln.CountryRequest']().code}/"


def decide_country(by):
    asked = ROWS["jln.CountryRequest"]()
    actions.decide_country(asked, is_granted=True, words="", by=by, at=f.NOON)


def spoken_with():
    member_country()
    return "/desk/countries/gh/contacts/"


SPOKEN = {"whom": "Ama", "way": "phone", "held_on": "2026-09-01", "said": "All is well."}


def note_contact(by):
    said = SPOKEN | {"held_on": day(clock.now())}
    actions.note_contact(f.country(), **said, by=by, at=clock.now())


def person(**values):
    return lambda: f"/desk/people/{f.person(**values).code}/"


def second():
    return f"/desk/people/{f.person().code}/second/"


def _reset():
    return accounts.ask_reset(f.person(), because="I called.", by=f.staff(), at=f.NOON)


def second_asked():
    return f"/desk/people/{_reset().person.code}/second/"


def ask_reset(by):
    accounts.ask_reset(f.person(), because="I called.", by=by, at=f.NOON)


def decide_reset(by):
    accounts.decide_reset(_reset().person, is_done=True, by=by, at=f.NOON)


GUEST = {
    "address": "bo@health.example", "name": "Bo", "country": "GH", "language": "en",
}  # fmt: skip
GUESTS = {"packed": json.dumps([["address", "name", "country"], ["bo@health.example", "Bo", "GH"]])}

MATRIX = [
    Row("/desk/", "get", OPEN),
    Row("/desk/moderation/", "get", OPEN),
    Row("/desk/moderation/", "post", everyone(403, **LED, staff=404, administrator=404)),
    Row("/desk/moderation/", "post", leads_on(OPEN), refusal),
    Row("/desk/mail/in/", "get", OPEN),
    Row("/desk/mail/out/", "get", OPEN),
    Row(mail_in, "get", OPEN),
    Row(mail_out, "get", OPEN),
    Row(handle, "get", OPEN),
    Row(handle, "post", leads_on(OPEN), {"what": "aside", "reply": "An advertisement."}),
    Row(deal_with_mail, "deed", does("staff", "administrator")),
    Row("/desk/facts/", "get", OPEN),
    Row("/desk/facts/done/", "get", OPEN),
    Row(fact, "get", OPEN),
    Row(fact, "post", leads_on(OPEN), {"verdict": "right", "title": "T", "type": "manual"}),
    Row(check, "deed", does("staff", "administrator")),
    Row(undo, "post", leads_on(OPEN)),
    Row(undo, "get", POSTED),
    Row(take_back, "deed", does("staff", "administrator")),
    Row(country_request, "get", STAFF),
    Row(country_request, "post", leads_on(STAFF), {"granted": "yes"}),
    Row(decide_country, "deed", does("staff", "administrator")),
    Row(invite(), "get", COUNTRY),
    Row(invite(), "post", leads_on(COUNTRY), GUEST),
    Row(invite("list/"), "get", leads_on(COUNTRY)),
    Row(invite("sample.csv"), "get", COUNTRY),
    Row(invite("list/"), "post", COUNTRY, GUESTS),
    Row(invite("list/"), "post", COUNTRY, GUESTS | {"sure": "yes"}),
    Row("/desk/countries/", "get", OPEN),
    Row("/desk/contacts/", "get", OPEN),
    Row("/desk/?as=csv", "get", OPEN),
    Row("/desk/people/?as=xlsx", "get", OPEN),
    Row(spoken_with, "get", OPEN),
    Row(
        spoken_with,
        "post",
        leads_on(OPEN),
        lambda: SPOKEN | {"held_on": day(clock.now()).isoformat()},
    ),
    Row(note_contact, "deed", does("staff", "administrator")),
    Row("/desk/people/", "get", OPEN),
    Row(person(), "get", STAFF),
    Row(person(), "post", leads_on(STAFF), {"because": "Advertising"}),
    Row(second, "get", STAFF),
    Row(second, "post", leads_on(STAFF), {"because": "I called them."}),
    Row(second_asked, "post", leads_on(STAFF), {"answer": "yes"}),
    Row(ask_reset, "deed", does("staff", "administrator")),
    Row(decide_reset, "deed", does("staff", "administrator")),
    Row(person(status="suspended", suspended_at=f.NOON), "post", leads_on(STAFF), {"lift": "yes"}),
]
