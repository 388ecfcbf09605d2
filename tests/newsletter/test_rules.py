"""What is ready in a language, what an edition holds, when it goes: pure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jln.newsletter import rules
from jln.newsletter.rules import Text, mark_of
from jln.newsletter.terms import Missing, Ready

ENGLISH = Text("Title", "Words of it.")
OF = mark_of(ENGLISH.title, ENGLISH.text)
FRENCH = Text("Titre", "Des mots.", OF)
DUE = datetime(2026, 12, 8, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("french", "state"),
    [
        (FRENCH, Ready.READY),
        (Text("Titre", "", OF), Ready.TITLE),
        (Text("Titre", "Des mots.", "another"), Ready.OLDER),
        (None, Ready.MISSING),
    ],
)
def test_a_language_is_ready_only_for_the_english_as_it_stands(french, state):
    texts = {"en": ENGLISH} | ({"fr": french} if french else {})
    assert rules.ready(texts, "fr") == state
    assert rules.ready(texts, "en") == Ready.READY


def test_white_space_alone_makes_no_translation_older():
    again = Text("Title ", "Words  of\nit.")
    assert rules.ready({"en": again, "fr": FRENCH}, "fr") == Ready.READY


def test_what_is_not_ready_goes_in_english_with_its_title_translated_or_is_left_out():
    titled = {"en": ENGLISH, "fr": Text("Titre", "", OF)}
    part = rules.part_of(titled, "fr", Missing.ENGLISH, "/a/")
    assert (part.title, part.title_language) == ("Titre", "fr")
    assert (part.text, part.language, part.is_marked) == (ENGLISH.text, "en", True)
    older = {"en": ENGLISH, "fr": Text("Titre", "Autrefois.", "another")}
    part = rules.part_of(older, "fr", Missing.HOLD, "/a/")
    assert (part.title, part.text, part.title_language) == ("Titre", ENGLISH.text, "fr")
    assert rules.part_of(older, "fr", Missing.LEAVE_OUT, "/a/") is None
    whole = rules.part_of({"en": ENGLISH, "fr": FRENCH}, "fr", Missing.LEAVE_OUT, "/a/")
    assert (whole.text, whole.is_marked) == ("Des mots.", False)


def test_what_was_written_in_another_language_is_the_source_until_there_is_english():
    assert rules.ready({"fr": FRENCH}, "fr") == Ready.READY
    assert rules.ready({"fr": FRENCH}, "en") == Ready.MISSING
    assert rules.part_of({"fr": FRENCH}, "en", Missing.ENGLISH, "").language == "fr"


def test_a_title_in_a_third_language_does_not_become_the_source():
    texts = {"fr": Text("Titre", "Des mots."), "ar": Text("عنوان", "", "mark")}
    part = rules.part_of(texts, "ar", Missing.ENGLISH, "")
    assert (part.title, part.title_language) == ("عنوان", "ar")
    assert (part.text, part.language, part.is_marked) == ("Des mots.", "fr", True)
    assert part.has_title
    part = rules.part_of(texts, "es", Missing.ENGLISH, "")
    assert (part.title, part.title_language, part.has_title) == ("Titre", "fr", False)
    assert rules.part_of(texts, "fr", Missing.ENGLISH, "").has_title


def test_an_edition_is_held_for_its_language_at_most_two_days():
    later = DUE + timedelta(hours=47)
    assert not rules.goes_at(DUE, DUE - timedelta(seconds=1), Missing.ENGLISH, whole=True)
    assert rules.goes_at(DUE, DUE, Missing.ENGLISH, whole=False)
    assert not rules.goes_at(DUE, later, Missing.HOLD, whole=False)
    assert rules.goes_at(DUE, later, Missing.HOLD, whole=True)
    assert rules.goes_at(DUE, DUE + timedelta(days=2), Missing.HOLD, whole=False)


def test_the_next_issue_is_a_fortnight_after_the_last_and_never_in_the_past():
    today = date(2026, 12, 1)
    assert rules.next_day(None, today) == date(2026, 12, 15)
    assert rules.next_day(date(2026, 11, 24), today) == date(2026, 12, 8)
    assert rules.next_day(date(2026, 6, 1), today) > today


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"is_draft": False}, "no_draft"),
        ({"is_own": True}, "own"),
        ({"has_subject": False}, "no_subject"),
        ({"pieces": 0}, "empty"),
        ({"send_on": None}, "past"),
        ({"send_on": date(2026, 11, 30)}, "past"),
        ({"deadline_on": date(2026, 12, 7)}, "deadline"),
        ({"closed": ["A thing"]}, "closed"),
    ],
)
def test_it_is_agreed_to_by_another_once_it_is_whole_and_everybody_may_read_it(changed, code):
    right = {
        "is_draft": True,
        "is_own": False,
        "send_on": date(2026, 12, 8),
        "deadline_on": None,
        "today": date(2026, 12, 1),
        "has_subject": True,
        "pieces": 1,
        "closed": [],
    }
    assert rules.may_agree(**right)
    assert rules.may_agree(**right | changed).codes == {code}


def test_a_piece_moves_one_place_and_stays_at_the_ends():
    assert rules.moved([1, 2, 3], 3, -1) == [1, 3, 2]
    assert rules.moved([1, 2, 3], 1, -1) == [1, 2, 3]
    assert rules.moved([1, 2, 3], 3, 1) == [1, 2, 3]
    assert rules.moved([1, 2, 3], 9, 1) == [1, 2, 3]


def test_reminders_come_once_a_week_and_two_days_before_and_none_is_made_up_for():
    deadline, begun = date(2026, 12, 28), date(2026, 12, 8)

    def due(on, had=()):
        return rules.reminder_due(deadline, date(2026, 12, on), had, begun)

    assert due(20) is None
    assert (due(21), due(22), due(25)) == (7, 7, 7)
    assert (due(22, [7]), due(26, [7]), due(28, [7])) == (None, 2, 2)
    assert due(28, [7, 2]) is None
    assert due(29, [7]) is None
    assert due(26) == 2  # the one a week before is past
    assert rules.reminder_due(deadline, date(2026, 12, 23), (), date(2026, 12, 22)) is None
    assert rules.reminder_due(deadline, date(2026, 12, 26), (), date(2026, 12, 22)) == 2
