"""Who may open what of conversations, declared by hand."""

from jln.conversations import actions
from jln.conversations.models import Asking, HeldPost
from jln.kit.codes import code_of
from tests import factories as f
from tests.conversations.doors_dialogues import DIALOGUES
from tests.conversations.doors_keeping import KEEPING
from tests.conversations.doors_polls import POLLS
from tests.doors import EVERYBODY, MEMBERS, NOBODY, STAFF, Row, does, leads_on
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


def going(end=""):
    """A question of somebody else that still goes further, and was answered."""

    def place():
        found = f.topic(answered_at=f.NOON)
        Asking.objects.create(topic=found, wave=1, next_at=f.NOON)
        return f"/ask/{found.code}/{end}"

    return place


def end_asking(by):
    found = f.topic()
    Asking.objects.create(topic=found, wave=1, next_at=f.NOON)
    actions.enough(found, by=by, at=f.NOON)


def tell_outcome(by):
    actions.tell_outcome(f.topic(answered_at=f.NOON), "used", by=by, at=f.NOON)


def tell_own_outcome(by):
    actions.tell_outcome(f.topic(by=by, answered_at=f.NOON), "used", by=by, at=f.NOON)


def mute_in_confidence(by):
    actions.mute(f.topic(space=closed()), by=by, at=f.NOON)


def report():
    post = f.post(f.topic(space=f.space()), f.person())
    return actions.report_post(post, words="A clinic is named", by=f.person(), at=f.NOON)


def look_who_reported(by):
    actions.look_who_reported(report().case, because="It concerns a clinic", by=by, at=f.NOON)


def reported(end=""):
    def path():
        return f"/reports/{report().case.code}/{end}"

    return path


def close_own(by):
    actions.close(f.topic(by), because="Answered", by=by, at=f.NOON)


def moved():
    return BECAUSE | {"space": closed().slug, "sure": "exchange"}


SHAPES = ("close", "reopen", "move", "split", "merge")
CLOSING = ("close", "reopen")
QUESTION = {"text": "How do you pay clinics?", "post": "ask"}
BECAUSE = {"because": "Names a patient"}
SPLIT = BECAUSE | {"posts": "2", "heading": "Of its own", "sure": "[2]"}
PEOPLE = [one for one in EVERYBODY if one not in {"visitor", "suspended"}]


def board(end="", slug=""):
    def path():
        f.space()
        closed()
        return f"/spaces/{slug or 'network'}/{end}"

    return path


def see_in_confidence(by):
    actions.see_space(closed(), by=by, at=f.NOON)


def waiting():
    held = HeldPost.objects.filter(form_key="waits").first()
    return held or HeldPost.objects.create(
        space=f.space(),
        by=f.person("Tesfaye"),
        title="Days",
        text="By days?",
        because="all",
        held_at=f.NOON,
        waits_since=f.NOON,
        form_key="waits",
    )


def held_in(slug=""):
    def path():
        waiting()
        closed()
        return f"/spaces/{slug or 'network'}/held/"

    return path


def start_in_confidence(by):
    actions.start(closed(), kind="discussion", text="By capitation.", by=by, at=f.NOON)


def announce(by):
    actions.start(f.space(), kind="announcement", text="The schedule is out.", by=by, at=f.NOON)


def short(post=""):
    def path():
        made = f.topic(space=f.space())
        second = f.post(made, f.person())
        return f"/t/{made.code}/{post and code_of(second.pk) + '/'}"

    return path


def refusal():
    return {"message": waiting().code, "decision": "refuse", "reply": "Not about the work."}


def decide_in_confidence(by):
    actions.decide(waiting(), "publish", by=by, at=f.NOON)


def take_back_in_confidence(by):
    held = waiting()
    held.decision, held.decided_at = "refuse", f.NOON
    held.save()
    actions.take_back(held, by=by, at=f.NOON)


def enclose_own(by):
    said = f.post(f.topic(), by)
    actions.enclose(said, [], by=by, at=f.NOON)


def enclose_anothers(by):
    actions.enclose(f.post(f.topic(), f.person()), [], by=by, at=f.NOON)


SURE = {"sure": "yes"}
OFFICE = ("staff", "administrator")


SURE = {"sure": "yes"}
MESSAGE = {"kind": "discussion", "text": "The fee schedule is out.", "post": "yes"}

