"""The rules of what is kept: what #3 leads to, and which post may answer."""

from hypothesis import given
from hypothesis import strategies as st

from jln.conversations.rules import keeping as rules
from jln.mailroom import words
from jln.ui.prose import text_html

PLACES = {39: "nowhere", 3: "/ask/a/#p3", 12: "/ask/a/?from=12#p12"}


def led(text):
    return rules.leading(str(text_html(text)), PLACES)


def test_numbers_of_posts_lead_there_and_nothing_else_does():
    assert '<a href="/ask/a/#p3">#3</a>' in led("Agreed (#3), open: #12.")
    assert '<a href="/ask/a/?from=12#p12">#12</a>' in led("Agreed (#3), open: #12.")
    assert led("No such #4, no a#3, no #3rd, isn't /#3").count("<a") == 0
    assert led("https://x.example/#3 and https://x.example/a#12").count("/ask/") == 0
    assert led("https://x.example/#3 then #3").count("/ask/a/#p3") == 1


@given(st.text())
def test_whatever_is_written_stays_safe_and_whole(text):
    html = str(text_html(text))
    assert rules.leading(html, {}) == html


def test_only_a_post_of_a_question_that_is_there_answers_it():
    assert rules.may_mark("question", 2, is_there=True)
    for kind, number, is_there in (
        ("discussion", 2, True),
        ("question", 1, True),
        ("question", 2, False),
    ):
        assert not rules.may_mark(kind, number, is_there=is_there)


def test_the_word_answer_in_five_languages_with_or_without_a_number():
    assert words.answered("ANSWER") == 0
    assert words.answered(" ANSWER 3. ") == 3
    assert words.answered("RÉPONSE #12") == 12
    assert words.answered("RESPUESTA: 4") == 4
    assert words.answered("RESPOSTA 4") == 4
    assert words.answered("الجواب ٣") == 3
    assert words.answered("Answer.") == 0
    assert words.answered("answer 3") == 3
    for text in ("ANSWER is by days", "ANSWER 3 and 4", "3", ""):
        assert words.answered(text) is None
