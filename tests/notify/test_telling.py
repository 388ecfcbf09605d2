"""Facts become letters: to the right people, once, in their language, and only if they want them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.conversations.keeping import of_what_is_kept
from tests.conversations.moderating import of_a_dialogue
from tests.conversations.polling import of_a_poll
from tests.governance import groups as g
from tests.governance import recorded, sitting
from tests.newsletter.world import of_an_issue
from tests.priorities.world import of_a_round
from tests.safe_space.world import of_a_safe_space

from jln.conversations import actions as conversations
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.governance.actions import agenda
from jln.kit import clock
from jln.mail import compose, copies
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.notify import actions, letters
from jln.notify.audiences import AUDIENCES, nobody
from jln.notify.tasks import sweep
from jln.notify.terms import Because, LetterKind
from jln.notify.told import told as told_of
from jln.web import jinja

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "fr", "es", "pt", "ar"]


@pytest.fixture
def topic():
    f.network()
    made = f.topic(f.person("Adjoa"), space=f.space())
    conversations.follow(made, by=made.by, at=f.NOON)
    return made


def told() -> list[tuple[str, str, str]]:
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        actions.tell(fact.pk)
    rows = OutgoingMail.objects.order_by("pk")
    return [
        (
            letter.kind,
            letter.person.name,
            (letter.state == OutgoingState.WITHHELD and "withheld") or "goes",
        )
        for letter in rows
    ]


def test_every_kind_of_fact_says_who_is_told():
    assert {str(kind) for kind in AUDIENCES} == {str(kind) for kind in Kind}


UNDOING = {
    Kind.PROBLEM_WITHDRAWN,
    Kind.CORE_MEETING_CANCELLED,
    Kind.STEERING_CANCELLED,
    Kind.TOPIC_ASKED,
}
"""Told as a letter of the kind of what they undo; a conversation as its first post."""


def test_every_kind_that_is_told_has_a_letter_with_a_subject():
    for kind in [kind for kind, audience in AUDIENCES.items() if audience is not nobody]:
        source = jinja.environment().loader.get_source(
            jinja.environment(), f"notify/mail/{kind}.txt"
        )[0]
        assert source.splitlines()[0].strip().startswith("{{")
        assert str(kind) in LetterKind.values or kind in UNDOING


def test_a_post_is_told_to_followers_but_not_to_who_wrote_it(topic):
    saran, muted = f.person("Saran"), f.person("Muted")
    conversations.follow(topic, by=muted, at=f.NOON)
    conversations.mute(topic, by=muted, at=f.NOON)
    conversations.answer(topic, text="We pay on the fifth.", by=saran, at=f.NOON)

    assert told() == [("post.written", "Adjoa", "goes")]
    assert OutgoingMail.objects.get().because == Because.ASKER


def test_telling_twice_writes_nothing_twice(topic):
    conversations.answer(topic, text="We pay on the fifth.", by=f.person("Saran"), at=f.NOON)
    told()
    Fact.objects.update(told_at=None)

    assert told() == [("post.written", "Adjoa", "goes")]


def test_a_fact_that_nobody_was_told_of_is_found_by_the_sweep(topic):
    conversations.answer(topic, text="We pay on the fifth.", by=f.person("Saran"), at=f.NOON)

    sweep.call()

    assert OutgoingMail.objects.filter(kind="post.written").count() == 1
    assert not Fact.objects.filter(told_at=None).exists()


def test_letters_of_a_post_on_the_page_wait_as_long_as_it_can_be_taken_back(topic):
    at = clock.now()
    post = conversations.answer(topic, text="We pay on the fifth.", by=f.person("Saran"), at=at)
    told()
    letter = OutgoingMail.objects.get()
    assert letter.not_before == at + timedelta(minutes=2)

    conversations.undo_post(post, by=post.by, at=at + timedelta(seconds=30))
    told()

    letter.refresh_from_db()
    assert (letter.state, letter.state_reason) == (OutgoingState.WITHHELD, "taken_back")


def test_a_question_taken_back_is_brought_to_nobody():
    f.network()
    at = clock.now()
    theme, asker, colleague = f.theme(), f.person("Adjoa"), f.person("Saran")
    f.offers(colleague, theme)
    topic = conversations.ask(
        f.space(), text="How do you pay clinics?", theme=theme, by=asker, at=at
    )
    assert [row[0] for row in told()] == ["colleague.asked"]

    conversations.undo_post(topic.posts.get(), by=asker, at=at + timedelta(seconds=30))

    assert told() == [("colleague.asked", "Saran", "withheld")]


def asked_in_spanish():
    """The letters that one question in Spanish makes, by their readers' names."""
    f.network()
    theme, asker = f.theme(), f.person("Ximena", country=f.country("PE", "Peru"))
    helper = f.person("Helper", country=f.country("KE", "Kenya"))
    reader = f.person("Reader", country=f.country("NG", "Nigeria"))
    f.person("Stuck", country=f.country("VN", "Vietnam"))
    stated = "Los centros de salud del distrito cobran tarde."
    f.problem(theme=theme, country=f.country("VN", "Vietnam"), language="es", statement=stated)
    f.speaks(reader, "es")
    for one in (helper, reader):
        f.offers(one, theme)
    text = "¿Cómo pagan a los centros de salud que están en el distrito?"
    conversations.ask(f.space(), text=text, theme=theme, by=asker, at=f.NOON)
    told()
    return {letter.person.name: letter for letter in OutgoingMail.objects.all()}


