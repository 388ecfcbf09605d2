"""A whole space under the Chatham House Rule: set, kept, lifted, and scanned for who wrote."""

from __future__ import annotations

import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client

from jln.conversations import actions as talks
from jln.conversations import queries as talked
from jln.conversations.models import HeldPost, Post, Topic
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail import tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import Purpose
from jln.mailroom import strangers
from jln.notify import actions as notify
from jln.safe_space import actions, queries
from jln.safe_space.models import SafeContribution, SafePart, SafeSpace
from jln.spaces import queries as spaces
from jln.spaces.models import Space, Subscription
from jln.spaces.terms import Delivery, SpaceKind, SpaceRule, Visibility
from jln.web import network
from tests import factories as f
from tests.mailroom.letters import come, raw
from tests.pages import page_of
from tests.safe_space.test_secrecy import CANARY, TEXTS, archive, pointing_at, rows, written
from tests.safe_space.world import DAY, World

pytestmark = pytest.mark.django_db
MAILED = f"{CANARY} by mail."


@pytest.fixture
def world():
    """An old conversation stands there; then the space comes under the rule."""
    made = World()
    network.current()
    for who in (*made.people.values(), made.moderator, made.keeper):
        Subscription.objects.create(
            space=made.space, person=who, delivery=Delivery.EVERY, joined_at=f.NOON
        )
    made.old = talks.start(
        made.space, kind="discussion", text="How it was before.", by=made.people["GH"], at=made.at
    )
    made.space = actions.put_under_rule(made.space, by=made.staff, at=made.at)
    return made


def refused(code, deed, *args, **named):
    with pytest.raises(RuleBroken) as broken:
        deed(*args, **named)
    assert code in broken.value.verdict.codes


def browser(person):
    made = Client()
    f.sign_in(made, person)
    return made


def test_its_keepers_put_it_under_the_rule_once_and_a_fact_says_so(world):
    again = actions.put_under_rule(world.space, by=world.staff, at=world.at + DAY)
    assert again.chatham_since == world.at.date()
    fact = Fact.objects.get(kind="space.changed")
    assert (fact.by, fact.data["changed"]) == (world.staff, ["chatham_since"])
    for deed in (actions.put_under_rule, actions.lift_rule):
        with pytest.raises(PermissionDenied):
            deed(world.space, by=world.moderator, at=world.at)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("everybodys", {"kind": SpaceKind.NETWORK, "visibility": Visibility.MEMBERS}),
        ("everybodys", {"kind": SpaceKind.RECORD}),
        ("outsiders", {"visibility": Visibility.PUBLIC}),
        ("space_closed", {"closed_at": f.NOON}),
    ],
)
def test_not_every_space_can_be_under_it(code, values):
    world = World()
    Space.objects.filter(pk=world.space.pk).update(**values)
    refused(code, actions.put_under_rule, world.space, by=world.staff, at=world.at)


