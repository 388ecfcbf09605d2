"""Everything about oneself as a page to read: the same rows, in words, in one's own language."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape

import html5lib
import pytest
from django.utils import translation

from jln.accounts import actions
from jln.accounts.actions.leaving import personal_models
from jln.accounts.parts import COLUMNS, OTHERS, PARTS, title_of
from jln.facts.models import Fact
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import Reason
from jln.notify.models import MailSetting
from tests import factories as f


@pytest.mark.parametrize("model", list(personal_models()), ids=lambda one: one.__name__)
def test_every_kind_of_record_and_every_column_has_words(model):
    assert model._meta.model_name in PARTS
    assert {field.name for field in model._meta.concrete_fields} - set(COLUMNS) == set()


def test_no_words_are_left_over():
    models = list(personal_models())
    names = {field.name for model in models for field in model._meta.concrete_fields}

    assert set(PARTS) == {model._meta.model_name for model in models}
    assert set(COLUMNS) - names == set()
    assert set(PARTS) & set(OTHERS) == set()


@pytest.fixture
def ama(db):
    f.network()
    made = f.person("Ama", about="Two lines\nof it", timezone="Africa/Accra")
    f.position(made, f.institution())
    f.speaks(made, "fr")
    f.offers(made, f.theme())
    f.topic(made, text="My own question")
    MailSetting.objects.create(person=made, kind="post.written", is_off=True)
    OutgoingMail.objects.create(
        kind="post.written",
        person=made,
        to_address="ama@x.example",
        subject="A letter",
        text="Its words",
        message_id="<1@x>",
        because="follower",
        created_at=f.NOON,
        not_before=f.NOON,
    )
    InboundMail.objects.create(
        raw=b"From: ama\r\n\r\nRaw words",
        size=9,
        received_at=f.NOON,
        envelope_to="desk@jln.example",
        state="held",
        reason=Reason.FOR_THE_DESK,
        person=made,
        text="My words",
    )
    Fact.objects.create(
        kind="topic.asked", at=f.NOON, by=made, subject_model="jln.Topic", subject_id=1
    )
    return made


def packed(who) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(actions.export(who, by=who, at=f.NOON)))


def words_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


def test_the_page_holds_what_the_files_hold(ama):
    archive = packed(ama)
    page = words_of(archive.read("my-data.html").decode())
    whole = " ".join(page.split())

    for model in personal_models():
        for row in json.loads(archive.read(f"{model._meta.model_name}.json")):
            texts = [
                value
                for name, value in row.items()
                if isinstance(value, str) and name in {"text", "subject", "title", "about", "name"}
            ]
            for text in texts:
                assert " ".join(text.split()) in whole


def test_codes_stand_there_in_words(ama):
    page = words_of(packed(ama).read("my-data.html").decode())

    for words in (
        "You get this because you follow this conversation.",
        "Post in a conversation",
        "for the Network Manager's staff",
        "Question asked",
        "20 November 2026, 12:00, Accra",
        "National Health Insurance Authority",
        "Provider payment",
    ):
        assert words in page
    assert "post.written" not in page
    assert "for_the_desk" not in page


def test_the_message_as_it_came_lies_beside_the_page(ama):
    archive = packed(ama)
    link = re.search(r'href="(files/inboundmail-\d+\.eml)"', archive.read("my-data.html").decode())

    assert archive.read(link[1]) == b"From: ama\r\n\r\nRaw words"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_the_page_is_sound_in_every_language_and_asks_no_network(ama, language):
    ama.language = language
    ama.save()

    page = packed(ama).read("my-data.html").decode()

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(page)
    assert parser.errors == []
    assert f'<html lang="{language}"' in page
    assert ('dir="rtl"' in page[:60]) == (language == "ar")
    assert not re.search(r'(src|href)="https?://', page)
    with translation.override(language):
        assert all(str(part.title) in unescape(page) for part in PARTS.values())


def test_what_a_fact_is_about_has_words_too():
    assert title_of("product") == "Products"
    assert title_of("topic") == "Conversations"


def test_what_is_empty_is_named_once_at_the_end(ama):
    page = packed(ama).read("my-data.html").decode()
    tree = html5lib.parse(page, namespaceHTMLElements=False)

    assert tree.find(".//section[@id='seat']") is None
    assert not [one for one in tree.iter("a") if one.get("href") == "#seat"]
    last = " ".join(tree.findall(".//main//p")[-1].itertext())
    assert last.startswith("Nothing is kept of these: ")
    assert "Seats" in last
    assert "Profile" not in last
