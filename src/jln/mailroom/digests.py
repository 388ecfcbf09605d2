"""A reply to a daily or weekly message: its numbers ask for whole texts, words become posts.

Each thing in it keeps its own rights: they are asked when the reply comes, not when the
message was made. What is addressed to no number is asked back, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations import queries
from jln.conversations.models import AskedColleague, Post, Topic
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail import outgoing, tokens
from jln.mail.terms import LetterName, Purpose, Reason
from jln.mailroom import accepting, numbered, posts, receipts, votes, voting, words
from jln.mailroom.case import Case, End, done, not_understood
from jln.mailroom.models import MailAnswer
from jln.notify import letters, rights, threads
from jln.notify.digests import compose, rules
from jln.notify.models import Digest, DigestItem
from jln.notify.terms import Because, LetterKind
from jln.notify.told import told
from jln.spaces.rules import BY_PAGE
from jln.web import network

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.mail.models import ReplyToken

MOST_TEXTS = 9
"""Whole texts that one reply brings."""
ROOM = 10
"""Kilobytes of one letter for the posts in it; it has a few lines more, and twelve are enough."""


def reply(case: Case, token: ReplyToken) -> End:
    """What a reply to a daily or weekly message does."""
    digest = tokens.subject_of(token)
    if not isinstance(digest, Digest):
        raise TypeError(f"a digest token about {token.subject_model}")
    if case.reading.command == "stop":
        return _stop(case)
    said = numbered.read(case.reading.parts, _ends(case))
    entries = dict(enumerate(digest.entries, start=1))
    unknown = [at for at in (*said.wanted, *said.words) if at not in entries]
    sent = [at for at in said.wanted[:MOST_TEXTS] if at in entries and _send(case, entries[at])]
    ends, problems = _post_all(case, said.words, entries)
    posted = len(ends)
    lines = [
        *[_("There is no number %(number)s in that message.") % {"number": at} for at in unknown],
        *[
            _("%(number)s is no longer there for you to read.") % {"number": at}
            for at in said.wanted[:MOST_TEXTS]
            if at in entries and at not in sent
        ],
        *problems,
    ]
    if said.others and (posted or sent) and not words.is_one_word(said.others):
        lines.append(
            _("Nothing was done with: %(words)s") % {"words": receipts.quoted(said.others)}
        )
    if not (sent or posted):
        return _ask_back(case, token, lines)
    if lines or (case.not_kept and not posted):
        receipts.send(case, lines, about="numbers", reply=token)
    return ends[0] if posted == 1 else done(Reason.POSTED if posted else Reason.WHOLE)


def _ends(case: Case) -> list[str]:
    """The lines of such a message after which no number holds, in the reader's language."""
    with translation.override(case.person.language):
        parts = [compose.heading(part).upper() for part in rules.Part]
        return [*parts, compose.how_to_ask(""), *compose.closing()]


def _post_all(
    case: Case, said: dict[int, str], entries: dict[int, dict[str, Any]]
) -> tuple[list[End], list[str]]:
    """Words under a number become a post in its conversation, or its poll's vote.

    What became of each, and why others did not.
    """
    ends, problems = list[End](), list[str]()
    for number, text in said.items():
        if number not in entries:
            continue
        clean = tokens.scrub(text).strip()
        topic = _topic(case, entries[number]["key"])
        if topic is None:
            name = {"number": number}
            problems.append(_("%(number)s is no conversation that you can write in.") % name)
            continue
        try:
            with transaction.atomic():
                end = _write(case, topic, clean, number)
        except RuleBroken as broken:
            if accepting.is_all_it_takes(broken):
                raise  # the whole answer waits
            case.is_forgotten |= BY_PAGE in broken.verdict.codes
            problems.append(broken.text)
        else:
            one_word = _("You wrote only %(word)s.") % {"word": receipts.quoted(clean)}
            ends += [end] if end else []
            problems += [] if end else [one_word]
    return ends, problems


def _write(case: Case, topic: Topic, text: str, number: int) -> End | None:
    """A post, or its poll's vote; None for what is neither, as a single word.

    A message is the answer to one form: of a further poll the letter comes, to be answered.
    """
    is_vote = votes.read(case.person, topic, text) is not None
    if is_vote and MailAnswer.objects.filter(inbound=case.mail).exists():
        _send_poll(case, topic.pk)
        return None
    if is_vote:
        view = queries.poll_view(case.person, topic.pk, case.at)
        return voting.vote(case, topic, text) if view and view.may_answer else None
    if words.is_one_word(text):
        return None
    posts.post_beside(case, topic, text, key=f"mail {case.mail.pk} {number}")
    return done(Reason.POSTED)


