"""What is no more than an answer of a poll is a vote, by whatever letter it comes: never a post."""

from __future__ import annotations

import pytest
from django.conf import settings
from tests import factories as f
from tests.conversations import polling
from tests.mailroom.letters import answered, come, newest, raw
from tests.notify.digests import world as w

from jln.conversations import actions as conversations
from jln.conversations.models import PollAnswer, Post
from jln.conversations.terms import PollVoice
from jln.notify import threads
from jln.notify.models import Digest
from jln.spaces.terms import Delivery

pytestmark = pytest.mark.django_db


class World:
    """A poll in a group that Saran reads in her daily message."""

    def __init__(self, **values):
        f.network()
        self.writer = f.person("Adjoa", country=f.country("KE", "Kenya"))
        self.saran = f.person("Saran", address="saran@health.example")
        self.space = w.group()
        w.listed(self.saran, self.space, Delivery.DAILY)
        self.poll = polling.poll(self.writer, space=self.space, at=w.MONDAY, **values)
        polling.tell()
        self.digest = w.made(w.TUESDAY)["Saran"]
        entries = Digest.objects.get(person=self.saran).entries
        keys = [one["key"] for one in entries]
        self.number = keys.index(f"topic:{self.poll.pk}") + 1

    def chosen(self):
        return list(PollAnswer.objects.filter(by=self.saran).values_list("chosen__text", flat=True))

    def whole(self):
        answered(self.digest, str(self.number), at=w.TUESDAY)
        return newest("poll.opened", self.saran)

    def a_post_of_it(self):
        """The letter of a later post in the poll's conversation."""
        conversations.follow(self.poll, by=self.saran, at=w.MONDAY)
        w.answered(self.poll, self.writer, "Wednesday has a clash for some.", at=w.TUESDAY)
        return newest("post.written", self.saran)


@pytest.fixture
def world():
    return World()


def nothing_posted(world):
    return not Post.objects.filter(by=world.saran).exists()


def test_the_whole_text_of_a_poll_shows_its_answers_and_takes_the_vote(world):
    letter = world.whole()
    assert "2) Wednesday" in letter.text
    assert "Nobody sees single answers." in letter.text
    assert "become a post" not in letter.text

    came = answered(letter, "2", at=w.TUESDAY)
    assert (came.state, came.reason) == ("done", "answered")
    assert world.chosen() == ["Wednesday"]
    assert nothing_posted(world)


def test_posts_below_a_poll_come_beside_its_own_letter(world):
    w.answered(world.poll, world.writer, "Wednesday has a clash for some.", at=w.MONDAY)
    Digest.objects.all().delete()
    letter = w.made(w.TUESDAY + polling.DAY)["Saran"]
    digest = Digest.objects.latest("pk")
    number = [one["key"] for one in digest.entries].index(f"topic:{world.poll.pk}") + 1
    answered(letter, str(number), at=w.TUESDAY + polling.DAY)
    assert "2) Wednesday" in newest("poll.opened", world.saran).text
    said = newest("post.written", world.saran).text
    assert "Wednesday has a clash" in said
    assert said.count("writes:") == 1


@pytest.mark.parametrize("words", ["b", "2", "b)", "Wednesday", "wednesday, please", "1b", "٢"])
def test_an_answer_of_a_poll_is_a_vote_also_below_a_post(world, words):
    came = answered(world.a_post_of_it(), words, at=w.TUESDAY)
    assert (came.state, came.reason) == ("done", "answered")
    assert world.chosen() == ["Wednesday"]
    assert nothing_posted(world)
    assert "Wednesday" in newest("mail.receipt", world.saran).text


@pytest.mark.parametrize("words", ["d", "7", "poll 1b", "I vote b", "Monday or Friday"])
def test_what_may_be_an_answer_is_asked_back_with_the_answers(world, words):
    came = answered(world.a_post_of_it(), words, at=w.TUESDAY)
    assert (came.state, came.reason) == ("held", "asked_back")
    assert nothing_posted(world)
    assert world.chosen() == []
    question = newest("mail.question", world.saran)
    assert "3) Friday" in question.text

    answered(question, "3", at=w.TUESDAY)
    assert world.chosen() == ["Friday"]


