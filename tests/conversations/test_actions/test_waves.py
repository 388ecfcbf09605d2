"""A question goes further while nobody answers, and no further; what came of it is asked once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import AskedColleague, AskWish, FollowUp
from jln.conversations.terms import AskEnd, Outcome
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.notify.told_to import who_is_asked
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, ask, helpers, kinds

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=36)
SOON = timedelta(minutes=1)


def asked_in(topic):
    rows = AskedColleague.objects.filter(topic=topic).order_by("pk")
    return [rows.filter(wave=wave).count() for wave in (1, 2)]


def test_five_at_once_ten_more_after_a_day_and_a_half_then_the_staff():
    theme = f.theme()
    helpers(theme, 18)
    topic = ask(f.person(), theme=theme)
    assert actions.send_waves(at=LATER - SOON) == 0
    assert asked_in(topic) == [5, 0]
    assert actions.send_waves(at=LATER) == 1
    assert actions.send_waves(at=LATER) == 0
    assert asked_in(topic) == [5, 10]
    assert actions.send_waves(at=LATER + timedelta(hours=36)) == 1
    topic.asking.refresh_from_db()
    assert (topic.asking.ended, topic.asking.next_at) == (AskEnd.STAFF, None)
    assert asked_in(topic) == [5, 10]
    assert actions.send_waves(at=LATER + timedelta(days=99)) == 0


def test_the_first_answer_ends_it():
    theme = f.theme()
    helpers(theme, 8)
    topic = ask(f.person(), theme=theme)
    actions.answer(topic, text="We pay them by visit.", by=f.person("Kofi"), at=NOON + SOON)
    topic.asking.refresh_from_db()
    assert topic.asking.ended == AskEnd.ANSWERED
    assert actions.send_waves(at=LATER) == 0
    assert asked_in(topic) == [5, 0]


def test_the_asker_and_staff_end_it_and_nobody_else():
    theme, ama = f.theme(), f.person("Ama")
    helpers(theme, 8)
    topic = ask(ama, theme=theme)
    with pytest.raises(PermissionDenied):
        actions.enough(topic, by=f.person("Kofi"), at=NOON)
    assert actions.enough(topic, by=ama, at=NOON)
    assert not actions.enough(topic, by=f.staff(), at=NOON)
    assert actions.send_waves(at=LATER) == 0


def test_who_was_unticked_is_not_asked_later_either_and_quietly_means_quietly():
    theme = f.theme()
    people = helpers(theme, 8)
    topic = ask(f.person(), theme=theme, colleagues=[people[0].pk])
    quiet = ask(f.person("Esi"), theme=theme, colleagues=[])
    actions.send_waves(at=LATER)
    asked = set(topic.asked.values_list("person", flat=True))
    assert len(asked) == 4
    assert not asked & set(topic.asking.left_out)
    assert not quiet.asked.exists()
    assert quiet.asking.ended == AskEnd.QUIET


def test_a_hidden_question_goes_no_further_and_a_day_it_is_needed_by_hurries_it():
    theme = f.theme()
    helpers(theme, 8)
    soon = ask(f.person(), theme=theme, need_by=date(2026, 11, 21))
    assert soon.asking.next_at < LATER
    actions.hide_topic(soon, because="Names a patient", by=f.staff(), at=NOON)
    actions.send_waves(at=LATER)
    assert asked_in(soon) == [5, 0]


def test_nobody_is_asked_more_often_in_a_week_than_they_said():
    theme = f.theme()
    never, once, often = helpers(theme, 3)
    for who, times in ((never, 0), (once, 1), (often, 5)):
        actions.wish(who, asks_a_week=times, at=NOON)
    for n in range(7):
        ask(f.person(f"Asker {n}"), theme=theme, text=f"How do you pay clinics, number {n}?")
    assert [who.asked.count() for who in (never, once, often)] == [0, 1, 5]
    ask(f.person("Next week"), theme=theme, at=NOON + timedelta(days=8))
    assert [who.asked.count() for who in (never, once, often)] == [0, 2, 6]


def test_a_question_that_was_declined_leaves_its_place_to_another():
    theme = f.theme()
    (who,) = helpers(theme, 1)
    actions.wish(who, asks_a_week=1, at=NOON)
    first = ask(f.person(), theme=theme)
    actions.decline_ask(first, by=who, at=NOON)
    ask(f.person("Esi"), theme=theme, text="How do you pay the clinics of a district?")
    assert who.asked.count() == 2


def test_a_subject_somebody_does_not_want_is_not_brought_to_them():
    theme = f.theme()
    (who,) = helpers(theme, 1)
    actions.wish(who, asks_a_week=2, themes=["medical-audit"], also_outside=False, at=NOON)
    assert not ask(f.person(), theme=theme).asked.exists()
    actions.wish(who, asks_a_week=9, themes=["medical-audit"], also_outside=True, at=NOON)
    assert AskWish.objects.get(person=who).asks_a_week == 5
    assert ask(f.person("Esi"), theme=theme, text="How is a clinic paid?").asked.count() == 1


def test_who_wrote_what_is_like_it_is_asked_and_told_why():
    from jln.conversations import queries

    kofi = f.person("Kofi", country=f.country("KE", "Kenya"))
    earlier = ask(f.person("Esi"), title="Referral slips that reach the payer as data")
    actions.answer(
        earlier, text="Our clinics send each referral slip as a text message.", by=kofi, at=NOON
    )
    topic = ask(f.person("Ama"), text="Has anyone made referral slips into data?")
    row = topic.asked.get()
    assert row.person == kofi
    assert row.reasons[0]["code"] == "wrote"
    ((because, _people),) = who_is_asked(Fact.objects.get(kind="colleague.asked"))
    assert because == "member", "no word of a help that was never offered"
    assert queries.sentences([row.reasons], to_her=True)[0][0] == (
        "You wrote in “Referral slips that reach the payer as data”."
    )


def test_the_likest_that_is_of_another_matter_is_no_reason():
    kofi = f.person("Kofi", country=f.country("KE", "Kenya"))
    earlier = ask(f.person("Esi"), title="Referral slips that reach the payer as data")
    actions.answer(earlier, text="Our clinics send slips by radio.", by=kofi, at=NOON)
    topic = ask(f.person("Ama"), text="Who prints posters for clinics that enrol farmers in Twi?")
    row = topic.asked.filter(person=kofi).first()
    assert row is None or all(reason["code"] != "wrote" for reason in row.reasons)


def test_what_came_of_it_is_asked_once_after_ninety_days_of_who_asked():
    ama = f.person("Ama")
    topic, silent = ask(ama), ask(f.person("Esi"), text="Nobody answers this one, does anyone?")
    actions.answer(topic, text="We pay them by visit.", by=f.person("Kofi"), at=NOON)
    day = NOON + timedelta(days=90)
    assert actions.ask_outcomes(at=day - SOON) == 0
    assert actions.ask_outcomes(at=day) == 2
    assert actions.ask_outcomes(at=day + timedelta(days=90)) == 0
    assert FollowUp.objects.get().topic == topic
    assert kinds().count(Kind.OUTCOME_ASKED) == 1
    assert not FollowUp.objects.filter(topic=silent).exists()


def test_the_asker_tells_what_came_of_it_and_may_say_it_anew():
    ama = f.person("Ama")
    topic = ask(ama)
    actions.answer(topic, text="We pay them by visit.", by=f.person("Kofi"), at=NOON)
    with pytest.raises(PermissionDenied):
        actions.tell_outcome(topic, Outcome.USED, by=f.person("Kwame"), at=NOON)
    actions.tell_outcome(topic, Outcome.SOME, words=" in two \n districts ", by=ama, at=NOON)
    row = actions.tell_outcome(topic, Outcome.USED, words="in two districts", by=ama, at=NOON)
    assert (row.outcome, row.words) == (Outcome.USED, "in two districts")
    assert actions.ask_outcomes(at=NOON + timedelta(days=90)) == 0
