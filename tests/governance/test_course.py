"""Where a meeting of the Steering Group stands, and when each step may be taken."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jln.governance import rules
from jln.governance.forms.steering import CallForm
from jln.governance.rules import Course, Days
from jln.governance.terms import MeetingState as S
from jln.kit import clock

STARTS = datetime(2027, 3, 24, 8, tzinfo=UTC)
DAYS = Days(input=14, papers=7)


def before(days=0, hours=0):
    return STARTS - timedelta(days=days, hours=hours)


@pytest.mark.parametrize(
    ("said", "at", "state"),
    [
        ({"starts_at": None}, before(), S.RECORDED),
        ({}, before(30), S.PLANNED),
        ({"opened_at": before(20)}, before(15), S.OPEN),
        ({"opened_at": before(20), "papers_at": before(8)}, before(2), S.PAPERS),
        ({"began_at": STARTS}, STARTS, S.SESSION),
        ({"began_at": STARTS}, before(hours=-23), S.SESSION),
        ({"began_at": STARTS}, before(hours=-24), S.MINUTES),  # nobody closed the room
        ({}, before(hours=-24), S.MINUTES),  # nobody opened it
        ({"began_at": STARTS, "ended_at": before(hours=-2)}, before(hours=-2), S.MINUTES),
        ({"approved_at": before(-5)}, before(-5), S.APPROVED),
        ({"approved_at": before(-5), "published_at": before(-6)}, before(-7), S.PUBLISHED),
        ({"opened_at": before(20), "cancelled_at": before(9)}, before(-5), S.CANCELLED),
    ],
)
def test_where_it_stands(said, at, state):
    assert rules.state_of(Course(**{"starts_at": STARTS} | said), at) is state


@pytest.mark.parametrize(
    ("state", "items", "at", "codes"),
    [
        (S.PLANNED, 1, before(14), set()),
        (S.PLANNED, 1, before(13, 23), {"late"}),
        (S.PLANNED, 0, before(20), {"empty"}),
        (S.OPEN, 1, before(20), {"state"}),
    ],
)
def test_when_an_agenda_opens(state, items, at, codes):
    verdict = rules.may_open(state, items=items, starts_at=STARTS, at=at, days=DAYS)
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("state", "at", "words", "codes"),
    [
        (S.OPEN, before(7, 1), "We pay late.", set()),
        (S.OPEN, before(7), "We pay late.", {"closed"}),  # papers are due
        (S.PLANNED, before(20), "We pay late.", {"closed"}),
        (S.PAPERS, before(8), "We pay late.", {"closed"}),
        (S.OPEN, before(8), "  ", {"empty"}),
        (S.OPEN, before(8), "x" * 2_001, {"long"}),
    ],
)
def test_when_input_is_taken(state, at, words, codes):
    said = rules.may_comment(state, starts_at=STARTS, at=at, days=DAYS, words=words)
    assert said.codes == codes


@pytest.mark.parametrize("state", list(S))
def test_a_cancelled_meeting_takes_no_step_and_says_why(state):
    may = rules.may_cancel(state, because="Floods.")
    assert bool(may) == (state in (S.PLANNED, S.OPEN, S.PAPERS))
    assert rules.may_cancel(S.OPEN, because=" ").codes == {"no_reason"}
    for verdict in (
        rules.may_call(S.CANCELLED, starts_at=STARTS, at=before(9)),
        rules.may_answer(S.CANCELLED, starts_at=STARTS, at=before(9)),
        rules.may_comment(S.CANCELLED, starts_at=STARTS, at=before(9), days=DAYS, words="x"),
        rules.may_set_item(S.CANCELLED, items=1),
        rules.may_cancel(S.CANCELLED, because="Again."),
    ):
        assert verdict.codes == {"cancelled"}


@pytest.mark.parametrize(
    ("at", "may"), [(before(0, 2), False), (before(0, 1), True), (before(-0.5), True)]
)
def test_the_room_opens_an_hour_before(at, may):
    assert bool(rules.may_begin(S.PAPERS, starts_at=STARTS, at=at)) is may


@pytest.mark.parametrize("state", list(S))
def test_each_step_has_its_state(state):
    assert bool(rules.may_finish(state)) == (state is S.SESSION)
    assert bool(rules.may_send_papers(state)) == (state is S.OPEN)
    assert bool(rules.may_minute(state)) == (state in {S.SESSION, S.MINUTES})
    assert bool(rules.may_publish(state)) == (state in {S.APPROVED, S.PUBLISHED})
    approving = rules.may_approve(state, minuted=1, convenes=True, speaks_for_country=False)
    assert bool(approving) == (state is S.MINUTES)


def test_who_does_not_sit_for_a_country_approves_nothing():
    said = rules.may_approve(S.MINUTES, minuted=1, convenes=False, speaks_for_country=False)
    assert said.codes == {"place"}


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "hour"), [(-1, 14), (0, 13)])
def test_a_clock_that_is_put_forward_moves_the_moment_not_the_hour(days, hour, monkeypatch):
    """Paris puts its clocks forward on 28 March 2027: 15:00 there is another hour in UTC."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 3, 1, tzinfo=UTC))
    on = date(2027, 3, 28) + timedelta(days=days)
    zones = [("Europe/Paris", "Paris")]
    form = CallForm(
        {"held_on": on, "begins": "15:00", "zone": "Europe/Paris", "mode": "virtual"}, zones=zones
    )
    assert form.is_valid(), form.errors
    assert form.said()["starts_at"] == datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
