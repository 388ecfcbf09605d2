"""Who may open what of moderated dialogues, declared by hand."""

from jln.conversations import actions
from jln.conversations.models import Dialogue
from jln.kit import clock
from tests import factories as f
from tests.conversations.moderating import DAY, dialogue, over
from tests.doors import ALL, EVERYBODY, MEMBERS, STAFF, Row, does, everyone, leads_on
from tests.pages import closed


def running(end=""):
    return lambda: f"/ask/{dialogue(at=clock.now(), opens=0).code}/dialogue/{end}"


def ended(end=""):
    return lambda: f"/ask/{over(dialogue(at=clock.now()), at=clock.now()).code}/dialogue/{end}"


def topic_page():
    return f"/ask/{dialogue(at=clock.now(), opens=0).code}/"


def in_confidence():
    of, moderator = closed(), f.person("Musa", country=f.country("KE", "Kenya"))
    f.on_roll(of, moderator)
    return dialogue(moderator, space=of, at=clock.now())


def result(*, published):
    def path():
        made = over(in_confidence(), at=clock.now(), published=published)
        return f"/dialogues/{made.code}/"

    return path


def hidden_result():
    made = over(in_confidence(), at=clock.now(), published=True)
    made.hidden_at = clock.now()
    made.save()
    return f"/dialogues/{made.code}/"


def listed():
    over(in_confidence(), at=clock.now())
    return "/dialogues/"


def new(slug):
    def path():
        f.space()
        closed()
        return f"/spaces/{slug}/dialogue/"

    return path


def planned():
    on = (clock.now() + 5 * DAY).date().isoformat()
    return {"heading": "Quality", "text": "What did you change?", "opens": on, "closes": on}


def later():
    today = clock.now().date()
    return {"opens": today.isoformat(), "closes": (today + 7 * DAY).isoformat(), "rest": "move"}


def change_days(by):
    made = dialogue()
    first, last = made.dialogue.opens_on, made.dialogue.closes_on
    actions.change_days(made, first, last + DAY, by=by, at=f.NOON)


def ask(by):
    actions.write_question(dialogue(), "What changed?", by=by, at=f.NOON)


def take(by):
    actions.take_over(dialogue(), by=by, at=f.NOON)


def take_own(by):
    made = dialogue()
    Dialogue.objects.filter(topic=made).update(moderator=by)
    actions.take_over(made, by=by, at=f.NOON)


def publish(by):
    actions.publish_synthesis(over(dialogue()), by=by, at=f.NOON)


PEOPLE = [one for one in EVERYBODY if one not in {"visitor", "suspended"}]
OFFICE = ("staff", "administrator")
SURE = {"sure": "yes", "agreed": "no"}
SHUT = everyone(404, visitor=404, suspended=404)

DIALOGUES = [
    Row("/dialogues/", "get", ALL),
    Row(listed, "get", SHUT | {"visitor": 404}, shows="Paying for quality"),
    Row(result(published=True), "get", ALL),
    Row(result(published=False), "get", SHUT),
    Row(hidden_result, "get", SHUT),
    Row(topic_page, "get", MEMBERS),
    Row(topic_page, "get", STAFF, shows="Its days and questions"),
    Row(new("network"), "get", STAFF),
    Row(new("network"), "post", STAFF, planned),
    Row(new("exchange"), "get", STAFF),
    Row(running(), "get", STAFF),
    Row(running(), "post", leads_on(STAFF), {"text": "What changed?"}),
    Row(running("days/"), "get", STAFF),
    Row(running("days/"), "post", leads_on(STAFF), later),
    Row(change_days, "deed", does(*OFFICE)),
    Row(running("take/"), "get", STAFF),
    Row(running("take/"), "post", leads_on(STAFF), {"sure": "yes"}),
    Row(ended("result/"), "get", STAFF),
    Row(ended("result/"), "post", leads_on(STAFF), {"text": "Kenya counts.", "language": ""}),
    Row(ended("publish/"), "get", STAFF),
    Row(ended("publish/"), "post", leads_on(STAFF), SURE),
    Row(ask, "deed", does(*OFFICE)),
    Row(take, "deed", does(*OFFICE)),
    Row(take_own, "deed", does(*PEOPLE)),
    Row(publish, "deed", does(*OFFICE)),
]
