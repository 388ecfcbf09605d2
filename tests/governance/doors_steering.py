"""Who may do what for the Steering Group, declared by hand."""

from datetime import timedelta

from jln.governance.actions import agenda, steering, terms
from jln.governance.models import AgendaItem, AgendaMinutes
from jln.kit import clock
from jln.kit.time import day
from tests.doors import Row, does, everyone, leads_on
from tests.governance import sitting as s

KEEPERS = {"staff", "administrator", "convener"}
SITTING = {"representative", "alternate", "convener", "partner"}


def call(by):
    steering.call(steering.Called(clock.now() + timedelta(days=30)), by=by, at=clock.now())


def answer(by):
    steering.answer(s.called(), "there", by=by, at=clock.now())


def cancel(by):
    steering.cancel(s.called(), "Floods.", by=by, at=clock.now())


def begin_term(by):
    terms.begin_term(s.full("VN", "Vietnam"), day(clock.now()), None, by=by, at=clock.now())


def comment(by):
    item = s.opened().items.get()
    agenda.comment(item, "We pay late.", by=by, at=clock.now())


PRESENT = everyone(404, **dict.fromkeys(KEEPERS | {"representative", "alternate"}, 200))
ALL_BUT = {name for name in everyone(200) if name not in {"visitor", "suspended"}}
KEEP = everyone(404, **dict.fromkeys(KEEPERS, 200))
SEAT = everyone(404, staff=200, administrator=200)
SIT = everyone(404, **dict.fromkeys(SITTING, 200))
INSIDE = everyone(404, **dict.fromkeys(KEEPERS | SITTING, 200))
MEMBERS = everyone(404, **dict.fromkeys(ALL_BUT, 200))


SPEAK = leads_on(SIT) | {"staff": 403, "administrator": 403}  # they mark others, not themselves


def on_page(*who):
    """A part of a page that anybody may open."""
    return everyone(404, visitor=404, suspended=404, **dict.fromkeys(who, 200))


def of(made, end=""):
    def path():
        s.room()
        return f"/steering-group/meetings/{made().slug}/{end}"

    return path


def item(made, end=""):
    def path():
        s.room()
        return f"/steering-group/items/{made().items.get().code}/{end}"

    return path


def term(end):
    def path():
        s.room()
        return f"/steering-group/terms/{s.place(s.full('GH', 'Ghana')).code}/{end}"

    return path


def closed(**values):
    """A meeting that was held, with minutes."""
    meeting = s.opened(15)
    at = clock.now() - timedelta(days=2)
    for column, value in ({"starts_at": at, "began_at": at, "ended_at": at} | values).items():
        setattr(meeting, column, value)
    meeting.save()
    AgendaMinutes.objects.create(
        item=meeting.items.get(), version=1, discussion="It was long.", at=at
    )
    return meeting


def presented():
    """A meeting whose one item Ghana presents."""
    meeting = s.called()
    s.item(meeting, presented_by=s.place(s.full("GH", "Ghana")))
    return meeting


def bring(by):
    item = presented().items.get()
    agenda.add_paper(item, "Paper", "https://jln.example/1", by=by, at=clock.now())


def approved():
    return closed(approved_at=clock.now())


def later():
    return {"held_on": day(clock.now()) + timedelta(days=20), "begins": "10:00"} | ASKED


def with_item():
    item = AgendaItem.objects.get(title="Medicines")
    return {"item": item.code, "text": "We pay late."}


ASKED = {"zone": "UTC", "mode": "virtual"}
ITEM = {"heading": "Money", "kind": "decide", "minutes": "10", "stays": "yes"}
PAPER = {"heading": "What countries said", "link": "https://jln.example/1"}
MINUTES = {"discussion": "Long.", "points": "Begin."}
MEETINGS = "/steering-group/meetings/"

ROWS = [
    Row("/steering-group/", "get", everyone(200)),
    Row("/steering-group/", "get", on_page("staff", "administrator"), shows="terms/new"),
    Row("/steering-group/terms/new/", "get", SEAT),
    Row(term("end/"), "get", SEAT),
    Row(term("end/"), "post", leads_on(SEAT), lambda: {"ends_on": day(clock.now())}),
    Row(term("seat/"), "get", SEAT),
    Row(f"{MEETINGS}new/", "get", KEEP),
    Row(f"{MEETINGS}new/", "post", leads_on(KEEP), later),
    Row(of(s.called), "get", everyone(200)),
    Row(of(s.called, "plan/"), "get", KEEP),
    Row(of(s.called, "plan/"), "post", leads_on(KEEP), later),
    Row(of(s.opened), "get", on_page(*ALL_BUT), shows="Medicines"),
    Row(of(s.opened), "get", on_page(*KEEPERS, *SITTING), shows="make a quorum"),
    Row(of(s.opened, "cancel/"), "get", KEEP),
    Row(of(s.opened, "cancel/"), "post", leads_on(KEEP), {"because": "Floods."}),
    Row(cancel, "deed", does(*KEEPERS)),
    Row(of(s.opened, "letter/"), "get", KEEP),
    Row(of(s.opened, "letter/"), "post", leads_on(KEEP), {"letter": "papers"}),
    Row(of(s.opened, "presence/"), "get", SIT),
    Row(of(s.opened, "presence/"), "post", leads_on(SIT), {"answer": "there"}),
    Row(of(s.opened, "input/"), "get", MEMBERS),
    Row(of(s.opened, "input/"), "post", leads_on(MEMBERS), with_item),
    Row(of(s.opened, "items/"), "get", KEEP),
    Row(of(s.opened, "items/"), "post", leads_on(KEEP), ITEM),
    Row(of(s.opened, "room/"), "get", INSIDE),
    Row(of(s.opened, "room/"), "post", SPEAK, {"do": "here"}),
    Row(of(closed, "minutes/"), "get", SIT),
    Row(of(approved, "summary/"), "get", KEEP),
    Row(of(approved, "summary/"), "post", leads_on(KEEP), {"summary": "We begin."}),
    Row(item(s.opened), "get", MEMBERS),
    Row(item(closed), "get", INSIDE, shows="It was long."),
    Row(item(approved), "get", MEMBERS, shows="It was long."),
    Row(item(s.opened, "change/"), "get", KEEP),
    Row(item(s.opened, "change/"), "post", leads_on(KEEP), ITEM),
    Row(item(s.opened, "papers/"), "get", KEEP),
    Row(item(s.opened, "papers/"), "post", leads_on(KEEP), PAPER),
    Row(item(presented, "papers/"), "get", PRESENT),
    Row(item(presented, "papers/"), "post", leads_on(PRESENT), PAPER),
    Row(bring, "deed", does(*KEEPERS, "representative", "alternate")),
    Row(item(closed, "minutes/"), "get", KEEP),
    Row(item(closed, "minutes/"), "post", leads_on(KEEP), MINUTES),
    Row(call, "deed", does(*KEEPERS)),
    Row(answer, "deed", does(*SITTING)),
    Row(begin_term, "deed", does("staff", "administrator")),
    Row(comment, "deed", does(*ALL_BUT)),
]
