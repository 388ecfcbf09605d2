"""A post in another language: shown first to who reads it, corrected, stale, gone with its post."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conversations import actions
from jln.conversations.models import Post, PostTranslation
from jln.kit.verdict import RuleBroken
from jln.search import index
from jln.search.queries import find
from tests import factories as f
from tests.pages import page_of, prose, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def reader(client):
    f.network()
    made = f.person("Reader")
    f.sign_in(client, made)
    return made


@pytest.fixture
def post(reader):
    topic = f.topic(f.person("Awa"), space=f.space())
    said = "Nous tirons au sort trente dossiers."
    return f.post(topic, f.person("Awa"), text=said, html=f"<p>{said}</p>", language="fr")


def found(person, words):
    return [hit.subject_id for hit in find(person, words, kinds=["post"]).hits]


def test_a_correction_replaces_and_both_are_kept(reader, post):
    first = actions.translate(post, "en", "We draw thirty fish.", by=reader, at=NOON)
    assert actions.translate(post, "en", "We draw thirty fish.\r\n", by=reader, at=NOON) == first
    second = actions.translate(post, "en", "We draw thirty files.", by=f.person(), at=NOON)
    first.refresh_from_db()
    assert (first.replaced_at, second.replaced_at) == (NOON, None)
    assert PostTranslation.objects.count() == 2
    assert found(reader, "files") == [post.pk]
    assert found(reader, "fish") == []
    index.rebuild()
    assert found(reader, "files") == [post.pk]


def test_what_is_no_translation(reader, post):
    for language, text in (("fr", "Nous tirons."), ("en", " \n"), ("en", "x" * 60_001)):
        with pytest.raises(RuleBroken):
            actions.translate(post, language, text, by=reader, at=NOON)


def test_words_that_are_taken_back_are_gone_in_every_language(reader, post):
    actions.translate(post, "en", "We draw thirty files.", by=reader, at=NOON)
    actions.undo_post(post, by=post.by, at=post.posted_at)
    assert not PostTranslation.objects.exists()
    assert found(reader, "files") == []


def test_ones_own_language_comes_first_and_the_original_is_one_step_away(client, reader, post):
    path, code = f"/ask/{post.topic.code}/", post.topic.code
    form = f"{path}posts/{post.number}/translation/"
    assert form in page_of(client, path)
    assert post.text in page_of(client, form)
    client.post(form, {"language": "en", "text": "We draw thirty files."})
    html = page_of(client, path)
    assert "Translated by Reader" in text_of(html)
    assert "original in French" in text_of(html)
    assert post.text not in html
    html = page_of(client, f"/ask/{code}/posts/{post.number}/")
    assert post.text in html
    assert "We draw thirty files." in html

    Post.objects.filter(pk=post.pk).update(text="Nous tirons quarante dossiers.")
    html = text_of(page_of(client, f"/ask/{code}/posts/{post.number}/"))
    assert "the post has changed since" in html

    french = f.person("Lectrice", language="fr")
    f.sign_in(client, french)
    assert "We draw thirty files." not in page_of(client, path)


def test_a_hidden_post_is_hidden_in_every_language(client, reader, post):
    actions.translate(post, "en", "We draw thirty files.", by=reader, at=NOON)
    actions.hide_post(post, because="Names a patient", by=f.staff(), at=NOON)
    assert "thirty files" not in page_of(client, f"/ask/{post.topic.code}/")
    assert found(reader, "files") == []
    assert client.get(f"/ask/{post.topic.code}/posts/{post.number}/translation/").status_code == 404


def test_twenty_translations_cost_one_question_more_and_fit_the_page(client, reader, post):
    counts = []
    page_of(client, "/ask/")  # what every page looks up once
    for number in range(20):
        long = prose(number, 1_900)
        other = f.post(post.topic, f.person(), text=long, html=f"<p>{long}</p>", language="fr")
        if number in (1, 19):
            for one in post.topic.posts.filter(language="fr"):
                actions.translate(one, "en", prose(50 + one.number, 1_900), by=reader, at=NOON)
            with CaptureQueriesContext(connection) as made:
                html = page_of(client, f"/ask/{post.topic.code}/")
            assert "Translated by" in html
            counts.append(len(made))
    assert other.number == 22
    assert counts[0] == counts[1] <= 13
