"""Who may open what is kept of conversations, declared by hand."""

from datetime import timedelta

from jln.conversations import actions
from jln.conversations.models import Practice
from jln.conversations.rules import cards, practices
from jln.initiatives.models import LearningGroup
from tests import factories as f
from tests.doors import (
    ALL,
    EVERYBODY,
    MEMBERS,
    NOBODY,
    SHUT_OUT,
    STAFF,
    Row,
    does,
    leads_on,
)
from tests.pages import closed, record

NEXT_YEAR = f.NOON.date() + timedelta(days=365)
CARD = {"question": "Days?", "worked": "By days.", "until": str(NEXT_YEAR), "readers": "roll"}
OFFICE = ("staff", "administrator")
PEOPLE = [one for one in EVERYBODY if one not in {"visitor", "suspended"}]


def topic(end="", **values):
    def path():
        made = f.topic(**{"space": f.space()} | values)
        f.post(made, f.person())
        return f"/ask/{made.code}/{end}"

    return path


def confidential():
    return topic("where/", space=closed())()


def card(**values):
    """Of somebody else's question, which the one who answered has agreed to."""
    record()
    asker = f.person()
    talk = f.topic(asker, space=f.space(), answered_at=f.NOON)
    f.post(talk, f.person())
    words = {"question": "Days?", "worked": "By days.", "valid_until": NEXT_YEAR} | values
    made = actions.write_card(talk, cards.Words(**words), by=asker, at=f.NOON)
    for voice in made.voices.all():
        actions.agree(voice, agrees=True, by=voice.person, at=f.NOON)
    return made


def carded(end="", **values):
    return lambda: f"/ask/cards/{card(**values).code}/{end}"


def waiting_card():
    made = card(wished="public")
    voice = made.voices.get()
    actions.agree(voice, agrees=False, by=voice.person, at=f.NOON)
    return f"/ask/cards/{made.code}/"


def card_own(by):
    words = cards.Words("Days?", "By days.", NEXT_YEAR)
    talk = f.topic(by, space=f.space(), answered_at=f.NOON)
    actions.write_card(talk, words, by=by, at=f.NOON)


def card_in_confidence(by):
    words = cards.Words("Days?", "By days.", NEXT_YEAR)
    talk = f.topic(space=closed(), answered_at=f.NOON)
    actions.write_card(talk, words, by=by, at=f.NOON)


def keep_card(by):
    actions.say_right(card(), "yes", by=by, at=f.NOON)


def agree_for_another(by):
    actions.agree(card().voices.get(), agrees=False, by=by, at=f.NOON)


def agree_oneself(by):
    voice = card().voices.get()
    voice.person = by
    voice.save()
    actions.agree(voice, agrees=False, by=by, at=f.NOON)


def catch_up_in_confidence(by):
    actions.catch_up(f.topic(space=closed()), "We agree on days.", by=by, at=f.NOON)


def catch_up_own(by):
    actions.catch_up(f.topic(by, space=f.space()), "We agree on days.", by=by, at=f.NOON)


def catch_up_in_own_group(by):
    space = closed()
    space.group = LearningGroup.objects.get(slug="facilitated")
    space.save()
    actions.catch_up(f.topic(space=space), "We agree on days.", by=by, at=f.NOON)


def mark_own(by):
    found = f.topic(by, space=f.space())
    actions.mark_answer(found, f.post(found, f.person()).number, by=by, at=f.NOON)


def mark_anothers(by):
    found = f.topic(space=f.space())
    actions.mark_answer(found, f.post(found, f.person()).number, by=by, at=f.NOON)


def unmark_anothers(by):
    actions.unmark_answer(f.topic(space=f.space()), by=by, at=f.NOON)


def caught_up():
    made = f.topic(space=f.space())
    actions.catch_up(made, "We agree on days.", by=f.staff(), at=f.NOON)
    return f"/ask/{made.code}/where/"


