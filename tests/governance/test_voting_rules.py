"""Quorum, majority, silence, whose word counts: rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jln.governance.rules import ratifying, voting
from jln.governance.rules.voting import Asking, Line, Numbers, Tally, Voice
from jln.kit.matter import Outcome

OF_THE_DAY = Numbers(quorum_percent=50, majority_thirds=2)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def tally(words, *, taking="vote", convener=True, numbers=OF_THE_DAY):
    names = {"f": "for", "g": "against", "n": "abstain", "a": "aside", "-": ""}
    lines = [Line(str(number), names[word]) for number, word in enumerate(words)]
    return Tally(taking, tuple(lines), numbers, convener)


@pytest.mark.parametrize(
    ("words", "taking", "convener", "outcome", "why"),
    [
        ("ffff--", "vote", True, Outcome.ADOPTED, ""),
        ("ffg---", "vote", True, Outcome.ADOPTED, ""),  # two thirds, to the vote
        ("ffgg--", "vote", True, Outcome.REJECTED, ""),
        ("ffn---", "vote", True, Outcome.ADOPTED, ""),
        ("fnn---", "vote", True, Outcome.REJECTED, ""),  # who abstains is present
        ("ff----", "vote", True, Outcome.DEFERRED, "no_quorum"),
        ("ffa---", "vote", True, Outcome.DEFERRED, "no_quorum"),  # who steps aside is not
        ("fffa--", "vote", True, Outcome.ADOPTED, ""),
        ("ffffff", "vote", False, Outcome.DEFERRED, "no_quorum"),
        ("------", "silence", True, Outcome.ADOPTED, ""),
        ("-----g", "silence", True, Outcome.DEFERRED, "objection"),
        ("-aaaa-", "silence", True, Outcome.DEFERRED, "no_quorum"),
        ("ffffg-", "written", True, Outcome.ADOPTED, ""),
        ("fff---", "consensus", True, Outcome.ADOPTED, ""),
        ("", "vote", True, Outcome.DEFERRED, "no_quorum"),
    ],
)
def test_what_follows_from_what_the_seats_said(words, taking, convener, outcome, why):
    of = tally(words, taking=taking, convener=convener)
    assert voting.judge(of) == (outcome, why)
    assert voting.judge(Tally.of(of.as_json())) == (outcome, why)  # as the register keeps it


def test_numbers_of_the_day_decide():
    assert voting.judge(tally("ffgg--", numbers=Numbers(50, 1))).outcome is Outcome.ADOPTED
    assert voting.judge(tally("ff----", numbers=Numbers(30, 2))).outcome is Outcome.ADOPTED


def test_nobody_who_could_not_be_asked_consents_by_silence():
    lines = (Line("GH"), Line("SN", is_held=False), Line("MX", is_held=False))
    assert voting.judge(Tally("silence", lines, OF_THE_DAY, has_convener=True)).why == "no_quorum"


def voice(number, term, word, *, person=None, alternate=False):
    return Voice(number, term, person or term, alternate, word)


def test_the_last_word_of_a_seat_counts_and_the_representatives_before_the_alternates():
    said = [
        voice(1, 1, "against", person=11, alternate=True),
        voice(2, 1, "for"),
        voice(3, 1, "against", person=11, alternate=True),
        voice(4, 2, "for"),
        voice(5, 2, "abstain"),
    ]
    assert {term: one.word for term, one in voting.effective(said).items()} == {
        1: "for",
        2: "abstain",
    }
    taken_back = [*said, voice(6, 1, "none")]
    assert voting.effective(taken_back)[1].number == 3  # the alternate's stands again
    assert 2 not in voting.effective([*said, voice(6, 2, "none")])


def test_a_person_speaks_for_one_seat():
    said = [voice(1, 1, "for", person=7, alternate=True), voice(2, 2, "against", person=7)]
    assert list(voting.effective(said)) == [2]


def test_the_evening_of_a_day_is_in_each_place_also_when_clocks_change():
    on = date(2026, 10, 25)  # in Berlin an hour more
    assert voting.closing(on, "Europe/Berlin") == datetime(2026, 10, 25, 17, tzinfo=UTC)
    assert voting.closing(date(2026, 10, 24), "Europe/Berlin").hour == 16
    assert voting.closing(on, "Asia/Ulaanbaatar") < voting.closing(on, "America/Mexico_City")


def test_working_days_leave_out_the_weekend():
    friday = date(2026, 11, 20)
    assert voting.working_days_after(friday, 1) == date(2026, 11, 23)
    assert voting.working_days_after(friday, 10) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("values", "word", "reason", "code"),
    [
        ({}, "for", "", None),
        ({"speaks": False}, "for", "", "no_seat"),
        ({"taking": "consensus"}, "for", "", "in_the_room"),
        ({"until": AT}, "for", "", "closed"),
        ({"state": "decided"}, "for", "", "closed"),
        ({"is_alternate": True, "representative_spoke": True}, "for", "", "representative"),
        ({"representative_spoke": True}, "against", "", None),
        ({"voted_elsewhere": True}, "for", "", "one_seat"),
        ({"taking": "silence"}, "abstain", "", "silence"),
        ({"taking": "silence"}, "against", " ", "no_reason"),
        ({"taking": "silence"}, "against", "It costs too much.", None),
    ],
)
def test_a_word_is_taken_or_refused_with_its_reason(values, word, reason, code):
    known = {"taking": "written", "state": "open", "at": AT, "until": None, "speaks": True}
    verdict = voting.may_vote(Asking(**known | values), word, reason)
    assert verdict.codes == ({code} if code else set())


def test_a_motion_is_counted_on_its_day_or_when_all_have_spoken():
    def code(**values):
        known = {"state": "open", "taking": "written", "is_due": False, "all_spoke": False}
        return voting.may_close(**known | {"by_itself": False} | values).codes

    assert code() == {"not_yet"}
    assert code(all_spoke=True) == code(is_due=True) == code(taking="vote") == set()
    assert code(all_spoke=True, by_itself=True) == {"not_yet"}
    assert code(state="decided") == {"not_open"}
    assert code(taking="consensus") == {"in_the_room"}
    assert code(state="held") == set()


def test_in_writing_there_is_time_and_in_a_meeting_no_last_day():
    first = date(2026, 12, 4)
    assert voting.may_put("silence", first, earliest=first)
    assert voting.may_put("silence", date(2026, 12, 3), earliest=first).codes == {"too_soon"}
    assert voting.may_put("written", None, earliest=first).codes == {"last_day"}
    assert voting.may_put("vote", first, earliest=first).codes == {"no_day"}


def test_a_charter_needs_two_thirds_of_all_members():
    def ratified(members, yes, thirds=2):
        return ratifying.Count(members, yes, 0, thirds).is_enough

    assert [ratified(16, 10), ratified(16, 11), ratified(0, 0)] == [False, True, False]
    assert ratifying.Count(16, 10, 2, 2).needed == 11
    opened = date(2026, 11, 22)
    on_time = {"is_open": True, "closes_on": ratifying.last_day(opened, 35), "is_full": True}
    assert ratifying.may_answer(**on_time, on=date(2026, 12, 27))
    assert ratifying.may_answer(**on_time, on=date(2026, 12, 28)).codes == {"closed"}
    assert ratifying.may_answer(**on_time | {"is_full": False}, on=opened).codes == {"not_full"}
