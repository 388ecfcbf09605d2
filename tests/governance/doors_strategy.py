"""Who may do what with the strategy, declared by hand."""

from datetime import timedelta

from jln.governance.actions import strategy
from jln.governance.models import Strategy, StrategyGoal
from jln.governance.rules.strategy import Goal
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from tests import factories as f
from tests.doors import Row, does, everyone, leads_on
from tests.governance import recorded as r
from tests.governance import sitting as s
from tests.governance.doors_decisions import EVERYBODY, KEEPERS, PUT, STAFF, seen_by
from tests.governance.doors_steering import ALL_BUT, on_page

GOALS = (Goal("Learn together"), Goal("Keep money coming"))


def on_record():
    it = Strategy.objects.create(
        number=1,
        title="Strategy 2018-2022",
        state="adopted",
        adopted=PartialDate(2018, 7),
        text="We learn.",
    )
    for number, one in enumerate(GOALS, start=1):
        StrategyGoal.objects.create(strategy=it, number=number, text=one.text)
    return it


def drafted(*, asked=True, over=False):
    """A version beside the one on record."""
    on_record()
    on = day(clock.now())
    it = Strategy.objects.create(
        number=2,
        title="Strategy 2027-2031",
        from_year=2027,
        to_year=2031,
        text="We learn from each other.",
        opens_on=on - timedelta(days=30) if asked else None,
        closes_on=on + timedelta(days=-1 if over else 9) if asked else None,
    )
    StrategyGoal.objects.create(strategy=it, number=1, text="Learn together")
    return it


def draft(end="", **values):
    return lambda: f"/strategy/{drafted(**values).number}/{end}"


def goal():
    return f"/strategy/goals/{on_record().goals.order_by('number')[0].code}/"


def until():
    return {"closes_on": (day(clock.now()) + timedelta(days=40)).isoformat()}


def linked():
    return {"decision": r.decision().number, "deed": "add"}


def write(by):
    strategy.write(drafted(), "Other words", GOALS, by=by, at=clock.now())


def comment(by):
    strategy.comment(drafted(), "Money first.", by=by, at=clock.now())


def link(by):
    strategy.link(on_record().goals.all()[0], f.initiative(), by=by, at=clock.now())


def begin(by):
    s.room()
    said = {"language": "en", "working_group": None}
    strategy.begin("Strategy 2032-2036", (2032, 2036), **said, by=by, at=clock.now())


NEW = {"heading": "Strategy", "from_year": "2027", "to_year": "2031", "language": "en"}
WORDS = {"text": "All of it", "goals": "One\nTwo"}
INSIDE = everyone(404, visitor=404, suspended=404, **dict.fromkeys(ALL_BUT, 200))
KEEP = seen_by(KEEPERS)

ROWS = [
    Row("/strategy/", "get", EVERYBODY),
    Row(lambda: f"/strategy/{on_record().number}/", "get", EVERYBODY),
    Row(draft(), "get", INSIDE),
    Row(draft(), "get", on_page(*KEEPERS), shows="/write/"),
    Row(draft(), "get", on_page(*ALL_BUT), shows="/input/"),
    Row(lambda: f"/strategy/{on_record().number}/text/", "get", EVERYBODY),
    Row(draft("text/"), "get", INSIDE),
    Row(draft("since/1/"), "get", INSIDE),
    Row("/strategy/new/", "get", PUT),
    Row("/strategy/new/", "post", PUT),
    Row("/strategy/new/", "post", leads_on(PUT), NEW),
    Row(draft("write/"), "get", KEEP),
    Row(draft("write/"), "post", KEEP),
    Row(draft("write/"), "post", leads_on(KEEP), WORDS),
    Row(draft("ask/"), "get", KEEP),
    Row(draft("ask/"), "post", KEEP),
    Row(draft("ask/"), "post", leads_on(KEEP), until),
    Row(draft("input/"), "get", seen_by(ALL_BUT)),
    Row(draft("input/"), "post", seen_by(ALL_BUT)),
    Row(draft("input/"), "post", leads_on(seen_by(ALL_BUT)), {"text": "Money first."}),
    Row(draft("put/"), "get", KEEP),
    Row(draft("put/"), "post", KEEP),
    Row(draft("put/", over=True), "post", leads_on(KEEP), {"taking": "consensus"}),
    Row(goal, "get", STAFF),
    Row(goal, "post", STAFF),
    Row(goal, "post", leads_on(STAFF), linked),
    Row(write, "deed", does(*KEEPERS)),
    Row(comment, "deed", does(*ALL_BUT)),
    Row(link, "deed", does("staff", "administrator")),
    Row(begin, "deed", does(*KEEPERS)),
]
