"""Who may open what of conversations, declared by hand."""

from jln.conversations import actions
from tests import factories as f
from tests.doors import MEMBERS, NOBODY, STAFF, Row, does, leads_on
from tests.pages import closed


def topic(end="", **values):
    def path():
        made = f.topic(**{"space": f.space()} | values)
        f.post(made, f.person())
        return f"/ask/{made.code}/{end}"

    return path


def confidential(end=""):
    def path():
        made = f.topic(space=closed())
        f.post(made, f.person())
        return f"/ask/{made.code}/{end}"

    return path


def new():
    f.space()
    closed()
    return "/ask/new/"


def ask_in_confidence(by):
    actions.ask(closed(), text="How do you pay clinics?", by=by, at=f.NOON)


def answer_in_confidence(by):
    actions.answer(f.topic(space=closed()), text="By capitation.", by=by, at=f.NOON)


def thank_in_confidence(by):
    actions.thank(f.post(f.topic(space=closed()), f.person()), by=by, at=f.NOON)


def follow_in_confidence(by):
    actions.follow(f.topic(space=closed()), by=by, at=f.NOON)


def mute_in_confidence(by):
    actions.mute(f.topic(space=closed()), by=by, at=f.NOON)


QUESTION = {"text": "How do you pay clinics?", "post": "ask"}
BECAUSE = {"because": "Names a patient"}

MATRIX = [
    Row("/ask/", "get", MEMBERS),
    Row("/ask/?tab=all", "get", MEMBERS),
    Row(new, "get", MEMBERS),
    Row(new, "get", NOBODY, shows='value="exchange"'),
    Row(new, "post", MEMBERS),
    Row(new, "post", leads_on(MEMBERS), QUESTION | {"space": "network"}),
    Row(new, "post", MEMBERS, QUESTION | {"space": "exchange"}),
    Row(ask_in_confidence, "deed", does()),
    Row(topic(), "get", MEMBERS),
    Row(topic(), "post", MEMBERS),
    Row(topic(), "post", leads_on(MEMBERS), {"text": "By capitation."}),
    Row(answer_in_confidence, "deed", does()),
    Row(topic("follow/"), "get", MEMBERS),
    Row(topic("follow/"), "post", MEMBERS),
    Row(topic("follow/"), "post", leads_on(MEMBERS), {"follow": "yes"}),
    Row(topic("follow/"), "post", leads_on(MEMBERS), {"follow": "no"}),
    Row(follow_in_confidence, "deed", does()),
    Row(mute_in_confidence, "deed", does()),
    Row(topic("not-me/"), "get", MEMBERS),
    Row(topic("not-me/"), "post", MEMBERS),
    Row(topic("not-me/"), "post", leads_on(MEMBERS), {"answer": "not_me"}),
    Row(topic("hidden/"), "get", STAFF),
    Row(topic("hidden/"), "post", STAFF),
    Row(topic("hidden/"), "post", leads_on(STAFF), BECAUSE),
    Row(topic("posts/2/"), "get", MEMBERS),
    Row(topic("posts/2/thanks/"), "get", MEMBERS),
    Row(topic("posts/2/thanks/"), "post", leads_on(MEMBERS), {"thanks": "It saved us a week."}),
    Row(thank_in_confidence, "deed", does()),
    Row(topic("posts/2/undo/"), "get", NOBODY),
    Row(topic("posts/2/undo/"), "post", NOBODY),
    Row(topic("posts/2/undo/"), "post", NOBODY, {"sure": "yes"}),
    Row(topic("posts/2/hidden/"), "get", STAFF),
    Row(topic("posts/2/hidden/"), "post", STAFF),
    Row(topic("posts/2/hidden/"), "post", leads_on(STAFF), BECAUSE),
    Row(topic("posts/1/hidden/"), "get", NOBODY),
    Row(topic("posts/2/original/"), "get", NOBODY),
    Row(topic(hidden_at=f.NOON), "get", NOBODY),
    Row(topic("posts/2/", hidden_at=f.NOON), "get", NOBODY),
    Row(confidential(), "get", NOBODY),
    Row(confidential(), "post", NOBODY),
    Row(confidential(), "post", NOBODY, {"text": "By capitation."}),
    Row(confidential("follow/"), "post", NOBODY, {"follow": "yes"}),
    Row(confidential("not-me/"), "post", NOBODY, {"answer": "not_me"}),
    Row(confidential("posts/2/"), "get", NOBODY),
    Row(confidential("posts/2/thanks/"), "post", NOBODY, {"thanks": "Yes"}),
    Row(confidential("posts/2/original/"), "get", NOBODY),
    Row(confidential("posts/2/hidden/"), "get", STAFF),
]
