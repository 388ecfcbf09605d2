"""The letters: what stands in each, how it is answered, how it threads.

The words are in `templates/notify/mail/<kind>.txt`, the first line the subject,
rendered in the reader's language. What a member wrote stands indented by `| `.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from jln.conversations.models import Topic
from jln.kit.codes import code_of
from jln.mail import tokens
from jln.mail.replies import REPLIES, To
from jln.mail.sending import MOST_BYTES
from jln.mail.terms import Purpose
from jln.notify.terms import Because, LetterKind
from jln.notify.told import Told
from jln.people.models import Person
from jln.problems.models import Problem
from jln.spaces.words import readers_of
from jln.web import jinja, network
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


def reply_token(letter: Told, person: Person, *, at: datetime) -> ReplyToken | None:
    """The address at which this reader answers this letter; None: the staff answer for it."""
    to = REPLIES[letter.kind]
    if letter.answers is None:
        return None
    if to is To.FORM:
        asked, version = letter.form, REGISTRY[letter.form].version
        about = letter.answers
        return tokens.make(
            Purpose.ANSWER, person, at=at, subject=about, form=asked, form_version=version
        )
    if to is To.PERSON:
        values: dict[str, object] = {"kind": str(letter.kind), "about": letter.about}
        if letter.fact.subject_model == Problem._meta.label:
            values["problem"] = letter.fact.subject_id
        return tokens.make(Purpose.RELAY, person, at=at, subject=letter.answers, values=values)
    return tokens.make(Purpose.POST, person, at=at, subject=letter.answers)


def write(letter: Told, person: Person, because: Because) -> Written:
    """The letter in the reader's language."""
    colleague = letter.answers.name if isinstance(letter.answers, Person) else ""
    with translation.override(person.language):
        common = {
            "answered_by": colleague,
            "readers": readers_of(letter.topic.space) if letter.topic else "",
            "topic_letter": letter.topic is not None,
            "why": str(because.label),
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
    subject, _line, text = whole.strip().partition("\n")
    text = text.strip("\n")
    kilobytes = _kilobytes(text + foot)
    return Written(
        subject=subject.strip(),
        text=f"{text}\n-- \n{foot.strip().replace('%size%', str(kilobytes))}\n",
        headers=_headers(letter),
        message_id=_message_id(letter, person),
        in_reply_to=thread_id(letter.topic) if letter.topic else "",
    )


def said(text: str, most: int = MOST_LETTERS) -> str:
    """What a member wrote, indented so that nothing of it can pass for a form."""
    cut = text.strip()
    if len(cut) > most:
        cut = cut[:most].rsplit(" ", 1)[0] + " […]"
    lines = [
        piece
        for line in cut.splitlines()
        for piece in (
            textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
        )
    ]
    return "\n".join(f"| {line}".rstrip() for line in lines)


def thread_id(topic: Topic) -> str:
    """What all letters of a topic refer to, so that mail programs show one conversation."""
    return f"<topic.{topic.code}@{settings.MAIL_DOMAIN}>"


def post_id(topic: Topic, number: int, person: Person) -> str:
    """The Message-ID of one post's letter to one person: the same whenever it is made."""
    return f"<topic.{topic.code}.{number}.{code_of(person.pk)}@{settings.MAIL_DOMAIN}>"


def _message_id(letter: Told, person: Person) -> str:
    if letter.topic and letter.kind == LetterKind.POST_WRITTEN:
        return post_id(letter.topic, letter.number, person)
    kind = letter.kind.replace("_", "-")
    return f"<{kind}.{letter.fact.pk}.{code_of(person.pk)}@{settings.MAIL_DOMAIN}>"


def _headers(letter: Told) -> dict[str, str]:
    """RFC 2919, 2369, 5064: what a reader's program sorts and links by."""
    domain = settings.MAIL_DOMAIN
    if letter.topic is None:
        place = letter.kind.replace("_", "-").replace(".", "-")
        return {"List-Id": f"{network.current().name} <{place}.{domain}>"}
    space = letter.topic.space
    return {
        "X-JLN-From": space.slug,
        "List-Id": f"{space.name} <{space.slug}.{domain}>",
        "List-Post": f"<mailto:{space.slug}@{domain}>",
        "List-Archive": f"<{network.link('/ask/')}>",
        "Archived-At": f"<{network.link(_path(letter))}>",
    }


def _path(letter: Told) -> str:
    place = f"#p{letter.number}" if letter.number else ""
    return f"/ask/{letter.topic.code}/{place}" if letter.topic else "/"


def _kilobytes(text: str) -> int:
    """The size of the whole message: the text as it is encoded, as HTML too if that fits."""
    encoded = sum(1 if char.isascii() else _ENCODED * len(char.encode()) for char in text)
    both = 2 * encoded + _FRAME_BYTES
    return max(1, round((both if both < MOST_BYTES else encoded + _HEAD_BYTES) / 1024))
