"""Whom a question is brought to, and when something may be written. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from jln.conversations import rules, words
from jln.conversations.rules import Candidate, choose
from jln.conversations.terms import AskReason

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def helper(person, country=None, **values):
    return Candidate(person, country=country or person, theme=7, **values)


def asked(candidates):
    return [one.person for one in choose(candidates)]


def test_five_at_most_and_nobody_without_a_reason():
    assert asked([helper(n) for n in range(1, 9)]) == [1, 2, 3, 4, 5]
    assert asked([Candidate(n, country=n, language="en") for n in range(1, 9)]) == []


def test_fewer_than_three_helpers_are_filled_to_three_by_the_same_problem():
    shared = [Candidate(n, country=n, problem=3) for n in range(10, 15)]
    assert asked([helper(1), *shared]) == [1, 10, 11]
    assert asked([helper(1), helper(2), helper(3), *shared]) == [1, 2, 3]


def test_who_asks_is_away_or_was_asked_twice_this_week_is_left_alone():
    left_alone = [
        helper(1, is_asker=True),
        helper(2, is_away=True),
        helper(3, asks_this_week=2),
        helper(4, asks_this_week=1),
    ]
    assert asked(left_alone) == [4]


def test_who_was_asked_longest_ago_comes_first_among_equals():
    people = [
        helper(1, asked_last=NOON),
        helper(2, asked_last=NOON - timedelta(days=90)),
        helper(3),
    ]
    assert asked(people) == [3, 2, 1]


def test_the_choice_spreads_over_countries_and_institutions():
    ghana = [helper(n, country=1) for n in (1, 2, 3, 4, 5)]
    kenya = [helper(n, country=2, institution=n) for n in (6, 7)]
    chosen = asked([*ghana, *kenya, helper(8, country=3)])
    assert chosen[:3] == [1, 6, 8]
    one_house = [helper(1, institution=9), helper(2, institution=9), helper(3, institution=8)]
    assert asked(one_house) == [1, 3, 2]


def test_colleagues_at_home_come_after_others():
    people = [helper(1, country=4), helper(2, country=5), helper(3, country=4)]
    assert [one.person for one in choose(people, asked_from=4)] == [2, 1, 3]


def test_more_reasons_come_first_and_all_are_told_the_strongest_first():
    best = helper(9, problem=4, language="fr")
    chosen = choose([helper(1), best])
    assert [one.person for one in chosen] == [9, 1]
    assert [reason.code for reason in chosen[0].reasons] == [
        AskReason.EXPERTISE,
        AskReason.LANGUAGE,
        AskReason.PROBLEM,
    ]
    assert chosen[0].reasons[2].stored() == {"code": "problem", "of": 4}


def test_who_works_in_the_language_of_the_question_comes_before_who_does_not():
    strangers = [helper(n, problem=4) for n in range(1, 6)]
    readers = [helper(n, country=50, language="es") for n in (6, 7)]
    assert asked([*strangers, *readers])[:2] == [6, 1]
    assert set(asked([*[helper(n) for n in range(1, 6)], *readers])[:2]) == {6, 7}


def test_the_order_of_the_candidates_changes_nothing():
    people = [helper(n, country=n % 4, language="en" if n % 3 else "") for n in range(1, 40)]
    assert asked(people) == asked(people[::-1])


def test_a_closed_topic_an_empty_text_and_a_book_are_refused_with_every_reason():
    assert rules.may_post("Yes", is_open=True)
    assert rules.may_post(" \n", is_open=False).codes == {"topic_closed", "nothing_written"}
    assert rules.may_post("x" * (rules.LONGEST_POST + 1), is_open=True).codes == {"too_long"}


@pytest.mark.parametrize(
    ("seconds", "answered", "own", "codes"),
    [
        (120, False, True, set()),
        (121, False, True, {"too_late"}),
        (1, True, True, {"answered"}),
        (1, False, False, {"not_yours"}),
    ],
)
def test_a_post_can_be_taken_back_for_two_minutes(seconds, answered, own, codes):
    verdict = rules.may_undo(
        is_own=own, posted_at=NOON, answered=answered, at=NOON + timedelta(seconds=seconds)
    )
    assert verdict.codes == codes


def test_nobody_thanks_herself_or_the_departed():
    assert rules.may_thank(is_own=False, has_author=True)
    assert rules.may_thank(is_own=True, has_author=False).codes == {"own_post", "no_author"}


def test_hiding_needs_a_reason():
    assert rules.may_hide("Names a patient")
    assert rules.may_hide("").codes == {"no_reason"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do you pay the clinics that are in the country?", "en"),
        ("Comment payez-vous les centres de santé dans le district ?", "fr"),
        ("¿Cómo pagan a los centros de salud que están en el distrito?", "es"),
        ("Como pagam os centros de saúde que não estão no distrito, na região?", "pt"),
        ("كيف نحسب كلفة زيارة منزلية؟", "ar"),
        ("Capitation?", "sw"),
        ("", "sw"),
    ],
)
def test_the_language_of_a_text_is_guessed_only_without_doubt(text, language):
    assert words.language_of(text, "sw") == language


def test_a_theme_is_found_by_its_words_in_any_language():
    themes = {
        1: ["Provider payment", "capitation", "paiement des prestataires"],
        2: ["Medical audit"],
    }
    assert words.theme_of("We pay by CAPITATION since May", themes) == 1
    assert words.theme_of("Qui parle du paiement des prestataires et d'audit ?", themes) == 1
    assert words.theme_of("Who does medical audit?", themes) == 2
    assert words.theme_of("Good morning", themes) == 0
