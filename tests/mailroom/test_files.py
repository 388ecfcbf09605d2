"""Files of a message stand beside its post; what cannot be kept is named, and the words stay."""

from __future__ import annotations

import base64

import pytest
from tests import factories as f
from tests.mailroom.letters import come, newest, raw, reply_to
from tests.mailroom.test_who_wrote import letter_to, world  # noqa: F401 -- a fixture
from tests.uploads import made

from jln.conversations.models import HeldPost, Post, PostFile
from jln.conversations.terms import Channel
from jln.kit import clock
from jln.mail import relaying, tokens
from jln.mail.terms import Purpose
from jln.notify.models import Digest
from jln.spaces.models import Space
from jln.spaces.terms import SpaceRule

pytestmark = pytest.mark.django_db
MARK = "a-mark"


def sent(text: str, *files: tuple[str, str, bytes], to: str) -> bytes:
    parts = [f"--{MARK}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"]
    for name, kind, content in files:
        parts.append(
            f'--{MARK}\nContent-Type: {kind}; name="{name}"\n'
            f'Content-Disposition: attachment; filename="{name}"\n'
            f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(content).decode()}"
        )
    whole = "".join(parts) + f"--{MARK}--"
    plain = raw(whole, sender="ama@health.gov.example", to=to).decode()
    return plain.replace(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit",
        f'Content-Type: multipart/mixed; boundary="{MARK}"',
        1,
    ).encode()


@pytest.fixture
def answer(world, settings, tmp_path):  # noqa: F811
    """answer(text, *files): a reply to a letter of the conversation, with files."""
    settings.DATA_DIR = tmp_path
    ama, topic = world
    letter = letter_to(ama, topic)

    def come_in(text, *files):
        return come(sent(text, *files, to=reply_to(letter)), to=reply_to(letter))

    return come_in


PDF = ("thresholds.pdf", "application/pdf", made.pdf("Capitation thresholds"))


def test_they_stand_beside_the_post_and_the_receipt_names_them(answer):
    came = answer("See the file.", PDF, ("clinic.jpg", "image/jpeg", made.jpeg(place=True)))
    assert (came.state, came.reason) == ("done", "posted")
    assert list(came.post.files.order_by("number").values_list("upload__name", flat=True)) == [
        "thresholds.pdf",
        "clinic.webp",
    ]
    assert "Beside it: thresholds.pdf, clinic.webp." in newest("mail.receipt").text


def test_thanks_with_a_file_are_a_post(answer):
    came = answer("Thanks, ours attached.", PDF)
    assert (came.reason, came.post.files.count()) == ("posted", 1)


def test_what_cannot_be_kept_is_named_and_the_words_stay(answer):
    came = answer("See the file.", ("run.exe", "application/x-msdownload", b"MZ\x90"), PDF)
    assert came.post.text == "See the file."
    assert came.post.files.get().upload.name == "thresholds.pdf"
    receipt = newest("mail.receipt").text
    assert receipt.startswith("Not kept: run.exe.\nrun.exe is of a kind that is not taken. Send it")
    assert receipt.count("Send it as PDF") == 1
    assert f"/posts/{came.post.number}/files/" in receipt


def test_why_stands_first_also_of_long_names_and_of_many_files(answer):
    long = f"{'n' * 60}.exe"
    answer("Here.", (long, "application/x-msdownload", b"MZ\x90"))
    receipt = newest("mail.receipt").text
    assert receipt.startswith("Not kept: ")
    assert long not in receipt
    assert "Send it as PDF" in receipt

    texts = [(f"note{n}.txt", "text/plain", b"Words %d" % n) for n in range(12)]
    answer("Here they are.", *texts)
    first = newest("mail.receipt").text
    assert first.startswith("Not kept: note10.txt, note11.txt.")
    assert "A post may have up to 10 files." in first


def test_the_page_of_ones_messages_shows_why(client, answer, world):  # noqa: F811
    answer("See the file.", ("run.exe", "application/x-msdownload", b"MZ\x90"))
    f.sign_in(client, world[0])
    assert "run.exe is of a kind that is not taken." in client.get("/me/messages/").content.decode()


def test_a_file_of_thirty_megabytes_costs_only_itself(answer):
    large = ("film.pdf", "application/pdf", bytes(11 * 1024 * 1024))
    came = answer("The film is too large, I fear.", large)
    assert came.post.text == "The film is too large, I fear."
    assert not came.post.files.exists()
    receipt = newest("mail.receipt").text
    assert receipt.startswith("Not kept: film.pdf.\nfilm.pdf is larger than 10 MB.\n")
    assert "Send it as PDF" not in receipt


@pytest.mark.parametrize("text", ["We pay by capitation.", ""])
def test_a_colleague_gets_none_and_the_receipt_says_so(text, world, settings, tmp_path):  # noqa: F811
    settings.DATA_DIR = tmp_path
    ama, topic = world
    letter = relaying.put(ama, "How do you pay?", by=topic.by, at=clock.now())
    come(sent(text, PDF, to=reply_to(letter)), to=reply_to(letter))
    assert "Not kept: thresholds.pdf." in newest("mail.receipt", ama).text


def test_below_the_numbers_of_a_message_they_are_named_too(world, settings, tmp_path):  # noqa: F811
    settings.DATA_DIR = tmp_path
    ama, topic = world
    at, entries = clock.now(), [{"key": f"topic:{topic.pk}", "items": []}]
    digest = Digest.objects.create(
        person=ama, made_at=at, on=at.date(), is_weekly=True, through=0, seconds=9, entries=entries
    )
    token = tokens.make(Purpose.DIGEST, ama, at=clock.now(), subject=digest)
    to = tokens.address_of(token)
    come(sent("1: See the file that I attach.", PDF, to=to), to=to)
    assert Post.objects.get(by=ama).text == "See the file that I attach."
    assert "Not kept: thresholds.pdf." in newest("mail.receipt", ama).text


def test_they_wait_with_their_message_and_go_out_with_it(answer, world):  # noqa: F811
    _ama, topic = world
    Space.objects.filter(pk=topic.space_id).update(rule=SpaceRule.ALL_HELD)
    answer("See the file.", PDF)
    held = HeldPost.objects.get()
    assert not PostFile.objects.exists()

    from jln.conversations import actions

    decided = actions.decide(held, "publish", by=f.staff(), at=clock.now())
    actions.publish_due(at=decided.due_at)
    post = Post.objects.get(was_held=held)
    assert post.channel == Channel.MAIL
    assert post.files.get().upload.name == "thresholds.pdf"
