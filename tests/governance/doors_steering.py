"""Who may do what for the Steering Group, declared by hand."""

from datetime import timedelta

from jln.governance.actions import agenda, steering, terms
from jln.kit import clock
from jln.kit.time import day
from tests.doors import Row, everyone
from tests.governance import sitting as s

KEEPERS = {"staff", "administrator", "convener"}
SITTING = {"representative", "alternate", "convener", "partner"}


def deed(*who):
    """These may, and of the sixteen nobody else. Visitors come to no deed."""
    said = everyone(403, **dict.fromkeys(who, 302))
    return {name: 302 if status == 302 and name in who else 403 for name, status in said.items()}


def without_visitor(statuses):
    return {name: status for name, status in statuses.items() if name != "visitor"}


def call(by):
    steering.call(steering.Called(clock.now() + timedelta(days=30)), by=by, at=clock.now())


def answer(by):
    steering.answer(s.called(), "there", by=by, at=clock.now())


def begin_term(by):
    terms.begin_term(s.full("VN", "Vietnam"), day(clock.now()), None, by=by, at=clock.now())


def comment(by):
    item = s.opened().items.get()
    agenda.comment(item, "We pay late.", by=by, at=clock.now())


ALL_BUT = {name for name in everyone(200) if name not in {"visitor", "suspended"}}

ROWS = [
    Row(call, "deed", without_visitor(deed(*KEEPERS))),
    Row(answer, "deed", without_visitor(deed(*SITTING))),
    Row(begin_term, "deed", without_visitor(deed("staff", "administrator"))),
    Row(comment, "deed", without_visitor(deed(*ALL_BUT))),
]
