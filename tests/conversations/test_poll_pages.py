"""Polls on the page and by mail: started, answered, taken back, closed, told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conduct.models import ConductAcceptance
from jln.conversations import actions
from jln.conversations.actions import shaping
from jln.conversations.models import Poll, PollAnswer
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.mailroom import doors
from jln.ui.formats import moment
from tests import factories as f
from tests.conversations.doors_polls import asked
from tests.conversations.polling import DAY, answers, on_list, poll, tell
from tests.mailroom.letters import answered, newest, reply_to
from tests.pages import links_of, page_of, text_of

pytestmark = pytest.mark.django_db
RULE = "A poll is no decision of the network. Nobody sees single answers."


@pytest.fixture
def ama(client):
    f.network()
    person = f.person("Ama", timezone="Africa/Accra")
    f.sign_in(client, person)
    return person


def test_a_poll_is_checked_before_it_goes_out_and_then_stands_on_the_board(client, ama):
    f.post(f.topic(ama), ama)
    assert "/spaces/network/poll/" in page_of(client, "/spaces/network/new/")
    page_of(client, "/spaces/network/poll/")
    form = asked() | {"form_key": "k", "heading": "Which day suits the call?"}
    del form["post"]
    html = client.post("/spaces/network/poll/", form).content.decode()
    assert "How it counts cannot be changed afterwards." in html
    assert not Poll.objects.exists()
    wrong = client.post("/spaces/network/poll/", form | {"options": "Monday", "post": "yes"})
    assert "Give two to ten answers" in wrong.content.decode()
    place = client.post("/spaces/network/poll/", form | {"post": "yes"})["Location"]
    assert client.post("/spaces/network/poll/", form | {"post": "yes"})["Location"] == place
    assert "Which day suits the call?" in page_of(client, "/spaces/network/?show=poll")
    text = text_of(page_of(client, place))
    assert RULE in text
    assert "The results are seen after you have answered." in text


def test_the_page_takes_an_answer_shows_totals_and_says_when_it_is_late(client, ama):
    topic = poll(at=clock.now())
    place = f"/ask/{topic.code}/"
    assert client.post(f"{place}poll/", {"answer": "2"})["Location"] == place
    assert "With fewer than three answers" in page_of(client, place)
    answers(topic, [2], [3], at=clock.now())
    text = text_of(page_of(client, place))
    assert "Wednesday (your answer) 2" in text
    assert "Change my answer" in text
    actions.withdraw_option(topic, 3, because="A holiday", by=topic.by, at=clock.now())
    assert "Friday withdrawn: A holiday" in text_of(page_of(client, f"{place}poll/"))
    Poll.objects.update(closes_at=clock.now() - DAY)
    late = client.post(f"{place}poll/", {"answer": "1"}).content.decode()
    assert "This answer came later and does not count." in late
    assert "Closed:" in page_of(client, place)


def queries_of(client, place):
    client.get(place)
    with CaptureQueriesContext(
        connection,
    ) as found:
        page_of(client, place)
    return len(found)


def test_many_answers_cost_no_more_queries_than_none(client, ama):
    topic = poll(at=clock.now())
    place = f"/ask/{topic.code}/"
    first = queries_of(client, place)
    answers(topic, [1], [2], [3], [1], at=clock.now())
    client.post(f"{place}poll/", {"answer": "2"})
    client.get(place)
    assert queries_of(client, place) == first == 11


def test_the_letter_is_answered_by_number_changed_and_taken_back(client, ama):
    on_list(ama)
    topic = poll(at=clock.now())
    tell()
    letter = newest("poll.opened", ama)
    assert letter.subject == topic.title
    assert "1) Monday" in letter.text
    assert RULE in " ".join(letter.text.split())
    answered(letter, "2", at=clock.now())
    answered(letter, "Friday", at=clock.now())
    mine = PollAnswer.objects.get()
    assert [one.number for one in mine.chosen.all()] == [3]
    receipt = newest("mail.receipt", ama)
    assert "Friday" in receipt.text
    answered(receipt, "UNDO", at=clock.now())
    assert [one.number for one in PollAnswer.objects.get().chosen.all()] == [2]
    Poll.objects.update(closes_at=clock.now() - DAY)
    answered(letter, "1", at=clock.now())
    assert "came later and does not count" in newest("mail.receipt", ama).text
    assert [one.number for one in PollAnswer.objects.get().chosen.all()] == [2]


def test_a_post_in_a_poll_answers_no_question_and_its_letter_says_none(ama):
    topic = poll(ama)
    actions.answer(topic, text="Mondays are market days.", by=f.person(), at=f.NOON)
    tell()
    letter = newest("post.written", ama)
    assert letter.because == "wrote"
    assert "ANSWER" not in letter.text


def test_after_its_conversation_was_closed_its_letter_says_that_the_poll_is_closed(ama):
    on_list(ama)
    topic = poll(at=clock.now())
    tell()
    letter = newest("poll.opened", ama)
    actions.close(topic, because="Settled", by=f.staff(), at=clock.now())
    tell()
    assert doors.known_recipient(reply_to(letter))
    answered(letter, "2", at=clock.now())
    assert "The poll is closed." in newest("mail.receipt", ama).text
    assert not PollAnswer.objects.exists()


def test_several_are_answered_in_one_line_and_an_answer_withdrawn_is_asked_anew(ama):
    on_list(ama)
    topic = poll(at=clock.now(), several=True)
    tell()
    answered(newest("poll.opened", ama), "1, 3", at=clock.now())
    assert [one.number for one in PollAnswer.objects.get().chosen.order_by("number")] == [1, 3]
    actions.withdraw_option(topic, 3, because="A holiday", by=topic.by, at=clock.now())
    tell()
    again = newest("poll.changed", ama)
    assert "| Friday" in again.text
    assert "| A holiday" in again.text
    answered(again, "2", at=clock.now())
    assert [one.number for one in PollAnswer.objects.get().chosen.all()] == [2]


def test_the_space_is_told_the_results_once_without_who_chose_what(ama):
    on_list(ama)
    topic = poll(at=clock.now() - 4 * DAY)
    people = answers(topic, [1], [2], [2], at=clock.now() - 4 * DAY)
    assert [actions.close_polls(at=clock.now()), actions.close_polls(at=clock.now())] == [1, 0]
    tell()
    tell()
    letters = OutgoingMail.objects.filter(kind="poll.closed")
    assert {one.person for one in letters} == {ama, topic.by, *people}
    assert len(letters) == 5
    text = newest("poll.closed", ama).text
    assert "with 3 answers" in text
    assert "2 | Wednesday" in " ".join(text.split())
    assert not any(person.name in text for person in people)


def test_a_country_s_poll_is_sent_to_who_speaks_for_it(ama):
    on_list(ama)
    chair = f.person("Chair")
    f.seat("ccg_chair", chair, country=f.country())
    poll(at=clock.now(), voice="country")
    tell()
    letters = OutgoingMail.objects.filter(kind="poll.opened")
    assert {one.person for one in letters} == {chair}


def test_a_poll_closed_early_says_when_and_offers_nothing_more(client, ama):
    topic = poll(at=clock.now())
    place = f"/ask/{topic.code}/"
    html = page_of(client, place)
    assert "/spaces/network/" in links_of(html)
    text = text_of(html)
    assert text.count("Your answer") == 1
    assert "Your message" in text
    assert "Post answer" not in text
    assert "What it has become" not in text
    assert "Follow this?" in text
    closed = clock.now()
    shaping.close(topic, because="Settled.", by=topic.by, at=closed)
    text = text_of(page_of(client, place))
    assert f"Closed: {moment(closed, ama.timezone)}." in text
    assert "Follow this?" not in text


def test_what_is_wrong_is_said_when_it_is_checked_and_the_tick_at_its_box(client, ama):
    f.space()
    ConductAcceptance.objects.filter(person=ama).delete()
    place = "/spaces/network/poll/"
    form = asked() | {"form_key": "k"}
    check = {name: said for name, said in form.items() if name != "post"}
    wrong = client.post(place, check | {"options": "Monday"}).content.decode()
    assert "Give two to ten answers" in wrong
    assert "Before it goes out" not in wrong
    for path, said in ((place, check), ("/spaces/network/new/", {"text": "We pay late."})):
        checked = client.post(path, said).content.decode()
        assert "Before it goes out" in checked
        assert "and accept it" not in checked
        refused = client.post(path, said | {"post": "yes"}).content.decode()
        assert refused.count("and accept it") == 1
        assert 'aria-describedby="conduct_why"' in refused
        assert 'name="post" value="yes"' in refused
    place = client.post(place, form | {"conduct": "1"})["Location"]
    assert page_of(client, place)
