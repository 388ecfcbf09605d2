"""The page on which messages that wait are decided about, and that of their writers."""

from datetime import timedelta

import pytest
from django.test import Client

from jln.conversations import actions
from jln.conversations.models import HeldPost
from jln.kit import clock
from jln.spaces.models import SpaceModerator
from jln.spaces.terms import SpaceRule
from tests import factories as f
from tests.pages import page_of

pytestmark = pytest.mark.django_db
QUEUE, QUERIES = "/spaces/network/held/", 7


class World:
    def __init__(self):
        f.network()
        self.space = f.space(rule=SpaceRule.ALL_HELD)
        self.efua, self.tesfaye = f.person("Efua"), f.person("Tesfaye", language="fr")
        SpaceModerator.objects.create(space=self.space, person=self.efua, since_on=f.NOON.date())
        self.moderator, self.writer = Client(), Client()
        f.sign_in(self.moderator, self.efua)
        f.sign_in(self.writer, self.tesfaye)

    def waits(self, text="By opening days, perhaps?", **values):
        at = clock.now() - timedelta(hours=5)
        return actions.submit_new(self.space, text=text, by=self.tesfaye, at=at, **values)

    def queue(self, **query):
        return self.moderator.get(QUEUE, query).content.decode()

    def answer(self, held, **said):
        sent = {"message": held.code} | said
        return self.moderator.post(QUEUE, sent, follow=True).content.decode()


@pytest.fixture
def world():
    return World()


def test_a_message_stands_whole_with_why_it_waits_and_four_buttons_alike(world):
    held = world.waits("Première ligne.\n\n<script>alert(1)</script>", title="Jours")
    shown = world.queue()
    assert "1 message waits for a decision" in shown
    assert "every message to this space is read first" in shown
    assert "Première ligne." in shown
    assert "<script>alert" not in shown
    assert "They read French." in shown
    assert shown.count('<button class="btn o sm" name="decision"') == 4
    assert f'id="w{held.code}"' in shown


def test_published_on_the_page_and_taken_back_there(world):
    held = world.waits()
    assert "appears in ten minutes" in world.answer(held, decision="publish")
    assert HeldPost.objects.get().due_at
    shown = world.queue()
    assert "No message waits" in shown
    assert "1 hour" not in shown
    assert "5 hours" in shown
    assert "waits again" in world.answer(held, sure="yes")
    assert HeldPost.objects.get().decision == ""


def test_without_a_word_to_the_writer_nothing_is_refused_and_the_words_stay(world):
    held, other = world.waits(), world.waits("Something else.", form_key="2")
    shown = world.answer(held, decision="refuse")
    assert "reads your words" in shown
    shown = world.answer(held, decision="", reply="Too long for a first message.")
    assert "Too long for a first message." in shown
    assert not HeldPost.objects.exclude(decision="").exists()
    assert "Something else." in shown
    world.answer(other, decision="hold", reply="I ask first.")
    assert "I ask first." in world.queue()


def test_whoever_comes_second_hears_who_was_first(world):
    held = world.waits()
    actions.decide(held, "refuse", by=f.staff(), at=clock.now(), words="No.")
    assert "Chen has decided about it already" in world.answer(held, decision="publish")


def test_a_long_message_shows_its_beginning_and_a_link_to_the_rest(world):
    held = world.waits("One sentence of many. " * 300)
    assert f"?message={held.code}" in world.queue()
    whole = world.queue(message=held.code)
    assert whole.count("One sentence of many.") == 301  # the title is its first sentence
    assert "The whole message" not in whole


def test_many_that_wait_cost_no_more_queries_and_no_heavy_page(world, django_assert_num_queries):
    world.waits()
    page_of(world.moderator, QUEUE)
    with django_assert_num_queries(QUERIES):
        page_of(world.moderator, QUEUE)
    for n in range(30):
        world.waits(f"{n} " + "Could it depend on days? " * 60, form_key=f"k{n}")
    with django_assert_num_queries(QUERIES):
        shown = page_of(world.moderator, QUEUE)
    assert "31 messages wait in all" in shown


def test_its_writer_changes_what_waits_or_takes_it_back(world):
    held = world.waits()
    shown = world.writer.get("/me/messages/").content.decode()
    assert "By opening days, perhaps?" in shown
    sent = {"message": held.code, "text": "By market days."}
    world.writer.post("/me/messages/", sent)
    assert HeldPost.objects.get().text == "By market days."
    world.writer.post("/me/messages/", {"message": held.code, "sure": "yes"})
    assert not HeldPost.objects.exists()


def test_written_on_the_page_it_waits_and_the_writer_is_led_to_it(world):
    topic = f.topic(f.person("Bayu"), space=world.space)
    sent = {"text": "By capitation.", "form_key": "k"}
    shown = world.writer.post(f"/ask/{topic.code}/", sent, follow=True)
    assert shown.redirect_chain[-1][0] == "/me/messages/"
    assert HeldPost.objects.get().topic == topic
    sent = {"text": "How do you pay?", "post": "ask", "space": "network", "form_key": "q"}
    shown = world.writer.post("/ask/new/", sent, follow=True)
    assert shown.redirect_chain[-1][0] == "/me/messages/"
    assert HeldPost.objects.count() == 2


def test_before_it_is_posted_the_page_says_that_a_moderator_reads_it_first():
    world, said = World(), {"text": "By opening days, perhaps?"}
    world.tesfaye.language = "en"
    world.tesfaye.save()
    first = "A moderator reads it first."
    assert first in world.writer.post("/spaces/network/new/", said).content.decode()
    assert first not in world.moderator.post("/spaces/network/new/", said).content.decode()
