"""What stood in a space before it came under the Chatham House Rule: read, and left as it is."""

from __future__ import annotations

import pytest

from jln.conversations import actions as talks
from jln.conversations.models import AskedColleague, Asking, FollowUp
from jln.conversations.rules import cards, practices
from jln.facts.models import Fact
from jln.safe_space import actions
from jln.spaces.models import Space
from tests.pages import page_of
from tests.safe_space.test_whole_space import browser, refused
from tests.safe_space.world import DAY, World

pytestmark = pytest.mark.django_db


def before_the_rule():
    """An answered question and a closed poll of Ghana; Kenya was asked, and said nothing."""
    made = World()
    ghana, kenya, said = made.people["GH"], made.people["KE"], {"at": made.at}
    question = talks.ask(made.space, text="How long?", by=ghana, colleagues=[], **said)
    open_one = talks.ask(made.space, text="How far?", by=ghana, colleagues=[], **said)
    Asking.objects.filter(topic=open_one).update(
        ended="", ended_at=None, wave=1, next_at=made.at + DAY
    )
    AskedColleague.objects.create(topic=open_one, person=kenya, asked_at=made.at, reasons=[])
    answered = talks.answer(question, text="A month.", by=kenya, **said)
    ballot = talks.Ballot("Which?", ("One", "Two"), made.at + DAY)
    poll = talks.start_poll(made.space, ballot, by=ghana, **said)
    talks.close_polls(at=made.at + 2 * DAY)
    return made, answered, open_one, poll


def test_nothing_with_a_name_is_put_beside_an_old_conversation_either():
    """A thank, a translation, a card, a practice and an outcome are words, too."""
    world, answered, _open_one, poll = before_the_rule()
    ghana, kenya = world.people["GH"], world.people["KE"]
    card = cards.Words("How long?", "A month.", world.at.date() + 90 * DAY)
    practice = practices.Fields("A month.", "Everywhere.", "None.", "It worked.")
    own, other = {"by": ghana, "at": world.at}, {"by": kenya, "at": world.at}

    def deeds():
        yield talks.thank, (answered,), own | {"words": "Thank you."}
        yield talks.translate, (answered, "fr", "Un mois."), own
        yield talks.write_card, (answered.topic, card), own
        yield talks.tell_outcome, (answered.topic, "used"), own | {"words": "It helped."}
        yield talks.tell_poll_outcome, (poll, "We take one."), own
        yield talks.mark_practice, (answered, practice), other

    for way in ("/thanks/", "/card/", "/outcome/", "/where/"):
        assert way in page_of(browser(ghana), f"/ask/{answered.topic.code}/")
    actions.put_under_rule(world.space, by=world.staff, at=world.at)
    facts = Fact.objects.count()
    for deed, of, said in deeds():
        refused("by_page", deed, *of, **said)
    assert Fact.objects.count() == facts
    html = page_of(browser(ghana), f"/ask/{answered.topic.code}/")
    whole = page_of(browser(kenya), f"/ask/{answered.topic.code}/posts/{answered.number}/")
    for way in ("/thanks/", "/translate/", "/card/", "/outcome/", "/practice/", "/where/"):
        assert way not in html + whole
    Space.objects.filter(pk=world.space.pk).update(chatham_since=None)
    for deed, of, said in deeds():
        assert deed(*of, **said)


def test_nobody_is_asked_for_an_answer_that_is_taken_no_more():
    world, _answered, open_one, _poll = before_the_rule()
    kenya, peru = world.people["KE"], world.people["PE"]
    code = f"/ask/{open_one.code}/"
    for who, which in ((kenya, "asked"), (peru, "waiting")):
        assert code in page_of(browser(who), f"/ask/?show={which}")
    actions.put_under_rule(world.space, by=world.staff, at=world.at)
    for who, which in ((kenya, "asked"), (peru, "waiting")):
        assert code not in page_of(browser(who), f"/ask/?show={which}")
    assert "Answer below" not in page_of(browser(kenya), code)
    asked = AskedColleague.objects.count()
    assert talks.send_waves(at=world.at + 2 * DAY) == 1
    assert AskedColleague.objects.count() == asked
    assert talks.ask_outcomes(at=world.at + 100 * DAY) == 2
    assert not FollowUp.objects.exists()
