"""A conversation's page: who wrote what from where, within one answer, and the mail as it came."""

import re

import pytest
from django.utils import translation

from jln.conversations import actions
from jln.conversations.places import place
from jln.mail.models import InboundMail
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.conversations.test_pages.talks import NOON, talk
from tests.pages import closed, links_of, page_of, text_of

pytestmark = pytest.mark.django_db


def test_a_post_shows_who_wrote_it_from_where_and_in_which_office_then(client, ama):
    topic = f.topic(by=ama)
    linh = f.person("Linh", country=f.country("VN", "Vietnam"))
    old = f.position(linh, f.institution("old", "Old Office"), "Clerk")
    old.ends = "2021"
    old.save()
    f.position(linh, f.institution("new", "Social Security"), "Director")
    f.post(topic, linh, text="Oui, par capitation.", language="fr", channel="mail")
    html = page_of(client, f"/ask/{topic.code}/")
    text = text_of(html)
    assert "<bdi>Director, Social Security</bdi>, Vietnam" in html
    assert "20 November 2026 · by mail" in text
    assert "Old Office" not in text
    assert '<div class="prose" lang="fr">' in html
    assert f"/people/{linh.code}/" in links_of(html)


def test_a_hidden_post_shows_its_reason_and_a_hidden_topic_too(client, ama):
    topic = f.topic()
    post = f.post(topic, f.person(), text="Secret words")
    actions.hide_post(post, because="Names a patient", by=f.staff(), at=NOON)
    html = page_of(client, f"/ask/{topic.code}/")
    assert "Names a patient" in html
    assert "Secret words" not in html
    actions.hide_topic(topic, because="Spam", by=f.staff(), at=NOON)
    gone = page_of(client, f"/ask/{topic.code}/", status=404)
    assert "Spam" in gone
    assert topic.title not in gone


def test_nothing_of_a_closed_space_is_told_even_when_it_is_hidden(client, ama):
    topic = f.topic(space=closed(), title="In confidence")
    actions.hide_topic(topic, because="Reason in confidence", by=f.staff(), at=NOON)
    assert "in confidence" not in page_of(client, f"/ask/{topic.code}/", status=404).lower()
    assert "In confidence" not in page_of(client, "/ask/?tab=all")


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_twenty_posts_fit_a_first_answer_in_every_language(client, ama, language):
    ama.language = language
    ama.save()
    topic = talk(ama, 24)
    html = page_of(client, f"/ask/{topic.code}/")
    shown = [int(no) for no in re.findall(r'<article class="post" id="p(\d+)"', html)]
    following = int(re.search(r"\?from=(\d+)", html)[1])
    assert shown == list(range(1, following))
    assert following > 10
    with translation.override(language):
        rest = page_of(client, f"/ask/{topic.code}/?from={following}")
    assert f'id="p{following}"' in rest


def test_long_posts_show_their_beginning_and_how_much_is_left(client, ama):
    long_text = "\n\n".join(
        f"Paragraph {n}. " + "We phone the clinic first. " * 12 for n in range(20)
    )
    topic = talk(ama, 12, text=long_text)
    html = page_of(client, f"/ask/{topic.code}/")
    assert "The rest, 5." in html
    assert "Paragraph 19" not in html
    assert "Paragraph 19" in client.get(f"/ask/{topic.code}/posts/2/").content.decode()


def test_random_words_never_weigh_too_much(client, ama):
    from random import Random

    def noise(number):
        letters = Random(number)
        return " ".join(
            "".join(letters.choices("abcdefghijklmnopqrstuvwxyzéàüß", k=9)) for _ in range(200)
        )

    topic = talk(ama, 9, text=noise)
    html = page_of(client, f"/ask/{topic.code}/")
    assert re.search(r"\?from=\d", html)


def test_a_topic_costs_the_same_queries_with_one_answer_as_with_many(
    client, ama, django_assert_num_queries
):
    small, large = talk(ama, 1), talk(ama, 60)
    for topic in (small, large):
        client.get(f"/ask/{topic.code}/")
    for topic in (small, large):
        with django_assert_num_queries(8):
            client.get(f"/ask/{topic.code}/")


@pytest.mark.parametrize("first", ["x", "-1", "0", "99999999999", "", "1e3"])
def test_a_place_in_a_topic_that_is_none_is_a_page(client, ama, first):
    page_of(client, f"/ask/{f.topic().code}/?from={first}")


def test_addresses_of_posts_lead_to_them(client, ama):
    topic = talk(ama, 30)
    address = place(topic.code, 27)
    assert f'id="{address.partition("#")[2]}"' in page_of(client, address.partition("#")[0])


RAW = (
    b"From: Linh <linh@health.example>\r\nSubject: Re: Paying\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nYes, by capitation.\r\n\r\n-- \r\nLinh, linh@health.example\r\n"
    b"<script>alert(1)</script>\r\n> On Monday r.aaaaaaaaaaaabbbbbbbbccccccccdddd@jln.example wrote:\r\n"
)


def test_the_mail_as_sent_is_one_click_away_without_an_address(client, ama):
    mail = InboundMail.objects.create(
        raw=RAW, size=len(RAW), received_at=NOON, envelope_to="r.x@jln.example"
    )
    topic = f.topic()
    post = actions.answer(
        topic,
        text="Yes, by capitation.",
        by=f.person("Linh"),
        at=NOON,
        channel="mail",
        inbound=mail,
    )
    html = page_of(client, f"/ask/{topic.code}/")
    assert f"/ask/{topic.code}/posts/{post.number}/original/" in links_of(html)
    shown = page_of(client, f"/ask/{topic.code}/posts/2/original/")
    assert "Yes, by capitation." in shown
    assert "&lt;script&gt;" in shown
    for secret in ("linh@health.example", "bbbbbbbbcccccccc", "<script>alert"):
        assert secret not in shown
    InboundMail.objects.update(raw=None)
    assert "13 months" in page_of(client, f"/ask/{topic.code}/posts/2/original/")


def test_what_a_question_became_is_linked_as_far_as_the_reader_may_see(client, ama):
    topic = f.topic()
    open_one = f.problem(topic=topic, statement="Clinics are paid late.")
    f.problem(topic=topic, statement="In confidence", space=closed(), visibility=Visibility.ROLL)
    adapted = f.adaptation(topic=topic, product=f.product(title="Costing manual"))
    html = page_of(client, f"/ask/{topic.code}/")
    assert f"/problems/{open_one.code}/" in links_of(html)
    assert f"/chain/adaptation/{adapted.code}/" in links_of(html)
    assert "In confidence" not in html