def test_outsiders_never_come_to_read_what_is_under_it(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Space.objects.filter(pk=world.space.pk).update(visibility=Visibility.PUBLIC)


def test_what_could_still_appear_under_a_name_ends_first():
    world = World()
    Space.objects.filter(pk=world.space.pk).update(rule=SpaceRule.ALL_HELD)
    world.space.refresh_from_db()
    held = talks.submit_new(world.space, text="It waits?", by=world.people["GH"], at=world.at)
    assert isinstance(held, HeldPost)
    put = {"by": world.staff, "at": world.at}
    refused("running", actions.put_under_rule, world.space, **put)
    talks.decide(held, "publish", **put)
    refused("running", actions.put_under_rule, world.space, **put)
    HeldPost.objects.all().delete()
    ballot = talks.Ballot("Which?", ("One", "Two"), world.at + 3 * DAY)
    poll = talks.start_poll(world.space, ballot, **put)
    refused("running", actions.put_under_rule, world.space, **put)
    talks.close(poll, because="Over", **put)
    assert actions.put_under_rule(world.space, **put).is_under_rule
    refused("by_page", talks.reopen, poll, because="Once more", **put)


def test_nothing_is_said_there_under_a_name_by_anybody_in_any_way(world):
    before = Topic.objects.count(), Post.objects.count(), HeldPost.objects.count()
    own = {"by": world.people["GH"], "at": world.at}
    refused("by_page", talks.enclose, world.old.posts.get(), [], **own)
    refused("by_page", talks.catch_up, world.old, "Here we are.", **own)
    for who in (world.people["KE"], world.staff):
        said = {"by": who, "at": world.at}
        refused("by_page", talks.submit_new, world.space, text="Why?", **said)
        refused("by_page", talks.submit_new, world.space, text="So.", kind="discussion", **said)
        refused("by_page", talks.check_new, world.space, text="So.", kind="discussion", by=who)
        refused("by_page", talks.ask, world.space, text="Why?", **said)
        refused("by_page", talks.start, world.space, text="So.", kind="discussion", **said)
        refused("by_page", talks.submit, world.old, text="I too.", **said)
        refused("by_page", talks.answer, world.old, text="I too.", **said)
        ballot = talks.Ballot("Which?", ("One", "Two"), world.at + 3 * DAY)
        refused("by_page", talks.start_poll, world.space, ballot, **said)
    day = world.at.date()
    plan = talks.Plan("Costs", "Let us talk.", day + DAY, day + 3 * DAY, world.staff)
    refused("by_page", talks.plan_dialogue, world.space, plan, by=world.staff, at=world.at)
    assert before == (Topic.objects.count(), Post.objects.count(), HeldPost.objects.count())


def test_a_form_that_was_opened_before_the_rule_is_refused_too(world):
    """What a request read of the space a moment ago does not count."""
    stale = Space.objects.get(pk=world.space.pk)
    stale.chatham_since = None
    said = {"text": "Why?", "by": world.people["KE"], "at": world.at}
    refused("by_page", talks.ask, stale, **said)
    refused("by_page", talks.start, stale, kind="discussion", **said)


def test_no_conversation_is_moved_in_and_one_of_before_stays_readable_and_may_leave(world):
    other = f.space("elsewhere", kind=SpaceKind.GROUP, name="Elsewhere", visibility=Visibility.ROLL)
    for who in (world.staff, world.people["GH"]):
        f.on_roll(other, who)
    shape = {"because": "It belongs there.", "by": world.staff, "at": world.at}
    foreign = talks.start(other, kind="discussion", text="Elsewhere.", by=world.staff, at=world.at)
    refused("by_page", talks.move, foreign, world.space, **shape)
    assert world.space not in talked.spaces_to_move_to(world.staff, foreign)
    refused("other_space", talks.merge, foreign, world.old, **shape)
    html = page_of(browser(world.people["KE"]), f"/ask/{world.old.code}/")
    for words in ("How it was before.", "Author Ghana", "under the Chatham House Rule", "is older"):
        assert words in html
    assert 'id="answer"' not in html
    assert talks.move(world.old, other, **shape).space == other


def test_its_page_and_every_page_of_a_safe_space_in_it_say_so(world):
    reader = browser(world.people["KE"])
    words = "All of “Costing” has been under the Chatham House Rule since"
    safe = f"/safe/{world.safe.code}/"
    for path in (
        f"/spaces/{world.space.slug}/",
        f"/safe/?space={world.space.slug}",
        safe,
        f"{safe}write/",
    ):
        assert words in page_of(reader, path), path
    html = page_of(reader, f"/spaces/{world.space.slug}/")
    assert f"/safe/?space={world.space.slug}" in html
    for way in ("/ask/new/?space", "/new/", "mailto:"):
        assert way not in html.partition("<main")[2].partition("<footer")[0]
    for which in ("new", "poll"):
        answer = reader.get(f"/spaces/{world.space.slug}/{which}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/safe/?space={world.space.slug}")
    assert world.space not in spaces.to_ask_in(world.people["KE"])
    page = browser(world.moderator)
    for end in ("pool/", ""):
        assert words in page_of(page, safe + end)
    keeper = browser(world.keeper)
    for end in ("authors/", "keeper/"):
        assert words in page_of(keeper, safe + end)


def test_a_post_typed_before_the_rule_is_refused_in_words_and_loses_nothing(world):
    reader = browser(world.people["KE"])
    said = {"text": "What I typed.", "heading": "", "language": "", "post": "1", "form_key": "k1"}
    html = reader.post(f"/spaces/{world.space.slug}/new/", said | {"kind": "discussion"})
    html = html.content.decode()
    assert "What I typed." in html
    assert "one writes in its safe spaces only" in html
    assert Topic.objects.count() == 1


def test_another_safe_space_begins_as_the_last_one_stood(world):
    html = page_of(browser(world.staff), f"/safe/new/?space={world.space.slug}")
    for words in ('value="Keeper Kofi"', 'value="Moderator Mina"'):
        assert words in html
    given = queries.as_before(world.staff, world.space.slug, on=world.at.date() + DAY)
    assert given["seals_on"] == world.at.date() + 31 * DAY
    assert queries.as_before(world.staff, "nowhere", on=world.at.date()) == {}


def test_it_is_lifted_only_when_all_that_was_begun_is_sealed_whoever_wrote(world):
    """Refused alike with contributions and without: else the answer would tell of them."""
    lift = {"by": world.staff, "at": world.at}
    refused("not_sealed", actions.lift_rule, world.space, **lift)
    world.writes("GH")
    refused("not_sealed", actions.lift_rule, world.space, **lift)
    html = browser(world.staff).post(f"/safe/rule/{world.space.slug}/", {"to": "off"}).content
    assert "Until then the rule stays." in html.decode()
    world.night(days=40)
    refused("by_page", talks.submit, world.old, text="Now?", by=world.staff, at=world.at)
    answer = browser(world.staff).post(f"/safe/rule/{world.space.slug}/", {"to": "off"})
    assert answer.status_code == 302
    world.space.refresh_from_db()
    assert not world.space.is_under_rule
    assert talks.submit(world.old, text="Again.", by=world.people["GH"], at=world.at).pk
    assert actions.lift_rule(world.space, by=world.staff, at=world.at).chatham_since is None


# --- by mail


def by_mail(world, *, to="", text=MAILED, code="GH", **values):
    """The answer on the line, and the row that is left when the door had not seen it."""
    sender = f"author.{code.lower()}@health.example"
    to = to or f"{world.space.slug}@jln.example"
    message = raw(text, sender=sender, to=to, **values)
    return strangers.refusal(message, sender, [to], "192.0.2.9"), come(
        message, to=to, sender=sender
    )


@pytest.mark.parametrize("is_checked", [True, False])
def test_mail_to_it_is_refused_on_the_line_and_forgotten_by_the_worker(world, is_checked):
    answer, row = by_mail(world, is_checked=is_checked, subject=f"{CANARY} subject")
    assert answer.startswith("550 5.7.1 ")
    assert f"/safe/?space={world.space.slug}" in answer
    assert answer.isascii()
    assert len(answer) < 500
    assert (row.state, row.reason, row.raw, row.person) == ("refused", "web_only", None, None)
    kept = [str(getattr(row, field.attname)) for field in InboundMail._meta.concrete_fields]
    assert not [value for value in kept if CANARY in value or "author" in value]
    letters = OutgoingMail.objects.filter(kind="mail.receipt")
    assert letters.count() == int(is_checked)
    for letter in letters:
        assert "one writes in its safe spaces only" in letter.text
        assert "Nothing of this message is kept." in letter.text
        assert CANARY not in letter.text + letter.subject


def test_a_stranger_and_a_single_word_hear_the_same_and_its_list_addresses_stay(world):
    stranger = raw("Hello", sender="who@else.example", to=f"{world.space.slug}@jln.example")
    for message in (stranger, raw("LEAVE", sender="author.gh@health.example", to="x@y.example")):
        answer = strangers.refusal(
            message, "who@else.example", [f"{world.space.slug}@jln.example"], "192.0.2.9"
        )
        assert "Chatham House Rule" in answer
    leave = f"{world.space.slug}-leave@jln.example"
    answer, row = by_mail(world, to=leave, text="")
    assert (answer, row.state) == ("", "done")
    assert not spaces.subscribers(world.space).filter(pk=world.people["GH"].pk).exists()


@pytest.mark.parametrize("is_closed", [True, False])
def test_an_answer_to_a_letter_of_before_becomes_no_post_and_is_forgotten(world, is_closed):
    if is_closed:
        talks.close(world.old, because="Over", by=world.staff, at=world.at)
    token = tokens.make(
        Purpose.POST, world.people["KE"], at=world.at, subject=world.old.posts.get()
    )
    _answer, row = by_mail(world, to=tokens.address_of(token), code="KE")
    assert (row.reason, row.raw, row.text) == ("web_only", None, "")
    assert Post.objects.filter(topic=world.old).count() == 1
    assert not [one for one in rows().values() if CANARY in one]
    _answer, row = by_mail(world, to=tokens.address_of(token), code="KE", text="STOP")
    assert row.reason == "stopped"  # what is no contribution goes on


def test_a_file_that_came_by_mail_lies_nowhere(world, settings):
    body = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        f"Content-Type: text/plain\r\n\r\n{MAILED}\r\n--b\r\nContent-Type: text/plain\r\n"
        f"Content-Disposition: attachment; filename=a.txt\r\n\r\n{CANARY} file\r\n--b--\r\n"
    )
    head = raw("", sender="author.gh@health.example", to="x@y.example").decode()
    message = (head.partition("MIME-Version")[0] + body).encode()
    old = tokens.make(Purpose.POST, world.people["GH"], at=world.at, subject=world.old.posts.get())
    for to in (f"{world.space.slug}@jln.example", tokens.address_of(old)):
        row = come(message, to=to, sender="author.gh@health.example")
        assert row.reason == "web_only"
    assert CANARY.encode() not in laid_down(settings)


