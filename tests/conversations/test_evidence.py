"""What speaks for asking somebody, weighed; when a question goes further. No database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jln.conversations.rules import Candidate, choose, waves
from jln.conversations.rules.evidence import Evidence, answers, score, strongest
from jln.conversations.terms import AskReason

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def wrote(of, likeness=1.0, days=0, thanks=0):
    return Evidence(AskReason.WROTE, of, likeness, NOON - timedelta(days=days), thanks)


def writer(person, *evidence, **values):
    return Candidate(person, country=person, evidence=evidence, **values)


def asked(candidates, **values):
    return [one.person for one in choose(candidates, at=NOON, **values)]


def test_what_is_liker_newer_or_thanked_for_weighs_more():
    assert score([wrote(1)], NOON) > score([wrote(1, likeness=0.5)], NOON)
    assert score([wrote(1)], NOON) == pytest.approx(2 * score([wrote(1, days=730)], NOON))
    assert score([wrote(1, thanks=9)], NOON) > score([wrote(1)], NOON)


def test_many_short_answers_do_not_outweigh_one_that_fits():
    assert score([wrote(1)], NOON) > score([wrote(n, likeness=0.2) for n in range(10)], NOON)
    assert score([wrote(1), wrote(2)], NOON) == pytest.approx(1.5 * score([wrote(1)], NOON))


def test_each_kind_is_told_once_by_its_best_the_strongest_first():
    found = strongest([wrote(1, 0.3), wrote(2, 0.9), Evidence(AskReason.LED, 7)], NOON)
    assert [(one.code, one.of) for one in found] == [(AskReason.WROTE, 2), (AskReason.LED, 7)]


def test_who_wrote_what_is_like_it_is_asked_before_who_only_offers_help():
    chosen = choose([Candidate(1, country=1, theme=7), writer(2, wrote(30))], at=NOON)
    assert [one.person for one in chosen] == [2, 1]
    assert chosen[0].reasons[0].stored() == {"code": "wrote", "of": 30}


def test_to_answer_much_is_no_reason_alone():
    assert asked([writer(1, answers(500))]) == []
    assert asked([writer(1, wrote(9)), writer(2, wrote(8), answers(30))]) == [2, 1]


def test_nobody_is_asked_more_often_than_they_want():
    wants = [
        writer(1, wrote(1), limit=0),
        writer(2, wrote(2), limit=5, asks_this_week=4),
        writer(3, wrote(3), limit=1, asks_this_week=1),
    ]
    assert asked(wants) == [2]


def test_the_last_place_is_a_newcomers_who_is_told_to_be_new():
    old = [writer(n, wrote(n)) for n in range(1, 8)]
    new = Candidate(50, country=50, theme=7, is_new=True)
    chosen = choose([*old, new], at=NOON)
    assert [one.person for one in chosen] == [1, 2, 3, 4, 50]
    assert chosen[-1].reasons[-1].code == AskReason.NEW
    assert asked([*old, Candidate(51, country=51, is_new=True)]) == [1, 2, 3, 4, 5]


def test_ten_more_are_asked_later():
    assert len(asked([writer(n, wrote(n)) for n in range(1, 20)], most=waves.size(2))) == 10
    assert (waves.size(1), waves.size(2), waves.size(3)) == (5, 10, 0)


def test_the_next_wave_waits_a_day_and_a_half_or_a_share_of_what_is_left():
    assert waves.next_at(NOON, None, wave=1) == NOON + timedelta(hours=36)
    assert waves.next_at(NOON, date(2027, 1, 1), wave=1) == NOON + timedelta(hours=36)
    soon = waves.next_at(NOON, date(2026, 11, 21), wave=1)
    assert NOON + timedelta(hours=11) < soon < NOON + timedelta(hours=13)


@pytest.mark.parametrize("days", [2, 3, 5])
def test_every_wave_is_over_before_the_day_on_which_it_is_needed_ends(days):
    need_by = (NOON + timedelta(days=days)).date()
    second = waves.next_at(NOON, need_by, wave=1)
    third = waves.next_at(second, need_by, wave=2)
    assert NOON < second < third < datetime.combine(need_by, datetime.max.time(), UTC)


def test_what_is_needed_at_once_still_gives_people_time_to_read():
    assert waves.next_at(NOON, NOON.date(), wave=1) == NOON + waves.SOONEST
    assert waves.next_at(NOON, date(2026, 11, 1), wave=1) == NOON + waves.SOONEST
