"""The letters: what each tells, how it is answered, how it threads.

The words are in `templates/notify/mail/<kind>.txt`, the first line the subject,
rendered in the reader's language. What a member wrote stands indented by `| `.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from jln.conversations.models import AskedColleague, Post, Thanks, Topic
from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.kit.codes import code_of
from jln.library.models import Adaptation, AdaptationEvidence
from jln.mail import tokens
from jln.mail.replies import REPLIES, To
from jln.mail.sending import MOST_BYTES
from jln.mail.terms import Purpose
from jln.notify.terms import Because, LetterKind
from jln.people.models import Person, Theme
from jln.people.terms import PersonStatus
from jln.problems.models import Problem
from jln.problems.rules import LETTERS_WAIT
from jln.spaces.words import readers_of
from jln.ui.formats import country_name, list_parts
from jln.web import jinja, network
from jln.web.forms import REGISTRY

if TYPE_CHECKING:
    from jln.facts.models import Fact
    from jln.mail.models import ReplyToken

WIDTH = 70  # of members' words, before their indentation
MOST_OF_A_SUBJECT = 80  # letters of a statement that stands in it
MOST_LETTERS = 3_000  # of a member's text in a mail; the rest is a page away
_FRAME_BYTES = 3_300  # headers, HTML frame and style of a letter, measured
_HEAD_BYTES = 1_300  # headers alone
_ENCODED = 3  # characters of quoted-printable for a byte outside ASCII


# The questions of a form between their stars, for a reader; filled by JlnConfig.ready.
questions: list[Callable[[str, Model, Person], str]] = []


@dataclass(slots=True)
class Told:
    """One fact as its letter needs it: loaded once, rendered for each reader."""

    kind: LetterKind
    fact: Fact
    things: dict[str, Any]
    answers: Model | None = None  # what a reply is about: a post, an ask, a person
    about: str = ""  # as both sides call it: the subject of an answer to a person
    topic: Topic | None = None  # threads with its other letters
    number: int = 0  # of the post in the topic
    not_before: datetime | None = None
    form: str = ""  # the action whose questions it asks about `answers`
    further: Callable[[Person], dict[str, Any]] = field(default=lambda _person: {})


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in one reader's language."""

    subject: str
    text: str
    headers: dict[str, str]
    message_id: str
    in_reply_to: str


def told(fact: Fact) -> Told | None:
    """What the fact's letter tells; None if there is nothing to tell any more."""
    from jln.notify.of_groups import LOAD  # noqa: PLC0415 -- made of the parts of this module

    return {**_LOAD, **LOAD}[fact.kind](fact)


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


def _post(fact: Fact) -> Told | None:
    post = (
        Post.objects.select_related("topic__space__country", "by", "country")
        .filter(pk=fact.subject_id, hidden_at=None)
        .first()
    )
    if post is None:
        return None
    return Told(
        kind=LetterKind.POST_WRITTEN,
        fact=fact,
        things={
            "post": post,
            "topic": post.topic,
            "by": named(post.by, post.country),
            "author": named(post.by, None),
        },
        answers=post,
        topic=post.topic,
        number=post.number,
        not_before=_after_undo(post),
    )


def _after_undo(post: Post) -> datetime:
    """Letters of a post wait as long as it can be taken back on the page."""
    from jln.conversations.rules import UNDO_FOR  # noqa: PLC0415 -- a number of the rules

    return post.posted_at + (UNDO_FOR if post.channel == "web" else timedelta())


def _asked(fact: Fact) -> Told | None:
    rows = AskedColleague.objects.select_related("topic__space__country", "topic__by__country")
    asked = rows.filter(topic=fact.subject_id, person=fact.about_id).first()
    if asked is None or asked.topic.hidden_at:
        return None
    topic = asked.topic
    question = topic.posts.filter(number=1, hidden_at=None).first()
    if question is None:
        return None
    return Told(
        kind=LetterKind.COLLEAGUE_ASKED,
        fact=fact,
        things={
            "topic": topic,
            "post": question,
            "by": named(topic.by, topic.by.country if topic.by else None),
        },
        answers=asked,
        topic=topic,
        number=1,
        not_before=_after_undo(question),
        further=lambda person: _why_she(asked, topic.language, person.language),
    )


