"""What falls due in a dialogue, and when; what may be planned, asked, drafted and published."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jln.conversations.rules import dialogues
from jln.conversations.rules.dialogues import Course, due

MONDAY = date(2026, 11, 23)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
COURSE = Course(MONDAY, MONDAY + 2 * DAY, "UTC")
ALL = frozenset(dialogues.days_of(COURSE.opens_on, COURSE.closes_on))


def at(day, hour=0, minute=0):
    return datetime(2026, 11, 23, tzinfo=UTC) + day * DAY + timedelta(hours=hour, minutes=minute)


def done(course, moment):
    """All that is due, each step with the mark it leaves."""
    steps = []
    while (found := due(course, moment)) and len(steps) < 50:
        what, on = found
        steps.append((what, (on - MONDAY).days))
        marks = {
            "open": {"is_open": True},
            "put": {"put": course.put | {on}},
            "remind": {"reminded": course.reminded | {on}},
            "quiet": {"is_told_quiet": True},
            "close": {"is_closed": True},
            "ask": {"asked_at": moment},
        }
        course = replace(course, **marks[what])
    return course, steps


def test_a_dialogue_with_its_questions_goes_day_by_day():
    course, told = replace(COURSE, written=ALL), {}
    for hour in range(24 * 5):
        course, steps = done(course, at(0, hour))
        if steps:
            told[hour] = steps
    assert told == {
        8: [("open", 0), ("put", 0)],
        32: [("put", 1)],
        56: [("put", 2)],
        72: [("close", 2), ("ask", 3)],
    }


def test_what_was_missed_is_made_up_for_but_not_after_the_end():
    away, steps = done(replace(COURSE, written=ALL), at(2, 9))
    assert steps == [("open", 0), ("put", 0), ("put", 1), ("put", 2)]
    assert done(away, at(2, 9))[1] == []
    assert done(replace(COURSE, written=ALL), at(4))[1] == [("close", 2), ("ask", 4)]


def test_a_day_without_a_question_is_reminded_of_at_noon_before_once_and_others_are_asked():
    course, told = COURSE, {}
    for hour in range(-24, 24 * 3):
        course, steps = done(course, at(0, hour))
        if steps:
            told[hour] = steps
    assert told == {
        -12: [("remind", 0)],
        8: [("open", 0)],
        12: [("remind", 1)],
        32: [("quiet", 1)],
        36: [("remind", 2)],
    }


def test_nobody_else_is_asked_where_the_moderator_came_or_wrote_a_question():
    missed = replace(COURSE, is_open=True, reminded=ALL)
    assert due(missed, at(1, 9)) == ("quiet", MONDAY + DAY)
    assert due(replace(missed, has_come=True), at(1, 9)) is None
    assert due(replace(missed, is_told_quiet=True), at(1, 9)) is None
    assert due(replace(missed, written={MONDAY}, put={MONDAY}), at(1, 9)) is None


def test_the_result_is_asked_for_weekly_until_it_stands():
    over = replace(COURSE, is_open=True, is_closed=True)
    assert due(over, at(3)) == ("ask", MONDAY + 3 * DAY)
    asked = replace(over, asked_at=at(3))
    assert due(asked, at(9, 23)) is None
    assert due(asked, at(10)) == ("ask", MONDAY + 10 * DAY)
    assert due(replace(asked, is_published=True), at(30)) is None


def test_mornings_are_the_moderator_s_also_where_the_clock_changes():
    manila = replace(COURSE, zone="Asia/Manila", written=ALL)
    assert done(manila, at(0, -1))[1] == []
    assert done(manila, at(0))[1] == [("open", 0), ("put", 0)]
    assert manila.ends_at == at(2, 16)
    autumn = Course(date(2026, 10, 24), date(2026, 10, 26), "Europe/Paris")
    mornings = [autumn.morning(on).hour for on in dialogues.days_of(*_ends(autumn))]
    assert mornings == [6, 7, 7]


def _ends(course):
    return course.opens_on, course.closes_on


@pytest.mark.parametrize(
    ("opens", "closes", "title", "codes"),
    [
        (0, 0, "Capitation", set()),
        (365, 395, "Capitation", set()),
        (366, 366, "Capitation", {"opens"}),
        (-1, 3, "Capitation", {"opens"}),
        (3, 2, "Capitation", {"closes"}),
        (0, 31, "Capitation", {"closes"}),
        (0, 30, " ", {"no_title"}),
    ],
)
def test_what_may_be_planned(opens, closes, title, codes):
    said = dialogues.may_plan(
        title, "Text", opens_on=MONDAY + opens * DAY, closes_on=MONDAY + closes * DAY, today=MONDAY
    )
    assert said.codes == codes


@pytest.mark.parametrize(
    ("day", "hour", "text", "course", "codes"),
    [
        (1, 9, "What?", COURSE, set()),
        (0, 9, "What?", COURSE, set()),  # late, and put at once
        (0, 33, "What?", COURSE, {"day"}),
        (3, 9, "What?", COURSE, {"day"}),
        (0, 9, " ", COURSE, {"nothing_written"}),
        (0, 9, "What?", replace(COURSE, put=ALL), {"day"}),
        (1, 9, "What?", replace(COURSE, is_closed=True), {"over"}),
    ],
)
def test_which_question_may_be_written(day, hour, text, course, codes):
    said = dialogues.may_write_question(course, MONDAY + day * DAY, text, at=at(0, hour))
    assert said.codes == codes


def test_the_next_day_is_the_first_without_a_question():
    assert dialogues.next_day(COURSE, at(-9)) == MONDAY
    assert dialogues.next_day(replace(COURSE, written={MONDAY}), at(-9)) == MONDAY + DAY
    assert dialogues.next_day(COURSE, at(2, 23)) == MONDAY + 2 * DAY
    assert dialogues.next_day(replace(COURSE, written=ALL), at(0)) is None


def test_names_of_people_stand_in_a_result_only_where_they_agreed():
    names = ["Adjoa", "Linh", "Awa Diop"]
    text = "In Ghana, ADJOA counts visits. Linhares is a town. Awa did."
    assert dialogues.named_in(text, names) == ["Adjoa"]

    def codes(**values):
        said = {"is_closed": True, "named": [], "have_agreed": False} | values
        return dialogues.may_publish("Text", **said).codes

    assert codes() == set()
    assert codes(named=["Adjoa"]) == {"names"}
    assert codes(named=["Adjoa"], have_agreed=True) == set()
    assert codes(is_closed=False) == {"not_over"}
    assert dialogues.may_draft("Text", has_opened=False).codes == {"not_open"}