def test_a_single_word_is_asked_before_it_is_a_post(world):
    came = answered(world.a_post_of_it(), "Yes", at=w.TUESDAY)
    assert (came.state, came.reason) == ("held", "one_word")
    assert nothing_posted(world)


def test_words_about_a_poll_are_a_post_as_before(world):
    letter = world.a_post_of_it()
    came = answered(letter, "Friday is a holiday here, so few of us could come.", at=w.TUESDAY)
    assert came.reason == "posted"
    assert world.chosen() == []


def test_a_message_shows_the_answers_of_a_poll_and_a_letter_stays_an_options_own(world):
    assert "   b) Wednesday" in world.digest.text
    conversations.withdraw_option(
        world.poll, 1, because="A holiday.", by=world.writer, at=w.TUESDAY
    )
    answered(world.digest, f"{world.number}: b", at=w.TUESDAY)
    assert world.chosen() == ["Wednesday"]

    came = answered(world.digest, f"{world.number}: a", at=w.TUESDAY)
    assert came.reason == "asked_back"
    assert world.chosen() == ["Wednesday"]


def test_a_poll_of_countries_shows_no_answers_in_a_message_and_takes_none_from_it():
    world = World(voice=PollVoice.COUNTRY)
    assert "b) Wednesday" not in world.digest.text
    answered(world.digest, f"{world.number}: b", at=w.TUESDAY)
    assert nothing_posted(world)
    assert world.chosen() == []


def test_of_two_polls_in_one_answer_the_second_comes_as_its_letter():
    world = World()
    other = polling.poll(world.writer, space=world.space, at=w.MONDAY, question="And the hour?")
    polling.tell()
    Digest.objects.all().delete()
    letter = w.made(w.TUESDAY + polling.DAY)["Saran"]
    keys = [one["key"] for one in Digest.objects.latest("pk").entries]
    first, second = (keys.index(f"topic:{one.pk}") + 1 for one in (world.poll, other))
    answered(letter, f"{first}: b\n{second}: c", at=w.TUESDAY + polling.DAY)
    assert world.chosen() == ["Wednesday"]
    assert newest("poll.opened", world.saran).subject == "And the hour?"
    assert nothing_posted(world)


def test_below_its_number_in_a_message_an_answer_is_a_vote(world):
    came = answered(world.digest, f"{world.number}: b", at=w.TUESDAY)
    assert (came.state, came.reason) == ("done", "answered")
    assert world.chosen() == ["Wednesday"]
    assert nothing_posted(world)


def test_was_it_you_names_the_vote_and_ok_gives_it(world):
    letter = world.a_post_of_it()
    answered(letter, "b", sender="saran.other@mail.example", is_checked=False, at=w.TUESDAY)
    question = newest("mail.question", world.saran)
    said = " ".join(question.text.split())
    assert "OK counts it as your answer to" in said
    assert "Wednesday" in said
    assert "OK posts it" not in said

    answered(question, "OK", at=w.TUESDAY)
    assert world.chosen() == ["Wednesday"]
    assert nothing_posted(world)


def test_a_vote_that_comes_too_late_is_no_post_either(world):
    letter = world.a_post_of_it()
    conversations.close_polls(at=w.TUESDAY + polling.DAY * 9)
    came = answered(letter, "b", at=w.TUESDAY + polling.DAY * 9)
    assert came.state == "refused"
    assert nothing_posted(world)
    assert "The poll is closed." in newest("mail.receipt", world.saran).text


def test_a_vote_that_lost_its_address_is_no_post_after_ok_either(world):
    refers = f"In-Reply-To: {threads.thread_id(world.poll)}\r\n"
    to, sender = f"{world.space.slug}@{settings.MAIL_DOMAIN}", world.saran.addresses.get().address
    come(raw("b", sender=sender, to=to, more=refers), to=to, sender=sender, at=w.TUESDAY)
    question = newest("mail.question", world.saran)
    assert "OK counts it as your answer to" in " ".join(question.text.split())

    answered(question, "OK", at=w.TUESDAY)
    assert world.chosen() == ["Wednesday"]
    assert nothing_posted(world)