def laid_down(settings) -> bytes:
    files = [one for one in settings.DATA_DIR.rglob("*") if one.is_file()]
    return b"".join(one.read_bytes() for one in files)


# --- plant, emit, scan


def test_nothing_that_is_kept_or_emitted_leads_to_who_wrote_in_such_a_space(
    world, caplog, settings
):
    """Canaries by page, by mail and in forms that are refused; then everything is read."""
    second = queries.as_before(world.staff, world.space.slug, on=world.at.date())["seals_on"]
    said = actions.Start("Another matter", "Tell.", world.keeper, world.moderator, second)
    other = actions.start(world.space, said, by=world.staff, at=world.at)
    people = list(world.people.values())
    links = pointing_at(people)
    facts = Fact.objects.count()
    with caplog.at_level(logging.DEBUG):
        for code, text in TEXTS.items():
            written(world, code, text)
        for code in TEXTS:
            by_mail(world, code=code)
            reader = browser(world.people[code])
            form = {"text": MAILED, "heading": "", "language": "", "form_key": f"k{code}"}
            reader.post(
                f"/spaces/{world.space.slug}/new/", form | {"kind": "discussion", "post": 1}
            )
            reader.post(f"/ask/{world.old.code}/", {"text": MAILED, "form_key": f"a{code}"})
    for word in (CANARY, "Author Ghana", "author.gh"):
        assert word not in caplog.text
    assert not [key for key, text in rows().items() if CANARY in text]
    assert CANARY.encode() not in laid_down(settings)
    grown = {key for key, count in pointing_at(people).items() if count != links[key]}
    assert {(model, column) for model, column, _name in grown} <= {
        ("Session", "person"),  # they signed in, which the test did
        ("OutgoingMail", "person"),  # each of the three is told alike that mail is not taken
    }
    _names, content = archive(world.at)
    assert CANARY.encode() not in content

    world.night()
    pattern = world.releases(world.puts(*TEXTS.values()))
    told = Fact.objects.order_by("pk")[facts:]
    assert {one.by_id for one in told} == {None, world.moderator.pk}
    for fact in told:
        notify.tell(fact.pk)
    for letter in OutgoingMail.objects.all():
        assert CANARY not in f"{letter.subject} {letter.text} {letter.headers} {letter.message_id}"
    reader = browser(world.moderator)
    for path in (
        f"/safe/{world.safe.code}/",
        f"/safe/{world.safe.code}/patterns/{pattern.pk}/",
        f"/safe/{other.code}/",
        f"/safe/?space={world.space.slug}",
    ):
        html = page_of(reader, path)
        for who in people:
            assert who.name not in html, path
    parts = SafePart.objects.filter(pattern=pattern)
    assert {(one.person, one.country) for one in parts} == {(None, None)}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own pages")
def test_the_bytes_of_the_database_hold_no_word_that_came_by_page_or_was_refused_on_the_line(world):
    for code, text in TEXTS.items():
        written(world, code, text)
        message = raw(MAILED, sender=f"author.{code.lower()}@health.example", to="x@y.example")
        to = [f"{world.space.slug}@jln.example"]
        assert strangers.refusal(message, "x@y.example", to, "192.0.2.9")
    connection.ensure_connection()
    assert CANARY.encode() not in connection.connection.serialize()
    assert SafeContribution.objects.count() == len(TEXTS)
    world.night(days=40)
    assert CANARY.encode() not in connection.connection.serialize()
    assert SafeSpace.objects.get().sealed_on