def _topic(case: Case, key: str) -> Topic | None:
    """The conversation of an entry, if this person may write in it."""
    kind, _colon, number = key.partition(":")
    if kind == "ask":
        asked = AskedColleague.objects.filter(pk=number, person=case.person).first()
        number = str(asked.topic_id) if asked else "0"
    elif kind != "topic":
        return None
    named = Topic.objects.filter(pk=number).first()
    now = queries.where_now(named).pk if named else 0
    topics = visible(case.person, Permission.TOPIC_ANSWER, Topic.objects.filter(pk=now))
    return topics.select_related("space__country").first()


def _send(case: Case, entry: dict[str, Any]) -> bool:
    """The whole text of one entry, as a letter that is answered like any of its kind."""
    kind, _colon, number = entry["key"].partition(":")
    if kind == "fact":
        return _send_fact(case, int(number))
    rows = DigestItem.objects.filter(pk__in=entry["items"]).values("post")
    wanted = Post.objects.filter(pk__in=rows)
    if kind == "ask":
        asked = AskedColleague.objects.filter(pk=number, person=case.person)
        wanted = Post.objects.filter(topic__in=asked.values("topic"), number=1)
    if kind == "topic" and _send_poll(case, int(number)):
        _send_posts(case, wanted.exclude(number=1))
        return True
    return _send_posts(case, wanted)


def _send_poll(case: Case, number: int) -> bool:
    """An open poll comes as its own letter: with its answers, and answered by one of them."""
    view = queries.poll_view(case.person, number, case.at)
    told_by = Fact.objects.filter(
        kind=Kind.POLL_OPENED, subject_model=Topic._meta.label, subject_id=number
    )
    fact = told_by.first() if view is not None and view.may_answer else None
    return fact is not None and _send_fact(case, fact.pk)


def _send_posts(case: Case, wanted: QuerySet[Post]) -> bool:
    """Posts of one conversation, whole, in a letter to which words become a further one."""
    found = visible(case.person, Permission.POST_VIEW, wanted).filter(topic__hidden_at=None)
    found = found.select_related("topic__space__country", "by", "country").order_by("number")
    some = list(found)
    if not some:
        return False
    parts = _that_fit([compose.of_post(post) for post in some])
    last, left = some[len(parts) - 1], len(some) - len(parts)
    if left:
        more = {"num": left, "link": network.link(f"/ask/{last.topic.code}/#p{last.number}")}
        parts.append(_("Not named here: %(num)s more, on the pages: %(link)s") % more)
    parts += [
        _("Answer this letter, and your words become a post in the conversation."),
        _("The whole conversation: %(link)s")
        % {"link": network.link(f"/ask/{last.topic.code}/#p{some[0].number}")},
    ]
    outgoing.put(
        LetterName.POST_WRITTEN,
        case.person,
        subject=last.topic.title,
        text="\n\n".join(parts) + "\n",
        because="you_asked",
        reply=tokens.make(Purpose.POST, case.person, at=case.at, subject=last),
        in_reply_to=threads.thread_id(last.topic),
        at=case.at,
    )
    return True


def _that_fit(texts: list[str]) -> list[str]:
    """The first of these, as many as one letter holds; at least one."""
    for count in range(len(texts), 1, -1):
        if letters.kilobytes_of("\n\n".join(texts[:count])) <= ROOM:
            return texts[:count]
    return texts[:1]


def _send_fact(case: Case, number: int) -> bool:
    fact = Fact.objects.select_related("by__country", "country").filter(pk=number).first()
    letter = told(fact) if fact else None
    if letter is None or not rights.may_read(case.person, letter.fact):
        return False
    written = letters.write(letter, case.person, Because.MEMBER)
    answered_at = letters.reply_token(letter, case.person, at=case.at)
    if answered_at is not None:
        answered_at.save()
    outgoing.put(
        letter.kind,
        case.person,
        subject=written.subject,
        text=written.text,
        because="you_asked",
        reply=answered_at,
        at=case.at,
    )
    return True


def _stop(case: Case) -> End:
    from jln.notify import actions  # noqa: PLC0415 -- only for this word

    actions.stop_kind(case.person, LetterKind.DIGEST, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more daily and weekly messages."),
            _("To choose which letters you get: %(link)s") % {"link": network.link("/me/mail/")},
        ],
        about="stop",
    )
    return done(Reason.STOPPED)


def _ask_back(case: Case, token: ReplyToken, lines: list[str]) -> End:
    how = [
        _("Which number do you mean? Answer with it, then your words, as here:"),
        _("2: We pay on the fifth of each month."),
    ]
    receipts.send(case, [*lines, *how], about="numbers", reply=token)
    return not_understood(Reason.ASKED_BACK)
