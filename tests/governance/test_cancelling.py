"""A meeting of the Steering Group that does not take place: who is told, what becomes of it."""

from datetime import timedelta

import pytest

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects
from jln.governance.actions import agenda, motions, steering
from jln.governance.actions.motions import AGAIN, Proposal
from jln.governance.models import AgendaItem, Meeting, Motion
from jln.governance.queries import agendas
from jln.governance.terms import MeetingState
from jln.governance.words import why_not_decided
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from tests import factories as f
from tests.governance import groups as g
from tests.governance import sitting as s
from tests.governance.test_steering_mail import associate, waits
from tests.mailroom.letters import answered, newest
from tests.pages import known_network, page_of, text_of

pytestmark = pytest.mark.django_db
WHY = "Floods closed the airport."


@pytest.fixture
def sg():
    known_network()
    return s.sits()


def test_everybody_who_was_invited_is_told_once_and_may_no_longer_answer(sg):
    akello = associate()
    meeting = s.opened(by=sg["GH"])
    g.tell()
    for _again in range(2):
        steering.cancel(meeting, WHY, by=sg["GH"], at=clock.now())
        g.tell()

    told = sorted(one.person.name for one in OutgoingMail.objects.all() if WHY in one.text)
    assert told == sorted([akello.name, *(f"Rep {code}" for code in ("KE", "PH", "VN"))])
    assert Fact.objects.filter(kind=Kind.STEERING_CANCELLED).count() == 1
    assert not agendas.to_come(clock.now()).exists()
    late = answered(newest("steering.invited", sg["KE"]), "1", name="Rep KE")
    assert late.reason == "not_now"
    assert "This meeting is cancelled." in late.receipt.text
    again = s.called(by=sg["GH"])  # at the same time: another meeting
    assert again.pk != meeting.pk


def test_of_a_meeting_to_which_nobody_was_invited_nobody_is_told(sg):
    steering.cancel(s.called(by=sg["GH"]), WHY, by=sg["GH"], at=clock.now())
    g.tell()
    assert not [one for one in OutgoingMail.objects.all() if WHY in one.text]


def put(title, taking, meeting, by):
    closes_on = day(clock.now()) + timedelta(days=20) if taking == "written" else None
    what = Proposal(title, title, taking, closes_on=closes_on, meeting=meeting)
    return motions.put(what, by=by, at=clock.now())


def test_what_waited_for_it_waits_for_the_next_meeting(sg, monkeypatch):
    monkeypatch.setattr(effects, "EFFECTS", effects.EFFECTS | {"test.wait": waits(1)})
    meeting = s.opened(by=sg["GH"])
    assert meeting.items.filter(matter_kind="test.wait").exists()
    spoken, written = (put(one, one, meeting, sg["GH"]) for one in ("vote", "written"))
    item = s.item(meeting, "Both", by=sg["GH"])
    AgendaItem.objects.filter(pk=item.pk).update(motion=spoken)
    steering.cancel(meeting, WHY, by=sg["GH"], at=clock.now())

    spoken, written = (Motion.objects.get(pk=one.pk) for one in (spoken, written))
    assert (spoken.state, written.state) == ("agenda", "open")
    assert why_not_decided(spoken) == "Its meeting was cancelled."
    assert Fact.objects.get(kind=Kind.MOTION_DEFERRED).told_at is not None  # told with the meeting

    later = s.called(40, by=sg["GH"])
    gathered = later.items.values_list("matter_kind", flat=True)
    assert sorted(gathered) == sorted(["test.wait", AGAIN, ""])  # and what is talked about
    again = motions.put_item(
        later.items.get(matter_kind=AGAIN), "vote", by=sg["GH"], at=clock.now()
    )
    assert (again.pk, again.meeting, again.state) == (spoken.pk, later, "open")


def test_what_is_planned_already_takes_it_up_at_once(sg, monkeypatch):
    monkeypatch.setattr(effects, "EFFECTS", {"test.wait": waits(1)})
    meeting = s.opened(by=sg["GH"])
    later = s.called(40, by=sg["GH"])
    assert not later.items.exists()
    steering.cancel(meeting, WHY, by=sg["GH"], at=clock.now())
    assert later.items.get(matter_kind="test.wait").matter_id == 1
    assert agenda.gather_next(at=clock.now()) == 0