def _thanked(fact: Fact) -> Told | None:
    thanks = Thanks.objects.select_related("post__topic__space", "by__country")
    found = (
        thanks.filter(pk=fact.subject_id).first()
        if fact.subject_model == "jln.Thanks"
        else thanks.filter(post=fact.subject_id, by=fact.by_id).first()
    )
    if found is None:
        return None
    return Told(
        kind=LetterKind.POST_THANKED,
        fact=fact,
        things={
            "thanks": found,
            "post": found.post,
            "topic": found.post.topic,
            "by": named(found.by, found.by.country),
        },
        answers=reachable(found.by),
        about=found.post.topic.title,
    )


def _problem(fact: Fact) -> Told | None:
    problem = (
        Problem.objects.select_related("country", "stated_by")
        .filter(pk=fact.subject_id, withdrawn_at=None)
        .first()
    )
    if problem is None:
        return None
    kind = LetterKind(fact.kind)
    country = fact.country if fact.country_id else problem.country
    things = {
        "problem": problem,
        "country": country,
        "by": named(fact.by, fact.by.country if fact.by else None),
        "link": network.link(f"/problems/{problem.code}/"),
    }
    told = Told(kind, fact, things, reachable(fact.by), about=_short(problem.statement))
    if kind is not LetterKind.PROBLEM_STATED:
        return told
    return replace(told, not_before=problem.created_at + LETTERS_WAIT)


def _problem_gone(fact: Fact) -> Told | None:
    """Of the kind of the letter that it takes back, so that both are wanted or neither."""
    problem = Problem.objects.select_related("country").filter(pk=fact.subject_id).first()
    if problem is None:
        return None
    things = {
        "problem": problem,
        "country": problem.country,
        "by": named(fact.by, fact.by.country if fact.by else None),
    }
    answers = reachable(fact.by)
    return Told(LetterKind.PROBLEM_STATED, fact, things, answers, about=_short(problem.statement))


def _adaptation(fact: Fact) -> Told | None:
    found = (
        Adaptation.objects.select_related("product", "country", "reported_by")
        .filter(pk=fact.subject_id, withdrawn_at=None)
        .first()
    )
    if found is None:
        return None
    newest = AdaptationEvidence.objects.filter(adaptation=found).order_by("-pk").first()
    things = {
        "adaptation": found,
        "product": found.product,
        "country": found.country,
        "evidence": newest,
        "by": named(fact.by, fact.by.country if fact.by else None),
        "link": network.link(f"/chain/adaptation/{found.code}/"),
    }
    kind = LetterKind(fact.kind)
    told = Told(kind, fact, things, reachable(fact.by), about=found.product.title)
    if kind is not LetterKind.ADAPTATION_REPORTED:
        return told
    return replace(told, not_before=found.created_at + LETTERS_WAIT)


def _short(statement: str) -> str:
    """A statement in a subject line."""
    return textwrap.shorten(statement, MOST_OF_A_SUBJECT, placeholder="…")


def reachable(person: Person | None) -> Person | None:
    """Who is here to be written to."""
    return person if person and person.status == PersonStatus.ACTIVE else None


def named(person: Person | None, country: Country | None) -> Callable[[], str]:
    """The person and her country, in the language in which it is called."""

    def name() -> str:
        if person is None:
            return translation.gettext("A colleague")
        return list_parts(person.name, country_name(country)) if country else person.name

    return name


def _why_she(asked: AskedColleague, written_in: str, language: str) -> dict[str, Any]:
    """Why this colleague; and the language of the question, where she may not expect it."""
    reasons = _reasons(asked, language)
    knows = written_in == language or any(one["code"] == "language" for one in reasons)
    return {"reasons": reasons, "written_in": "" if knows else written_in}


def _reasons(asked: AskedColleague, language: str) -> list[dict[str, Any]]:
    """Why this colleague, with names for the ids it rests on."""
    found = []
    for reason in asked.reasons:
        of = reason.get("of")
        name = ""
        if reason["code"] == "expertise":
            theme = Theme.objects.filter(pk=of if isinstance(of, int) else 0).first()
            name = theme.name_in(language) if theme else ""
        found.append({"code": reason["code"], "name": name, "of": of})
    return found


_LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.COLLEAGUE_ASKED: _asked,
    LetterKind.POST_WRITTEN: _post,
    LetterKind.POST_THANKED: _thanked,
    LetterKind.PERSON_WRITTEN_TO: lambda _fact: None,
    LetterKind.PROBLEM_STATED: _problem,
    LetterKind.PROBLEM_SHARED: _problem,
    Kind.PROBLEM_WITHDRAWN: _problem_gone,
    LetterKind.ADAPTATION_REPORTED: _adaptation,
    LetterKind.ADAPTATION_ADVANCED: _adaptation,
    LetterKind.ADAPTATION_STOPPED: _adaptation,
}
