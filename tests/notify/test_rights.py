"""Rights are asked once more when a letter is handed over: what ended meanwhile is respected."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.apps import apps
from tests import factories as f
from tests.conversations.polling import answers, poll

from jln.conversations import actions as conversations
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.governance.models import CharterVersion, Motion
from jln.kit import clock
from jln.library import actions as library
from jln.mail import outgoing, sending
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.mailroom import form_letters, table
from jln.notify import actions, rights
from jln.notify.audiences import AUDIENCES, nobody
from jln.priorities.models import PriorityFate
from jln.spaces import actions as spaces
from jln.spaces.terms import SpaceKind, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _maildir(settings, tmp_path, monkeypatch):
    """Letters wait until the test has them sent."""
    monkeypatch.setattr(outgoing, "wake", lambda: None)
    settings.DATA_DIR = tmp_path
    f.network()


@pytest.fixture
def closed():
    """A conversation on a roll: Adjoa asked, Saran follows, Bayu answers on the page."""
    space = f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    adjoa, saran, bayu = f.person("Adjoa"), f.person("Saran"), f.person("Bayu")
    for who in (adjoa, saran, bayu):
        f.on_roll(space, who)
    topic = f.topic(adjoa, space=space)
    for who in (adjoa, saran):
        conversations.follow(topic, by=who, at=f.NOON)
    conversations.answer(topic, text="We pay on the fifth.", by=bayu, at=clock.now())
    tell()
    return space, topic, saran


def tell() -> None:
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        actions.tell(fact.pk)


def sent() -> dict[str, str]:
    """Who got a letter, or why not."""
    sending.send_due(lambda: clock.now() + timedelta(minutes=5))
    rows = OutgoingMail.objects.select_related("person").order_by("pk")
    return {
        one.person.name: "sent" if one.state == OutgoingState.SENT else one.state_reason
        for one in rows
    }


def test_who_left_the_space_meanwhile_does_not_get_the_letter(closed):
    space, _topic, saran = closed
    spaces.take_off_roll(space, saran, at=clock.now())

    assert sent() == {"Adjoa": "sent", "Saran": "no_right"}
    assert OutgoingMail.objects.get(person=saran).state == OutgoingState.WITHHELD


def test_who_stayed_gets_it(closed):
    assert sent() == {"Adjoa": "sent", "Saran": "sent"}


def test_who_wrote_stop_meanwhile_gets_nothing_but_what_she_asked_for(closed):
    _space, _topic, saran = closed
    asked_for = outgoing.put("mail.receipt", saran, subject="Done", text="x", because="receipt")
    seat = outgoing.put("mail.question", saran, subject="To a seat", text="x", because="seat")
    actions.stop_all(saran, at=clock.now())

    sent()
    states = OutgoingMail.objects.filter(person=saran).values_list("pk", "state_reason")
    assert {pk for pk, why in states if not why} == {asked_for.pk, seat.pk}
    assert {why for _pk, why in states} == {"", "switched_off"}


@pytest.mark.parametrize("meanwhile", ["nothing", "chosen", "closed"])
def test_a_letter_to_choose_again_goes_only_while_there_is_something_to_choose(meanwhile):
    topic = poll(at=clock.now())
    (saran,) = answers(topic, [3], at=clock.now())
    conversations.withdraw_option(topic, 3, because="A holiday", by=topic.by, at=clock.now())
    fact = Fact.objects.get(kind=Kind.POLL_CHANGED)
    actions.tell(fact.pk)
    later = clock.now() + timedelta(minutes=1)
    if meanwhile == "chosen":
        conversations.answer_poll(topic, [2], by=saran, at=later)
    if meanwhile == "closed":
        conversations.close(topic, because="Settled", by=f.staff(), at=later)

    assert sent() == {saran.name: "sent" if meanwhile == "nothing" else "taken_back"}


def test_what_was_hidden_meanwhile_goes_to_nobody(closed):
    _space, topic, _saran = closed
    topic.posts.filter(number=2).update(hidden_at=clock.now())

    assert set(sent().values()) == {"no_right"}


def test_a_seat_that_ended_ends_its_letters():
    stated_by, esi = f.person("Adjoa"), f.person("Esi", country=f.country("KE", "Kenya"))
    seat = f.seat(SeatKind.CCG_MEMBER, esi, country=f.country())
    space = f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    problem = f.problem(stated_by=stated_by, space=space, visibility=Visibility.ROLL)
    record(Kind.PROBLEM_STATED, problem, by=stated_by, at=f.NOON, country=problem.country)
    tell()
    Seat.objects.filter(pk=seat.pk).update(ends_on=clock.now().date() - timedelta(days=2))

    assert sent() == {"Esi": "no_right"}


@pytest.mark.parametrize("status", ["closed", "suspended", "erased"])
def test_who_is_gone_gets_nothing_and_the_reason_says_so(closed, status):
    _space, _topic, saran = closed
    moment = {"suspended": "suspended_at", "erased": "erased_at"}.get(status)
    values = {moment: clock.now()} if moment else {}
    type(saran).objects.filter(pk=saran.pk).update(status=status, **values)

    assert sent()["Saran"] == status


def test_a_form_about_what_was_taken_back_is_not_sent():
    f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)
    ama = f.person("Ama")
    made = f.adaptation(reported_by=ama)
    form_letters.put(table.entry("adaptation.correct"), made, ama, at=f.NOON)
    library.withdraw(made, by=ama, at=f.NOON)

    assert sent() == {"Ama": "no_right"}


def test_every_fact_that_is_told_is_about_a_thing_with_readers():
    about = {
        "adaptation": "jln.Adaptation",
        "card": "jln.AnswerCard",
        "charter": "jln.CharterVersion",
        "colleague": "jln.Topic",
        "core_action": "jln.CoreGroupAction",
        "core_group": "jln.CountryCoreGroup",
        "core_meeting": "jln.CoreGroupMeeting",
        "decision": "jln.Decision",
        "issue": "jln.IssueEdition",
        "dialogue": "jln.Topic",
        "motion": "jln.Motion",
        "newsletter": "jln.Issue",
        "opportunity": "jln.Issue",
        "outcome": "jln.Topic",
        "poll": "jln.Topic",
        "post": "jln.Post",
        "practice": "jln.Post",
        "problem": "jln.Problem",
        "priority": "jln.PriorityRound",
        "safe": "jln.SafeSpace",
        "steering": "jln.Meeting",
        "strategy": "jln.Strategy",
        "topic": "jln.Topic",
    }
    told = {kind.partition(".")[0] for kind, who in AUDIENCES.items() if who is not nobody}
    of_rounds = {"jln.PriorityConsent", "jln.PriorityFate", "jln.PriorityMerge", "jln.RoundCountry"}
    things = {about[thing] for thing in told} | of_rounds
    assert things <= set(rights.SEEN_BY) | rights.PUBLIC
    assert not set(rights.SEEN_BY) & rights.PUBLIC


def test_what_is_public_is_read_without_an_account(client):
    # a closed round's page is open to everybody, its fates with it: tests/priorities/matrix.py
    public = {apps.get_model(label) for label in rights.PUBLIC}
    assert public == {CharterVersion, PriorityFate}
    charter = CharterVersion.objects.create(
        number=1, text="We learn from each other.", changes="All of it.", drafted_at=f.NOON
    )
    page = client.get(f"/about/charter/{charter.number}/")
    assert page.status_code == HTTPStatus.OK
    assert "We learn from each other." in page.content.decode()


def test_a_letter_about_a_motion_goes_to_who_still_sits_on_the_steering_group():
    esi = f.person("Esi")
    seat = f.seat(SeatKind.CONVENER, esi)
    motion = Motion.objects.create(title="Papers", taking="consensus", opens_at=f.NOON)
    fact = record(Kind.MOTION_DEFERRED, motion, by=None, at=f.NOON)
    tell()
    assert list(OutgoingMail.objects.values_list("person__name", "fact_id")) == [("Esi", fact.pk)]
    Seat.objects.filter(pk=seat.pk).update(ends_on=clock.now().date() - timedelta(days=2))

    assert sent() == {"Esi": "no_right"}


@pytest.mark.parametrize("where", ["there", "joined"])
def test_who_said_stop_to_the_conversation_meanwhile_does_not_get_the_letter(closed, where):
    space, topic, saran = closed
    if where == "joined":
        older = f.topic(f.person("Kofi"), space=space, started_at=f.NOON - timedelta(days=9))
        topic = conversations.merge(topic, older, because="x", by=f.staff(), at=clock.now())
    conversations.mute(topic, by=saran, at=clock.now())

    assert sent() == {"Adjoa": "sent", "Saran": "switched_off"}


def test_it_costs_a_query_each_for_the_right_the_wishes_and_the_conversation(
    closed, django_assert_num_queries
):
    _space, _topic, saran = closed
    letters = OutgoingMail.objects.select_related("person", "reply_token", "fact")
    letter = letters.get(person=saran)
    with django_assert_num_queries(3):
        assert rights.why_not_now([letter]) == {}
