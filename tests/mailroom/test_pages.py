"""The pages of mail: stopping without a sign-in, one's own letters, a form by mail, a demonstration's letters."""

from __future__ import annotations

import pytest
from django.db import connection
from tests import factories as f
from tests.conversations.moderating import dialogue
from tests.conversations.polling import poll
from tests.desk.rows import ROWS
from tests.mailroom.letters import answered

from jln.kit import clock
from jln.mail import outgoing, tokens
from jln.mail.models import OutgoingMail
from jln.mail.seals import sealed
from jln.mailroom import table
from jln.notify import actions as notify
from jln.notify import queries as notify_queries
from jln.web import network
from jln.web.forms import REGISTRY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _network():
    f.network()
    network._kept.clear()
    yield
    network._kept.clear()


@pytest.fixture
def letter():
    ama = f.person("Ama", address="ama@health.example")
    return outgoing.put(
        "post.written",
        ama,
        subject="Costing",
        text="Hello",
        because="follower",
        headers={"List-Id": "x <x.jln.example>"},
    )


def test_one_click_stops_without_cookie_redirect_or_question(client, letter):
    client.handler.enforce_csrf_checks = True
    answer = client.post(
        f"/mail/stop/{tokens.stop_seal(letter)}/", {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    assert not answer.cookies
    assert "post.written" not in notify_queries.wanted(letter.person)
    assert "post.thanked" in notify_queries.wanted(letter.person)


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, letter, method):
    answer = getattr(client, method)(f"/mail/stop/{tokens.stop_seal(letter)}/")

    assert answer.status_code == 200
    assert "post.written" in notify_queries.wanted(letter.person)
    assert not letter.person.mail_settings.exists()


def test_a_stop_seal_reads_nothing_and_posts_nothing(client, letter):
    seal = tokens.stop_seal(letter)

    assert client.get(f"/sign-in/link/{seal}/").status_code in (200, 302, 404)
    assert client.get("/me/").status_code == 302
    assert tokens.find(seal) is None


def test_stopped_by_mail_and_by_link_alike(letter):
    from tests.mailroom.letters import come, raw

    to = f"s.{tokens.stop_seal(letter)}@jln.example"
    came = come(raw("", sender="ama@health.example", to=to, subject="unsubscribe"), to=to)

    assert came.reason == "stopped"
    assert "post.written" not in notify_queries.wanted(letter.person)


def test_i_choose_my_letters_and_see_what_came_of_mine(client, letter):
    f.sign_in(client, letter.person)
    client.post("/me/mail/", {"letters": ["post.thanked"]})

    assert notify_queries.wanted(letter.person) == ["post.thanked"]
    page = client.get("/me/mail/").content.decode()
    assert "Costing" in page


def test_a_form_comes_by_mail_and_is_answered(client):
    ama, product = f.person("Ama", address="ama@health.example"), f.product()
    f.space("record", visibility="public")
    f.sign_in(client, ama)
    answer = client.post(
        "/mail-form/",
        {
            "action": "adaptation.report",
            "subject": product.slug,
            "next": f"/library/{product.slug}/",
        },
    )

    assert (answer.status_code, answer["Location"]) == (302, f"/library/{product.slug}/")
    form = OutgoingMail.objects.get(kind="form")
    assert product.title in form.subject
    assert answered(form, "2. One sheet", name="Ama").reason == "answered"


@pytest.mark.parametrize(
    "place", ["//evil.example/", "https://evil.example/", "/\\evil.example", ""]
)
def test_the_way_back_stays_here(client, place):
    ama = f.person("Ama")
    f.sign_in(client, ama)
    answer = client.post("/mail-form/", {"action": "profile.change", "next": place})

    assert answer["Location"] == "/me/mail/"


def test_a_form_about_something_one_does_not_see_is_not_sent(client):
    f.sign_in(client, f.person("Ama"))
    hidden = f.topic(space=f.space("closed", visibility="roll"))

    assert (
        client.post("/mail-form/", {"action": "topic.follow", "subject": hidden.code}).status_code
        == 404
    )
    assert not OutgoingMail.objects.exists()


def test_every_form_that_changes_something_has_a_twin_or_an_exemption():
    from jln.mailroom import check

    forms = check.all_forms()
    lines, missing = check.report(forms)
    assert missing == []
    assert lines[0].startswith(f"Forms: {len(forms)};")
    assert set(table.ENTRIES) == set(REGISTRY)


OF_ITS_KIND = {
    "dialogue.days": lambda: dialogue(at=clock.now()),
    "dialogue.question": lambda: dialogue(at=clock.now()),
    "poll.answer": lambda: poll(at=clock.now()),
    "poll.withdraw": lambda: poll(at=clock.now()),
}
"""The conversations of forms that offer what only a dialogue or a poll has."""


@pytest.mark.parametrize("action", sorted(table.ENTRIES))
def test_every_twin_is_written_in_every_language_with_all_its_questions(action):
    entry = table.entry(action)
    f.theme()
    f.space()
    person = f.person("Ama")
    makes = {
        "": lambda: person, "jln.Product": f.product, "jln.Adaptation": f.adaptation, "jln.Problem": f.problem,
        "jln.Topic": f.topic, "jln.Post": f.topic().posts.get, "jln.Person": lambda: f.person("Kofi"),
        **ROWS,
    }  # fmt: skip
    subject = OF_ITS_KIND.get(action, makes[entry.subject])()
    form = entry.by_mail(person, subject)

    for code in ("en", "fr", "es", "pt", "ar"):
        assert all(field.label[code] and field.name[code] for field in form.fields)
        assert all(option.label[code] for field in form.fields for option in field.options)
    assert form.fields
    letter = __import__("jln.mailroom.form_letters", fromlist=["put"]).put(
        entry, subject, person, at=clock.now()
    )
    inside = letter.text.split("***")[1]
    assert len(inside.encode()) < 4096
    assert max(len(line) for line in letter.text.splitlines() if "http" not in line) <= 72


def test_the_letters_of_a_demonstration_are_shown_whole(client):
    ama = f.person("Ama", address="ama@health.example")
    letter = outgoing.put(
        "account.sign_in", ama, subject="{{code}} is your code", text="{{code}}\n", because="you_asked",
        sealed={"code": sealed("sign-in", 7, how="digits")},
    )  # fmt: skip
    listed = client.get("/mail/").content.decode()
    shown = client.get(f"/mail/{letter.pk}/").content.decode()
    raw = client.get(f"/mail/{letter.pk}.eml")

    assert "ama@health.example" in listed
    assert "is your code" in shown
    assert raw["Content-Type"] == "message/rfc822"
    from jln.mail.copies import text_of

    code = text_of(letter).split()[0]
    assert code in shown
    assert code.encode() in raw.content


def test_a_real_network_shows_nobodys_letters(client, letter):
    f.network().__class__.objects.update(is_demonstration=False)
    network._kept.clear()

    assert [
        client.get(path).status_code
        for path in ("/mail/", f"/mail/{letter.pk}/", f"/mail/{letter.pk}.eml")
    ] == [404, 404, 404]


@pytest.mark.parametrize("count", [1, 9])
def test_the_viewer_asks_as_much_for_one_letter_as_for_many(
    client, count, django_assert_num_queries
):
    for number in range(count):
        outgoing.put(
            "post.written", f.person(f"P{number}"), subject="x", text="x", because="follower"
        )
    client.get("/mail/")

    with django_assert_num_queries(7 if connection.vendor == "sqlite" else 6):
        client.get("/mail/")


def test_a_colleagues_letter_is_answered_through_the_network(client):
    from jln.directory import actions as directory

    ama, kofi = (
        f.person("Ama", address="ama@health.example"),
        f.person("Kofi", address="kofi@health.example"),
    )
    directory.write(
        kofi, subject="Your audit rules", text="May I see them?", by=ama, at=clock.now()
    )
    letter = OutgoingMail.objects.get(kind="person.written_to")
    assert "ama@health.example" not in letter.text
    came = answered(letter, "Here they are: page 3 of the manual.", name="Kofi")

    assert came.reason == "relayed"
    back = OutgoingMail.objects.filter(kind="person.written_to", person=ama).get()
    assert "| Here they are: page 3 of the manual." in back.text
    assert "kofi@health.example" not in back.text
    notify.choose(ama, [], by=ama, at=clock.now())
    again = answered(letter, "And page 4.", name="Kofi")
    assert "gets no letters" in again.receipt.text
