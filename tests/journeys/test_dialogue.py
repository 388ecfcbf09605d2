"""A dialogue of five days on the demonstration's clock: by mail and page, to a public result."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jln.conversations import actions, queries, tasks
from jln.conversations.models import Dialogue, DialogueQuestion, Post
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.spaces import actions as spaces
from jln.spaces.models import SpaceModerator
from jln.spaces.terms import Delivery
from tests import factories as f
from tests.conversations.moderating import dialogue
from tests.mailroom.letters import answered, newest
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def own_clock(settings, tmp_path, monkeypatch):
    """A data folder of its own, so that no other test sees the time move."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_offset", timedelta())
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)


def tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def to(day, hour):
    """On to that hour of a day of the dialogue, looking every few hours as the worker does."""
    opens = Dialogue.objects.get().opens_on
    until = datetime(opens.year, opens.month, opens.day, hour, 1, tzinfo=UTC) + (day - 1) * DAY
    while (left := until - clock.now()) > timedelta():
        clock.advance(min(left, 6 * HOUR))
        tasks.dialogues.call()
        tell()


def letters(kind):
    return OutgoingMail.objects.filter(kind=kind).count()


def questions(topic):
    return list(topic.posts.filter(question_of__isnull=False).values_list("text", flat=True))


def test_five_days_by_mail_and_page_to_a_result_for_everyone(client):
    f.network()
    space, ama = f.space(), f.person("Ama")
    musa = f.person("Musa", country=f.country("KE", "Kenya"))
    spaces.join(space, ama, by=ama, at=f.NOON)
    spaces.set_delivery(space, ama, Delivery.EVERY, by=ama, at=f.NOON)
    f.post(f.topic(ama), ama)
    topic = dialogue(musa, at=clock.now(), opens=2)
    tell()
    answered(newest("dialogue.planned", musa), "What did you change first?", at=clock.now())
    assert "What did you change first?" in newest("mail.receipt", musa).text
    f.sign_in(client, ama)
    early = client.post(f"/ask/{topic.code}/", {"text": "We pay by visit."}).content.decode()
    assert "This dialogue opens on" in early

    to(1, 9)
    assert questions(topic) == ["What did you change first?"]
    assert newest("dialogue.opened", ama).subject == "Paying for quality"
    answered(newest("post.written", ama), "We pay clinics by visit now.", at=clock.now())
    assert topic.posts.get(by=ama).text == "We pay clinics by visit now."

    to(1, 13)  # noon has passed, and the second day has no question
    answered(newest("dialogue.due", musa), "What did it do to the clinics?", at=clock.now())
    f.sign_in(client, musa)
    on = str(Dialogue.objects.get().opens_on + 2 * DAY)
    client.post(f"/ask/{topic.code}/dialogue/", {"text": "What would you not do again?", "on": on})
    to(3, 9)
    asked = ["What did you change first?", "What did it do to the clinics?"]
    assert questions(topic) == [*asked, "What would you not do again?"]
    assert letters("dialogue.due") == 1
    assert letters("dialogue.quiet") == 0
    _sum_up(client, topic, musa, ama)


def _sum_up(client, topic, musa, ama):
    to(6, 9)
    assert letters("dialogue.due") == 3  # the last two days had none
    topic.refresh_from_db()
    assert topic.closed_at is not None
    assert "closed" in client.post(f"/ask/{topic.code}/", {"text": "Late."}).content.decode()
    to(13, 9)
    assert letters("dialogue.synthesis_due") == 2
    answered(
        newest("dialogue.synthesis_due", musa), "Ghana pays by visit. Ama said so.", at=clock.now()
    )
    refused = client.post(f"/ask/{topic.code}/dialogue/publish/", {"sure": "yes", "agreed": "no"})
    assert "The result names Ama." in refused.content.decode()
    client.post(f"/ask/{topic.code}/dialogue/result/", {"text": "Ghana pays by visit."})
    there = client.post(f"/ask/{topic.code}/dialogue/publish/", {"sure": "yes", "agreed": "no"})
    assert there["Location"] == f"/dialogues/{topic.code}/"
    tell()
    assert "| Ghana pays by visit." in newest("dialogue.published", ama).text
    to(30, 9)
    assert letters("dialogue.synthesis_due") == 2

    client.cookies.clear()
    text = text_of(page_of(client, f"/dialogues/{topic.code}/"))
    assert "Ghana pays by visit." in text
    assert "Ghana" in text
    assert "Ama" not in text
    assert "Paying for quality" in page_of(client, "/dialogues/")


def test_a_moderator_who_never_comes_is_followed_by_another(client):
    f.network()
    space, esi = f.space(), f.person("Esi")
    SpaceModerator.objects.create(space=space, person=esi, since_on=f.NOON.date())
    topic = dialogue(at=clock.now(), opens=1)
    to(2, 9)
    assert letters("dialogue.quiet") == 1
    assert [one.topic for one in queries.dialogues_without_anybody(at=clock.now())] == [topic]
    f.sign_in(client, f.staff())
    assert "Paying for quality" in page_of(client, "/desk/")
    answered(newest("dialogue.quiet", esi), "yes", at=clock.now())
    assert Dialogue.objects.get().moderator == esi
    assert queries.dialogues_without_anybody(at=clock.now()) == []
    actions.write_question(topic, "What changed?", by=esi, at=clock.now())
    to(2, 15)
    assert Post.objects.get(question_of__isnull=False).by == esi


def test_a_question_is_put_once_whoever_looks_and_in_time_of_an_erased_moderator_by_another():
    f.network()
    topic = dialogue(at=clock.now(), opens=1)
    moderator = Dialogue.objects.get().moderator
    actions.write_question(topic, "What changed?", by=moderator, at=clock.now())
    Dialogue.objects.update(moderator=None)
    to(1, 9)
    for _again in range(3):
        tasks.dialogues.call()
    assert DialogueQuestion.objects.get().post.by == topic.by
    assert Fact.objects.filter(kind=Kind.POST_WRITTEN).count() == 1
    assert Fact.objects.filter(kind=Kind.DIALOGUE_OPENED).count() == 1
