"""The writer's lock is held for the deed alone: reading, converting and looking come before."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image
from tests import factories as f
from tests.mailroom.letters import answered, come, raw, reply_to
from tests.mailroom.test_forms_by_mail import NUMBERED, form_to

from jln.conversations import queries
from jln.kit.verdict import RuleBroken
from jln.library.models import Adaptation
from jln.mail import tokens
from jln.mail.terms import InboundState
from jln.mailroom import answers, posts, reader
from jln.spaces.terms import SpaceKind, Visibility
from jln.uploads import actions as uploads
from jln.uploads.models import Upload

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent / "samples" / "photo"


@pytest.fixture
def adjoa(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    f.network()
    f.space()
    f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)
    return f.person("Adjoa")


SLOW = {
    "reading the message": (reader, "read"),
    "reading an answer": (answers, "read"),
    "taking pictures out": (reader, "pictures"),
    "making a picture anew": (uploads, "picture"),
    "looking for what is like it": (queries, "similar"),
    "taking seals out": (tokens, "scrub_raw"),
}


@pytest.fixture
def depths(monkeypatch):
    """How many transactions each slow thing ran in, beside the test's own."""
    found: dict[str, list[int]] = {}
    outside = len(connection.savepoint_ids)

    def watch(name, module, function):
        real = getattr(module, function)

        def watched(*args, **kwargs):
            found.setdefault(name, []).append(len(connection.savepoint_ids) - outside)
            return real(*args, **kwargs)

        monkeypatch.setattr(module, function, watched)

    for name, (module, function) in SLOW.items():
        watch(name, module, function)
    return found


def photo(size=(640, 480), content=b"") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (120, 60, 30)).save(out, "JPEG", exif=b"Exif\x00\x00secret place")
    return content or out.getvalue()


def with_photo(letter, person, picture: bytes):
    """The profile form answered from a telephone, with a picture attached."""
    to = reply_to(letter)
    marks = {
        "SERVER": settings.AUTHSERV_ID,
        "DOMAIN": letter.to_address.partition("@")[2],
        "FROM": letter.to_address,
        "TO": to,
        "ID": letter.message_id,
        "PICTURE": base64.encodebytes(picture).decode(),
    }
    message = (SAMPLES / "phone-with-photo.eml").read_text()
    for mark, value in marks.items():
        message = message.replace(f"@@{mark}@@", value)
    return come(message.replace("\n", "\r\n").encode(), to=to, sender=letter.to_address)


def test_an_answer_is_read_before(adjoa, depths):
    came = answered(form_to(adjoa), NUMBERED, name="Adjoa")

    assert came.reason == "answered"
    assert depths["reading an answer"] == [0]
    assert depths["reading the message"] == [0]
    assert depths["taking seals out"] == [0]


def test_a_photo_is_made_anew_before_and_kept_with_the_deed(adjoa, depths):
    came = with_photo(form_to(adjoa, "profile.change"), adjoa, photo())

    assert (came.state, came.reason) == (InboundState.DONE, "answered")
    adjoa.refresh_from_db()
    assert adjoa.about == "I buy medicines for Ghana."
    kept = uploads.content(adjoa.photo)
    assert kept.startswith(b"RIFF")
    assert b"secret place" not in kept
    assert depths["making a picture anew"] == depths["taking pictures out"] == [0]


@pytest.mark.parametrize("content", [b"\xff\xd8\xff broken", b"GIF89a not allowed"])
def test_a_picture_that_cannot_be_taken_leaves_everything_as_it_was(adjoa, content):
    came = with_photo(form_to(adjoa, "profile.change"), adjoa, photo(content=content))

    assert (came.state, came.reason) == (InboundState.REFUSED, "not_now")
    adjoa.refresh_from_db()
    assert (adjoa.about, adjoa.photo) == ("", None)
    assert not Upload.objects.exists()
    with pytest.raises(RuleBroken) as broken:
        uploads.picture(_as_file(content))
    assert broken.value.text in came.receipt.text


def _as_file(content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("x.jpg", content)


def test_what_is_like_a_question_is_looked_up_before(adjoa, depths):
    to = "ask@jln.example"
    address = adjoa.addresses.get().address
    came = come(raw("How do you pay?", sender=address, to=to, subject="Paying"), to=to)

    assert came.reason == "asked"
    assert depths["looking for what is like it"] == [0]


def test_an_answer_confirmed_later_is_read_before_its_deed(adjoa, depths):
    letter = form_to(adjoa)
    answered(letter, NUMBERED, sender="other@mail.example", is_checked=False)
    assert depths["reading an answer"] == [0]  # its owner is told what was understood
    from tests.mailroom.letters import newest

    done = answered(newest("mail.question", adjoa), "OK", name="Adjoa")
    assert done.reason == "confirmed"
    assert Adaptation.objects.get().change == "Only three indicators"
    assert depths["reading an answer"] == [0, 0]


def test_a_word_is_not_looked_for_in_a_book(monkeypatch):
    read = []
    monkeypatch.setattr("jln.mailroom.twin.fold.tokens", lambda text: read.append(text) or [])
    posts.words.is_one_word("word " * 9_000)
    posts.words.thanks_only("thanks " * 9_000)
    posts.words.is_one_of("not me " * 9_000, posts.words.NOT_ME)
    assert read == []
