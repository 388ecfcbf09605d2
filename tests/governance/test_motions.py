"""Motions from being put to what they set in motion."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from jln.countries.models import Country, Seat
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects
from jln.governance.actions import closing, motions, register, rewording, votes
from jln.governance.models import Decision, Motion, Vote
from jln.governance.queries import decided as record
from jln.governance.queries import motions as queries
from jln.governance.rules import voting
from jln.kit.matter import Effect, Outcome
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken, refusal
from jln.mail.models import OutgoingMail
from jln.parameters import queries as parameters
from tests import factories as f
from tests.governance.sg import DAY, NOON, TODAY, Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return Group()


@pytest.fixture
def done(monkeypatch):
    """What an effect of a test was given."""
    given = []
    effect = Effect("test", "Test", list, given.append)
    monkeypatch.setitem(effects.EFFECTS, "test", effect)
    return given


def refused(deed):
    with pytest.raises(RuleBroken) as broken:
        deed()
    return broken.value.verdict.codes


def test_the_seats_are_asked_each_in_its_language_and_zone(group):
    motion = group.put("written")
    letters = OutgoingMail.objects.filter(kind="motion.opened").select_related("reply_token")
    assert {one.person.name for one in letters} == {
        "Rep Ghana", "Rep Senegal", "Rep Mexico", "Rep Mongolia", "Alt Senegal",
    }  # fmt: skip
    assert {one.language for one in letters} == {"en", "fr", "es"}
    mexico = next(one for one in letters if one.person.name == "Rep Mexico")
    assert "18:00" in mexico.text
    assert mexico.reply_token.seat_id == group.seats["MX"].pk
    assert motion.closes_at == voting.closing(motion.closes_on, "America/Mexico_City")


def test_only_conveners_and_staff_put_and_the_same_again_is_one(group):
    with pytest.raises(PermissionDenied):
        group.put(by=group.people["MX"])
    first = group.put(by=group.people["GH"])
    assert first.by_convener
    assert group.put() == first
    assert Motion.objects.count() == 1
    assert refused(lambda: group.put("silence", closes_on=TODAY + DAY, title="Soon")) == {
        "too_soon"
    }


def test_a_vote_is_changed_until_closing_and_every_word_stays(group):
    motion = group.put()
    first = group.says(motion, "MX", "for")
    assert group.says(motion, "MX", "for") == first
    group.says(motion, "MX", "against", reason="Too soon")
    assert list(motion.votes.values_list("number", "word")) == [(1, "for"), (2, "against")]
    with pytest.raises(TypeError):
        first.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=first.pk).update(number=2)


def test_alternate_and_representative_have_one_word(group):
    motion = group.put()
    votes.vote(motion, "against", by=group.alternate, at=NOON)
    group.says(motion, "SN", "for")
    assert refused(lambda: votes.vote(motion, "against", by=group.alternate, at=NOON)) == {
        "representative"
    }
    said = voting.effective(queries.voices(motion.votes.all()))
    assert [(one.word, one.is_alternate) for one in said.values()] == [("for", False)]


def test_a_person_with_two_seats_votes_for_one(group):
    f.seat("steering_alternate", group.people["MX"], country=group.terms["MN"].country)
    motion = group.put()
    group.says(motion, "MX", "for")
    group.says(motion, "MX", "against")
    assert set(motion.votes.values_list("term", flat=True)) == {group.terms["MX"].pk}


def test_late_ended_and_strangers_words_are_refused(group):
    motion = group.put()
    evening = voting.closing(motion.closes_on, "Asia/Ulaanbaatar")
    assert refused(lambda: group.says(motion, "MN", "for", at=evening)) == {"closed"}
    group.says(motion, "MN", "for", at=evening - timedelta(seconds=1))
    group.says(motion, "MX", "for", at=evening)  # there it is morning

    Seat.objects.filter(pk=group.seats["MX"].pk).update(ends_on=TODAY - DAY)
    with pytest.raises(PermissionDenied):
        group.says(motion, "MX", "for")
    with pytest.raises(PermissionDenied):
        votes.vote(motion, "for", by=group.chen, at=NOON)
    type(group.terms["MN"]).objects.filter(pk=group.terms["MN"].pk).update(ends_on=TODAY - DAY)
    assert refused(lambda: group.says(motion, "MN", "for")) == {"no_seat"}


def test_counted_at_its_last_day_decided_once_and_recomputable(group, done):
    motion = group.put(kind="test", subject_id=7, data={"a": 1})
    group.says(motion, "GH", "for")
    group.says(motion, "MX", "for")
    group.says(motion, "MN", "abstain")
    assert closing.close_due(at=motion.closes_at) == 0  # mail taken in time is read first
    later = motion.closes_at + closing.GRACE
    assert closing.close_due(at=later) == 1
    motion.refresh_from_db()
    decision = motion.decision
    assert (decision.number, decision.outcome, decision.taking) == (1, "adopted", "written")
    (given,) = done
    assert (given.subject_id, given.outcome, given.data, given.number) == (7, Outcome.ADOPTED, {"a": 1}, 1)  # fmt: skip

    again = voting.Tally.of(decision.tally)
    assert voting.judge(again).outcome.value == decision.outcome
    assert {one.seat: one.word for one in again.lines} == {"GH": "for", "SN": "", "MX": "for", "MN": "abstain"}  # fmt: skip
    assert group.close(motion).decision == decision
    assert closing.close_due(at=later) == 0
    assert len(done) == Fact.objects.filter(kind=Kind.DECISION_TAKEN).count() == 1
    assert refused(lambda: group.says(motion, "SN", "for")) == {"closed"}


def test_no_quorum_and_an_objection_lead_to_the_next_meeting(group):
    motion = group.close(group.put())
    assert (motion.state, motion.reason) == ("agenda", "no_quorum")
    other = group.put("silence", title="In silence")
    assert refused(lambda: group.says(other, "MX", "against")) == {"no_reason"}
    group.says(other, "MX", "against", reason="It costs too much.")
    other = group.close(other)
    assert (other.state, other.reason) == ("agenda", "objection")
    assert [one.title for one in effects.waiting() if one.kind == motions.AGAIN] == [
        "Publish every paper",
        "In silence",
    ]
    assert not Decision.objects.exists()


def test_silence_is_consent(group):
    assert group.close(group.put("silence")).decision.outcome == "adopted"


def test_all_have_spoken_and_staff_count_at_once(group):
    motion = group.put()
    for code in group.people:
        assert refused(lambda: group.close(motion, by=group.chen, at=NOON)) == {"not_yet"}
        group.says(motion, code, "for")
    motion = group.close(motion, by=group.chen, at=NOON)
    assert (motion.state, motion.closes_at) == ("decided", NOON)


def test_a_failing_effect_decides_nothing_and_is_tried_again(group, monkeypatch):
    well = []

    def carry_out(carried):
        if not well:
            f.country("XX", "Written before it fails")
            raise refusal("full", "No place is free.")
        well.append(carried)

    monkeypatch.setitem(effects.EFFECTS, "test", Effect("test", "Test", list, carry_out))
    motion = group.close(group.put("silence", kind="test", subject_id=1))
    assert (motion.state, motion.reason, motion.decision) == ("held", "No place is free.", None)
    assert not Decision.objects.exists()
    assert not Country.objects.filter(code="XX").exists()
    assert motion in record.not_carried_out()
    well.append(None)
    motion = group.close(motion, by=group.chen, at=motion.closes_at + DAY)
    assert motion.state == "decided"
    assert len(well) == 2


def test_a_consensus_of_a_meeting(group):
    motion = group.put("consensus")
    assert motion.state == "agenda"
    others = [group.terms[code].pk for code in ("SN", "MX")]
    terms = [group.terms[code].pk for code in ("GH", "MX")]
    for present, half in ((others, "no convener took part."), (terms[:1], "took part.")):
        with pytest.raises(RuleBroken) as broken:
            closing.agree(motion, Outcome.ADOPTED, present=present, by=group.chen, at=NOON)
        assert str(broken.value.text).endswith(half)
        assert ("too few countries" in str(broken.value.text)) == (present != others)
    with pytest.raises(PermissionDenied):
        closing.agree(motion, Outcome.ADOPTED, present=terms, by=group.people["MX"], at=NOON)
    convener = group.people["GH"]
    assert refused(
        lambda: closing.agree(
            motion, Outcome.ADOPTED, present=terms, aside=terms[1:], by=convener, at=NOON
        )
    ) == {"no_quorum"}
    motion = closing.agree(motion, Outcome.ADOPTED, present=terms, by=convener, at=NOON)
    assert (motion.decision.taking, motion.decision.outcome) == ("consensus", "adopted")


def test_a_ticked_convener_makes_the_quorum_of_a_consensus_that_staff_record(group):
    terms = [group.terms[code].pk for code in ("GH", "MX")]
    motion = closing.agree(
        group.put("consensus"), Outcome.ADOPTED, present=terms, by=group.chen, at=NOON
    )
    assert motion.decision.tally["convener"]


def test_a_recorded_objection_stands_against_consensus(group):
    everybody = [one.pk for one in group.terms.values()]
    motion = group.put("silence")
    group.says(motion, "MX", "against", reason="It costs too much.")

    def agree(present):
        return closing.agree(motion, Outcome.ADOPTED, present=present, by=group.chen, at=NOON)

    assert refused(lambda: agree(everybody)) == {"objection"}  # Mexico can still say otherwise
    motion = group.close(motion)
    away = [pk for pk in everybody if pk != group.terms["MX"].pk]
    assert refused(lambda: agree(away)) == {"objection"}
    assert agree(everybody).decision.outcome == "adopted"  # Mexico is there, and consents


def test_a_vote_in_writing_takes_its_working_days(group):
    early = motions.earliest("written", NOON)
    assert early == voting.working_days_after(TODAY, 3)
    assert refused(lambda: group.put(closes_on=early - DAY)) == {"too_soon"}
    assert group.put(closes_on=early).closes_on == early


def test_a_motion_is_taken_back_once(group):
    motion = motions.withdraw(group.put(), by=group.chen, at=NOON)
    assert motions.withdraw(motion, by=group.chen, at=NOON).state == "withdrawn"
    assert Fact.objects.filter(kind=Kind.MOTION_WITHDRAWN).count() == 1
    assert refused(lambda: group.says(motion, "MX", "for")) == {"closed"}


def test_a_number_of_a_rule_changes_by_decision_from_its_day(group):
    wanted = {"code": "quorum_percent", "value": 75, "valid_from": (TODAY + 60 * DAY).isoformat()}
    motion = group.put("silence", kind="parameter.change", data=wanted)
    decision = group.close(motion).decision
    assert parameters.value("quorum_percent", on=TODAY + 59 * DAY) == 50
    assert parameters.value("quorum_percent", on=TODAY + 60 * DAY) == 75
    assert decision.tally["quorum_percent"] == 50
    assert record.number_of_change("quorum_percent") == decision.number

    late = group.put("silence", kind="parameter.change", data=wanted | {"valid_from": "2020-01-01", "value": 60, "replaces": 1}, title="Late")  # fmt: skip
    late = group.close(late)
    assert late.decision.supersedes == decision
    assert parameters.value("quorum_percent", on=TODAY) == 50  # never before it was decided
    assert parameters.value("quorum_percent", on=late.closes_at.date()) == 60


def entered(text="Words", **values):
    return register.enter(Decision(text=text, decided_on=PartialDate(2020), **values))


def test_the_register_is_only_added_to_and_finds_what_the_database_lost(group):
    first, second = entered("One"), entered("Two")
    assert (first.number, second.number) == (1, 2)
    for deed in (first.save, first.delete, Decision.objects.all().delete, lambda: Decision.objects.update(text="x")):  # fmt: skip
        with pytest.raises(TypeError):
            deed()
    assert record.fault() is None
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jln_decision SET text = 'Other' WHERE number = 2")
    assert record.fault()[:2] == (2, 2)


def test_words_are_changed_by_two_people_and_a_line_more(group):
    old, zawadi = entered("One"), f.staff("Zawadi")
    with pytest.raises(PermissionDenied):
        rewording.propose(old, "Two", "Typing", by=group.people["GH"], at=NOON)
    waiting = rewording.propose(old, "Two", "Typing", by=group.chen, at=NOON)
    assert rewording.propose(old, "Two", "Typing", by=group.chen, at=NOON) == waiting
    assert refused(lambda: rewording.propose(old, "Three", "No", by=zawadi, at=NOON)) == {"open"}
    assert refused(lambda: rewording.agree(waiting, by=group.chen, at=NOON)) == {"same_person"}
    made = rewording.agree(waiting, by=zawadi, at=NOON)
    assert rewording.agree(waiting, by=zawadi, at=NOON) == made
    assert (made.number, made.text, made.supersedes) == (2, "Two", old)
    assert refused(lambda: rewording.propose(old, "Four", "No", by=zawadi, at=NOON)) == {"replaced"}
    assert record.fault() is None
