"""A conversation is kept between two readings, and right at once when anything on it changes."""

from datetime import timedelta

import pytest

from jln.accounts.actions import change_profile
from jln.conversations import actions
from jln.conversations.models import AskedColleague
from tests import factories as f
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)
NOON = f.NOON


@pytest.fixture
def people():
    f.network()
    return f.person("Ama"), f.person("Bo", country=f.country("KE", "Kenya"))


def seen_by(client, who, topic):
    client.cookies.clear()
    f.sign_in(client, who)
    return page_of(client, f"/ask/{topic.code}/")


def test_each_deed_is_on_the_page_of_all_at_once(client, people):
    ama, bo = people
    topic = f.topic(by=ama)
    AskedColleague.objects.create(topic=topic, person=bo, asked_at=NOON, reasons=[])
    assert "not yet answered" in seen_by(client, ama, topic)
    post = actions.answer(topic, text="By capitation.", by=bo, at=NOON)
    html = seen_by(client, ama, topic)
    assert "By capitation." in html
    assert "not yet answered" not in html
    thanks = actions.thank(post, by=ama, at=NOON, words="We do so now.")
    assert "We do so now." in seen_by(client, bo, topic)
    assert actions.thank(post, by=ama, at=NOON, words="We did so.") == thanks
    assert "We did so." in seen_by(client, bo, topic)
    change_profile(bo, {"name": "Bo Wanjiru"}, by=bo, at=NOON)
    assert "Bo Wanjiru" in seen_by(client, ama, topic)
    second = actions.answer(topic, text="Or by fee.", by=bo, at=NOON)
    assert "Or by fee." in seen_by(client, ama, topic)
    actions.undo_post(second, by=bo, at=NOON + timedelta(seconds=30))
    assert "Or by fee." not in seen_by(client, ama, topic)
    actions.hide_post(post, because="Names a patient", by=f.staff(), at=NOON)
    assert "By capitation." not in seen_by(client, bo, topic)


def test_what_is_a_readers_own_is_never_anothers(client, people):
    ama, bo = people
    topic = f.topic(by=ama)
    actions.answer(topic, text="By capitation.", by=bo, at=NOON)
    for _time in range(2):
        assert "Thank Bo" in text_of(seen_by(client, ama, topic))
        assert "Thank Bo" not in text_of(seen_by(client, bo, topic))
        assert "Thank Ama" in text_of(seen_by(client, bo, topic))


def test_a_second_reading_costs_the_versions_and_one_query(
    client, people, django_assert_num_queries
):
    ama, bo = people
    topic = f.topic(by=ama)
    for n in range(12):
        actions.answer(topic, text=f"By capitation {n}.", by=bo, at=NOON)
    seen_by(client, ama, topic)
    with django_assert_num_queries(2):
        page_of(client, f"/ask/{topic.code}/")
