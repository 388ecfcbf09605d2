"""Practices: four short fields, shown once the post's author agrees, taken back at any time."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conversations import actions
from jln.conversations.models import Practice
from jln.conversations.rules import practices as rules
from jln.facts.kinds import Kind
from jln.kit.verdict import RuleBroken
from jln.search import index
from jln.search.queries import find
from tests import factories as f
from tests.conversations.test_actions.deeds import kinds
from tests.pages import closed, page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON
FIELDS = rules.Fields("Phone ten clinics", "Vietnam", "Monthly claims", "Half have a reason")
FORM = {"what": "Phone ten clinics", "where": "Vietnam", "needs": "Claims", "result": "Half do"}


@pytest.fixture
def linh(client):
    f.network()
    made = f.person("Linh")
    f.sign_in(client, made)
    return made


@pytest.fixture
def post(linh):
    return f.post(f.topic(space=f.space()), linh, text="We phone the ten that moved most.")


def found(person):
    return [hit.subject_id for hit in find(person, "phone clinics", kinds=["practice"]).hits]


def test_all_four_an_author_who_is_here_and_no_earlier_no():
    whole = {"is_own": False, "has_author": True, "was_refused": False}
    assert rules.may_mark(FIELDS, **whole)
    assert not rules.may_mark(rules.Fields("", "Vietnam", "Claims", "Half"), **whole)
    assert not rules.may_mark(FIELDS, **whole | {"has_author": False})
    assert not rules.may_mark(FIELDS, **whole | {"was_refused": True})
    assert rules.may_mark(FIELDS, **whole | {"was_refused": True, "is_own": True})


def test_it_is_found_once_its_author_agreed_until_they_take_it_back(linh, post):
    ama = f.person("Ama")
    made = actions.mark_practice(post, FIELDS, by=ama, at=NOON)
    assert actions.mark_practice(post, FIELDS, by=f.person(), at=NOON) == made
    assert found(linh) == []
    with pytest.raises(PermissionDenied):
        actions.agree_practice(made, agrees=True, by=ama, at=NOON)
    actions.agree_practice(made, agrees=True, by=linh, at=NOON)
    assert found(linh) == [post.pk]
    index.rebuild()
    assert found(linh) == [post.pk]
    actions.agree_practice(made, agrees=False, by=linh, at=NOON)
    assert found(linh) == []
    with pytest.raises(RuleBroken):
        actions.mark_practice(post, FIELDS, by=ama, at=NOON)
    assert kinds().count(Kind.PRACTICE_MARKED) == 1


def test_other_words_are_asked_about_anew_and_ones_own_are_shown_at_once(linh, post):
    made = actions.mark_practice(post, FIELDS, by=linh, at=NOON)
    assert (made.agreed_at, found(linh)) == (NOON, [post.pk])
    other = rules.Fields("Visit ten clinics", "Vietnam", "Monthly claims", "Half have a reason")
    assert actions.mark_practice(post, other, by=f.person(), at=NOON).agreed_at is None
    assert found(linh) == []


def test_with_its_post_it_moves_is_hidden_and_is_gone(linh, post):
    actions.mark_practice(post, FIELDS, by=linh, at=NOON)
    staff = f.staff()
    f.on_roll(closed(), staff)
    actions.move(post.topic, closed(), because="Names", by=staff, at=NOON)
    assert Practice.objects.get().space == closed()
    assert (found(linh), found(staff)) == ([], [post.pk])
    post.refresh_from_db()
    actions.hide_post(post, because="A patient", by=staff, at=NOON)
    assert found(staff) == []
    again = f.post(f.topic(space=f.space()), linh, text="Ten.")
    actions.mark_practice(again, FIELDS, by=linh, at=NOON)
    actions.undo_post(again, by=linh, at=again.posted_at)
    assert Practice.objects.count() == 1


def test_marked_agreed_shown_and_taken_back_on_pages(client, linh, post):
    path = f"/ask/{post.topic.code}/posts/{post.number}/"
    assert f"{path}practice/" in page_of(client, path)
    f.sign_in(client, f.person("Ama"))
    html = client.post(f"{path}practice/", FORM | {"result": ""}).content.decode()
    assert "Phone ten clinics" in html
    client.post(f"{path}practice/", FORM)
    assert "No practice yet." in text_of(page_of(client, "/spaces/network/practices/"))
    assert client.get(f"{path}practice/agree/").status_code == 404

    f.sign_in(client, linh)
    assert "Phone ten clinics" in page_of(client, f"{path}practice/agree/")
    client.post(f"{path}practice/agree/", {"agrees": "yes"})
    html = page_of(client, "/spaces/network/practices/")
    assert "Phone ten clinics" in html
    assert "practice" in text_of(page_of(client, f"/ask/{post.topic.code}/"))
    assert f"/t/{post.topic.code}/{post.code}/" in page_of(client, "/search/?q=phone&kind=practice")
    client.post(f"{path}practice/agree/", {"agrees": "no"})
    assert "Phone ten clinics" not in page_of(client, "/spaces/network/practices/")


def test_the_list_asks_as_often_for_many_as_for_one(client, linh, post):
    counts = []
    for count in (1, 21):
        for _number in range(count):
            said = f.post(post.topic, linh)
            actions.mark_practice(said, FIELDS, by=linh, at=NOON)
        page_of(client, "/spaces/network/practices/")
        with CaptureQueriesContext(connection) as made:
            html = page_of(client, "/spaces/network/practices/")
        counts.append(len(made))
    assert counts[0] == counts[1] <= 5
    assert html.count("Phone ten clinics") == 20
    following = html.partition("?before=")[2].partition('"')[0]
    assert "Phone ten clinics" in page_of(client, f"/spaces/network/practices/?before={following}")
