"""Who may open what of mail, declared by hand."""

from tests import factories as f
from tests.doors import ALL, MEMBERS, NOBODY, Row, everyone, leads_on
from tests.pages import closed


def stop_path():
    from jln.mail import outgoing, tokens

    letter = outgoing.put("post.written", f.person(), subject="x", text="x", because="follower")
    return f"/mail/stop/{tokens.stop_seal(letter)}/"


def form_of_topic(space):
    return lambda: {"action": "topic.answer", "subject": f.topic(space=space()).code}


NONE = dict.fromkeys(ALL, 404)

MATRIX = [
    Row("/me/mail/", "get", MEMBERS),
    Row("/me/mail/", "post", leads_on(MEMBERS), {"letters": ["post.written"]}),
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
