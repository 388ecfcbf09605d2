"""Which post answered, and where a conversation stands, said by mail."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, newest

from jln.conversations import actions as conversations
from jln.conversations.models import AnswerMark, CatchUp, PostTranslation, Practice, ReportCase
from jln.facts.models import Fact
from jln.kit import clock
from jln.mailroom import form_letters, table
from jln.notify import actions as notify

pytestmark = pytest.mark.django_db


@pytest.fixture
def adjoa():
    f.network()
    f.space()
    return f.person("Adjoa")


@pytest.fixture
def letter(adjoa):
    """Of the second answer to Adjoa's question."""
    text = "How do you pay clinics in the hills?"
    topic = conversations.ask(f.space(), text=text, by=adjoa, at=f.NOON, colleagues=[])
    for words in ("By days.", "By visits."):
        conversations.answer(topic, text=words, by=f.person("Linh"), at=clock.now())
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)
    return newest("post.written", adjoa)


def test_answer_marks_the_post_of_the_letter_and_a_number_another_one(adjoa, letter):
    assert "ANSWER" in letter.text
    came = answered(letter, "ANSWER", name="Adjoa")
    assert (came.state, came.reason) == ("done", "answered")
    assert AnswerMark.objects.get().post.number == 3
    assert "Post 3, by Linh" in came.receipt.text
    assert len(came.receipt.text.encode()) < 1024

    answered(came.receipt, "2", name="Adjoa")
    assert AnswerMark.objects.get().post.number == 2
    answered(came.receipt, "0", name="Adjoa")
    assert not AnswerMark.objects.exists()
    answered(letter, "ANSWER 2", name="Adjoa")
    assert AnswerMark.objects.get().post.number == 2


@pytest.mark.parametrize("said", ["Answer.", "answer!", "“ANSWER”", "'answer'", "Answer: 3."])
def test_answer_is_a_word_however_it_is_written(adjoa, letter, said):
    assert answered(letter, said, name="Adjoa").reason == "answered"
    assert AnswerMark.objects.get().post.number == 3


def test_report_alone_asks_why_and_the_answer_reports(adjoa, letter):
    came = answered(letter, "Report.", name="Adjoa")
    assert (came.reason, "What is wrong with it?" in came.receipt.text) == ("kept_in_part", True)
    assert not ReportCase.objects.exists()

    came = answered(came.receipt, "It names a patient.", name="Adjoa")
    assert ReportCase.objects.get().post.number == 3, came.receipt.text


def test_a_post_that_is_not_there_is_refused_and_nobody_elses_question_is_marked(adjoa, letter):
    came = answered(letter, "ANSWER 9", name="Adjoa")
    assert (came.state, came.reason) == ("refused", "not_now")
    assert not AnswerMark.objects.exists()
    assert answered(letter, "ANSWER 2 because it is shorter", name="Adjoa").reason == "posted"


def test_where_we_are_is_written_by_answering_its_form(adjoa, letter):
    entry = table.entry("topic.catch_up")
    thing = entry.find(letter.fact.data["topic"], adjoa)
    form = form_letters.put(entry, thing, adjoa, at=clock.now())
    came = answered(form, "By days in the hills (#2), by visits in town (#3).", name="Adjoa")
    assert came.reason == "answered"
    made = CatchUp.objects.get()
    assert (made.by, made.after) == (adjoa, 3)
    assert "#p2" in made.html


def test_a_translation_keeps_its_paragraphs_and_the_original_stands_above_the_form(adjoa, letter):
    adjoa.language = "fr"
    adjoa.save()
    entry = table.entry("post.translate")
    post = letter.fact.subject_id
    form = form_letters.put(entry, entry.find(post, adjoa), adjoa, at=clock.now())
    assert "| By visits." in form.text.partition("***")[0]
    came = answered(form, "Par visites.\n\nEt par jours.", name="Adjoa")
    assert came.reason == "answered"
    made = PostTranslation.objects.get()
    assert (made.language, made.by, made.post_id) == ("fr", adjoa, post)
    assert made.text.startswith("Par visites.")
    assert made.text.endswith("Et par jours.")


def test_the_author_is_asked_by_letter_and_a_word_is_enough(adjoa, letter):
    post = letter.fact.subject_id
    thing = table.entry("practice.mark").find(post, adjoa)
    form = form_letters.put(table.entry("practice.mark"), thing, adjoa, at=clock.now())
    text = "1. By visits\n2. Vietnam\n3. Counts\n4. More visits\n"
    assert answered(form, text, name="Adjoa").reason == "answered"
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)
    asked = newest("practice.marked")
    assert asked.person.name == "Linh"
    assert "| By visits" in asked.text
    assert answered(asked, "yes", name="Linh").reason == "answered"
    assert Practice.objects.get().agreed_at
    assert answered(asked, "no", name="Linh").reason == "answered"
    assert Practice.objects.get().refused_at
