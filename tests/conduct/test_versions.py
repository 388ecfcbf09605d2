"""Rules of conduct: read by everybody, accepted once, published by staff in two steps."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from jln.conduct import actions, versions
from jln.conduct.models import ConductAcceptance, ConductVersion
from jln.conversations import actions as conversations
from jln.conversations.models import HeldPost, Post
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture(autouse=True)
def _network():
    f.network()
    f.space()


def newcomer(name="New"):
    made = f.person(name)
    ConductAcceptance.objects.filter(person=made).delete()
    return made


def publish(by=None, *, after=1, **values):
    said = {"texts": {"en": "Be kind.\n\nAlways."}, "changes": {"en": "Shorter."}}
    said |= {"asks_everybody": False} | values
    return actions.publish(**said, after=after, by=by or f.staff(), at=NOON)


def test_the_first_version_says_the_same_in_five_languages():
    for code in versions.LANGUAGES:
        with translation.override(code):
            rules = versions.first()
            assert rules.language == code
            assert rules.text.count("\n\n") == 7
            assert rules.text.count("desk@") == 1
            assert 60 < len(rules.short) < 140
    assert versions.first().missing == ()


def test_everybody_reads_every_version_with_what_is_new(client):
    page = text_of(page_of(client, "/conduct/"))
    assert "Being wrong, blunt or long is no reason" in page
    assert "from the beginning" in page
    publish()
    page = text_of(page_of(client, "/conduct/"))
    assert "Be kind." in page
    assert "Shorter." in page
    earlier = text_of(page_of(client, "/conduct/?version=1"))
    assert "No patient can be recognised." in earlier
    assert "An earlier version" in earlier
    assert 'lang="en"' in page_of(client, "/fr/conduct/")


def test_staff_see_it_first_with_the_languages_that_are_missing(client):
    f.sign_in(client, f.staff())
    new = {"after": 1, "text_en": "Be kind.", "change_en": "Shorter.", "text_fr": "Soyez bons."}
    shown = text_of(client.post("/conduct/new/", new).content.decode())
    assert "Spanish, Portuguese and Arabic" in shown
    assert not ConductVersion.objects.exists()
    assert client.post("/conduct/new/", new | {"publish": "yes"})["Location"] == "/conduct/"
    made = ConductVersion.objects.get()
    assert (made.number, set(made.texts), made.asks_everybody) == (2, {"en", "fr"}, False)
    late = client.post("/conduct/new/", new | {"publish": "yes", "text_en": "Be kinder."})
    assert "Somebody published another version meanwhile." in late.content.decode()
    assert ConductVersion.objects.count() == 1


def test_the_same_words_again_are_the_same_version():
    staff = f.staff()
    assert publish(staff) == publish(staff)
    assert Fact.objects.filter(kind="conduct.published").count() == 1
    with pytest.raises(RuleBroken, match="published"):
        publish(staff, texts={"en": "Be kinder."})
    with pytest.raises(PermissionDenied):
        publish(f.person(), after=2)


def test_a_first_post_is_asked_for_one_tick_and_nothing_typed_is_lost(client):
    new, topic = newcomer(), f.topic()
    f.sign_in(client, new)
    path = f"/ask/{topic.code}/"
    assert 'name="conduct" value="1"' in page_of(client, path)
    again = client.post(path, {"text": "By capitation."}).content.decode()
    assert "By capitation." in again
    assert "Read what we ask of a message" in again
    assert not Post.objects.filter(by=new).exists()
    assert client.post(path, {"text": "By capitation.", "conduct": "1"}).status_code == 302
    assert Post.objects.filter(by=new).count() == 1
    assert ConductAcceptance.objects.get(person=new).version == 1
    assert 'name="conduct"' not in page_of(client, path)
    actions.accept(1, by=new, at=NOON)
    assert Fact.objects.filter(kind="conduct.accepted").count() == 1


def test_questions_and_discussions_are_asked_alike(client):
    new = newcomer()
    f.sign_in(client, new)
    for path, text in (("/ask/new/", "How?"), ("/spaces/network/new/", "Fees.")):
        checked = client.post(path, {"text": text, "check": "1", "space": "network"})
        assert 'name="conduct"' in checked.content.decode()
        said = {"text": text, "post": "yes", "space": "network"}
        assert "Read what we ask" in client.post(path, said).content.decode()
    assert client.post("/ask/new/", said | {"conduct": "1"}).status_code == 302


def test_a_question_without_the_tick_stays_checked_and_is_told_at_the_box(client):
    new, theme = newcomer(), f.theme()
    f.sign_in(client, new)
    helpers = [f.person(name, country=f.country("ID", "Indonesia")) for name in ("Bayu", "Sari")]
    for one in helpers:
        f.offers(one, theme)
    said = {"text": "How?", "theme": theme.code, "post": "ask", "ask": [helpers[0].code]}
    shown = client.post("/ask/new/", said).content.decode()
    assert 'id="conduct_why">Read what we ask' in shown
    assert shown.count("Read what we ask") == 1
    assert f'value="{helpers[0].code}" checked' in shown
    assert f'value="{helpers[1].code}">' in shown  # unticked as it was


def test_those_of_long_standing_are_asked_only_by_a_version_that_matters(client):
    old = newcomer("Old")
    topic = f.topic()
    f.post(topic, old)
    conversations.submit(topic, text="More.", by=old, at=NOON)
    publish()
    conversations.submit(topic, text="And more.", by=old, at=NOON)
    publish(after=2, texts={"en": "Be kinder."}, asks_everybody=True)
    for one in (old, f.person()):
        with pytest.raises(RuleBroken, match="conduct"):
            conversations.submit(topic, text="Still more.", by=one, at=NOON)
        actions.accept(3, by=one, at=NOON)
        conversations.submit(topic, text="Still more.", by=one, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_no_more_queries_for_who_accepted(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader, topic = f.person(), f.topic()
    f.sign_in(client, reader)
    page_of(client, f"/ask/{topic.code}/")
    with CaptureQueriesContext(connection) as asked:
        page_of(client, f"/ask/{topic.code}/")
    assert not [one for one in asked.captured_queries if "conduct" in one["sql"]]


@pytest.mark.parametrize("word", ["OK", "D'accord", "Vale", "Sim", "موافق"])
def test_a_first_question_by_mail_waits_for_ok_in_five_languages(word):
    new = newcomer()
    address = new.addresses.get().address
    to = "ask@jln.example"
    mail = come(
        raw("How do you pay clinics?", sender=address, to=to, subject="Clinics"),
        to=to,
        sender=address,
    )
    assert (mail.state, mail.reason) == ("held", "conduct")
    question = newest("mail.question", new)
    assert versions.first().short in " ".join(question.text.split())
    assert not Post.objects.exists()
    answered(question, word)
    assert Post.objects.get().by == new
    mail.refresh_from_db()
    assert mail.reason == "asked"
    answered(question, word)
    assert Post.objects.count() == 1


def test_a_first_answer_by_mail_waits_and_no_drops_it():
    new = newcomer()
    topic = f.topic()
    conversations.follow(topic, by=new, at=NOON)
    conversations.answer(topic, text="So.", by=f.person(), at=NOON)
    from jln.notify import actions as notify

    for fact in Fact.objects.filter(told_at=None):
        notify.tell(fact.pk)
    assert answered(newest("post.written", new), "By capitation here.").reason == "conduct"
    answered(newest("mail.question", new), "no")
    assert not Post.objects.filter(by=new).exists()
    assert not ConductAcceptance.objects.filter(person=new).exists()


def test_what_waits_for_a_moderator_was_accepted_first():
    new = newcomer()
    space = f.space("held", rule="all_held")
    with pytest.raises(RuleBroken):
        conversations.submit_new(space, text="How?", by=new, at=NOON, form_key="k")
    assert not HeldPost.objects.exists()
    actions.accept(1, by=new, at=NOON)
    held = conversations.submit_new(space, text="How?", by=new, at=NOON, form_key="k")
    assert isinstance(held, HeldPost)
