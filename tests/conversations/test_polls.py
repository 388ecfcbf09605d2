"""Polls: what may be asked, who answers until when, what is shown, how they end."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions, queries
from jln.conversations.models import PollAnswer, Topic
from jln.conversations.rules import polls
from jln.conversations.rules.polls import Standing
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.spaces.terms import SpaceRule
from tests import factories as f
from tests.conversations.polling import DAY, OPTIONS, QUESTION, answers, poll

NOON, CLOSES = f.NOON, f.NOON + 3 * DAY
OPEN = Standing(CLOSES, is_closed=False, several=False, options=(1, 3), withdrawn=(2,))


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Monday\nFriday", ("Monday", "Friday")),
        ("1. Monday\r\n2) Friday\n\n- Sunday ", ("Monday", "Friday", "Sunday")),
        ("Monday; Friday;", ("Monday", "Friday")),
        ("10 June\n11 June", ("10 June", "11 June")),
        ("A; B\nC", ("A; B", "C")),
        ("", ()),
    ],
)
def test_answers_stand_one_a_line_or_with_semicolons(text, options):
    assert polls.options_in(text) == options


@pytest.mark.parametrize(
    ("question", "options", "days", "codes"),
    [
        (QUESTION, OPTIONS, 3, set()),
        (QUESTION, OPTIONS, 90, set()),
        (QUESTION, OPTIONS, 91, {"closes"}),
        (QUESTION, OPTIONS, 0, {"closes"}),
        (" ", OPTIONS, 3, {"nothing_written"}),
        (QUESTION, ("One",), 3, {"options"}),
        (QUESTION, tuple(map(str, range(10))), 3, set()),
        (QUESTION, tuple(map(str, range(11))), 3, {"options"}),
        (QUESTION, ("Monday", "monday"), 3, {"options"}),
        (QUESTION, ("Monday", "***"), 3, {"options"}),
        (QUESTION, ("Monday", "m" * 201), 3, {"options"}),
    ],
)
def test_what_a_poll_may_ask(question, options, days, codes):
    said = polls.may_ask(question, options, closes_at=NOON + days * DAY, at=NOON)
    assert said.codes == codes


@pytest.mark.parametrize(
    ("chosen", "after", "several", "code"),
    [
        ([1], 0, False, ""),
        ([1], 3, False, "poll_closed"),
        ([1, 3], 0, False, "only_one"),
        ([1, 3], 0, True, ""),
        ([2], 0, False, "withdrawn"),
        ([1, 2], 0, True, "withdrawn"),
        ([4], 0, False, "not_an_option"),
        ([], 0, True, "not_an_option"),
    ],
)
def test_what_may_be_answered(chosen, after, several, code):
    standing = Standing(CLOSES, is_closed=False, several=several, options=(1, 3), withdrawn=(2,))
    said = polls.may_answer(standing, chosen, at=NOON + after * DAY, closed_on="23 Nov, 12:00")
    assert said.codes == ({code} if code else set())
    closed = Standing(CLOSES, is_closed=True, several=several, options=(1, 3))
    assert polls.may_answer(closed, [1], at=NOON, closed_on="x").codes == {"poll_closed"}


def test_results_are_shown_as_was_chosen_and_never_of_fewer_than_three():
    seen = {
        (shown, is_closed, has): polls.is_shown(shown, is_closed=is_closed, has_answered=has)
        for shown, is_closed, has in product(("answered", "closed"), (False, True), (False, True))
    }
    assert [key for key, is_shown in seen.items() if not is_shown] == [
        ("answered", False, False), ("closed", False, False), ("closed", False, True),
    ]  # fmt: skip
    assert [polls.is_split(n) for n in (0, 2, 3)] == [False, False, True]


def test_a_day_ends_by_the_clock_of_who_asks():
    on = date(2026, 11, 30)
    assert polls.closing_of(on, "UTC") == datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    assert polls.closing_of(on, "Asia/Manila") == datetime(2026, 11, 30, 15, 59, tzinfo=UTC)


def test_withdrawing_leaves_two_and_says_why():
    three = Standing(CLOSES, is_closed=False, several=False, options=(1, 2, 3))
    assert polls.may_withdraw(three, 1, "A holiday", at=NOON)
    assert polls.may_withdraw(three, 1, " ", at=NOON).codes == {"no_reason"}
    assert polls.may_withdraw(three, 9, "Why", at=NOON).codes == {"not_an_option"}
    assert polls.may_withdraw(three, 1, "Why", at=CLOSES).codes == {"poll_closed"}
    assert polls.may_withdraw(OPEN, 1, "Why", at=NOON).codes == {"too_few"}


def of(person, topic, at=NOON):
    return queries.poll_view(person, topic.pk, at)


@pytest.mark.django_db
def test_each_person_has_one_answer_until_it_closes_and_totals_alone_are_shown():
    topic, ama = poll(), f.person("Ama")
    before = of(ama, topic)
    assert (before.is_shown, before.may_answer, before.voices) == (False, True, 0)
    actions.answer_poll(topic, [1], by=ama, at=NOON)
    actions.answer_poll(topic, [2], by=ama, at=NOON)
    assert PollAnswer.objects.count() == 1
    answers(topic, [2])
    few = of(ama, topic)
    assert (few.is_shown, few.is_split, few.mine) == (True, False, (2,))
    assert {one.votes for one in few.options} == {-1}
    answers(topic, [3])
    assert [(one.votes, one.share) for one in of(ama, topic).options] == [(0, 0), (2, 67), (1, 33)]
    assert not of(f.person(), topic).is_shown
    with pytest.raises(RuleBroken, match="poll_closed") as late:
        actions.answer_poll(topic, [1], by=ama, at=CLOSES)
    assert "23 November 2026, 12:00, UTC" in late.value.text
    facts = Fact.objects.filter(kind=Kind.POLL_ANSWERED)
    assert {str(fact.data) for fact in facts} == {"{}"}  # that they answered, never what


@pytest.mark.django_db
def test_a_country_answers_once_by_whoever_speaks_for_it():
    topic, ghana = poll(voice="country"), f.country()
    chair, ama = f.person("Chair"), f.person("Ama")
    f.seat(SeatKind.CCG_CHAIR, chair, country=ghana)
    abroad = f.person("Point", country=f.country("KE", "Kenya"))
    f.seat(SeatKind.POINT_OF_CONTACT, abroad, country=ghana)
    with pytest.raises(RuleBroken, match="no_voice"):
        actions.answer_poll(topic, [1], by=ama, at=NOON)
    actions.answer_poll(topic, [1], by=chair, at=NOON)
    last = actions.answer_poll(topic, [2], by=abroad, at=NOON)
    assert (PollAnswer.objects.get(), last.country, last.by) == (last, ghana, abroad)
    assert of(chair, topic).mine == (2,)
    assert not of(ama, topic).may_answer


@pytest.mark.django_db
def test_a_withdrawn_answer_counts_no_more_and_who_chose_it_is_told():
    topic, staff = poll(several=True), f.staff()
    first, both = answers(topic, [1], [1, 2])
    with pytest.raises(PermissionDenied):
        actions.withdraw_option(topic, 1, because="A holiday", by=first, at=NOON)
    actions.withdraw_option(topic, 1, because="A holiday", by=staff, at=NOON)
    actions.withdraw_option(topic, 1, because="Another reason", by=staff, at=NOON)
    view = of(both, topic)
    assert (view.voices, view.mine, view.options[0].withdrawn) == (1, (2,), "A holiday")
    assert Fact.objects.filter(kind=Kind.POLL_CHANGED).count() == 1
    with pytest.raises(RuleBroken, match="withdrawn"):
        actions.answer_poll(topic, [1], by=first, at=NOON)


@pytest.mark.django_db
def test_it_closes_by_itself_once_and_its_outcome_is_told_by_who_asked():
    asker = f.person("Asker", country=f.country("KE", "Kenya"))
    topic = poll(asker)
    with pytest.raises(RuleBroken, match="still_open"):
        actions.tell_poll_outcome(topic, "Friday.", by=asker, at=NOON)
    assert [
        actions.close_polls(at=CLOSES - timedelta(seconds=1)),
        actions.close_polls(at=CLOSES),
    ] == [0, 1]
    assert actions.close_polls(at=CLOSES + DAY) == 0
    assert Fact.objects.filter(kind=Kind.POLL_CLOSED).count() == 1
    with pytest.raises(PermissionDenied):
        actions.tell_poll_outcome(topic, "Friday.", by=f.staff(), at=CLOSES)
    actions.tell_poll_outcome(topic, "We meet on Friday.", by=asker, at=CLOSES)
    assert of(asker, topic, CLOSES).outcome == "We meet on Friday."


@pytest.mark.django_db
def test_the_same_form_is_one_poll_and_who_waits_for_a_moderator_starts_none():
    asker, space = f.person("Asker"), f.space(rule=SpaceRule.FIRST_HELD)
    ballot = actions.Ballot(QUESTION, OPTIONS, CLOSES)
    with pytest.raises(RuleBroken, match="waits"):
        actions.start_poll(space, ballot, by=asker, at=NOON)
    f.post(f.topic(), asker)
    made = {
        actions.start_poll(space, ballot, by=asker, at=NOON, form_key="k").pk for _twice in "12"
    }
    assert Topic.objects.filter(kind="poll").count() == len(made) == 1
    with pytest.raises(RuleBroken, match="someone_elses"):
        actions.start_poll(space, ballot, by=f.staff(), at=NOON, form_key="k")
