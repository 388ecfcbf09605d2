"""An old list comes into a space, once, and nobody is told; the space goes out again."""

from __future__ import annotations

import gzip

import pytest

from jln.accounts import actions as accounts
from jln.archives import authors, exporting, importing, mbox
from jln.archives.importing import Brought
from jln.cli import COMMANDS
from jln.conversations import actions as conversations
from jln.conversations.models import ImportedAuthor, OriginalMail, Post, PostOrigin, Topic
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.search.models import SearchEntry
from jln.work.models import Job
from tests import factories
from tests.archives import lists

pytestmark = pytest.mark.django_db
AT = factories.NOON


@pytest.fixture
def space():
    return factories.space("costing")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "costing.mbox"
    path.write_bytes(lists.mbox(lists.MESSAGES))
    return path


def read_again(path) -> list[bytes]:
    with mbox.opened(path) as lines:
        return [one.raw for one in mbox.messages(lines)]


def test_conversations_come_whole_with_their_own_days_and_nobody_is_told(space, file):
    binh = factories.person("Binh Tran", address="binh.tran@health.example")
    factories.on_roll(space, binh)
    assert importing.bring_in(file, space, at=AT) == Brought(7, 7, 0, 0, 3)

    wards, hello, tariffs = Topic.objects.order_by("started_at")
    said = [
        (post.number, post.text, str(post.posted_at.date()))
        for post in wards.posts.order_by("number")
    ]
    assert said == [
        (1, "Who has costed a ward?\n\nFrom here we cannot tell.", "2016-03-01"),
        (2, "We did, in 2014.", "2016-03-02"),
        (3, "With which tool?", "2016-03-04"),
        (4, "A spreadsheet.", "2016-03-05"),
    ]
    assert (wards.title, wards.post_count, str(wards.answered_at.date())) == (
        "Who costs wards?",
        4,
        "2016-03-02",
    )
    assert [hello.post_count, tariffs.post_count] == [2, 1]
    parents = dict(PostOrigin.objects.values_list("message_id", "parent__message_id"))
    assert parents["<m2@health.example>"] == "<m1@health.example>"
    assert parents["<m4@health.example>"] is None  # what it answers is lost
    assert OutgoingMail.objects.count() == Job.objects.count() == 0
    assert list(Fact.objects.values_list("kind", "told_at")) == [("network.loaded", AT)]
    assert SearchEntry.objects.filter(kind="post", body_stems__contains="spreadsheet").count() == 1
    assert {post.by for post in wards.posts.filter(number=2)} == {binh}


def test_the_same_again_adds_nothing_and_another_list_has_its_own(space, file):
    importing.bring_in(file, space, at=AT)
    assert importing.bring_in(file, space, at=AT) == Brought(7, 0, 7, 0, 0)
    assert importing.bring_in(file, factories.space("other"), at=AT).added == 7
    assert Post.objects.count() == 14


def test_two_messages_under_one_id_are_two_if_they_say_two_things(space, tmp_path):
    file = tmp_path / "twice.mbox"
    other = lists.QUESTION.replace(b"costed a ward", b"costed a clinic")
    moved = b"Received: from elsewhere\n" + lists.QUESTION
    file.write_bytes(lists.mbox([lists.QUESTION, other, moved]))
    assert importing.bring_in(file, space, at=AT) == Brought(3, 2, 1, 0, 2)
    assert importing.bring_in(file, space, at=AT).added == 0


def test_a_run_that_was_stopped_goes_on(space, file, monkeypatch):
    monkeypatch.setattr(importing, "FIRST_CHUNK", 2)
    monkeypatch.setattr(importing, "LEAST", 2)
    monkeypatch.setattr(importing, "MOST", 2)

    def stop(what, count, _of):
        if what == "added" and count == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.bring_in(file, space, at=AT, told=stop)
    assert Post.objects.count() == 4
    assert importing.bring_in(file, space, at=AT) == Brought(7, 3, 4, 0, 2)
    counts = Topic.objects.order_by("started_at").values_list("post_count", flat=True)
    assert list(counts) == [4, 2, 1]


def test_the_space_goes_out_as_it_came_in(space, file, tmp_path):
    importing.bring_in(file, space, at=AT)
    out, packed = tmp_path / "out.mbox", tmp_path / "out.mbox.gz"
    assert exporting.take_out(out, space).count == 7
    exporting.take_out(packed, space)
    assert sorted(read_again(out)) == sorted(lists.MESSAGES)
    assert gzip.decompress(packed.read_bytes()) == out.read_bytes()
    assert importing.bring_in(out, space, at=AT).added == 0
    assert importing.bring_in(out, factories.space("other"), at=AT).added == 7