MATRIX = [
    Row(board(), "get", MEMBERS),
    Row(board("?show=new"), "get", MEMBERS),
    Row(board(slug="exchange"), "get", NOBODY),
    Row(board("seen/"), "get", MEMBERS),
    Row(board("seen/"), "post", leads_on(MEMBERS), SURE),
    Row(board("seen/", "exchange"), "get", NOBODY),
    Row(board("seen/", "exchange"), "post", NOBODY, SURE),
    Row(see_in_confidence, "deed", does()),
    Row(held_in(), "get", STAFF),
    Row(held_in(), "post", leads_on(STAFF), refusal),
    Row(held_in("exchange"), "get", STAFF),
    Row(held_in("exchange"), "post", NOBODY, refusal),
    Row(decide_in_confidence, "deed", does(*OFFICE)),
    Row(take_back_in_confidence, "deed", does(*OFFICE)),
    Row(board("new/"), "get", MEMBERS),
    Row(board("new/"), "get", STAFF, shows='value="announcement"'),
    Row(board("new/"), "post", leads_on(MEMBERS), MESSAGE),
    Row(board("new/", "exchange"), "get", NOBODY),
    Row(board("new/", "exchange"), "post", NOBODY, MESSAGE),
    Row(start_in_confidence, "deed", does()),
    Row(announce, "deed", does("staff", "administrator")),
    Row(short(), "get", leads_on(MEMBERS)),
    Row(short("post"), "get", leads_on(MEMBERS)),
    Row("/t/zzzzzz/", "get", NOBODY),
    Row("/ask/seen/", "get", MEMBERS),
    Row("/ask/seen/", "post", leads_on(MEMBERS), SURE),
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
    *KEEPING,
    Row(going("enough/"), "get", STAFF),
    Row(going("enough/"), "post", STAFF),
    Row(going("enough/"), "post", leads_on(STAFF), {"sure": "yes"}),
    Row(going("outcome/"), "get", NOBODY),
    Row(going("outcome/"), "post", NOBODY),
    Row(going("outcome/"), "post", NOBODY, {"outcome": "used", "line": ""}),
    Row("/ask/wish/", "get", MEMBERS),
    Row("/ask/wish/", "post", MEMBERS),
    Row("/ask/wish/", "post", leads_on(MEMBERS), {"times": "1", "outside": "no"}),
    Row(end_asking, "deed", does("staff", "administrator")),
    Row(tell_outcome, "deed", does()),
    Row(tell_own_outcome, "deed", does(*EVERYBODY)),
    Row(topic("not-me/"), "get", MEMBERS),
    Row(topic("not-me/"), "post", MEMBERS),
    Row(topic("not-me/"), "post", leads_on(MEMBERS), {"answer": "not_me"}),
    Row(topic("hidden/"), "get", STAFF),
    Row(topic("hidden/"), "post", STAFF),
    Row(topic("hidden/"), "post", leads_on(STAFF), BECAUSE),
    Row(topic("posts/2/report/"), "get", MEMBERS),
    Row(topic("posts/2/report/"), "post", leads_on(MEMBERS), {"why": "A patient can be known"}),
    Row(confidential("posts/2/report/"), "post", NOBODY, {"why": "A patient can be known"}),
    Row("/reports/", "get", MEMBERS),
    Row(reported(), "get", STAFF),
    Row(reported(), "post", STAFF),
    Row(reported(), "post", leads_on(STAFF), BECAUSE | {"decision": "kept"}),
    Row(reported("who/"), "get", STAFF),
    Row(reported("who/"), "post", STAFF, BECAUSE),
    Row(look_who_reported, "deed", does("staff", "administrator")),
    *(Row(topic(f"shape/{deed}/"), "get", STAFF) for deed in SHAPES),
    *(Row(topic(f"shape/{deed}/"), "post", STAFF, BECAUSE) for deed in ("move", "split", "merge")),
    *(Row(topic(f"shape/{deed}/"), "post", leads_on(STAFF), BECAUSE) for deed in CLOSING),
    Row(topic("shape/move/"), "post", leads_on(STAFF), moved),
    Row(topic("shape/split/"), "post", leads_on(STAFF), SPLIT),
    Row(topic("shape/other/"), "get", NOBODY),
    Row(close_own, "deed", does(*PEOPLE)),
    Row(topic("posts/2/"), "get", MEMBERS),
    Row(topic("posts/2/files/"), "get", NOBODY),
    Row(topic("posts/2/files/"), "post", NOBODY, {"take": "1"}),
    Row(enclose_own, "deed", does(*EVERYBODY)),  # who is shut out comes to no page
    Row(enclose_anothers, "deed", does()),
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
    *POLLS,
    *DIALOGUES,
]
