"""The profile and its photo are one form: neither loses what was said in the other."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jln.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ama", "about": "Typed, not kept", "language": "en", "timezone": "UTC"}


@pytest.fixture
def ama(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    f.network()
    made = f.person("Ama", timezone="UTC", listing="members")
    f.sign_in(client, made)
    return made


def picture():
    made = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(made, "PNG")
    return SimpleUploadedFile("me.png", made.getvalue())


def beside_photo(page):
    return page.split('id="photo"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file first."),
        ({"photo": SimpleUploadedFile("me.png", b"no picture")}, "Send a photo as JPEG"),
    ],
)
def test_what_is_wrong_with_a_photo_stands_beside_it_and_nothing_typed_is_lost(
    client, ama, sent, words
):
    for file in sent.values():
        file.seek(0)
    answer = client.post("/me/photo/", {**TYPED, "listing": "members", **sent})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert 'class="why"' in beside_photo(page)
    assert words in beside_photo(page)
    assert "Typed, not kept" in page
    assert "1 answer needs another look" in page
    assert Person.objects.get(pk=ama.pk).about == ""


def test_a_photo_is_kept_and_what_was_typed_waits_in_the_form(client, ama):
    page = client.post("/me/photo/", {**TYPED, "photo": picture()}).content.decode()

    ama.refresh_from_db()
    assert (ama.photo is not None, ama.about) == (True, "")
    assert "Your photo is changed." in page
    assert "Typed, not kept" in page
    assert client.post("/me/photo/", {"remove": "1"})["Location"] == "/me/"
    ama.refresh_from_db()
    assert ama.photo is None


def test_the_button_of_the_profile_keeps_the_photo_too(client, ama):
    said = {**TYPED, "listing": "members"}
    wrong = client.post("/me/", {**said, "photo": SimpleUploadedFile("a.png", b"no picture")})
    assert 'class="why"' in beside_photo(wrong.content.decode())
    assert Person.objects.get(pk=ama.pk).about == ""

    assert client.post("/me/", {**said, "photo": picture()})["Location"] == "/me/"
    ama.refresh_from_db()
    assert (ama.photo is not None, ama.about) == (True, "Typed, not kept")


def test_the_photo_belongs_to_the_form_of_the_profile(client, ama):
    page = client.get("/me/").content.decode()

    assert 'id="profile"' in page
    assert 'enctype="multipart/form-data"' in page.split('id="profile"')[1].split(">")[0]
    assert "<form" not in beside_photo(page)
    assert beside_photo(page).count('form="profile"') == 2