def translate_in_confidence(by):
    said = f.post(f.topic(space=closed()), f.person())
    actions.translate(said, "fr", "Par jours.", by=by, at=f.NOON)


def untranslated():
    return topic("posts/2/translation/", space=closed())()


FRENCH = {"language": "fr", "text": "Par jours."}
FIELDS = {"what": "Days", "where": "Ghana", "needs": "Counts", "result": "Fewer visits"}
PRACTICE = practices.Fields("Days", "Ghana", "Counts", "Fewer visits")


def practice_in_confidence(by):
    actions.mark_practice(f.post(f.topic(space=closed()), f.person()), PRACTICE, by=by, at=f.NOON)


def drawn(by):
    said = f.post(f.topic(space=f.space()), by)
    return Practice.objects.create(
        post=said, space=said.space, at=f.NOON, what="Days", where="Ghana"
    )


def agree_to_own(by):
    actions.agree_practice(drawn(by), agrees=True, by=by, at=f.NOON)


def agree_to_anothers(by):
    actions.agree_practice(drawn(f.person()), agrees=True, by=by, at=f.NOON)


def drawn_page():
    made = drawn(f.person())
    return f"/ask/{made.post.topic.code}/posts/{made.post.number}/practice/agree/"


def practices_of(slug):
    def path():
        f.space()
        closed()
        return f"/spaces/{slug}/practices/"

    return path


KEEPING = [
    Row(practices_of("network"), "get", MEMBERS),
    Row(practices_of("exchange"), "get", NOBODY),
    Row(topic("posts/2/practice/"), "get", MEMBERS),
    Row(topic("posts/2/practice/"), "post", leads_on(MEMBERS), FIELDS),
    Row(practice_in_confidence, "deed", does()),
    Row(drawn_page, "get", NOBODY),
    Row(drawn_page, "post", NOBODY, {"agrees": "yes"}),
    Row(agree_to_own, "deed", does(*EVERYBODY)),
    Row(agree_to_anothers, "deed", does()),
    Row(topic("posts/2/translation/"), "get", MEMBERS),
    Row(topic("posts/2/translation/"), "post", leads_on(MEMBERS), FRENCH),
    Row(untranslated, "get", NOBODY),
    Row(translate_in_confidence, "deed", does()),
    Row("/ask/cards/", "get", ALL),
    Row(carded(), "get", ALL | SHUT_OUT),
    Row(carded(wished="public"), "get", ALL),
    Row(waiting_card, "get", ALL | SHUT_OUT),
    Row(carded("agree/"), "get", NOBODY),
    Row(carded("agree/"), "post", NOBODY, {"agrees": "no"}),
    Row(carded("right/"), "get", STAFF),
    Row(carded("right/"), "post", leads_on(STAFF), {"right": "retire", "worked": ""}),
    Row(topic("card/", answered_at=f.NOON), "get", STAFF),
    Row(topic("card/", answered_at=f.NOON), "post", leads_on(STAFF), CARD),
    Row(card_own, "deed", does(*PEOPLE)),
    Row(card_in_confidence, "deed", does()),
    Row(keep_card, "deed", does(*OFFICE)),
    Row(agree_for_another, "deed", does()),
    Row(agree_oneself, "deed", does(*EVERYBODY)),
    Row(caught_up, "get", MEMBERS),
    Row(caught_up, "get", STAFF, shows='name="text"'),
    Row(caught_up, "post", leads_on(STAFF), {"text": "We agree on hours."}),
    Row(topic("where/"), "get", STAFF),
    Row(confidential, "get", NOBODY),
    Row(catch_up_in_confidence, "deed", does()),
    Row(catch_up_own, "deed", does(*PEOPLE)),
    Row(catch_up_in_own_group, "deed", does("facilitator")),
    Row(topic("answered/"), "get", NOBODY),
    Row(topic("answered/"), "post", NOBODY, {"post": "2"}),
    Row(mark_own, "deed", does(*PEOPLE)),
    Row(mark_anothers, "deed", does()),
    Row(unmark_anothers, "deed", does()),
]