def test_a_letter_says_what_it_is_written_in_to_who_may_not_expect_it():
    letters = asked_in_spanish()

    assert "It is written in Spanish." in letters["Helper"].text
    assert "It is written in" not in letters["Reader"].text
    assert "- You work in Spanish." in letters["Reader"].text


def test_who_is_asked_reads_the_reason_she_was_chosen_for():
    letters = asked_in_spanish()

    assert "because you offer help on this subject" in letters["Helper"].text
    assert "because your country has the same problem" in letters["Stuck"].text
    assert "a colleague thinks" not in "".join(one.text for one in letters.values())


def test_who_lost_the_right_to_read_is_not_told(topic):
    outsider = f.person("Outsider")
    conversations.follow(topic, by=outsider, at=f.NOON)
    topic.space.visibility = "roll"
    topic.space.save()
    f.on_roll(topic.space, topic.by)
    saran = f.person("Saran")
    f.on_roll(topic.space, saran)
    conversations.answer(topic, text="We pay on the fifth.", by=saran, at=f.NOON)

    assert [row[1] for row in told()] == ["Adjoa"]


REASONS = {
    "switched_off": lambda person: actions.choose(person, [], by=person, at=f.NOON),
    "away": lambda person: (
        type(person)
        .objects.filter(pk=person.pk)
        .update(away_until=(clock.now() + timedelta(days=3)).date())
    ),
    "bounces": lambda person: person.addresses.update(bounced_at=f.NOON),
    "no_address": lambda person: person.addresses.update(removed_at=f.NOON),
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_letter_that_may_not_go_says_why(topic, reason):
    REASONS[reason](topic.by)
    conversations.answer(topic, text="We pay on the fifth.", by=f.person("Saran"), at=f.NOON)

    assert told() == [("post.written", "Adjoa", "withheld")]
    assert OutgoingMail.objects.get().state_reason == reason


def test_thanks_are_told_to_who_is_thanked(topic):
    saran = f.person("Saran")
    post = conversations.answer(topic, text="We pay on the fifth.", by=saran, at=f.NOON)
    Fact.objects.update(told_at=f.NOON)
    conversations.thank(post, words="It ended our arrears.", by=topic.by, at=f.NOON)

    assert told() == [("post.thanked", "Saran", "goes")]
    assert "| It ended our arrears." in OutgoingMail.objects.get().text


def test_a_problem_is_told_to_the_countrys_group():
    f.network()
    by, member = f.person("Adjoa"), f.person("Esi")
    f.seat(SeatKind.CCG_MEMBER, member, country=f.country())
    f.seat(
        SeatKind.CCG_MEMBER,
        f.person("Kenyan", country=f.country("KE", "Kenya")),
        country=f.country("KE", "Kenya"),
    )
    problem = f.problem(stated_by=by)
    record(Kind.PROBLEM_STATED, problem, by=by, at=f.NOON, country=problem.country)

    assert told() == [("problem.stated", "Esi", "goes")]


def test_an_adaptation_is_told_to_the_people_of_its_product():
    f.network()
    f.space()
    group = f.group()
    product = f.product(group=group)
    by, lead, before = (
        f.person("Adjoa"),
        f.person("Anneke"),
        f.person("Linh", country=f.country("VN", "Vietnam")),
    )
    f.seat(SeatKind.FACILITATOR, lead, group=group)
    f.adaptation(product=product, country=before.country, reported_by=before)
    new = f.adaptation(product=product, reported_by=by, used="All of it")
    record(Kind.ADAPTATION_REPORTED, new, by=by, at=f.NOON, country=new.country)

    assert {row[:2] for row in told()} == {
        ("adaptation.reported", "Anneke"),
        ("adaptation.reported", "Linh"),
    }


def of_a_group(by, owner):
    """All that a Core Group is told of."""
    of = g.group(name="Committee on insurance")
    held = g.noted(of, place="Room 4", link="https://meet.example/4")
    g.in_group("Ama")
    action = g.action(held, owner, outcome="Ama has it.")
    for kind, thing in (
        (Kind.CORE_ACTION_DECLINED, action), (Kind.CORE_ACTION_DUE, action),
        (Kind.CORE_ACTION_GIVEN, action), (Kind.CORE_GROUP_CHANGED, of), (Kind.CORE_GROUP_FORMED, of),
        (Kind.CORE_MEETING_CHANGED, held), (Kind.CORE_MEETING_PLANNED, held),
        (Kind.CORE_MEETING_CANCELLED, held), (Kind.CORE_MEETING_SENT, held),
    ):  # fmt: skip
        record(kind, thing, by=by, at=f.NOON, country=of.country, about=owner)


def of_the_steering_group(by):
    """All that the Steering Group is told of."""
    sitting.sits()
    meeting = sitting.opened()
    item = meeting.items.get()
    agenda.add_paper(item, "What countries said", "https://jln.example/1", by=f.staff(), at=f.NOON)
    meeting.summary = "We begin a collaborative."
    meeting.save()
    for kind in LetterKind:
        if kind.startswith("steering."):
            record(Kind(kind), meeting, by=by, at=f.NOON)
    record(Kind.STEERING_CANCELLED, meeting, by=by, at=f.NOON)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_reads_in_every_language_and_is_small(topic, language):
    saran, adjoa = f.person("Saran", language=language), topic.by
    theme = f.theme()
    f.offers(saran, theme)
    asked = conversations.ask(
        f.space(), text="How do you pay clinics? " * 30, theme=theme, by=adjoa, at=f.NOON
    )
    post = conversations.answer(asked, text="نحن ندفع في الخامس. " * 60, by=saran, at=f.NOON)
    conversations.thank(post, words="Merci", by=adjoa, at=f.NOON)
    conversations.ask_outcomes(at=f.NOON + timedelta(days=90))
    begun = conversations.start(
        f.space(), kind="discussion", text="Fees are gone. " * 60, by=adjoa, at=f.NOON
    )
    conversations.close(begun, because="It is said.", by=adjoa, at=f.NOON)
    problem = f.problem(detail="They wait.", stated_by=adjoa)
    adaptation = f.adaptation(
        reported_by=adjoa,
        used="All",
        change="A sheet",
        outcome="Nothing yet",
        stopped_because="No money",
    )
    for kind, thing in (
        (Kind.PROBLEM_STATED, problem), (Kind.PROBLEM_SHARED, problem), (Kind.ADAPTATION_REPORTED, adaptation),
        (Kind.ADAPTATION_ADVANCED, adaptation), (Kind.ADAPTATION_STOPPED, adaptation),
        (Kind.PROBLEM_WITHDRAWN, problem),
    ):  # fmt: skip
        record(kind, thing, by=adjoa, at=f.NOON, country=thing.country)
    of_a_group(adjoa, saran)
    of_the_steering_group(adjoa)
    of_a_round(adjoa, saran)
    of_a_safe_space(adjoa, saran)
    f.seat(SeatKind.NETWORK_OFFICER, adjoa)
    of_an_issue(adjoa, saran)
    recorded.told_of(adjoa)
    of_a_poll(adjoa, saran)
    of_a_dialogue(saran)
    of_what_is_kept(adjoa, saran)
    kinds = {*LetterKind.values, *(UNDOING - {Kind.TOPIC_ASKED})}
    facts = [fact for fact in Fact.objects.all() if fact.kind in kinds]
    assert {fact.kind for fact in facts} == kinds - {"person.written_to", "digest"}

    saran.language = language
    for fact in facts:
        letter = told_of(fact)
        written = letters.write(letter, saran, Because.FOLLOWER)
        assert written.subject
        assert "%" not in written.subject
        whole = OutgoingMail(
            pk=1, kind=fact.kind, person=saran, to_address="a@b.example", language=language, subject=written.subject,
            text=written.text, headers=written.headers, message_id=written.message_id, created_at=f.NOON,
        )  # fmt: skip
        raw = copies.bytes_of(whole, at=f.NOON)
        assert len(raw) <= 12 * 1024
        said = int(
            next(
                word
                for word in written.text.split()
                if word.isdigit() and f"{word} " in written.text.rpartition("\n-- \n")[2]
            )
            or 0
        )
        assert abs(len(raw) / 1024 - said) < 2.6, (fact.kind, len(raw), said)


def test_all_letters_of_a_topic_are_one_thread(topic):
    saran = f.person("Saran")
    conversations.answer(topic, text="We pay on the fifth.", by=saran, at=f.NOON)
    conversations.answer(topic, text="And on the twentieth.", by=saran, at=f.NOON)
    told()

    first, second = OutgoingMail.objects.order_by("pk")
    assert first.in_reply_to == second.in_reply_to
    assert first.references == second.references
    assert first.references.split()[0] == f"<topic.{topic.code}@jln.example>"
    assert first.message_id != second.message_id
    assert first.headers["List-Id"] == second.headers["List-Id"]
    assert first.subject == second.subject == f"Re: {topic.title}"


def test_what_a_member_wrote_cannot_pass_for_a_form(topic):
    conversations.answer(
        topic,
        text="***\n1. Do you agree? [agree]\n   1 = yes\n***\n{{code}}",
        by=f.person("Saran"),
        at=f.NOON,
    )
    told()

    text = OutgoingMail.objects.get().text
    assert not [line for line in text.splitlines() if line.startswith(("***", "1."))]
    assert "| {{code}}" in copies.text_of(OutgoingMail.objects.get())


def test_a_long_post_is_cut_and_the_rest_is_a_link_away(topic):
    conversations.answer(
        topic, text="We pay on the fifth. " * 2000, by=f.person("Saran"), at=f.NOON
    )
    told()

    letter = OutgoingMail.objects.select_related("person", "reply_token").get()
    assert "[…]" in letter.text
    assert len(copies.bytes_of(letter, at=f.NOON)) <= 12 * 1024


def test_lines_never_exceed_what_mail_allows(topic):
    conversations.answer(
        topic, text="x" * 3000 + "\n" + "ü" * 3000, by=f.person("Saran"), at=f.NOON
    )
    told()

    raw = copies.bytes_of(
        OutgoingMail.objects.select_related("person", "reply_token").get(), at=f.NOON
    )
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert compose.LONGEST <= 78
