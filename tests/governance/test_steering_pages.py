"""The pages of the Steering Group: who sits on it, its meetings, an item, the room."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jln.countries.terms import SeatKind
from jln.governance.actions import agenda, steering
from jln.governance.models import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    Meeting,
    MeetingPresence,
    SteeringTerm,
)
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from tests import factories as f
from tests.governance import sitting as s

pytestmark = pytest.mark.django_db


@pytest.fixture
def sg(client):
    f.network()
    return s.sits()


def get(client, path, reader=None):
    client.cookies.clear()
    if reader:
        f.sign_in(client, reader)
    return client.get(path)


def post(client, path, by, /, **data):
    client.cookies.clear()
    f.sign_in(client, by)
    return client.post(path, data)


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def home(meeting, end=""):
    return f"/steering-group/meetings/{meeting.slug}/{end}"


def test_who_sits_there_names_for_members_only(client, sg):
    visitor = text(get(client, "/steering-group/"))
    assert "Ghana" in visitor
    assert "Rep GH" not in visitor
    assert "Begin a term" not in visitor
    assert "Vacant: 8 places of countries, 4 of partners." in visitor
    assert "No meeting of the Steering Group is planned." in visitor
    assert "Rep GH" in text(get(client, "/steering-group/", f.person()))
    assert "Begin a term" in text(get(client, "/steering-group/", f.staff()))


def test_staff_begin_a_term_seat_somebody_and_end_it(client):
    f.network()
    s.room()
    staff, ghana = f.staff(), s.full("GH", "Ghana")
    ama = f.person("Ama")
    today = day(clock.now())
    new = "/steering-group/terms/new/"
    assert get(client, new, ama).status_code == 404
    assert "Ghana" in text(get(client, new, staff))
    assert post(client, new, staff, of="c-GH", starts_on=today).status_code == 302
    term = SteeringTerm.objects.get(country=ghana)
    again = post(client, new, staff, of="c-GH", starts_on=today)
    assert "Choose one of the answers here." in text(again)

    seat = f"/steering-group/terms/{term.code}/seat/"
    kind = SeatKind.STEERING_REPRESENTATIVE
    assert post(client, seat, staff, kind=kind, who=ama.code).status_code == 302
    taken = text(post(client, seat, staff, kind=kind, who=f.person("Yaw").code))
    assert "Somebody else holds this seat by then." in taken
    end = f"/steering-group/terms/{term.code}/end/"
    past = text(post(client, end, staff, ends_on=today - timedelta(days=1)))
    assert "The last day is today or later." in past
    assert post(client, end, staff, ends_on=today).status_code == 302
    assert f"until {today.day}" in text(get(client, "/steering-group/", staff))


def test_a_meeting_from_the_plan_to_the_summary(client, sg):
    convener, kenya = sg["GH"], sg["KE"]
    on = day(clock.now()) + timedelta(days=30)
    asked = {"held_on": on, "begins": "14:00", "zone": "UTC", "mode": "virtual"}
    new = "/steering-group/meetings/new/"
    assert post(client, new, kenya, **asked).status_code == 404
    assert post(client, new, convener, **asked).status_code == 302
    assert post(client, new, convener, **asked).status_code == 302  # the same meeting
    meeting = Meeting.objects.get()

    empty = post(client, home(meeting, "letter/"), convener, letter="invitation")
    assert "Put an item on the agenda first." in text(empty)
    item = {"heading": "Medicines", "kind": "discuss", "minutes": "40"}
    assert post(client, home(meeting, "items/"), convener, **item).status_code == 302
    one = AgendaItem.objects.get()
    uganda = f.person("Akello", country=f.country("UG", "Uganda"))
    assert "Medicines" not in text(get(client, home(meeting), uganda))
    assert get(client, f"/steering-group/items/{one.code}/", uganda).status_code == 404
    assert post(client, home(meeting, "letter/"), convener, letter="invitation").status_code == 302

    visitor = text(get(client, home(meeting)))
    for words in ("Medicines", "agenda open for input", "The agenda is not open yet."):
        assert words not in visitor
    page = text(get(client, home(meeting), uganda))
    assert "Medicines" in page
    assert "Who comes" not in page
    said = {"item": one.code, "text": "We pay late."}
    assert post(client, home(meeting, "input/"), uganda, **said).status_code == 302
    assert "We pay late." in text(get(client, f"/steering-group/items/{one.code}/", kenya))
    other = f.person("Other", country=f.country("TZ", "Tanzania"))
    assert "We pay late." not in text(get(client, f"/steering-group/items/{one.code}/", other))

    assert post(client, home(meeting, "presence/"), kenya, answer="there").status_code == 302
    assert "1 of 4 countries come; 2 make a quorum." in text(get(client, home(meeting), kenya))
    assert get(client, home(meeting, "presence/"), uganda).status_code == 404


def held(sg, at=None):
    """A meeting that goes on, with one item."""
    meeting = s.opened(15, by=sg["GH"])
    at = at or clock.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=at, starts=PartialDate.of(day(at)), papers_at=at
    )
    meeting.refresh_from_db()
    return meeting


def test_the_room_says_who_is_here_and_what_is_in_hand(client, sg):
    meeting = held(sg)
    convener, kenya = sg["GH"], sg["KE"]
    room = home(meeting, "room/")
    assert get(client, room, f.person()).status_code == 404
    steering.answer(meeting, "there", by=kenya, at=clock.now() - timedelta(minutes=5))
    Meeting.objects.update(link="https://meet.example/sg")
    before = text(get(client, room, kenya))
    for words in ("Begin the meeting", "Who is here", "Rep GH"):
        assert words not in before
    assert kenya.name in before.split("Who comes")[1]
    assert "https://meet.example/sg" in before
    post(client, room, kenya, do="here")
    assert not MeetingPresence.objects.filter(present_at__isnull=False).exists()  # not begun
    for do in ({"do": "begin"}, {"do": "here"}, {"do": "here", "who": kenya.code}):
        assert post(client, room, convener, **do).status_code == 302
    post(client, room, convener, do="item", item=meeting.items.get().code)
    page = text(get(client, room, kenya))
    assert "2 of 4 countries are here; 2 make a quorum." in page
    assert "Medicines" in page.split("In hand")[1].split("Agenda")[0]
    post(client, room, kenya, do="gone")
    assert "1 of 4 countries are here" in text(get(client, room, kenya))
    assert post(client, room, kenya, do="end").status_code == 403
    post(client, room, convener, do="end")
    over = text(get(client, room, kenya))
    assert "Nothing goes on here now." in over
    for html in (over, text(get(client, home(meeting), kenya))):
        for words in ("https://meet.example/sg", "Who is here", "Who comes", "make a quorum"):
            assert words not in html


def test_minutes_in_versions_approved_and_read_by_right(client, sg):
    meeting = held(sg)
    convener, kenya, member = sg["GH"], sg["KE"], f.person()
    one = meeting.items.get()
    steering.begin(meeting, by=convener, at=clock.now())
    steering.finish(meeting, by=convener, at=clock.now())
    minutes = f"/steering-group/items/{one.code}/minutes/"
    nothing = text(post(client, minutes, convener, discussion="", points=""))
    assert "Say what was discussed or decided." in nothing
    task = {"task": "Write one page.", "owner": kenya.code, "due_on": day(clock.now())}
    for words in ("Long.", "Long and open."):
        said = {"discussion": words, "points": "Begin in May."} | task
        assert post(client, minutes, convener, **said).status_code == 302
    assert AgendaMinutes.objects.count() == 2
    page = text(get(client, f"/steering-group/items/{one.code}/", kenya))
    assert "Version 2" in page
    assert "Write one page." in page
    hidden = text(get(client, f"/steering-group/items/{one.code}/", member))
    assert "Long and open." not in hidden
    assert get(client, home(meeting, "minutes/"), member).status_code == 404
    early = text(post(client, home(meeting, "summary/"), convener, summary="We begin."))
    assert "The minutes have to be approved first." in early

    assert post(client, home(meeting, "minutes/"), convener, sure="yes").status_code == 302
    assert "Long and open." in text(get(client, f"/steering-group/items/{one.code}/", member))
    late = text(post(client, minutes, convener, discussion="Other", points=""))
    assert "Minutes are written after a meeting began, until approved." in late
    assert post(client, home(meeting, "summary/"), convener, summary="We begin.").status_code == 302
    assert "We begin." in text(get(client, home(meeting)))
    assert "Long and open." not in text(get(client, home(meeting)))


def test_countries_approve_minutes_when_they_are_half(client, sg):
    meeting = held(sg)
    one = meeting.items.get()
    steering.begin(meeting, by=sg["GH"], at=clock.now())
    steering.finish(meeting, by=sg["GH"], at=clock.now())
    agenda.minute(one, "Long.", "", by=sg["GH"], at=clock.now())
    steering.approve(meeting, by=sg["KE"], at=clock.now())
    agenda.minute(one, "Other words.", "", by=sg["GH"], at=clock.now())
    for code in ("VN", "VN"):
        assert steering.approve(meeting, by=sg[code], at=clock.now()).approved_at is None
    assert steering.approve(meeting, by=sg["KE"], at=clock.now()).approved_at


def test_items_have_their_order_and_come_off(client, sg):
    convener = sg["GH"]
    meeting = s.called(by=convener)
    first, second, third = (s.item(meeting, name, by=convener) for name in ("A", "B", "C"))
    change = f"/steering-group/items/{third.code}/change/"
    said = {"heading": "C", "kind": "decide", "minutes": "5", "place": "1", "stays": "yes"}
    assert post(client, change, convener, **said).status_code == 302
    order = list(meeting.items.order_by("number").values_list("title", flat=True))
    assert order == ["C", "A", "B"]
    paper = f"/steering-group/items/{first.code}/papers/"
    link = {"heading": "What countries said", "link": "https://jln.example/1"}
    assert post(client, paper, convener, **link).status_code == 302
    assert post(client, paper, convener, **link).status_code == 302
    assert first.papers.count() == 1
    assert post(client, change, convener, **said | {"stays": "no"}).status_code == 302
    assert "C</a>" not in text(get(client, home(meeting), convener))
    assert get(client, change, convener).status_code == 404
    assert second.meeting_id == meeting.pk


def test_a_moved_meeting_asks_again_who_comes(client, sg):
    convener = sg["GH"]
    meeting = s.opened(by=convener)
    steering.answer(meeting, "there", by=sg["KE"], at=clock.now())
    on = day(clock.now()) + timedelta(days=40)
    said = {"held_on": on, "begins": "09:00", "zone": "UTC", "mode": "in-person", "place": "Accra"}
    assert post(client, home(meeting, "plan/"), convener, **said).status_code == 302
    assert not MeetingPresence.objects.exclude(answer="").exists()
    page = text(get(client, home(meeting), sg["KE"]))
    assert "Accra" in page
    assert "0 of 4 countries come" in page


def test_a_paper_has_its_size_and_is_opened_by_who_sits_there(client, sg):
    meeting = s.called(by=sg["GH"])
    one = s.item(meeting, by=sg["GH"])
    for who in (sg["GH"], sg["KE"]):
        f.on_roll(s.room(), who)
    papers = f"/steering-group/items/{one.code}/papers/"
    nothing = text(post(client, papers, sg["GH"], heading="Proposal"))
    assert "Choose a file, or say where the paper stands." in nothing

    def brought(content):
        return SimpleUploadedFile("proposal.pdf", content, "application/pdf")

    wrong = text(post(client, papers, sg["GH"], heading="Proposal", file=brought(b"MZ" * 40)))
    assert "Send it as PDF" in wrong
    for _twice in range(2):
        file = brought(b"%PDF-1.7 " + b"x" * 2_000)
        assert post(client, papers, sg["GH"], heading="Proposal", file=file).status_code == 302
    paper = one.papers.get()
    assert paper.upload.size == 2_009
    assert "2 KB" in text(get(client, home(meeting), sg["KE"]))
    address = f"/files/{paper.upload.code}/"
    assert get(client, address, sg["KE"])["Content-Disposition"].startswith("attachment")
    assert get(client, address, f.person()).status_code == 404


@pytest.mark.parametrize("many", [1, 60])
def test_queries_do_not_grow(client, sg, many, django_assert_num_queries):
    meeting = held(sg)
    item = meeting.items.get()
    for number in range(many):
        Meeting.objects.create(slug=f"m{number}", starts=PartialDate(2015))
        if number < 15:
            item = AgendaItem.objects.create(
                meeting=meeting, number=number + 5, kind="discuss", title="Other"
            )
        AgendaMinutes.objects.create(item=item, version=number + 1, at=clock.now())
        AgendaInput.objects.create(
            item=item, country=f.country(), person=f.person(), text="x", at=clock.now()
        )
    client.cookies.clear()
    f.sign_in(client, sg["KE"])
    for path, number in PAGES.items():
        address = path.format(slug=meeting.slug, item=item.code)
        client.get(address)
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200


PAGES = {
    "/steering-group/": 13,
    "/steering-group/meetings/{slug}/": 14,
    "/steering-group/meetings/{slug}/room/": 10,
    "/steering-group/items/{item}/": 10,
}
"""A meeting asks two more than the aim of twelve: its agenda's papers, minutes and actions.
The group's page one: whether the reader has its board."""
