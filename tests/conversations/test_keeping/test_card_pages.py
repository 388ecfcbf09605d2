"""The pages of answer cards: pre-filled, agreed to, found before one asks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conversations import actions, queries
from jln.conversations.models import AnswerCard
from jln.conversations.rules import cards as rules
from tests import factories as f
from tests.pages import page_of, prose, record, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON
NEXT = NOON.date() + timedelta(days=365)


@pytest.fixture
def asker(client):
    f.network()
    record()
    made = f.person("Adjoa")
    f.sign_in(client, made)
    return made


@pytest.fixture
def talk(asker):
    title = "How do you pay clinics in the hills?"
    topic = f.topic(asker, space=f.space(), title=title, answered_at=NOON)
    f.post(topic, f.person("Linh"), text=f"By days, never by visits. {'It took years. ' * 60}")
    return topic


def test_it_helped_leads_to_a_card_that_is_filled_in(client, asker, talk):
    actions.mark_answer(talk, 2, by=asker, at=NOON)
    said = {"outcome": "used", "line": "Three districts pay so."}
    told = client.post(f"/ask/{talk.code}/outcome/", said)
    assert told["Location"] == f"/ask/{talk.code}/card/"
    html = page_of(client, told["Location"])
    for words in (talk.title, "Three districts pay so.", "By days, never by visits."):
        assert words in html
    first = queries.first_words(talk, at=NOON)
    assert len(first.worked) < 700  # its first sentences
    assert first.worked.endswith("It took years.")
    form = {
        "question": first.question,
        "worked": first.worked,
        "until": str(NEXT),
        "readers": "public",
    }
    path = client.post(told["Location"], form)["Location"]
    html = text_of(page_of(client, path))
    assert "1 person has not answered yet." in html
    assert "Linh" not in html.partition("Who stands on it")[2]
    assert path in page_of(client, f"/ask/{talk.code}/")

    voice = AnswerCard.objects.get().voices.get()
    f.sign_in(client, voice.person)
    assert f"{path}agree/" in page_of(client, path)
    client.post(f"{path}agree/", {"agrees": "yes"})
    client.cookies.clear()
    html = text_of(page_of(client, path))
    assert "Linh, Ghana answered" in html
    assert talk.title in text_of(page_of(client, "/ask/cards/"))
    assert "/ask/cards/" in client.get("/sitemap.xml").content.decode()


def card_of(talk, wished="members", **values):
    words = rules.Words(talk.title, "By days.", NEXT, wished=wished, **values)
    card = actions.write_card(talk, words, by=talk.by, at=NOON)
    for voice in card.voices.all():
        actions.agree(voice, agrees=True, by=voice.person, at=NOON)
    return card


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(client, asker, talk):
    form = {"question": "Q?", "worked": "Kept words", "until": "2020-01-01", "readers": "roll"}
    html = client.post(f"/ask/{talk.code}/card/", form).content.decode()
    assert "Kept words" in html
    assert "Choose a day after today" in html
    assert not AnswerCard.objects.exists()


def test_before_one_asks_the_card_is_shown_and_its_question_is_not(client, asker, talk):
    card = card_of(talk)
    f.sign_in(client, f.person())
    said = {"text": "How do you pay clinics that are in the hills?", "check": "1"}
    html = client.post("/ask/new/", said).content.decode()
    assert f"/ask/cards/{card.code}/" in html
    assert f'href="/ask/{talk.code}/"' not in html
    assert "Kept as answer cards" in page_of(client, "/ask/")
    assert f"/ask/cards/{card.code}/" in page_of(client, "/search/?q=clinics")


def test_a_retired_card_is_marked_and_left_out_of_the_list(client, asker, talk):
    card = card_of(talk)
    client.post(f"/ask/cards/{card.code}/right/", {"right": "retire", "worked": ""})
    assert "This card is retired." in text_of(page_of(client, f"/ask/cards/{card.code}/"))
    assert "No card yet." in text_of(page_of(client, "/ask/cards/"))


def test_the_list_asks_as_often_for_many_as_for_one_and_goes_on(client, asker, talk):
    card_of(talk)
    counts = []
    for count in (1, 21):
        for number in range(count - 1):
            topic = f.topic(asker, title=f"Question {number}?", answered_at=NOON)
            f.post(topic, f.person(f"Helper {number}"))
            card_of(topic)
        page_of(client, "/ask/cards/")
        with CaptureQueriesContext(connection) as made:
            html = page_of(client, "/ask/cards/")
        counts.append(len(made))
    assert counts[0] == counts[1] <= 6
    assert html.count("valid to") == 20
    following = html.partition("?before=")[2].partition('"')[0]
    assert "valid to" in page_of(client, f"/ask/cards/?before={following}")


def test_the_longest_card_is_one_answer(client, asker, talk):
    words = rules.Words(
        prose(1, 200), prose(2, 3_000), NEXT, context=prose(3, 1_500), depends_on=prose(4, 1_000)
    )
    card = actions.write_card(talk, words, by=asker, at=NOON)
    page_of(client, f"/ask/cards/{card.code}/")
    page_of(client, f"/ask/{talk.code}/card/")
