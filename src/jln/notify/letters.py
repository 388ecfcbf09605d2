"""The letters: what stands in each, how it is answered, how it threads.

The words are in `templates/notify/mail/<kind>.txt`, the first line the subject,
rendered in the reader's language. What a member wrote stands indented by `| `.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from jln.conversations.models import Post
from jln.kit.codes import code_of
from jln.mail import authentication, tokens
from jln.mail.copies import CALENDAR, MOST_BYTES, PASSED
from jln.mail.relaying import wrapped
from jln.mail.replies import REPLIES, To
from jln.mail.terms import Purpose
from jln.notify.terms import Because, LetterKind
from jln.notify.threads import Thread, asked_id, post_id
from jln.notify.told import Told
from jln.notify.told.letter import nothing
from jln.people.models import Person
from jln.problems.models import Problem
from jln.spaces.terms import SpaceRule
from jln.spaces.words import readers_of
from jln.web import ics, jinja, network
from jln.web.forms import REGISTRY

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken

WIDTH = 70  # of members' words, before their indentation
MOST_LETTERS = 3_000  # of a member's text in a mail; the rest is a page away
_FRAME_BYTES = 3_300  # headers, HTML frame and style of a letter, measured
_HEAD_BYTES = 1_300  # headers alone
_ENCODED = 3  # characters of quoted-printable for a byte outside ASCII


# The questions of a form between their stars, for a reader; filled by JlnConfig.ready.
questions: list[Callable[[str, Model, Person], str]] = []


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in one reader's language."""

    subject: str
    text: str
    headers: dict[str, str]
    message_id: str
    in_reply_to: str
    references: str


Rendered = dict[object, object]
"""What was made for one reader of a letter and serves the next: words, and the thread."""


def reply_token(letter: Told, person: Person, *, at: datetime) -> ReplyToken | None:
    """The address at which this reader answers this letter, not yet written.

    None: the staff answer for it.
    """
    to = REPLIES[letter.kind]
    if letter.answers is None:
        return None
    if to is To.FORM:
        asked, version = letter.form, REGISTRY[letter.form].version
        about = letter.answers
        return tokens.draft(
            Purpose.ANSWER, person, at=at, subject=about, form=asked, form_version=version
        )
    if to is To.PERSON:
        values: dict[str, object] = {"kind": str(letter.kind), "about": letter.about}
        if letter.fact.subject_model == Problem._meta.label:
            values["problem"] = letter.fact.subject_id
        return tokens.draft(Purpose.RELAY, person, at=at, subject=letter.answers, values=values)
    return tokens.draft(Purpose.POST, person, at=at, subject=letter.answers)


def write(
    letter: Told, person: Person, because: Because, rendered: Rendered | None = None
) -> Written:
    """The letter in the reader's language. `rendered`: of the readers before, to be reused."""
    kept: dict[Any, Any] = {} if rendered is None else rendered
    is_alike = letter.further is nothing and not letter.form
    key = (person.language, because, None if is_alike else person.pk)
    if key not in kept:
        kept[key] = _rendered(letter, person, because)
    subject, text, calendar = kept[key]
    if "headers" not in kept:
        kept["headers"] = _headers(letter)
    refers: list[str] = []
    if letter.topic:
        if "thread" not in kept:
            kept["thread"] = Thread(letter.topic, letter.number)
        refers = kept["thread"].refers(person)
    return Written(
        subject=subject,
        text=text,
        headers=kept["headers"] | ({CALENDAR: calendar} if calendar else {}),
        message_id=_message_id(letter, person),
        in_reply_to=refers[-1] if refers else "",
        references=" ".join(refers),
    )


