from datetime import timedelta

import pytest

from jln.accounts import actions
from jln.accounts.models import Invitation, Session, SignIn
from jln.kit.verdict import RuleBroken
from jln.mail import seals
from jln.mail.models import OutgoingMail
from jln.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db


def ask(address: str, browser: str = "b1", at=f.NOON) -> SignIn:
    return actions.ask_to_sign_in(
        address, browser=browser, remote="10.0.0.1", language="en", next_path="", at=at
    )


def right_code(asked: SignIn) -> str:
    return seals.digits("sign-in", asked.pk, asked.browser)


def try_code(asked: SignIn, code: str, browser: str = "b1", at=f.NOON) -> str:
    return actions.try_code(asked, code, browser=browser, device="Firefox", at=at)


def test_the_right_code_opens_one_session_once():
    ama = f.person("Ama", address="ama@health.example")
    asked = ask("AMA@health.example ")

    try_code(asked, right_code(asked))

    assert Session.objects.get().person == ama
    with pytest.raises(RuleBroken) as refusal:
        try_code(asked, right_code(asked))
    assert refusal.value.verdict.codes == {"used"}
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("browser", "later", "code"),
    [("b2", timedelta(), "other_browser"), ("b1", timedelta(minutes=31), "expired")],
)
def test_a_code_is_bound_to_its_browser_and_its_time(browser, later, code):
    f.person(address="ama@health.example")
    asked = ask("ama@health.example")

    with pytest.raises(RuleBroken) as refusal:
        try_code(asked, right_code(asked), browser=browser, at=f.NOON + later)

    assert refusal.value.verdict.codes == {code}
    assert not Session.objects.exists()


def test_five_wrong_codes_and_the_right_one_no_longer_works():
    f.person(address="ama@health.example")
    asked = ask("ama@health.example")
    wrong = "000000" if right_code(asked) != "000000" else "111111"

    for _ in range(5):
        with pytest.raises(RuleBroken):
            try_code(asked, wrong)

    with pytest.raises(RuleBroken) as refusal:
        try_code(asked, right_code(asked))
    assert refusal.value.verdict.codes == {"too_many_tries"}


def test_known_and_unknown_addresses_do_the_same_work(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    f.person(address="ama@health.example")
    f.network()
    ask("warm@health.example", browser="b0")
    with CaptureQueriesContext(connection) as known:
        ask("ama@health.example")
    with CaptureQueriesContext(connection) as unknown:
        ask("nobody@health.example", browser="b3")

    written = [q["sql"].split()[0] for q in known if q["sql"].startswith("INSERT")]
    assert written == [q["sql"].split()[0] for q in unknown if q["sql"].startswith("INSERT")]
    letters = OutgoingMail.objects.order_by("pk")
    assert [(mail.kind, mail.state) for mail in letters][1:] == [
        ("account.sign_in", "waiting"),
        ("account.unknown", "waiting"),
    ]


def test_no_secret_stands_in_a_row():
    f.person(address="ama@health.example")
    asked = ask("ama@health.example")

    mail = OutgoingMail.objects.get()

    stored = repr(OutgoingMail.objects.values().get()) + repr(SignIn.objects.values().get())
    assert right_code(asked) not in stored
    assert right_code(asked) in seals.reveal(mail.subject, mail.sealed)
    assert "/sign-in/link/" in seals.reveal(mail.text, mail.sealed)


def test_asking_too_often_is_refused_with_words_that_say_nothing_of_who_exists():
    for _ in range(6):
        ask("nobody@health.example")

    with pytest.raises(RuleBroken) as refusal:
        ask("nobody@health.example")

    assert refusal.value.verdict.codes == {"too_often"}


def test_opening_the_link_signs_nobody_in_and_pressing_does(client):
    f.network()
    f.person(address="ama@health.example")
    client.post("/sign-in/", {"email": "ama@health.example", "next": "/ask/"})
    asked = SignIn.objects.get()
    link = f"/sign-in/link/{seals.seal('sign-in', asked.pk, asked.browser)}/"

    opened = client.get(link)
    assert (opened.status_code, Session.objects.count()) == (200, 0)

    pressed = client.post(link)
    assert (pressed.status_code, pressed["Location"], Session.objects.count()) == (302, "/ask/", 1)


def test_a_link_in_another_browser_signs_nobody_in(client):
    f.network()
    f.person(address="ama@health.example")
    asked = ask("ama@health.example")

    answer = client.post(f"/sign-in/link/{seals.seal('sign-in', asked.pk, asked.browser)}/")

    assert (answer.status_code, Session.objects.count()) == (409, 0)


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, path):
    f.network()
    f.person(address="ama@health.example")
    client.post("/sign-in/", {"email": "ama@health.example", "next": path})
    asked = SignIn.objects.get()

    answer = client.post("/sign-in/code/", {"code": right_code(asked)})

    assert answer["Location"] == "/"


def test_the_code_page_shows_the_same_words_for_anybody(client):
    f.network()
    f.person(address="ama@health.example")
    pages = []
    for address in ("ama@health.example", "oma@health.example"):
        client.cookies.clear()
        client.post("/sign-in/", {"email": address})
        text = client.get("/sign-in/code/").content.decode()
        pages.append(text.replace(address, "X").split("<main")[1].split("csrfmiddlewaretoken")[0])

    assert pages[0] == pages[1]


def test_a_session_ends_everywhere_at_once(client):
    f.network()
    ama = f.person()
    f.sign_in(client, ama)
    assert client.get("/me/").status_code == 200

    actions.end_sessions(ama, at=f.NOON)

    assert client.get("/me/").status_code == 302


def test_an_invitation_is_used_once_and_makes_a_member(client):
    f.network()
    coordinator = f.staff()
    invitation = actions.invite(
        "neu@health.example",
        name="Neu",
        country=f.country(),
        language="fr",
        by=coordinator,
        at=f.NOON,
    )
    path = f"/welcome/{seals.seal('invitation', invitation.pk, invitation.address)}/"
    Invitation.objects.update(expires_at=f.NOON + timedelta(days=900))

    joined = client.post(path, {"name": "Neu", "institution": "", "language": "fr"})
    again = client.post(path, {"name": "Neu", "institution": "", "language": "fr"})

    assert (joined.status_code, again.status_code) == (302, 200)
    neu = Person.objects.get(name="Neu")
    assert (neu.language, neu.country.code, neu.addresses.get().is_main) == ("fr", "GH", True)


def test_whoever_joins_is_welcomed_with_what_to_do_next(client):
    f.network()
    invitation = actions.invite(
        "neu@health.example",
        name="Neu",
        country=f.country(),
        language="en",
        by=f.staff(),
        at=f.NOON,
    )
    path = f"/welcome/{seals.seal('invitation', invitation.pk, invitation.address)}/"
    Invitation.objects.update(expires_at=f.NOON + timedelta(days=900))

    page = client.post(path, {"name": "Neu", "language": "en"}, follow=True).content.decode()
    welcome = page.split('id="welcome"')[1].split("</section>")[0]

    assert "You are in the network now, Neu" in welcome
    for href in ("/ask/new/", "/me/languages/", "/countries/gh/"):
        assert f'href="{href}"' in welcome
    assert 'id="welcome"' not in client.get("/me/work/").content.decode()


def test_a_stranger_cannot_invite():
    outsider = f.person(country=f.country("KE", "Kenya"))

    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.invite(
            "x@health.example", name="X", country=f.country(), language="en", by=outsider, at=f.NOON
        )
    assert not Invitation.objects.exists()
