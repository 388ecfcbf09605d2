"""What a question is called where nobody gave it a title: the sentence that asks."""

import pytest

from jln.conversations import rules
from jln.conversations.models import Topic
from tests import factories as f

TITLES = [
    ("How do you pay? We pay late.", "How do you pay?"),
    ("We pay clinics late. How do you pay clinics on time?", "How do you pay clinics on time?"),
    ("Bonjour\nComment payez-vous les centres ?", "Comment payez-vous les centres ?"),
    (
        "Dear colleagues,\n\nWe set our rates by hand.\nWho has a costing tool that works offline?\nThanks",
        "Who has a costing tool that works offline?",
    ),
    (
        "Nous préparons. Comment calculez-vous le taux de capitation pour les\ncentres de santé ruraux ?",
        "Comment calculez-vous le taux de capitation pour les centres de santé ruraux ?",
    ),
    ("Hola a todos, ¿cómo pagan a los centros de salud?", "¿Cómo pagan a los centros de salud?"),
    ("¿Quién audita las reclamaciones médicas? Gracias.", "¿Quién audita las reclamaciones médicas?"),
    ("نحن ندفع متأخرين. كيف تدفعون للعيادات في موعدها؟ شكرا", "كيف تدفعون للعيادات في موعدها؟"),
    ("We pay clinics late in three provinces. Any ideas?", "We pay clinics late in three provinces."),
    ("Dear all,\nWe pay clinics late.", "We pay clinics late."),
    ("كيف تدفعون؟ نحن ندفع.", "كيف تدفعون؟"),
    ("Capitation", "Capitation"),
    ("word " * 40, "word " * 27 + "word …"),
    ("", ""),
    ("\n \n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_sentence_that_asks_is_the_title(text, title):
    assert rules.title_from(text) == title


@pytest.fixture
def ama(client):
    f.network()
    f.space()
    person = f.person("Ama")
    f.sign_in(client, person)
    return person


SAID = "We pay clinics late. How do you pay clinics on time?"


@pytest.mark.django_db
def test_the_title_is_shown_before_it_goes_out_and_can_be_changed(client, ama):
    html = client.post("/ask/new/", {"text": SAID, "check": "1"}).content.decode()
    assert 'name="heading" value="How do you pay clinics on time?"' in html

    client.post("/ask/new/", {"text": SAID, "heading": "Paying on time", "post": "quietly"})
    assert Topic.objects.get().title == "Paying on time"


@pytest.mark.django_db
def test_a_title_that_was_filled_in_follows_the_text(client, ama):
    proposed = "How do you pay clinics on time?"
    html = client.post(
        "/ask/new/",
        {
            "text": "Who audits claims in the provinces?",
            "heading": proposed,
            "proposed": proposed,
            "check": "1",
        },
    ).content.decode()
    assert 'name="heading" value="Who audits claims in the provinces?"' in html

    client.post(
        "/ask/new/",
        {
            "text": "Who audits hospital claims?",
            "heading": proposed,
            "proposed": proposed,
            "post": "quietly",
        },
    )
    assert Topic.objects.get().title == "Who audits hospital claims?"


@pytest.mark.django_db
def test_a_title_of_her_own_stays_whatever_the_text(client, ama):
    html = client.post(
        "/ask/new/",
        {"text": SAID, "heading": "Mine", "proposed": "How do you pay?", "check": "1"},
    ).content.decode()
    assert 'name="heading" value="Mine"' in html


LONG = "Dear all,\nWe pay by days. Never by visits: that was dear. The law names no price! Ask me."
FIRST = [
    (LONG, 300, "", "We pay by days. Never by visits: that was dear. The law names no price! Ask me."),
    (LONG, 50, "", "We pay by days. Never by visits: that was dear."),
    (LONG, 5, "", "We pay by days."),
    (LONG, 20, "We pay by days.", "Never by visits: that was dear."),
    ("ندفع بالأيام. لا ندفع بالزيارات أبدا. القانون لا يذكر سعرا.", 40, "", "ندفع بالأيام. لا ندفع بالزيارات أبدا."),
    ("", 50, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "most", "but", "said"), FIRST)
def test_the_first_sentences_are_whole_and_one_at_least(text, most, but, said):
    assert rules.first_sentences(text, most, but=but) == said
