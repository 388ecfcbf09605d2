"""Answering: each answer a number, each message once, also from two processes at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import Post, Topic, TopicFollow
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, ask, helpers, inbound, kinds

pytestmark = pytest.mark.django_db


def test_an_answer_gets_the_next_number_and_counts():
    topic = f.topic()
    linh = f.person("Linh", country=f.country("VN", "Vietnam"))
    post = actions.answer(topic, text="By capitation.", by=linh, at=NOON + timedelta(hours=1))
    topic.refresh_from_db()
    assert (post.number, post.country.code, post.space) == (2, "VN", topic.space)
    assert (topic.post_count, topic.last_post_at, topic.answered_at) == (
        2,
        post.posted_at,
        post.posted_at,
    )
    assert TopicFollow.objects.filter(topic=topic, person=linh).exists()
    fact = Fact.objects.get()
    assert (fact.kind, fact.subject_id, fact.space, fact.data) == (
        Kind.POST_WRITTEN,
        post.pk,
        topic.space,
        {"topic": topic.pk},
    )


def test_the_askers_own_word_is_no_answer():
    ama = f.person()
    topic = ask(ama)
    actions.answer(topic, text="More: they are small.", by=ama, at=NOON)
    topic.refresh_from_db()
    assert (topic.post_count, topic.answered_at) == (2, None)


def test_who_was_asked_has_answered_and_who_muted_stays_muted():
    theme = f.theme()
    (helper,) = helpers(theme, 1)
    topic = ask(f.person(), theme=theme)
    actions.mute(topic, by=helper, at=NOON)
    actions.answer(topic, text="Yes.", by=helper, at=NOON)
    assert topic.asked.get().answered_at == NOON
    assert topic.follows.get(person=helper).muted_at == NOON


def test_an_answer_by_the_same_message_or_form_appears_once():
    topic, linh, mail = f.topic(), f.person(), inbound()
    first = actions.answer(topic, text="Yes.", by=linh, at=NOON, channel="mail", inbound=mail)
    assert (
        actions.answer(topic, text="Yes.", by=linh, at=NOON, channel="mail", inbound=mail) == first
    )
    second = actions.answer(topic, text="No.", by=linh, at=NOON, form_key="k")
    assert actions.answer(topic, text="No, changed", by=linh, at=NOON, form_key="k") == second
    assert Post.objects.filter(topic=topic).count() == 3
    assert kinds() == [Kind.POST_WRITTEN] * 2


def test_two_answers_from_stale_rows_get_two_numbers():
    topic = f.topic()
    stale = Topic.objects.get(pk=topic.pk)
    one = actions.answer(topic, text="One.", by=f.person(), at=NOON)
    two = actions.answer(stale, text="Two.", by=f.person(), at=NOON)
    topic.refresh_from_db()
    assert (one.number, two.number, topic.post_count) == (2, 3, 3)


def test_what_a_person_writes_is_kept_as_written_and_shown_safely():
    post = actions.answer(
        f.topic(), text="<b>a</b>\r\nb\x00 https://x.example/?a=1&b=2.", by=f.person(), at=NOON
    )
    assert post.text == "<b>a</b>\nb https://x.example/?a=1&b=2."
    assert "<b>" not in post.html
    assert 'href="https://x.example/?a=1&amp;b=2"' in post.html


@pytest.mark.parametrize("values", [{"closed_at": NOON}, {"hidden_at": NOON}])
def test_a_closed_or_hidden_topic_takes_no_answer(values):
    topic = f.topic(**values)
    with pytest.raises((RuleBroken, PermissionDenied)):
        actions.answer(topic, text="Yes.", by=f.person(), at=NOON)
    assert (Post.objects.count(), Fact.objects.count(), TopicFollow.objects.count()) == (1, 0, 0)


def test_an_outsider_answers_nothing():
    closed = f.space("gh-group", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL)
    topic = f.topic(space=closed)
    with pytest.raises(PermissionDenied):
        actions.answer(topic, text="Yes.", by=f.person(), at=NOON)
    assert Post.objects.count() == 1


WRITER = """
import django, sys
django.setup()
from jln.conversations import actions
from jln.conversations.models import Topic
from jln.people.models import Person
from tests.factories import NOON
topic, who = Topic.objects.get(), Person.objects.get(pk=sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for at in range(5):
    actions.answer(topic, text="Yes.", by=who, at=NOON, form_key=f"{who.pk}.{at}")
"""

SEEDS = """
import django
django.setup()
from tests import factories as f
f.topic()
print(f.person().pk, f.person().pk)
"""


def test_answers_of_two_processes_at_once_get_a_number_each(tmp_path):
    from subprocess import PIPE

    from tests.trees import plant

    tree = plant(tmp_path / "data")
    try:
        people = tree.run("-c", SEEDS).split()
        writers = [tree.start("-c", WRITER, who, stdin=PIPE, stdout=PIPE) for who in people]
        assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
        for writer in writers:
            writer.stdin.write("go\n")
            writer.stdin.flush()
        assert [writer.wait(60) for writer in writers] == [0, 0]
        told = tree.run(
            "-c",
            "import django; django.setup()\n"
            "from jln.conversations.models import Post, Topic\n"
            "print(sorted(Post.objects.values_list('number', flat=True)), Topic.objects.get().post_count)",
        )
    finally:
        tree.end()
    assert told.strip() == f"{list(range(1, 12))} 11"


@pytest.mark.django_db(transaction=True)
def test_who_may_not_write_waits_for_no_writer(monkeypatch):
    topic, guest = f.topic(space=f.space("closed", visibility="roll")), f.person()
    for module, write in (("posting", actions.answer), ("submitting", actions.submit)):
        monkeypatch.setattr(f"jln.conversations.actions.{module}.lock", pytest.fail)
        with pytest.raises(PermissionDenied):
            write(topic, text="By fee.", by=guest, at=NOON)
