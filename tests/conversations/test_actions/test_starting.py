"""A discussion or an announcement: begun once, told to who is on the list, found by its link."""

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions, queries, rules
from jln.conversations.models import Topic, TopicChange
from jln.facts.models import Fact
from jln.kit.codes import code_of
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.spaces.models import SpaceModerator, Subscription
from jln.spaces.terms import Delivery
from tests import factories as f
from tests.pages import page_of, text_of

NOON = f.NOON
db = pytest.mark.django_db


@pytest.fixture
def space(db):
    f.network()
    return f.space()


def listed(space, delivery):
    who = f.person()
    Subscription.objects.create(space=space, person=who, delivery=delivery, joined_at=NOON)
    return who


def begun(space, by, kind="discussion", **values):
    text = values.pop("text", "The fee schedule is out.")
    return actions.start(space, kind=kind, text=text, by=by, at=NOON, **values)


def told(topic):
    fact = Fact.objects.get(kind="topic.started", subject_id=topic.pk)
    notify.tell(fact.pk)
    return {one.person for one in OutgoingMail.objects.filter(fact=fact)}


@pytest.mark.parametrize(
    ("title", "text", "is_asking"),
    [
        ("Fees", "The schedule is out.", False),
        ("Fees?", "", True),
        ("Fees", "Who knows? Thanks.", True),
        ("الرسوم", "من يعرف؟", True),
        ("费用", "谁知道？", True),
    ],
)
def test_what_has_no_question_mark_asks_nothing(title, text, is_asking):
    assert rules.asks(title, text) is is_asking


def test_the_same_form_twice_begins_one_and_somebody_elses_none(space):
    ama = f.person()
    first = begun(space, ama, form_key="k")
    assert begun(space, ama, form_key="k") == first
    assert Topic.objects.count() == 1
    assert first.kind == "discussion"
    assert first.title == "The fee schedule is out."
    with pytest.raises(RuleBroken):
        begun(space, f.person(), form_key="k")


def test_nothing_begins_without_words_in_a_closed_space_or_as_a_question(space):
    ama = f.person()
    for values in ({"text": " "}, {"kind": "question"}, {"kind": "anything"}):
        with pytest.raises(RuleBroken):
            begun(space, ama, **values)
    space.closed_at = NOON
    with pytest.raises(RuleBroken):
        begun(space, ama)
    assert not Topic.objects.exists()


def test_only_moderators_and_staff_announce(space):
    ama = f.person()
    with pytest.raises(PermissionDenied):
        begun(space, ama, kind="announcement")
    SpaceModerator.objects.create(space=space, person=ama, since_on=NOON.date())
    assert begun(space, ama, kind="announcement").kind == "announcement"


def test_it_is_told_at_once_as_the_writer_was_shown(space):
    staff = f.staff()
    ways = {way: listed(space, way) for way in Delivery.values}
    for kind, expected in (("discussion", {"every"}), ("announcement", {"every", "announcements"})):
        (reach,) = queries.reach
        found = reach(space, kind, text="The fee schedule is out.", by=staff, at=NOON)
        gone = told(begun(space, staff, kind))
        assert gone == {ways[one] for one in expected}
        assert found == (len(ways), len(gone), 1, 1, 0, len(ways) - len(gone) - 2)


def test_the_page_shows_whom_it_reaches_before_it_is_posted(client, space):
    f.sign_in(client, f.person("Ama"))
    listed(space, "every")
    listed(space, "weekly")
    form = {"text": "The fee schedule is out.", "heading": "", "language": ""}
    shown = text_of(client.post("/spaces/network/new/", form).content.decode())
    assert "at once, " in shown
    assert "and 0 as a title only; 0 not by mail." in shown
    assert not Topic.objects.exists()
    answer = client.post("/spaces/network/new/", form | {"post": "yes"})
    html = page_of(client, answer["Location"])
    assert "no answer yet" not in html
    assert Topic.objects.get().kind == "discussion"


def test_a_short_link_leads_on_wherever_a_post_went(client, space):
    f.sign_in(client, f.person("Ama"))
    first, other = f.topic(title="First"), f.topic(title="Other")
    post = f.post(first, f.person(), text="Moving words")
    link = f"/t/{first.code}/{code_of(post.pk)}/"
    assert client.get(link)["Location"] == f"/ask/{first.code}/#p2"
    post.topic, post.number = other, 9
    post.save()
    assert client.get(link)["Location"] == f"/ask/{other.code}/?from=9#p9"
    TopicChange.objects.create(topic=first, kind="merged", other=other, because="Same", at=NOON)
    assert client.get(f"/t/{first.code}/")["Location"] == f"/ask/{other.code}/"
    actions.hide_topic(other, because="Spam", by=f.staff(), at=NOON)
    assert client.get(link).status_code == 404


def test_each_letter_carries_the_link_that_stays(space):
    listed(space, "every")
    topic = begun(space, f.person())
    told(topic)
    post = topic.posts.get()
    letter = OutgoingMail.objects.get()
    assert letter.headers["Archived-At"].endswith(f"/t/{topic.code}/{code_of(post.pk)}/>")
