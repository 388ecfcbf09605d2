"""Requests to partners, meetings that are cancelled, and the lists of a group."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.countries.terms import SeatKind
from jln.desk import queries as desk
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import actions, queries
from jln.governance.models import CoreGroupMeeting, SupportRequest
from jln.governance.rules import support as rules
from jln.governance.terms import SupportAnswer
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from tests import factories as f
from tests.governance import groups as g
from tests.mailroom.letters import answered, newest

TODAY = date(2027, 3, 8)
TEXT = "An actuary for two weeks."


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, set()),
        ({"is_open": False}, {"answered"}),
        ({"is_yes": False}, {"no_words"}),
        ({"is_yes": False, "words": "No money left."}, set()),
        ({"answered_on": TODAY + timedelta(days=1)}, {"day"}),
        ({"answered_on": TODAY - timedelta(days=9)}, {"day"}),
    ],
)
def test_an_answer_has_its_day_and_a_no_its_words(values, codes):
    said = {
        "is_open": True, "is_yes": True, "words": "", "asked_on": TODAY - timedelta(days=8),
        "answered_on": TODAY, "on": TODAY,
    }  # fmt: skip
    assert rules.may_answer(**(said | values)).codes == codes


@pytest.fixture
def yaw(db):
    f.network()
    g.member()
    return g.in_group("Yaw")


@pytest.fixture
def bank():
    return f.institution("bank", "A development bank", country=None, kind="partner")


def ask(yaw, bank, group=None, **values):
    return actions.ask_support(
        group or g.group(), bank, TEXT, **({"by": yaw, "at": clock.now()} | values)
    )


def waiting():
    return [line for line in desk.lines(at=clock.now()) if line.country]


def test_a_partner_is_asked_once_and_answers_by_mail(yaw, bank):
    mona, group = f.person("Mona", country=f.country("XK", "Kosovo")), g.group()
    f.seat(SeatKind.STEERING_REPRESENTATIVE, mona, institution=bank)
    asked = ask(yaw, bank, group)
    assert ask(yaw, bank, group) == asked
    g.tell()
    assert OutgoingMail.objects.filter(kind="support.asked").count() == 1
    assert TEXT in newest("support.asked", mona).text

    came = answered(newest("support.asked", mona), "1 In part\n2 One week in June.", name="Mona")

    assert came.reason in {"answered", "echoed"}, came.receipt and came.receipt.text
    if came.reason == "echoed":
        answered(came.receipt, "OK", name="Mona")
    asked.refresh_from_db()
    assert (asked.answer, asked.words) == ("part", "One week in June.")
    g.tell()
    assert "One week in June." in newest("support.answered", yaw).text
    assert not waiting()


@pytest.mark.parametrize(
    "said",
    ["in part", "IN PART", "En partie", "En parte", "Em parte", "جزئياً"],
)
def test_in_part_with_a_line_below_is_recorded_the_first_time(yaw, bank, said):
    mona = f.person("Mona", country=f.country("XK", "Kosovo"))
    f.seat(SeatKind.STEERING_REPRESENTATIVE, mona, institution=bank)
    asked = ask(yaw, bank)
    g.tell()

    came = answered(newest("support.asked", mona), f"{said}\nOne week only, in March.", name="Mona")

    assert came.reason == "answered", came.receipt.text
    asked.refresh_from_db()
    assert (asked.answer, asked.words) == ("part", "One week only, in March.")


def test_a_later_answer_by_mail_replaces_words_that_were_not_taken(yaw, bank):
    mona = f.person("Mona", country=f.country("XK", "Kosovo"))
    f.seat(SeatKind.STEERING_REPRESENTATIVE, mona, institution=bank)
    asked = ask(yaw, bank)
    g.tell()
    letter = newest("support.asked", mona)

    lost = answered(letter, "We think about it.", name="Mona")
    assert "YES, IN PART or NO" in lost.receipt.text
    assert "number of a question" not in lost.receipt.text
    first = answered(letter, "2. One week.", name="Mona")
    assert first.reason == "kept_in_part"
    assert answered(letter, "NO\nNo money.", name="Mona").reason == "answered"
    asked.refresh_from_db()
    assert (asked.answer, asked.words) == ("no", "No money.")


def test_where_nobody_sits_for_the_partner_staff_put_the_answer_on_record(yaw, bank, client):
    asked, chen = ask(yaw, bank), f.staff()
    (line,) = waiting()
    assert line.title == TEXT
    with pytest.raises(PermissionDenied):
        actions.answer_support(asked, SupportAnswer.YES, words="", by=yaw, at=clock.now())

    f.sign_in(client, chen)
    assert TEXT in client.get(line.link).content.decode()
    wrong = client.post(line.link, {"answer": "no"}).content.decode()
    assert "Say why not" in wrong
    assert client.post(line.link, {"answer": "no", "text": "No money left."}).status_code == 302

    assert "No money left." in client.get(line.link).content.decode()
    f.sign_in(client, yaw)
    assert "A development bank" in client.get("/countries/gh/group/support/").content.decode()
    again = client.post(line.link, {"answer": "yes"})
    assert again.status_code == 200
    assert SupportRequest.objects.get().answer == "no"


def test_who_asks_is_told_whether_somebody_of_the_partner_reads_it(yaw, bank, client):
    f.sign_in(client, yaw)
    assert g.group()
    path, carried = "/countries/gh/group/support/", "Nobody of this partner is here"
    assert "Where nobody of the partner is here" in client.get(path).content.decode()
    said = {"institution": bank.slug, "text": TEXT}
    assert carried in client.post(path, said, follow=True).content.decode()
    f.seat(SeatKind.STEERING_REPRESENTATIVE, f.person("Mona"), institution=bank)
    html = client.post(path, said | {"text": "A nurse."}, follow=True).content.decode()
    assert carried not in html
    assert "The partner is asked." in html


def test_only_a_partner_is_asked_for_a_day_to_come(yaw):
    ministry = f.institution("ministry", "Ministry", kind="ministry")
    with pytest.raises(RuleBroken) as broken:
        ask(yaw, ministry, needed_on=date(2020, 1, 1))
    assert broken.value.verdict.codes == {"partner", "past"}


def test_a_cancelled_meeting_is_told_with_its_reason_and_leaves_its_hour_free(yaw, client):
    esi, group = g.in_group("Esi", SeatKind.CCG_MEMBER), g.group()
    held = g.meeting(group, 9)
    f.sign_in(client, yaw)
    path = f"/countries/gh/group/meetings/{held.code}/"
    assert "cancel/" in client.get(path).content.decode()
    assert client.post(f"{path}cancel/", {"because": "Floods in the north."}).status_code == 302
    again = client.post(f"{path}cancel/", {"because": "Pressed twice."}, follow=True)
    assert "This meeting is cancelled." in again.content.decode()
    actions.cancel_meeting(held, "Again.", by=yaw, at=clock.now())
    g.tell()

    assert "Floods in the north." in newest("core_meeting.changed", esi).text
    assert Fact.objects.filter(kind=Kind.CORE_MEETING_CANCELLED).count() == 1
    assert client.get(f"{path}plan/").status_code == 404
    shown = client.get(path).content.decode()
    assert "Floods in the north." in shown
    assert "cancel/" not in shown
    assert "cancelled" in client.get("/countries/gh/group/meetings/").content.decode()
    assert queries.group_page(yaw, "gh", at=clock.now()).coming is None
    with pytest.raises(RuleBroken):
        actions.note(held, "x", represented=(), is_public=False, by=yaw, at=held.starts_at)

    again = actions.plan(group, actions.Plan(starts_at=held.starts_at), by=yaw, at=clock.now())
    assert again != held
    assert CoreGroupMeeting.objects.filter(cancelled_at=None).count() == 1


def test_a_meeting_with_notes_is_not_cancelled(yaw):
    with pytest.raises(RuleBroken) as broken:
        actions.cancel_meeting(g.noted(g.group()), "x", by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"noted"}


@pytest.mark.parametrize("count", [1, 25])
def test_long_lists_cost_what_short_ones_cost(yaw, bank, client, count, django_assert_num_queries):
    group = g.group()
    for n in range(count):
        held = g.noted(group, -7 - n)
        g.action(held, yaw, text=f"Write page {n}.", outcome="Half of it.")
        ask(yaw, f.institution(f"bank-{n}", f"Bank {n}", country=None, kind="funder"), group)
    f.sign_in(client, yaw)
    for end, most in (("meetings/", 5), ("actions/", 4), ("support/", 5)):
        client.get(f"/countries/gh/group/{end}")
        with django_assert_num_queries(most):
            page = client.get(f"/countries/gh/group/{end}").content.decode()
        assert ("?page=2" in page) == (count > 20 and end != "support/")
