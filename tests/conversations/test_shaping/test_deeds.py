"""Each deed at a conversation's shape: rights follow, numbers stay, nobody is told twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations import actions, queries
from jln.conversations.models import AskedColleague, Post, PostTrace, Topic, TopicFollow
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.search.models import SearchEntry
from jln.spaces.models import SpaceModerator
from jln.spaces.terms import SpaceRule
from tests import factories as f
from tests.pages import closed

pytestmark = pytest.mark.django_db
NOON = f.NOON
WHY = "It belongs there"


@pytest.fixture
def moderator():
    f.network()
    made = f.person("Minh")
    SpaceModerator.objects.create(space=f.space(), person=made, since_on=NOON.date())
    return made


def said(topic, *texts, who=None, after=0):
    """Answers an hour apart."""
    who = who or f.person("Writer")
    return [
        actions.answer(topic, text=text, by=who, at=NOON + timedelta(hours=after + at))
        for at, text in enumerate(texts, 1)
    ]


def told(kind=Kind.TOPIC_SHAPED):
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)
    return [row.person.name for row in OutgoingMail.objects.filter(kind=kind).order_by("pk")]


def numbers(topic):
    rows = Post.objects.filter(topic=topic).order_by("posted_at", "number")
    return list(rows.values_list("number", "text"))


def test_a_closed_conversation_says_why_and_takes_no_word_until_it_is_opened_again(moderator):
    topic = f.topic(by=f.person("Adjoa"))
    said(topic, "By capitation.")
    actions.close(topic, because=WHY, by=moderator, at=NOON)
    actions.close(topic, because="Twice", by=moderator, at=NOON)
    assert topic.changes.count() == 1
    topic.refresh_from_db()
    with pytest.raises(RuleBroken):
        said(topic, "Too late.")
    assert told() == ["Writer"]  # who follows; the asker's own row is made by asking
    actions.reopen(topic, because="More to say", by=moderator, at=NOON)
    topic.refresh_from_db()
    assert said(topic, "In time.")
    audit = Fact.objects.filter(kind=Kind.TOPIC_SHAPED)
    assert [fact.data["how"] for fact in audit] == ["closed", "reopened"]
    assert all(fact.chain for fact in audit)


def test_who_started_it_may_close_it_and_do_nothing_else_to_its_shape(moderator):
    asker = f.person("Adjoa")
    topic = f.topic(by=asker)
    with pytest.raises(PermissionDenied):
        actions.close(topic, because=WHY, by=f.person(), at=NOON)
    with pytest.raises(PermissionDenied):
        actions.move(topic, closed(), because=WHY, by=asker, at=NOON)
    actions.close(topic, because=WHY, by=asker, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.reopen(topic, because=WHY, by=asker, at=NOON)


def test_rights_and_what_is_found_follow_a_move_at_once_and_letters_that_wait_do_not_go(moderator):
    reader, topic = f.person("Reader"), f.topic(by=f.person("Adjoa"))
    actions.follow(topic, by=reader, at=NOON)
    post = said(topic, "By capitation.")[0]
    told()
    waiting = OutgoingMail.objects.get(person=reader, kind="post.written")
    exchange = closed()
    with pytest.raises(PermissionDenied):  # who keeps one space only
        actions.move(topic, exchange, because=WHY, by=moderator, at=NOON)
    staff = f.staff()
    f.on_roll(exchange, f.person("Insider"))
    assert queries.readers_there(topic, exchange).lost >= 4

    actions.move(topic, exchange, because=WHY, by=staff, at=NOON)
    actions.move(topic, exchange, because=WHY, by=staff, at=NOON)
    assert topic.changes.count() == 1
    assert not can(reader, Permission.POST_VIEW, Post.objects.get(pk=post.pk))
    from jln.notify.rights import why_not_now

    assert why_not_now([waiting]) == {waiting.pk: "no_right"}
    found = SearchEntry.objects.filter(parent_id=topic.pk) | SearchEntry.objects.filter(
        kind="topic", subject_id=topic.pk
    )
    assert {(row.reach, row.space_id_or_none) for row in found} == {("roll", exchange.pk)}


def test_posts_that_leave_keep_their_place_in_time_and_their_old_numbers_lead_to_them(moderator):
    topic = f.topic(by=f.person("Adjoa"))
    said(topic, "One", "Two", "Three")
    made = actions.split(topic, [3, 4], title="Of its own", because=WHY, by=moderator, at=NOON)
    again = actions.split(topic, [3, 4], title="Of its own", because=WHY, by=moderator, at=NOON)
    assert made == again
    assert [text for _n, text in numbers(topic)] == ["How do you pay clinics?", "One"]
    assert numbers(made) == [(1, "Two"), (2, "Three")]
    assert (made.post_count, made.started_at) == (2, NOON + timedelta(hours=2))
    now = queries.place_now(topic.pk, 4)
    assert now is not None
    assert (now.topic, now.number) == (made, 2)
    topic.refresh_from_db()
    assert said(topic, "Four", after=5)[0].number == 5  # a number is never given twice
    assert set(SearchEntry.objects.filter(parent_id=made.pk).values_list("title", flat=True)) == {
        "Of its own"
    }
    assert told().count("Writer") == 1


def test_joined_conversations_run_together_by_time_and_the_old_one_leads_on(moderator):
    older = f.topic(by=f.person("Adjoa"), title="Older")
    said(older, "First", who=f.person("A"))
    younger = f.topic(by=f.person("Ben"), title="Younger", started_at=NOON + timedelta(minutes=30))
    Post.objects.filter(topic=younger).update(posted_at=NOON + timedelta(minutes=30))
    said(younger, "Second", who=f.person("B"), after=1)
    said(older, "Third", who=f.person("C"), after=2)
    asked = AskedColleague.objects.create(
        topic=younger, person=f.person("Asked"), reasons=[], asked_at=NOON
    )
    left = actions.merge(younger, older, because=WHY, by=moderator, at=NOON)
    assert left == older
    assert [text for _n, text in numbers(older)] == [
        "How do you pay clinics?", "How do you pay clinics?", "First", "Second", "Third",
    ]  # fmt: skip
    assert len({number for number, _text in numbers(older)}) == 5
    asked.refresh_from_db()
    assert asked.topic_id == older.pk
    younger.refresh_from_db()
    assert queries.where_now(younger) == older
    assert not SearchEntry.objects.filter(kind="topic", subject_id=younger.pk).exists()
    assert TopicFollow.objects.filter(topic=older).count() == 4
    assert sorted(told()) == ["A", "B", "Ben", "C"]
    assert actions.merge(younger, older, because=WHY, by=moderator, at=NOON) == older
    assert PostTrace.objects.filter(topic=younger).count() == 2
    older.refresh_from_db()
    assert older.post_count == 5

    said(older, "Both of you", who=f.person("D"), after=3)
    told()
    letter = OutgoingMail.objects.filter(kind="post.written", person=younger.by).latest("pk")
    assert letter.because == "asker"


def test_a_no_changes_nothing(moderator):
    topic, other = f.topic(), f.topic(started_at=NOON + timedelta(days=1))
    with pytest.raises(RuleBroken, match="younger"):
        actions.merge(topic, other, because=WHY, by=moderator, at=NOON)
    with pytest.raises(RuleBroken, match="first"):
        actions.split(topic, [1], title="", because=WHY, by=moderator, at=NOON)
    with pytest.raises(RuleBroken, match="no_reason"):
        actions.close(topic, because=" ", by=moderator, at=NOON)
    assert not Topic.objects.filter(hidden_at__isnull=False).exists()


@pytest.fixture
def waiting():
    """An answer that waits in a space that Minh moderates; Ines moderates another one."""
    f.network()
    here, there = f.space(rule=SpaceRule.ALL_HELD), f.space("there", visibility="roll")
    topic, (minh, ines) = f.topic(space=here, title="Costs"), (f.person("Minh"), f.person("Ines"))
    writer = f.person("Wanjiru")
    for space, who in ((here, minh), (there, ines)):
        SpaceModerator.objects.create(space=space, person=who, since_on=NOON.date())
    for who in (minh, ines, writer):
        f.on_roll(there, who)
    held = actions.submit(topic, text="So it was.", by=writer, at=NOON)
    return topic, there, held, minh, ines


def test_what_waits_for_a_conversation_that_moves_is_decided_where_that_stands(waiting):
    topic, there, held, minh, ines = waiting
    staff = f.staff("Chen")
    actions.move(topic, there, because=WHY, by=staff, at=NOON)
    held.refresh_from_db()
    assert not can(minh, Permission.POST_MODERATE, held)
    asked = OutgoingMail.objects.filter(kind="post.held").order_by("pk")
    assert [one.person for one in asked] == [minh, ines]
    actions.decide(held, "publish", by=ines, at=NOON)
    assert actions.publish_due(at=NOON + timedelta(minutes=11)) == 1
    assert topic.posts.get(text="So it was.").space == there


def test_what_waits_for_a_conversation_that_is_joined_appears_in_the_one_that_is_left(waiting):
    topic, _there, held, minh, _ines = waiting
    older = f.topic(space=topic.space, title="Older", started_at=NOON - timedelta(days=1))
    actions.decide(held, "publish", by=minh, at=NOON)
    actions.merge(topic, older, because=WHY, by=minh, at=NOON)
    assert actions.publish_due(at=NOON + timedelta(minutes=11)) == 1
    assert older.posts.filter(text="So it was.").exists()
    assert OutgoingMail.objects.filter(kind="post.held").count() == 1
