"""Messages that wait: which do, what is decided of them, and that none is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions, rules
from jln.conversations.models import HeldPost, Post, Topic
from jln.conversations.rules import holding
from jln.conversations.terms import HeldBecause, HeldDecision
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.spaces.models import SpaceModerator
from jln.spaces.terms import SpaceRule
from tests import factories as f

NOON = f.NOON
DAY = timedelta(days=1)
WORDS = "Could the rate depend on opening days instead of people enrolled?"


@pytest.mark.parametrize(
    ("rule", "moderates", "is_known", "why"),
    [
        (SpaceRule.OPEN, False, False, None),
        (SpaceRule.FIRST_HELD, False, False, HeldBecause.FIRST),
        (SpaceRule.FIRST_HELD, False, True, None),
        (SpaceRule.FIRST_HELD, True, False, None),
        (SpaceRule.ALL_HELD, False, True, HeldBecause.ALL),
        (SpaceRule.ALL_HELD, True, False, None),
    ],
)
def test_which_messages_wait(rule, moderates, is_known, why):
    assert holding.why_held(rule, moderates=moderates, is_known=is_known) == why


def test_only_moderators_write_where_only_announcements_stand():
    assert holding.may_write(SpaceRule.ANNOUNCEMENTS, moderates=True, where_else="")
    no = holding.may_write(SpaceRule.ANNOUNCEMENTS, moderates=False, where_else="Ask there.")
    assert [reason.text for reason in no.reasons] == ["Ask there."]
    assert holding.may_write(SpaceRule.ALL_HELD, moderates=False, where_else="")


@pytest.mark.parametrize("decision", HeldDecision.values)
def test_whoever_is_not_published_hears_why(decision):
    assert bool(holding.may_decide(decision, " ")) == (decision == HeldDecision.PUBLISH)
    assert holding.may_decide(decision, "Leave out the name.")
    assert holding.may_decide(decision, "x" * 1001).codes == {"too_long"}


def moderator(space, name="Efua"):
    who = f.person(name)
    SpaceModerator.objects.create(space=space, person=who, since_on=NOON.date())
    return who


@pytest.fixture
def world(db):
    f.network()
    space = f.space(rule=SpaceRule.FIRST_HELD)
    return space, moderator(space), f.person("Tesfaye")


def wait(space, by, **values):
    return actions.submit_new(space, text=WORDS, by=by, at=NOON, **values)


def letters(kind, to):
    return list(OutgoingMail.objects.filter(kind=kind, person=to).order_by("pk"))


def test_a_first_message_waits_and_appears_ten_minutes_after_its_ok_and_the_next_at_once(world):
    space, efua, tesfaye = world
    held = wait(space, tesfaye, title="Opening days", form_key="k1")
    assert wait(space, tesfaye, form_key="k1") == held
    assert not Topic.objects.exists()
    (asked,) = letters("post.held", efua)
    assert f"| {WORDS[:40]}" in asked.text
    assert "first message of this person here" in asked.text

    held = actions.decide(held, "publish", by=efua, at=NOON + DAY)
    assert actions.decide(held, "publish", by=efua, at=NOON + 2 * DAY).due_at == held.due_at
    out = NOON + DAY + timedelta(minutes=10)
    assert actions.publish_due(at=out - timedelta(seconds=1)) == 0
    assert actions.publish_due(at=out) == 1
    assert actions.publish_due(at=out) == 0
    post = Post.objects.get()
    assert (post.text, post.by, post.posted_at) == (WORDS, tesfaye, out)
    assert post.topic.title == "Opening days"
    (told,) = letters("post.moderated", tesfaye)
    assert f"/ask/{post.topic.code}/" in told.text
    again = actions.submit(post.topic, text="And a second thing.", by=tesfaye, at=out)
    assert isinstance(again, Post)


@pytest.mark.parametrize("decision", ["edit", "hold", "refuse"])
def test_its_writer_hears_each_other_decision_in_the_moderators_words(world, decision):
    space, efua, tesfaye = world
    held = wait(space, tesfaye)
    with pytest.raises(RuleBroken):
        actions.decide(held, decision, by=efua, at=NOON)
    actions.decide(held, decision, by=efua, at=NOON, words="A clinic can be recognised.")
    (told,) = letters("post.moderated", tesfaye)
    assert "| A clinic can be recognised." in told.text
    assert (told.reply_token is None) == (decision == "refuse")
    assert actions.publish_due(at=NOON + DAY) == 0


def test_who_changed_a_message_as_asked_has_it_read_again(world):
    space, efua, tesfaye = world
    held = wait(space, tesfaye)
    actions.decide(held, "edit", by=efua, at=NOON, words="Without the name.")
    held = actions.change_held(held, "Without it.", by=tesfaye, at=NOON + DAY)
    actions.change_held(held, "Without it.", by=tesfaye, at=NOON + DAY)
    assert (held.decision, held.because) == ("", HeldBecause.CHANGED)
    assert "| Without it." in letters("post.held", efua)[-1].text
    assert len(letters("post.held", efua)) == 2
    with pytest.raises(PermissionDenied):
        actions.change_held(held, "Mine now.", by=efua, at=NOON)
    assert actions.withdraw_held(held, by=tesfaye, at=NOON)
    assert not actions.withdraw_held(held, by=tesfaye, at=NOON)
    assert not HeldPost.objects.exists()


def test_a_decision_is_taken_back_until_the_message_is_out_or_seven_days(world):
    space, efua, tesfaye = world
    held = actions.decide(wait(space, tesfaye), "publish", by=efua, at=NOON)
    held = actions.take_back(held, by=efua, at=NOON + timedelta(minutes=9))
    assert actions.take_back(held, by=efua, at=NOON).decision == ""
    assert actions.publish_due(at=NOON + DAY) == 0
    assert letters("post.moderated", tesfaye) == []
    held = actions.decide(held, "publish", by=efua, at=NOON)
    with pytest.raises(RuleBroken, match="is_out"):
        actions.take_back(held, by=efua, at=NOON + timedelta(minutes=10))
    other = wait(space, tesfaye, form_key="o")
    other = actions.decide(other, "refuse", by=efua, at=NOON, words="Not about the work.")
    with pytest.raises(RuleBroken, match="too_late"):
        actions.take_back(other, by=efua, at=NOON + 8 * DAY)
    actions.take_back(other, by=efua, at=NOON + 6 * DAY)
    assert "still waits" in letters("post.moderated", tesfaye)[-1].text


def test_a_second_decision_changes_nothing_and_names_who_was_first(world):
    space, efua, tesfaye = world
    kojo = moderator(space, "Kojo")
    held = wait(space, tesfaye)
    actions.decide(held, "refuse", by=efua, at=NOON, words="Not about the work.")
    with pytest.raises(RuleBroken) as no:
        actions.decide(held, "publish", by=kojo, at=NOON)
    assert "Efua" in no.value.text
    assert HeldPost.objects.get().decision == "refuse"


def test_others_decide_nothing_and_where_nobody_moderates_staff_are_asked(world):
    space, efua, tesfaye = world
    held = wait(space, tesfaye)
    with pytest.raises(PermissionDenied):
        actions.decide(held, "publish", by=tesfaye, at=NOON)
    chen = f.staff()
    elsewhere = f.space("data", kind="initiative", name="Data", rule=SpaceRule.ALL_HELD)
    alone = wait(elsewhere, tesfaye, form_key="e")
    assert len(letters("post.held", chen)) == 1
    assert actions.decide(alone, "publish", by=chen, at=NOON).due_at
    with pytest.raises(PermissionDenied):
        actions.decide(alone, "publish", by=efua, at=NOON)


def test_a_moderator_who_never_comes_two_days_staff_seven_days_every_day(world):
    space, efua, tesfaye = world
    chen = f.staff()
    held = wait(space, tesfaye)
    assert actions.remind(at=NOON + 2 * DAY - timedelta(minutes=1)) == 0
    assert actions.remind(at=NOON + 2 * DAY) == 1
    assert actions.remind(at=NOON + 2 * DAY) == 0
    assert (len(letters("post.held", efua)), len(letters("post.held", chen))) == (2, 1)
    assert actions.remind(at=NOON + 6 * DAY) == 0
    for days in (7, 8, 9):
        assert actions.remind(at=NOON + days * DAY) == 1
        assert actions.remind(at=NOON + days * DAY + timedelta(hours=1)) == 0
    assert len(letters("post.held", chen)) == 4
    (waits,) = letters("post.moderated", tesfaye)
    assert "still waits" in waits.text
    assert actions.decide(held, "publish", by=chen, at=NOON + 9 * DAY)
    assert actions.remind(at=NOON + 12 * DAY) == 0


def test_what_is_held_is_asked_for_again_every_three_days(world):
    space, efua, tesfaye = world
    actions.decide(wait(space, tesfaye), "hold", by=efua, at=NOON, words="I ask Audit first.")
    assert actions.remind(at=NOON + 2 * DAY) == 0
    assert actions.remind(at=NOON + 3 * DAY) == 1
    assert actions.remind(at=NOON + 4 * DAY) == 0
    assert actions.remind(at=NOON + 6 * DAY) == 1
    assert "| I ask Audit first." in letters("post.held", efua)[-1].text


def test_published_into_a_conversation_that_was_closed_meanwhile_its_writer_hears_it(world):
    _space, efua, tesfaye = world
    topic = f.topic(f.person("Bayu"))
    held = actions.submit(topic, text=WORDS, by=tesfaye, at=NOON)
    actions.decide(held, "publish", by=efua, at=NOON)
    Topic.objects.update(closed_at=NOON)
    assert actions.publish_due(at=NOON + DAY) == 1
    assert actions.publish_due(at=NOON + DAY) == 0
    (told,) = letters("post.moderated", tesfaye)
    assert "closed" in told.text
    assert WORDS[:40] in told.text
    assert HeldPost.objects.get().decision == "refuse"
    assert Post.objects.count() == 1


def test_where_only_announcements_stand_others_are_told_where_to_ask(world):
    news = f.space("news", kind="initiative", name="News", rule=SpaceRule.ANNOUNCEMENTS)
    _space, efua, tesfaye = world
    with pytest.raises(RuleBroken) as no:
        wait(news, tesfaye)
    assert "ask@" in no.value.text
    SpaceModerator.objects.create(space=news, person=efua, since_on=NOON.date())
    assert wait(news, efua).kind == "announcement"
    with pytest.raises(RuleBroken):
        actions.submit(Topic.objects.get(), text="And what of us?", by=tesfaye, at=NOON)


def test_an_empty_or_endless_message_does_not_even_wait(world):
    space, _efua, tesfaye = world
    for text in ("  ", "x" * (rules.LONGEST_POST + 1)):
        with pytest.raises(RuleBroken):
            actions.submit_new(space, text=text, by=tesfaye, at=NOON)
    assert not HeldPost.objects.exists()
    assert not Fact.objects.exists()