def test_what_it_would_have_talked_about_goes_on_with_all_that_was_said(client, sg):
    meeting = s.opened(by=sg["GH"])
    item, dropped = (s.item(meeting, title, by=sg["GH"]) for title in ("Medicines", "Dropped"))
    agenda.withdraw_item(dropped, by=sg["GH"], at=clock.now())
    agenda.add_paper(item, "Prices", "https://example.org/p", by=sg["GH"], at=clock.now())
    agenda.comment(item, "Ask the payers.", by=associate(), at=clock.now())
    moved = list(meeting.items.filter(withdrawn_at=None).order_by("number"))
    steering.cancel(meeting, WHY, by=sg["GH"], at=clock.now())
    assert item in meeting.items.all()  # no other one is planned yet

    later = s.called(40, by=sg["GH"])
    assert agenda.gather(later, at=clock.now()) == 0
    assert list(later.items.order_by("number")) == moved
    assert list(meeting.items.all()) == [dropped]
    f.sign_in(client, sg["KE"])
    page = text_of(page_of(client, f"/steering-group/items/{item.code}/"))
    for words in ("Medicines", "Prices", "Ask the payers."):
        assert words in page
    third = s.called(60, by=sg["GH"])
    steering.cancel(later, WHY, by=sg["GH"], at=clock.now())
    assert list(third.items.order_by("number")) == moved


def test_on_the_page_a_reason_is_asked_and_shown(client, sg):
    staff = f.staff()
    meeting = s.opened(by=staff)
    path = f"/steering-group/meetings/{meeting.slug}/"
    f.sign_in(client, staff)
    assert f"{path}cancel/" in page_of(client, path)
    assert client.post(f"{path}cancel/", {"because": ""}).status_code == 200
    assert client.post(f"{path}cancel/", {"because": WHY}).headers["Location"] == path
    page = text_of(page_of(client, path))
    for words in ("cancelled", WHY):
        assert words in page
    assert "Send a letter of the meeting" not in page
    assert "cancelled" in text_of(page_of(client, "/steering-group/"))
    later = {"held_on": day(clock.now()) + timedelta(days=9), "begins": "10:00"}
    said = client.post(f"{path}plan/", later | {"zone": "UTC", "mode": "virtual"})
    assert "This meeting is cancelled." in said.content.decode()
    client.cookies.clear()
    assert WHY not in text_of(page_of(client, path))


def test_pressed_twice_says_that_it_is_cancelled_and_shows_no_form(client, sg):
    staff = f.staff()
    meeting = s.opened(by=staff)
    path = f"/steering-group/meetings/{meeting.slug}/"
    f.sign_in(client, staff)
    client.post(f"{path}cancel/", {"because": WHY}, follow=True)
    for send in (client.post, client.get):
        said = send(f"{path}cancel/", {"because": "Other words."}, follow=True)
        assert said.redirect_chain[0][0] == path
        page = text_of(said.content.decode())
        assert "This meeting is cancelled." in page
        assert "the group is told" not in page
        assert "What comes next" not in page
    meeting.refresh_from_db()
    assert meeting.cancelled_because == WHY


def test_a_next_meeting_is_spoken_of_only_where_one_is_planned(sg):
    first, second = s.opened(by=sg["GH"]), s.opened(40, by=sg["GH"])
    for meeting, is_said in ((first, True), (second, False)):
        steering.cancel(meeting, f"{WHY} {is_said}", by=sg["GH"], at=clock.now())
        g.tell()
        letter = next(one for one in OutgoingMail.objects.all() if f"{WHY} {is_said}" in one.text)
        assert ("comes to the next meeting" in letter.text) is is_said
        assert "\n\n\n" not in letter.text


def test_one_that_began_is_not_cancelled(sg):
    meeting = s.opened(by=sg["GH"])
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now())
    steering.begin(meeting, by=sg["GH"], at=clock.now())
    with pytest.raises(RuleBroken):
        steering.cancel(meeting, WHY, by=sg["GH"], at=clock.now())
    meeting.refresh_from_db()
    assert agendas.state_of(meeting, clock.now()) is MeetingState.SESSION
