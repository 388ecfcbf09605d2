"""What must hold whatever was done with a message; one function an invariant, by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jln.governance.models import Meeting, MeetingPresence
from jln.kit import clock
from jln.mail.copies import bytes_of
from jln.mailroom import invitations
from jln.mailroom.models import ReturnedOn

if TYPE_CHECKING:
    from jln.conversations.models import Post
    from jln.mail.models import InboundMail, OutgoingMail
    from jln.mailroom.handling.world import World

LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class Came:
    """One message after it was dealt with: what came of it, and how long it took."""

    world: World
    mail: InboundMail | None
    posts: list[Post]
    letters: list[OutgoingMail]
    seconds: float


Holds = Callable[[Came, Any], bool]


def broken(came: Came, invariants: dict[str, Any]) -> list[str]:
    """The names of those that do not hold; one that nobody here can see is passed over."""
    return [
        name
        for name, wanted in invariants.items()
        if name in INVARIANTS and not INVARIANTS[name](came, wanted)
    ]


def _seen(came: Came) -> list[str]:
    """What people see of it: posts and whole letters."""
    return [post.text + post.html for post in came.posts] + [_sent(one) for one in came.letters]


def _sent(letter: OutgoingMail) -> str:
    return bytes_of(letter, at=clock.now()).decode("ascii")


def _heads(came: Came) -> list[str]:
    return [_sent(one).partition("\r\n\r\n")[0] for one in came.letters]


def _no_markup(came: Came, wanted: list[str]) -> bool:
    """What is left of a tag in a text is shown as text: no markup starts anywhere."""
    shown = "".join(post.html for post in came.posts)
    bad = [piece for piece in wanted if piece.startswith("<") and piece in shown]
    return not bad and not re.search(r"<(?!/?(?:p|br|a)\b)", shown)


def _no_secret(came: Came, wanted: list[str]) -> bool:
    if came.mail is None:
        return True
    row = came.mail
    raw = bytes(row.raw or b"").decode(errors="replace")
    texts = [row.text, row.subject, row.envelope_to, raw]
    texts += [post.text + post.html for post in came.posts] + [one.text for one in came.letters]
    secrets = [came.world.marks[mark].partition("@")[0].removeprefix("r.") for mark in wanted]
    return not [text for text in texts for one in secrets if one.lower() in text.lower()]


def _none_of(texts: list[str], wanted: list[str]) -> bool:
    return not [piece for piece in wanted for text in texts if piece in text]


def _no_header(came: Came, names: list[str]) -> bool:
    found = [re.search(rf"(?mi)^{re.escape(one)}:", head) for one in names for head in _heads(came)]
    return not any(found)


def _is_weighed(came: Came) -> bool:
    return ReturnedOn.objects.filter(address__person=came.world.ama).exists()


def _is_silenced(came: Came) -> bool:
    return came.world.ama.addresses.filter(bounced_at__isnull=False).exists()


def _subject(came: Came) -> str:
    return came.mail.subject if came.mail else ""


def _says(came: Came, wanted: str) -> bool:
    """What Ama says of the meeting, as calendars call it: "ama:accepted"."""
    rows = MeetingPresence.objects.filter(person=came.world.ama).values_list("answer", flat=True)
    words = {answer.value: word.lower() for word, answer in invitations.WORDS.items()}
    return [f"ama:{words[one]}" for one in rows] == [wanted]


INVARIANTS: dict[str, Holds] = {
    "rsvp": _says,
    "rsvp_unchanged": lambda _came, _who: not MeetingPresence.objects.exists(),
    "event_unchanged": lambda came, _yes: (
        Meeting.objects.get(pk=came.world.meeting.pk).starts_at == came.world.meeting.starts_at
        and not Meeting.objects.exclude(cancelled_at=None).exists()
    ),
    "max_seconds": lambda came, most: came.seconds < most,
    "posted_as_not": lambda came, _who: not any(post.by == came.world.ama for post in came.posts),
    "posted_as": lambda came, _who: [post.by for post in came.posts] == [came.world.ama],
    "posts_created": lambda came, count: len(came.posts) == count,
    "posts_created_max": lambda came, most: len(came.posts) <= most,
    "body_equals": lambda came, text: [post.text for post in came.posts] == [text],
    "body_contains": lambda came, text: bool(came.posts) and text in came.posts[0].text,
    "not_posted_to": lambda came, slugs: not [p for p in came.posts if p.space.slug in slugs],
    "mails_sent_to_sender_max": lambda came, most: len(came.letters) <= most,
    "mails_sent_max": lambda came, most: len(came.letters) <= most,
    "bounce_score_unchanged": lambda came, _who: not _is_weighed(came) and not _is_silenced(came),
    "bounce_score_increases": lambda came, _who: _is_weighed(came) and not _is_silenced(came),
    "membership_unchanged": lambda came, _who: not came.world.ama.mail_settings.exists(),
    "html_must_not_contain": _no_markup,
    "stored_and_sent_must_not_contain": _no_secret,
    "stored_view_and_outgoing_must_not_contain": lambda came, bad: _none_of(_seen(came), bad),
    "mails_sent_must_not_contain": lambda came, bad: _none_of(
        [_sent(one) for one in came.letters], [bad] if isinstance(bad, str) else bad
    ),
    "no_outgoing_to": lambda came, bad: not [x for x in came.letters if x.to_address in bad],
    "outgoing_has_no_header": _no_header,
    "stored_subject_max_chars": lambda came, most: (
        len(_subject(came)) <= max(most, LONGEST_SUBJECT)
    ),
    "stored_subject_no_control_chars": lambda came, _yes: (
        not re.search(r"[\x00-\x1f]", _subject(came))
    ),
    "stored_subject_any_of": lambda came, wanted: came.mail is None or _subject(came) in wanted,
    "no_post_with_subject": lambda came, title: title not in [p.topic.title for p in came.posts],
}
