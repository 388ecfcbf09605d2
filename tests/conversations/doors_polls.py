"""Who may open what of polls, declared by hand."""

from django.core.exceptions import PermissionDenied

from jln.conversations import actions
from jln.conversations.models import Poll
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.conversations.polling import DAY, poll
from tests.doors import MEMBERS, NOBODY, STAFF, Row, does, leads_on
from tests.pages import closed


def open_poll(end=""):
    return lambda: f"/ask/{poll(at=clock.now()).code}/poll/{end}"


def confidential(**values):
    of, asker = closed(), f.person("Asker", country=f.country("KE", "Kenya"))
    f.on_roll(of, asker)
    return poll(asker, space=of, **values)


def hidden_poll(end=""):
    def path():
        return f"/ask/{confidential(at=clock.now()).code}/poll/{end}"

    return path


def over(end=""):
    def path():
        made = poll(at=clock.now() - 9 * DAY)
        Poll.objects.update(closed_at=clock.now())
        return f"/ask/{made.code}/poll/{end}"

    return path


def new(slug):
    def path():
        f.space()
        closed()
        return f"/spaces/{slug}/poll/"

    return path


def asked():
    on = (clock.now() + 5 * DAY).date().isoformat()
    return {
        "heading": "Which day?",
        "options": "Monday\nFriday",
        "closes": on,
        "several": "no",
        "voice": "person",
        "shown": "answered",
        "post": "yes",
    }


def answer_in_confidence(by):
    actions.answer_poll(confidential(), [1], by=by, at=f.NOON)


def answer_for_a_country(by):
    try:
        actions.answer_poll(poll(voice="country"), [1], by=by, at=f.NOON)
    except RuleBroken as broken:
        raise PermissionDenied(broken.text) from broken


def withdraw(by):
    actions.withdraw_option(poll(), 1, because="It is a holiday", by=by, at=f.NOON)


def tell(by):
    made = poll()
    Poll.objects.update(closed_at=f.NOON)
    actions.tell_poll_outcome(made, "We meet on Friday.", by=by, at=f.NOON)


OFFICE = ("staff", "administrator")
ANSWER = {"answer": "2"}
GONE = {"option": "2", "because": "It is a holiday"}

POLLS = [
    Row(new("network"), "get", MEMBERS),
    Row(new("network"), "post", leads_on(MEMBERS), asked),
    Row(new("exchange"), "get", NOBODY),
    Row(new("exchange"), "post", NOBODY, asked),
    Row(open_poll(), "get", MEMBERS),
    Row(open_poll(), "post", leads_on(MEMBERS), ANSWER),
    Row(hidden_poll(), "get", NOBODY),
    Row(hidden_poll(), "post", NOBODY, ANSWER),
    Row(answer_in_confidence, "deed", does()),
    Row(answer_for_a_country, "deed", does("coordinator", "point", "chair")),
    Row(open_poll("withdraw/"), "get", STAFF),
    Row(open_poll("withdraw/"), "post", leads_on(STAFF), GONE),
    Row(withdraw, "deed", does(*OFFICE)),
    Row(over("outcome/"), "get", NOBODY),
    Row(over("outcome/"), "post", NOBODY, {"line": "We meet on Friday."}),
    Row(tell, "deed", does()),
]
