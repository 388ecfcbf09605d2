"""What waits at the desk is said where staff look: on the first page, and beside the bell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.conversations.models import HeldPost
from jln.desk.queries.waiting import mail_for_staff
from jln.kit import clock
from jln.kit.time import day
from jln.mail.models import InboundMail
from jln.mailroom import form_letters, table
from jln.people.models import EmailAddress
from jln.spaces.actions import moderate
from tests import factories as f
from tests.desk.rows import reported
from tests.governance import groups as g
from tests.mailroom.letters import answered
from tests.pages import links_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def waits():
    f.network()
    long_ago = clock.now() - timedelta(days=3)
    f.topic(kind="question", started_at=long_ago)
    InboundMail.objects.create(
        size=1,
        received_at=long_ago,
        envelope_to="desk@jln.example",
        state="held",
        reason="for_the_desk",
    )
    f.product(confidence="guess")
    EmailAddress.objects.filter(person=f.person()).update(bounced_at=f.NOON)


def test_the_first_page_of_staff_says_what_waits_at_the_desk(client, waits):
    f.sign_in(client, f.staff())

    page = client.get("/").content.decode()

    for words in (
        "1 message needs a person",
        "1 question has no answer after 36 hours",
        "Letters come back from 1 address",
        "1 fact to confirm",
        "2 things wait for you",
    ):
        assert words in page


def section(page, name):
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def test_what_the_bell_counts_stands_in_the_list_it_leads_to(client, waits):
    chen = f.staff()
    f.sign_in(client, chen)
    waiting = section(client.get("/").content.decode(), "waiting")

    assert "1 message needs a person" in waiting
    assert "1 question has no answer after 36 hours" in waiting
    assert "Nothing waits for you." not in waiting
    assert "1 fact to confirm" not in waiting

    InboundMail.objects.update(state="done")
    page = client.get("/").content.decode()
    assert "1 thing waits for you" in page
    assert "needs a person" not in page


def test_the_bell_counts_what_the_list_shows_and_no_more(client):
    f.network()
    space, ama = f.space(), f.person("Ama")
    f.on_roll(space, ama)
    for text in ("How do you pay?", "Who audits?"):
        topic = f.topic(f.person(), space=space, text=text)
        topic.asked.create(person=ama, asked_at=f.NOON, reasons=[])
    f.sign_in(client, ama)
    assert "2 things wait for you" in client.get("/").content.decode()

    topic.closed_at = f.NOON
    topic.save()
    client.cookies.clear()
    f.sign_in(client, ama)

    assert "1 thing waits for you" in client.get("/ask/").content.decode()


def test_members_hear_nothing_of_the_desk(client, waits):
    f.sign_in(client, f.person())

    page = client.get("/").content.decode()

    assert "At the desk" not in page
    assert "0 things wait for you" in page


def test_an_empty_desk_says_so(client):
    f.network()
    f.sign_in(client, f.staff())

    assert "Nothing waits at the desk." in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_desk_costs_the_same_however_much_waits(client, count, django_assert_num_queries):
    f.network()
    for _ in range(count):
        f.topic(kind="question", started_at=clock.now() - timedelta(days=3))
        f.product(confidence="guess")
    f.sign_in(client, f.staff())
    client.get("/desk/")
    # three versions (one outside of a test), may she, the figures, invitations, what was done,
    # the numbers of rules, and what waits: all that its own row says with its countries,
    # hand-overs, vacant seats, steps, applications, assessments, meetings with seats,
    # places and answers, elections, priorities, dialogues that ended
    with django_assert_num_queries(22):
        assert client.get("/desk/").status_code == 200


def test_what_nobody_but_staff_decides_of_messages_is_in_the_list(client):
    f.network()
    case = reported()
    place, topic = f"/reports/{case.code}/", case.post.topic
    held = HeldPost.objects.create(
        space=topic.space,
        topic=topic,
        by=f.person(),
        text="Ours wait too.",
        because="first",
        held_at=f.NOON,
        waits_since=f.NOON,
    )
    f.sign_in(client, f.staff())
    page = page_of(client, "/desk/")
    assert {place, "/desk/moderation/"} <= set(links_of(page))
    assert page.count(topic.title) == 2

    moderate(topic.space, f.person("Musa"), by=f.staff(), at=f.NOON)
    assert "Reported post" not in page_of(client, "/desk/")
    HeldPost.objects.filter(pk=held.pk).update(told_late_on=day(f.NOON))
    type(case).objects.update(raised_at=f.NOON)
    assert page_of(client, "/desk/").count(topic.title) == 2


def test_a_form_that_was_finished_on_its_page_leaves_the_list(client):
    f.network()
    g.member()
    yaw, chen = g.in_group("Yaw"), f.staff()
    action = g.action(g.noted(g.group()), yaw)
    letter = form_letters.put(table.entry("core_action.settle"), action, yaw, at=clock.now())
    assert answered(letter, "The ministry has moved house.", name="Yaw").reason == "no_answer"
    assert mail_for_staff(clock.now()).count() == 1

    f.sign_in(client, yaw)
    path = f"/countries/gh/group/actions/{action.code}/"
    assert client.post(path, {"answer": "done"}).status_code == 302

    assert not mail_for_staff(clock.now()).exists()
    f.sign_in(client, chen)
    assert "ministry has moved" not in client.get("/desk/").content.decode()
