"""Files beside posts: stored once, found by their pages, opened by who reads the post."""

from __future__ import annotations

import pytest

from jln.conversations import actions
from jln.conversations.models import PostFile
from jln.search import queries as search
from jln.uploads import actions as uploads
from jln.uploads import queries
from jln.uploads.models import FileReading, Upload
from tests import factories as f
from tests.pages import closed
from tests.uploads import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(django_capture_on_commit_callbacks):
    """written(space, *files): a post of somebody on its roll, with these files beside it."""

    def write(space, *files):
        ama = f.person(name="Ama")
        f.on_roll(space, ama)
        topic = f.topic(space=space)
        taken = uploads.attachments([made.file(name, content) for name, content in files])
        with django_capture_on_commit_callbacks(execute=True):
            return actions.submit_with(
                topic, taken, text="See the file", by=ama, at=f.NOON, form_key=""
            )

    return write


def test_its_pages_are_found_by_who_reads_the_space_and_by_nobody_else(written):
    space = closed()
    post = written(space, ("visits.pdf", made.pdf("Nothing here", "Capitation thresholds")))
    reader, stranger = f.person(), f.person()
    f.on_roll(space, reader)
    hits = search.find(reader, "thresholds", kinds=["page"]).hits
    assert [(hit.title_html, hit.facet, hit.parent_id) for hit in hits] == [
        ("visits.pdf", "2", post.topic_id)
    ]
    assert search.find(stranger, "thresholds", kinds=["page"]).hits == []
    assert queries.photos_and_files(reader).filter(post_file__post=post).exists()
    assert not queries.photos_and_files(stranger).filter(post_file__post=post).exists()


def test_hidden_with_its_post(written):
    post = written(f.space(), ("visits.pdf", made.pdf("Capitation thresholds")))
    actions.hide_post(post, because="Names a patient", by=f.staff(), at=f.NOON)
    assert search.find(f.staff(), "thresholds", kinds=["page"]).hits == []
    assert not queries.photos_and_files(f.person()).filter(post_file__post=post).exists()


def test_it_goes_along_when_the_conversation_moves(written):
    post = written(f.space(), ("visits.pdf", made.pdf("Capitation thresholds")))
    actions.move(post.topic, closed(), because="For the group", by=f.staff(), at=f.NOON)
    assert search.find(f.person(), "thresholds", kinds=["page"]).hits == []
    assert not queries.photos_and_files(f.person()).filter(post_file__post=post).exists()


def test_the_same_bytes_are_stored_once_and_stay_while_one_post_has_them(written):
    content = made.pdf("Capitation thresholds")
    first = written(f.space(), ("a.pdf", content)).files.get().upload
    second = written(f.space(), ("b.pdf", content)).files.get().upload
    assert first.sha256 == second.sha256
    uploads.discard(first)
    assert uploads.content(second) == content


def test_a_file_nobody_can_read_is_kept_and_says_so(written):
    post = written(f.space(), ("broken.pdf", b"%PDF-1.4 nothing"), ("photo.jpg", made.jpeg()))
    assert [file.upload.name for file in post.files.order_by("number")] == [
        "broken.pdf",
        "photo.webp",
    ]
    reading = FileReading.objects.get()
    assert (reading.state, reading.reason) == ("none", "broken")


def test_bytes_that_became_nobodys_are_removed_after_a_day(written, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    kept = written(f.space(), ("a.pdf", made.pdf("One"))).files.get().upload
    lost = uploads.put_on_disk(uploads.attachment(made.file("b.pdf", made.pdf("Two"))))
    assert uploads.sweep_disk(before=f.NOON.replace(year=2000)) == 0
    assert uploads.sweep_disk(before=f.NOON.replace(year=2100)) == 1
    assert not (uploads._path(lost.sha256)).exists()
    assert uploads.content(kept)


def test_the_file_of_an_erased_person_stays_with_its_post(written):
    from jln.accounts.actions import erase

    post = written(f.space(), ("a.pdf", made.pdf("One")))
    erase(post.by, by=None, at=f.NOON)
    assert Upload.objects.get(post_file__post=post).owner is None
    assert PostFile.objects.filter(post=post).exists()
