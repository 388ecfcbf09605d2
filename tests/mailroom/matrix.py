"""Who may open what of mail, declared by hand."""

from tests import factories as f
from tests.conversations.matrix import waiting
from tests.doors import ALL, LED, MEMBERS, NOBODY, Row, everyone, leads_on
from tests.pages import closed


def stop_path():
    from jln.mail import outgoing, tokens

    letter = outgoing.put("post.written", f.person(), subject="x", text="x", because="follower")
    return f"/mail/stop/{tokens.stop_seal(letter)}/"


def form_of_topic(space):
    return lambda: {"action": "topic.answer", "subject": f.topic(space=space()).code}


NONE = dict.fromkeys(ALL, 404)

PLAN = {
    "minutes": "10",
    "news": "weekly",
    "daily_at": "9",
    "weekly_on": "4",
    "quiet_from": "21",
    "quiet_to": "6",
    "times": "1",
}

MATRIX = [
    Row("/desk/mail/health/", "get", everyone(403, **LED, staff=200, administrator=200)),
    Row("/me/mail/", "get", MEMBERS),
    Row("/me/mail/", "post", leads_on(MEMBERS), {"letters": ["post.written"]}),
    Row("/me/mail/", "post", leads_on(MEMBERS), {"away": "no"}),
    Row("/me/mail/", "post", leads_on(MEMBERS), PLAN),
    Row("/me/mail/next/", "get", MEMBERS),
    Row("/me/messages/", "get", MEMBERS),
    Row("/me/messages/", "post", NOBODY),
    Row("/me/messages/", "post", NOBODY, lambda: {"message": waiting().code, "sure": "yes"}),
    Row("/me/messages/", "post", NOBODY, lambda: {"message": waiting().code, "text": "Else."}),
    Row(stop_path, "get", ALL),
    Row(stop_path, "post", ALL),
    Row("/mail/stop/nonsense/", "get", NONE),
    Row("/mail-form/", "get", everyone(405)),
    Row("/mail-form/", "post", NOBODY),
    Row("/mail-form/", "post", leads_on(MEMBERS), form_of_topic(f.space)),
    Row("/mail-form/", "post", NOBODY, form_of_topic(closed)),
    Row("/mail/", "get", ALL),  # of a demonstration; a real network has no such page
    Row("/mail/999999/", "get", NONE),
    Row("/mail/999999.eml", "get", NONE),
]