def _rendered(letter: Told, person: Person, because: Because) -> tuple[str, str, str]:
    """Subject, text, and what of it goes into a calendar."""
    colleague = letter.answers.name if isinstance(letter.answers, Person) else ""
    with translation.override(person.language):
        common = {
            "answered_by": colleague,
            "readers": readers_of(letter.topic.space) if letter.topic else "",
            "topic_letter": letter.topic is not None,
            "why": str(because.label),
            "because": str(because),
            "said": said,
            "questions": "",
        }
        if letter.form and letter.answers:
            common["questions"] = questions[-1](letter.form, letter.answers, person)
        whole = jinja.render(
            f"notify/mail/{letter.fact.kind}.txt",
            {**common, **letter.things, **letter.further(person)},
        )
        foot = jinja.render("notify/mail/foot.txt", common)
        calendar = ics.invitation(letter.date()) if letter.date else ""
    subject, _line, text = whole.strip().partition("\n")
    text = text.strip("\n")
    kilobytes = kilobytes_of(text + foot, more=len(calendar))
    again = "Re: " if letter.topic and letter.number > 1 else ""
    return (
        f"{again}{subject.strip()}",
        f"{text}\n-- \n{foot.strip().replace('%size%', str(kilobytes))}\n",
        calendar,
    )


def said(text: str, most: int = MOST_LETTERS) -> str:
    """What a member wrote, indented so that nothing of it can pass for a form."""
    cut = text.strip()
    if len(cut) > most:
        cut = cut[:most].rsplit(" ", 1)[0] + " […]"
    lines = [piece for line in cut.splitlines() for piece in wrapped(line, WIDTH)]
    return "\n".join(f"| {line}".rstrip() for line in lines)


def _message_id(letter: Told, person: Person) -> str:
    if letter.topic and letter.kind == LetterKind.POST_WRITTEN:
        return post_id(letter.topic, letter.number, person)
    if letter.topic and letter.kind == LetterKind.COLLEAGUE_ASKED:
        return asked_id(letter.topic, person)
    kind = letter.kind.replace("_", "-")
    return f"<{kind}.{letter.fact.pk}.{code_of(person.pk)}@{settings.MAIL_DOMAIN}>"


def _headers(letter: Told) -> dict[str, str]:
    """RFC 2919, 2369, 5064: what a reader's program sorts and links by."""
    domain = settings.MAIL_DOMAIN
    if letter.topic is None:
        place = letter.kind.replace("_", "-").replace(".", "-")
        return {"List-Id": f"{network.current().name} <{place}.{domain}>"}
    space = letter.topic.space
    is_closed = space.rule == SpaceRule.ANNOUNCEMENTS or space.is_under_rule
    page = network.link(f"/spaces/{space.slug}/")
    return {
        "X-JLN-From": space.slug,
        "List-Id": f"{space.name} <{space.slug}.{domain}>",
        "List-Post": "NO" if is_closed else f"<mailto:{space.slug}@{domain}>",
        "List-Subscribe": f"<mailto:{space.slug}-join@{domain}>, <{page}>",
        "List-Archive": f"<{page}>",
        **_passed_on(letter.things.get("post")),
        "Archived-At": f"<{network.link(_path(letter))}>",
    }


def _passed_on(post: object) -> dict[str, str]:
    """What our own server found of the message that a post was: for the seal on its letters."""
    if not isinstance(post, Post) or post.inbound is None or not post.inbound.is_proved:
        return {}
    said = authentication.checked(bytes(post.inbound.raw or b"")).said
    return {PASSED: ";\r\n ".join(said)} if said else {}


def _path(letter: Told) -> str:
    """The link that stays right when the post or its topic goes elsewhere."""
    if letter.topic is None:
        return "/"
    post = letter.things.get("post")
    return f"/t/{letter.topic.code}/" + (f"{code_of(post.pk)}/" if post else "")


def kilobytes_of(text: str, *, more: int = 0) -> int:
    """The size of the whole message: the text as it is encoded, as HTML too if that fits."""
    plain = len(text.encode("ascii", "ignore"))
    encoded = plain + _ENCODED * (len(text.encode()) - plain)
    both = 2 * encoded + _FRAME_BYTES + more
    return max(1, round((both if both < MOST_BYTES else encoded + _HEAD_BYTES + more) / 1024))
