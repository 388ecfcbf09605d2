"""Muted: folded and silent. Blocked: not reached either. Nobody learns of it."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from jln.conduct import actions, queries
from jln.conduct.models import KeptAway
from jln.conversations import actions as conversations
from jln.conversations.queries import Sought, chosen_for
from jln.desk import queries as desk
from jln.directory import actions as directory
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.mailroom import words
from jln.notify import actions as notify
from jln.notify.models import MailSetting
from jln.spaces import actions as spaces
from jln.spaces.models import SpaceModerator
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def two():
    f.network()
    nadia, omar = f.person("Nadia"), f.person("Omar")
    for one in (nadia, omar):
        spaces.join(f.space(), one, by=one, at=NOON)
        spaces.set_delivery(f.space(), one, "every", by=one, at=NOON)
    return nadia, omar


def tell():
    for fact in Fact.objects.filter(told_at=None):
        notify.tell(fact.pk)


def letters_to(person):
    return sorted(OutgoingMail.objects.filter(person=person).values_list("kind", flat=True))


def test_said_twice_it_is_one_row_and_the_fact_names_only_who_chose(two):
    nadia, omar = two
    for distance in ("mute", "mute", "block"):
        actions.keep_away(omar, distance, by=nadia, at=NOON)
    assert KeptAway.objects.get().distance == "block"
    facts = Fact.objects.filter(kind="setting.changed", by=nadia)
    assert {(one.about, one.subject_id, str(one.data)) for one in facts} == {
        (nadia, nadia.pk, "{}")
    }
    with pytest.raises(RuleBroken, match="oneself"):
        actions.keep_away(nadia, "mute", by=nadia, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.keep_away(f.person(listing="spaces"), "mute", by=nadia, at=NOON)
    assert actions.let_back(omar, by=nadia, at=NOON)
    assert not actions.let_back(omar, by=nadia, at=NOON)
    assert not KeptAway.objects.exists()


def test_posts_are_folded_for_me_alone_and_open_without_script(two, client):
    nadia, omar = two
    topic = f.topic(by=nadia)
    f.post(topic, omar, text="By capitation.")
    actions.keep_away(omar, "mute", by=nadia, at=NOON)
    for reader, folded in ((nadia, 1), (omar, 0), (f.person(), 0)):
        f.sign_in(client, reader)
        html = page_of(client, f"/ask/{topic.code}/")
        assert html.count("whom you keep away") == folded
        assert "By capitation." in html
    f.sign_in(client, omar)
    assert "keep away" not in page_of(client, f"/people/{nadia.code}/")


def test_a_page_costs_one_more_query_for_who_keeps_anybody_away(two, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nadia, omar = two
    topic = f.topic(by=omar)
    counts = []
    f.sign_in(client, nadia)
    page_of(client, f"/ask/{topic.code}/")
    for others in (0, 1, 5):
        for _n in range(others):
            actions.keep_away(f.person(), "mute", by=nadia, at=NOON)
        page_of(client, f"/ask/{topic.code}/")
        with CaptureQueriesContext(connection) as asked:
            page_of(client, f"/ask/{topic.code}/")
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1
    assert counts[2] == counts[1]


def test_no_letters_of_the_muted_and_all_of_everybody_elses(two):
    nadia, omar = two
    actions.keep_away(omar, "mute", by=nadia, at=NOON)
    topic = conversations.start(f.space(), kind="discussion", text="Fees.", by=omar, at=NOON)
    conversations.answer(topic, text="More of it.", by=omar, at=NOON)
    question = conversations.ask(f.space(), text="How?", by=nadia, at=NOON)
    conversations.answer(question, text="So.", by=omar, at=NOON)
    mine = conversations.answer(question, text="Thanks to all.", by=nadia, at=NOON)
    conversations.thank(mine, by=omar, at=NOON)
    tell()
    assert letters_to(nadia) == []
    assert letters_to(omar) == ["post.written"] * 2
    conversations.answer(question, text="Also so.", by=f.person("Comfort"), at=NOON)
    tell()
    assert letters_to(nadia) == ["post.written"]


def test_what_the_network_says_comes_whoever_says_it(two):
    nadia, omar = two
    SpaceModerator.objects.create(space=f.space(), person=omar, since_on=NOON.date())
    actions.keep_away(omar, "block", by=nadia, at=NOON)
    conversations.start(f.space(), kind="announcement", text="The call is open.", by=omar, at=NOON)
    post = conversations.answer(
        conversations.ask(f.space(), text="How?", by=f.person(), at=NOON),
        text="Call the clinic on lake road.",
        by=nadia,
        at=NOON,
    )
    case = conversations.report_post(post, words="A clinic", by=f.person("Reader"), at=NOON).case
    conversations.decide_report(case, "hidden", because="A clinic is named", by=omar, at=NOON)
    tell()
    assert {"topic.started", "report.decided"} <= set(letters_to(nadia))


def test_only_the_muted_posts_are_missing_from_a_weekly_message(two):
    from datetime import timedelta

    from jln.notify.audiences import AUDIENCES
    from jln.notify.digests import gather

    nadia, omar = two
    spaces.set_delivery(f.space(), nadia, "daily", by=nadia, at=NOON)
    topic = conversations.start(f.space(), kind="discussion", text="Fees.", by=omar, at=NOON)
    conversations.answer(topic, text="Ours are low.", by=f.person("Comfort"), at=NOON)
    conversations.start(f.space(), kind="discussion", text="Rates.", by=omar, at=NOON)
    tell()

    def items():
        shared = gather.Shared.at_now(NOON + timedelta(hours=1), AUDIENCES)
        (waits,) = gather.waits_for(shared, [nadia], frozenset(range(7)))
        return [len(one.items) for one in waits.entries]

    assert items() == [2, 1]
    actions.keep_away(omar, "mute", by=nadia, at=NOON)
    assert items() == [1]


def test_who_is_blocked_hears_what_is_heard_of_anybody_without_letters(two, client):
    nadia, omar = two
    silent = f.person("Silent")
    MailSetting.objects.create(person=silent, kind="person.written_to", is_off=True)
    actions.keep_away(omar, "block", by=nadia, at=NOON)
    said = []
    f.sign_in(client, omar)
    for other in (nadia, silent):
        answer = client.post(f"/people/{other.code}/write/", {"subject": "Hello", "text": "Hi."})
        said.append(
            text_of(answer.content.decode())
            .replace(other.name, "X")
            .count("X gets no letters at present, so your message was not sent.")
        )
    assert said == [1, 1]
    assert not OutgoingMail.objects.filter(kind="person.written_to").exists()
    assert not Fact.objects.filter(kind="person.written_to").exists()
    directory.write(omar, subject="Hello", text="I may.", by=nadia, at=NOON)
    mail = answered(newest("person.written_to", omar), "And I?", at=NOON)
    assert mail.reason == "relayed"
    assert "gets no letters at present" in newest("mail.receipt", omar).text
    assert not OutgoingMail.objects.filter(kind="person.written_to", person=nadia).exists()
    directory.write(omar, subject="Hello", text="Muted only.", by=f.person(), at=NOON)
    assert client.get(f"/people/{nadia.code}/write/").status_code == 200


def test_a_muted_colleague_still_writes_by_relay(two):
    nadia, omar = two
    actions.keep_away(omar, "mute", by=nadia, at=NOON)
    letter = directory.write(nadia, subject="Hello", text="Hi.", by=omar, at=NOON)
    assert letter.state == "waiting"


def test_their_questions_are_brought_to_others(two):
    nadia, omar = two
    theme = f.theme()
    f.offers(nadia, theme)

    def chosen(by):
        sought = Sought(theme=theme, language="en")
        return [one.person for one in chosen_for(f.space(), sought, by=by, at=NOON).people]

    assert chosen(omar) == [nadia.pk]
    actions.keep_away(omar, "block", by=nadia, at=NOON)
    assert chosen(omar) == []
    assert chosen(f.person("Comfort")) == [nadia.pk]


@pytest.mark.parametrize("text", ["Mute", "MASQUER", "silenciar", "كتم"])
def test_one_word_to_their_letter_mutes_and_another_undoes(two, text):
    nadia, omar = two
    question = conversations.ask(f.space(), text="How?", by=nadia, at=NOON)
    conversations.answer(question, text="So.", by=omar, at=NOON)
    tell()
    mail = answered(newest("post.written", nadia), text, at=NOON)
    assert (mail.reason, queries.distance_of(nadia, omar)) == ("kept_away", "mute")
    receipt = newest("mail.receipt", nadia)
    assert "They are not told." in receipt.text
    answered(receipt, "neither", at=NOON)
    assert queries.distance_of(nadia, omar) == ""


def test_block_in_answer_to_a_colleague_and_undo_of_the_form(two):
    nadia, omar = two
    directory.write(nadia, subject="Hello", text="Hi.", by=omar, at=NOON)
    letter = newest("person.written_to", nadia)
    answered(letter, "BLOCK", at=NOON)
    assert queries.blocks(nadia, omar)
    answered(newest("mail.receipt", nadia), "mute", at=NOON)
    assert queries.distance_of(nadia, omar) == "mute"
    answered(newest("mail.receipt", nadia), "UNDO", at=NOON)
    assert queries.distance_of(nadia, omar) == "block"


def test_a_sentence_with_the_word_is_a_letter():
    for text in ("We block grants.", "Mute point, I think", "bloquear los pagos"):
        assert words.distance(text) == ""


def test_from_the_page_and_back_again(two, client):
    nadia, omar = two
    f.sign_in(client, nadia)
    path = f"/people/{omar.code}/away/"
    assert path in page_of(client, f"/people/{omar.code}/")
    assert path not in page_of(client, f"/people/{nadia.code}/")
    assert client.post(path, {"distance": "block"})["Location"] == "/me/kept-away/"
    assert omar.name in page_of(client, "/me/kept-away/")
    f.sign_in(client, omar)
    assert "Nobody" in text_of(page_of(client, "/me/kept-away/"))
    assert client.post("/me/kept-away/", {"of": omar.code}).status_code == 404
    f.sign_in(client, nadia)
    client.post("/me/kept-away/", {"of": omar.code})
    assert not KeptAway.objects.exists()


def test_staff_who_look_after_the_mail_see_neither_it_nor_who_reported(two, client):
    nadia, omar = two
    question = conversations.ask(f.space(), text="How?", by=nadia, at=NOON)
    answer = conversations.answer(question, text="So.", by=omar, at=NOON)
    tell()
    answered(newest("post.written", nadia), "MUTE", at=NOON)
    answered(newest("mail.receipt", nadia), "block", at=NOON)
    answered(newest("post.written", nadia), "REPORT a clinic is named", at=NOON)
    case = answer.report_cases.get()
    conversations.decide_report(case, "kept", because="No clinic", by=f.staff("Dana"), at=NOON)
    staff = f.staff()
    f.sign_in(client, staff)
    for path in ("/desk/mail/in/", "/desk/mail/out/"):
        page = text_of(page_of(client, path))
        for word in ("MUTE", "REPORT", "Decision about a post", "Reported", "keep"):
            assert word not in page, (path, word)
    assert desk.mail_out(staff).filter(kind="post.written").exists()
    assert desk.mail_in(staff).count() == 0
    assert desk.mail_out(staff).filter(kind="mail.receipt").count() == 0
    assert OutgoingMail.objects.filter(kind="mail.receipt").count() >= 2


def test_the_form_begins_with_what_one_came_for(client, two):
    nadia, omar = two
    f.sign_in(client, nadia)
    html = client.get(f"/people/{omar.code}/away/").content.decode()
    assert re.search(r'value="mute"[^>]* checked', html)
