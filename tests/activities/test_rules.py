"""When places are offered, when an order may be put, objected to, and sent. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from jln.activities import rules
from jln.activities.forms import pieces
from jln.activities.rules import Standing
from jln.activities.terms import NominationState as State

AT = datetime(2027, 3, 8, 12, tzinfo=UTC)
TODAY = AT.date()
HOURS = timedelta(hours=48)
SHOWN = Standing(shown_at=AT, until=AT + HOURS)
OBJECTED = Standing(shown_at=AT, until=AT + HOURS, objections=1)
SENT = Standing(shown_at=AT, until=AT + HOURS, sent_at=AT + HOURS)


@pytest.mark.parametrize(
    ("said", "state"),
    [(Standing(), State.ASKED), (SHOWN, State.SHOWN), (OBJECTED, State.OBJECTED), (SENT, State.SENT)],
)  # fmt: skip
def test_where_an_offer_stands(said, state):
    assert rules.state_of(said) is state


@pytest.mark.parametrize(
    ("places", "days", "codes"),
    [
        (1, 1, set()), (50, 300, set()), (0, 1, {"places"}), (51, 1, {"places"}), (1, 0, {"due"}),
        (1, 301, {"due"}),
    ],
)  # fmt: skip
def test_places_with_a_day_that_can_be_kept(places, days, codes):
    due_on = TODAY + timedelta(days=days)
    assert rules.may_offer(places=places, due_on=due_on, on=TODAY).codes == codes


@pytest.mark.parametrize(("days", "codes"), [(-1, {"over"}), (0, set()), (20, set())])
def test_places_are_offered_until_the_last_day_of_the_event(days, codes):
    due_on, last_on = TODAY + timedelta(days=1), TODAY + timedelta(days=days)
    assert rules.may_offer(places=1, due_on=due_on, on=TODAY, last_on=last_on).codes == codes


@pytest.mark.parametrize(
    ("said", "people", "by", "codes"),
    [
        (Standing(), [1, 2], 9, set()),
        (OBJECTED, [2, 1], 9, set()),
        (SENT, [1], 9, {"sent"}),
        (Standing(), [], 9, {"nobody"}),
        (Standing(), [1, 1], 9, {"twice"}),
        (Standing(), [1, 7], 9, {"country"}),
        (Standing(), [1, 2], 2, {"oneself"}),
        (Standing(), list(range(31)), 99, {"many", "country"}),
    ],
)
def test_people_of_the_country_each_once_and_never_oneself(said, people, by, codes):
    assert rules.may_order(said, people, of_country={1, 2}, by=by).codes == codes


@pytest.mark.parametrize(
    ("said", "hours", "again", "codes"),
    [
        (SHOWN, 48, False, set()),
        (SHOWN, 49, False, {"over"}),
        (SHOWN, 1, True, {"again"}),
        (Standing(), 1, False, {"over"}),
        (SENT, 1, False, {"over"}),
    ],
)
def test_an_objection_in_its_time(said, hours, again, codes):
    at = AT + timedelta(hours=hours)
    assert rules.may_object(said, at=at, has_objected=again).codes == codes


@pytest.mark.parametrize(
    ("said", "hours", "reply", "codes"),
    [
        (SHOWN, 49, "", set()),
        (SHOWN, 48, "", {"too_soon"}),
        (OBJECTED, 49, "", {"no_reply"}),
        (OBJECTED, 49, "She goes next time.", set()),
        (Standing(), 49, "", {"not_shown"}),
        (SENT, 49, "", {"sent"}),
    ],
)
def test_names_are_sent_after_the_time_and_objections_are_answered(said, hours, reply, codes):
    at = AT + timedelta(hours=hours)
    assert rules.may_send(said, at=at, reply=reply).codes == codes


def test_only_what_nobody_objected_to_goes_by_itself():
    late = AT + timedelta(hours=49)
    assert rules.goes_by_itself(SHOWN, at=late)
    for said, at in ((SHOWN, AT + HOURS), (OBJECTED, late), (Standing(), late), (SENT, late)):
        assert not rules.goes_by_itself(said, at=at)


def test_silence_goes_to_the_chair_and_then_to_the_desk():
    due = date(2027, 3, 8)

    def chair(days, **said):
        known = {"is_shown": False, "is_asked": False} | said
        return rules.asks_chair(due_on=due, on=due + timedelta(days=days), **known)

    assert [chair(0), chair(1), chair(1, is_shown=True), chair(1, is_asked=True)] == [
        False, True, False, False,
    ]  # fmt: skip

    def desk(days, asked=AT, is_shown=False):
        at = AT + timedelta(days=days, seconds=1)
        return rules.asks_desk(chair_asked_at=asked, at=at, is_shown=is_shown)

    assert [desk(2), desk(3), desk(3, asked=None), desk(3, is_shown=True)] == [
        False, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Esi, Ato", ["Esi", "Ato"]),
        ("1 Esi 2 Ato 3 Adjoa", ["Esi", "Ato", "Adjoa"]),
        ("1. Esi\n2) Ato Mensah", ["Esi", "Ato Mensah"]),
        ("3, 1", ["3", "1"]),
        ("3 1 2", ["3", "1", "2"]),
        ("إيسي، أتو", ["إيسي", "أتو"]),
        ("", []),
    ],
)
def test_an_order_is_read_however_it_is_written(text, found):
    assert pieces(text) == found