def test_posts_written_here_go_out_without_an_address_and_come_in_elsewhere(space, file, tmp_path):
    ama = factories.person("Ama Ôwusu", address="secret.address@health.example")
    factories.on_roll(space, ama)
    topic = conversations.ask(space, title="Кто?", text="Who?\nFrom whom?", by=ama, at=AT)
    conversations.answer(topic, text="We do.", by=ama, at=AT)
    out = tmp_path / "out.mbox"
    exporting.take_out(out, space)
    assert b"secret.address" not in out.read_bytes()
    assert importing.bring_in(out, space, at=AT) == Brought(2, 0, 2, 0, 0)
    other = factories.space("other")
    assert importing.bring_in(out, other, at=AT).added == 2
    copy = Topic.objects.get(space=other)
    assert (copy.title, copy.post_count) == ("Кто?", 2)
    first = copy.posts.get(number=1)
    assert (first.text, first.origin.from_name, first.by) == ("Who?\nFrom whom?", "Ama Ôwusu", None)


def test_what_was_hidden_does_not_leave(space, file, tmp_path):
    importing.bring_in(file, space, at=AT)
    Post.objects.filter(origin__message_id="<m2@health.example>").update(hidden_at=AT)
    taken = exporting.take_out(tmp_path / "out.mbox", space)
    assert (taken.count, taken.hidden) == (6, 1)


def test_who_joins_later_finds_what_they_wrote_before(space, file):
    importing.bring_in(file, space, at=AT)
    assert b"binh.tran" not in repr(list(ImportedAuthor.objects.values())).encode()
    assert authors.claim_new(at=AT) == 0
    binh = factories.person("Binh Tran", address="binh.tran@health.example")
    assert (authors.claim_new(at=AT), authors.claim_new(at=AT)) == (1, 0)
    assert Post.objects.filter(by=binh).count() == 3
    assert Topic.objects.get(by=binh).title == "Tariffs"


def test_an_erased_person_is_in_no_name_and_no_message_and_the_words_stay(space, file, tmp_path):
    binh = factories.person("Binh Tran", address="binh.tran@health.example")
    importing.bring_in(file, space, at=AT)
    accounts.erase(binh, by=None, at=AT)
    assert OriginalMail.objects.count() == 4
    out = tmp_path / "out.mbox"
    exporting.take_out(out, space)
    assert b"Binh Tran <" not in out.read_bytes()
    assert b"We did, in 2014." in out.read_bytes()
    assert importing.bring_in(file, space, at=AT).added == 0


def test_what_nobody_can_read_is_kept_and_goes_out_again(space, tmp_path, monkeypatch):
    file, out = tmp_path / "odd.mbox", tmp_path / "out.mbox"
    monkeypatch.setattr(mbox, "MAX_BYTES", 4000)
    huge = b"Subject: a\n\n" + b"0123456789\n" * 1000
    file.write_bytes(lists.mbox([huge, lists.QUESTION]))
    assert importing.bring_in(file, space, at=AT) == Brought(2, 2, 0, 1, 1)
    assert exporting.take_out(out, space).count == 2


def test_an_archive_never_comes_where_nobody_talks_or_nobody_is_named(file):
    record = factories.space("record", kind="record")
    ruled = factories.space("ruled", kind="group", chatham_since=AT.date())
    for space in (record, ruled):
        with pytest.raises(RuleBroken):
            importing.bring_in(file, space, at=AT)


def test_the_page_shows_who_wrote_and_the_mail_as_sent(space, file, client):
    ama = factories.person("Ama Reader")
    factories.on_roll(space, ama)
    importing.bring_in(file, space, at=AT)
    topic = Topic.objects.get(title="Tariffs")
    factories.sign_in(client, ama)
    page = client.get(f"/ask/{topic.code}/").content.decode()
    assert "Binh Tran" in page
    assert "Our tariff is enclosed." in page
    original = client.get(f"/ask/{topic.code}/posts/1/original/")
    assert "Our tariff is enclosed." in original.content.decode()
    assert "binh.tran@" not in original.content.decode()


def test_the_commands_say_what_became_of_every_message(space, file, tmp_path, capsys):
    from jln.archives import command

    assert command.bring(["mbox", str(file), "--space", "costing"]) == 0
    assert "7 brought in (0 of them kept unread), 0 here already; 3 new" in capsys.readouterr().out
    assert command.take(["mbox", "costing", str(tmp_path / "x.mbox")]) == 0
    assert capsys.readouterr().out.startswith("7 messages in ")
    assert command.bring(["mbox", str(file), "--space", "nowhere"]) == 2
    assert {"import", "export"} <= COMMANDS.keys()
