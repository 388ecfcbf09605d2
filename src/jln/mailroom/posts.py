"""A reply to a topic's letter is a post, THANKS alone thanks; mail to `ask@` is a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.conversations import actions as conversations
from jln.conversations import queries
from jln.conversations.models import AskedColleague, HeldPost, Post, Topic
from jln.conversations.terms import Channel, TopicKind
from jln.kit.verdict import unless
from jln.mail import tokens
from jln.mail.reading import Kind
from jln.mail.terms import Purpose, Reason
from jln.mailroom import (
    asking,
    beside,
    conduct,
    effects,
    following,
    keeping,
    office,
    receipts,
    reporting,
    voting,
    words,
)
from jln.mailroom.case import Case, End, done, held, not_understood
from jln.mailroom.queries import has_open_form
from jln.spaces.words import readers_of
from jln.web import network

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken
    from jln.spaces.models import Space


def reply(case: Case, about: object, *, is_confirmed: bool = False) -> End:
    """What a reply to a letter of a topic does. `about`: what the letter was about."""
    if not isinstance(about, Post | AskedColleague):
        raise TypeError(f"a reply about {about!r}")
    text = tokens.scrub(case.reading.text).strip()
    if isinstance(about, Post):  # who answers a letter has read up to it
        conversations.see(about.topic_id, about.number, by=case.person, at=case.at)
    topic = queries.where_now(about.topic)
    if end := _by_word(case, about, topic, text) or voting.vote(case, topic, text):
        return end
    if case.reading.command in COMMANDS:
        return COMMANDS[case.reading.command](case, topic)
    if not text:
        return _empty(case)
    conversations.refuse_named(topic.space)
    if topic.closed_at is not None and queries.topics(case.person).filter(pk=topic.pk).exists():
        return _closed(case, topic, text, is_confirmed=is_confirmed)
    if not is_confirmed and _may_be_meant_otherwise(case, topic, text):
        return _hold(case, about, text)
    return _post(case, topic, text)


def _may_be_meant_otherwise(case: Case, topic: Topic, text: str) -> bool:
    """NOT ME with words beside it; a command that does nothing here; a word for an open form."""
    if words.says_not_me(text) or (case.reading.command and not case.enclosed):
        return True
    if not words.is_one_word(text):
        return False
    return topic.kind == TopicKind.POLL or has_open_form(case.person, at=case.at)


def _by_word(case: Case, about: Post | AskedColleague, topic: Topic, text: str) -> End | None:
    """THANKS, ANSWER, REPORT, MUTE, BLOCK and NOT ME are no posts."""
    if isinstance(about, AskedColleague):
        if words.is_one_of(text, words.NOT_ME):
            return _decline(case, about, topic)
        post = queries.place_now(about.topic_id, 1) or topic.posts.get(number=1)
    else:
        post = about
        why = words.thanked_for(text)
        if (why or words.thanks_only(text)) and not case.enclosed:
            return _thank(case, post, why)
        if (number := words.answered(text)) is not None and topic.by_id == case.person.pk:
            return keeping.answered_by(case, post, number)
    if (distance := words.distance(text)) and post.by and post.by != case.person:
        return conduct.keep(case, post.by, distance)
    return reporting.by_word(case, post, text)


def _closed(case: Case, topic: Topic, text: str, *, is_confirmed: bool) -> End:
    """Nothing is written there any more: the words are kept, and offered as a new question."""
    if is_confirmed:
        return _ask(case, topic.space, text, "")
    return _wait(
        case,
        held(Reason.TOPIC_CLOSED),
        _("The conversation “%(title)s” is closed. Your words are kept.") % {"title": topic.title},
    )


def look_around(case: Case) -> None:
    """Look for what is like a question to `ask@`; before any transaction, for it takes a while."""
    if case.door.name == "ask" and case.reading.kind in (Kind.NEW, Kind.REPLY):
        title, text = asking.words_of(case)
        case.similar = queries.similar(case.person, title, text, odds=queries.A_DAY)


def question(case: Case, space: Space, *, is_confirmed: bool = False) -> End:
    """A new message to `ask@` or to a space becomes a topic there."""
    title, text = asking.words_of(case)
    if not text and not (title and case.reading.kind == Kind.NEW and not case.reading.attachments):
        return _empty(case)
    if not is_confirmed:
        end = _check_back(case) or _offer(case)
        if end is not None:
            return end
    elif case.thread is not None and case.thread.closed_at is None:
        return voting.vote(case, case.thread, text) or _post(case, case.thread, text)
    begin = _ask if asking.is_question(case) else _start
    return begin(case, space, text, title)


def _start(case: Case, space: Space, text: str, title: str) -> End:
    """What asks nothing is a discussion: nobody is asked, whoever is on the list reads it."""
    topic = conversations.submit_new(
        space,
        kind=TopicKind.DISCUSSION,
        text=text or title,
        title=title,
        by=case.person,
        at=case.at,
        channel=Channel.MAIL,
        inbound=case.mail,
    )
    if isinstance(topic, HeldPost):
        return _waits(case, topic)
    lines = [
        _("Your message is in “%(space)s”: %(title)s")
        % {"space": space.called, "title": topic.title},
        readers_of(space),
        _("To add to it, answer this letter; UNDO takes it back within two minutes."),
        network.link(f"/ask/{topic.code}/"),
    ]
    receipts.send(
        case,
        lines,
        about="start",
        reply=_answer_again(case, topic.posts.get(number=1)),
        subject=receipts.again(case.reading.subject if title else topic.title),
    )
    return done(Reason.ASKED)


def _ask(case: Case, space: Space, text: str, title: str) -> End:
    topic = conversations.submit_new(
        space,
        text=text or title,
        title=title,
        by=case.person,
        at=case.at,
        colleagues=case.colleagues,
        channel=Channel.MAIL,
        inbound=case.mail,
    )
    if isinstance(topic, HeldPost):
        return _waits(case, topic)
    post = topic.posts.get(number=1)
    asked = topic.asked.count()
    said = {"space": space.called, "title": topic.title}
    lines = [
        _("Your question is in “%(space)s”: %(title)s") % said,
        readers_of(space),
        ngettext(
            "We brought it to %(count)s colleague who may know. Answers come to you by mail.",
            "We brought it to %(count)s colleagues who may know. Answers come to you by mail.",
            asked,
        )
        % {"count": asked}
        if asked
        else _("Nobody here offers help on this yet. Answers come to you by mail."),
        *beside.put(case, post),
        _("To add to it, answer this letter; UNDO takes it back within two minutes."),
        network.link(f"/ask/{topic.code}/"),
    ]
    receipts.send(
        case,
        lines,
        about="ask",
        reply=_answer_again(case, post),
        subject=receipts.again(case.reading.subject if title else topic.title),
    )
    return done(Reason.ASKED)


def _check_back(case: Case) -> End | None:
    """What may not be meant as a new question to a whole space is asked back first."""
    if not _is_addressed(case):
        return _wait(
            case,
            held(Reason.NOT_ADDRESSED),
            _("We were not named in To or Cc. Is this meant for the network?"),
        )
    if case.thread is not None:
        return _wait(
            case,
            held(Reason.ANSWERS_NOTHING),
            _("Your message refers to a conversation, and was not sent to its own address."),
        )
    if case.door.name == "space" and _answers_ours(case):
        return _wait(
            case,
            held(Reason.ANSWERS_NOTHING),
            _("Your message reads like an answer, and we know no letter that it answers."),
            _("To write to one person, answer their letter or write from their page."),
        )
    return None


def post_beside(case: Case, topic: Topic, text: str, *, key: str) -> End:
    """One of several posts that a message brings, each under its own key."""
    return _post(case, topic, text, key=key)


def _post(case: Case, topic: Topic, text: str, *, key: str | None = None) -> End:
    post = conversations.submit(
        topic,
        text=text,
        by=case.person,
        at=case.at,
        channel=Channel.MAIL,
        inbound=None if key else case.mail,
        form_key=key,
    )
    if isinstance(post, HeldPost):
        return _waits(case, post)
    lines = [
        _("Your answer is in the conversation “%(title)s”.") % {"title": topic.title},
        readers_of(topic.space),
        _("Those who follow it get it by mail."),
        _("Another answer is a further post. UNDO takes this one back within two minutes."),
        network.link(f"/ask/{topic.code}/#p{post.number}"),
    ]
    lines[3:3] = beside.put(case, post)
    receipts.send(case, lines, about=f"post {topic.pk}", reply=_answer_again(case, post))
    return done(Reason.POSTED)


def _waits(case: Case, waiting: HeldPost) -> End:
    """It waits for a moderator; its writer hears why, and can take it back."""
    if case.enclosed:
        conversations.keep_for(waiting, case.enclosed)
    lines = [
        _("Your message to “%(space)s” waits for a moderator.") % {"space": waiting.space.called},
        _("It waits because: %(why)s.") % {"why": waiting.get_because_display()},
        _("You are told what is decided. To change it, answer with the whole new text."),
        network.link("/me/messages/"),
    ]
    reply = tokens.make(
        Purpose.ANSWER, case.person, at=case.at, subject=waiting, form="post.change"
    )
    receipts.send(case, lines, about="waits", reply=reply)
    return done(Reason.FOR_MODERATORS)


def _answer_again(case: Case, post: Post) -> ReplyToken:
    return tokens.draft(Purpose.POST, case.person, at=case.at, subject=post)


def _thank(case: Case, post: Post, why: str) -> End:
    conversations.thank(post, by=case.person, at=case.at, words=why)
    name = post.by.name if post.by else ""
    receipts.send(
        case,
        [
            _("You thanked %(name)s, and the post is marked as helpful.") % {"name": name},
            receipts.quoted(why) if why else "",
            _("%(name)s is told by mail.") % {"name": name},
            _("Answer this letter, and your words go to %(name)s only. Your address is not shown.")
            % {"name": name},
            network.link(f"/ask/{post.topic.code}/#p{post.number}"),
        ],
        about=f"thanks {post.topic_id}",
        reply=tokens.make(Purpose.RELAY, case.person, at=case.at, subject=post.by),
    )
    return done(Reason.THANKED)


def _decline(case: Case, asked: AskedColleague, topic: Topic) -> End:
    conversations.decline_ask(topic, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("Understood: somebody else knows better. Nobody is told."),
            _("If an answer comes to you after all, write it to this address."),
        ],
        about="decline",
        reply=tokens.make(Purpose.POST, case.person, at=case.at, subject=asked),
    )
    return done(Reason.DECLINED)


def _take_back(case: Case, topic: Topic) -> End:
    """UNDO: the last post of this person in the conversation, as long as a post can be undone."""
    last = topic.posts.filter(by=case.person, hidden_at=None).order_by("-number").first()
    none = _("There is nothing of yours here that could be taken back.")
    unless(last is not None, "nothing", none).or_raise()
    if last is not None:
        conversations.undo_post(last, by=case.person, at=case.at)
    receipts.send(case, [_("Your post is taken back.")], about="undo")
    return done(Reason.UNDONE)


def _empty(case: Case) -> End:
    lines = [
        _("There were no words of yours in your message, so nothing was done."),
        _("Write above the text that is quoted, and send it again."),
    ]
    receipts.send(case, lines, about="empty", reply=case.aim)
    return not_understood(Reason.EMPTY)


def _hold(case: Case, about: Post | AskedColleague, text: str) -> End:
    if words.says_not_me(text):
        return _hold_not_me(case, about, text)
    return _wait(
        case,
        held(Reason.ONE_WORD),
        _("You wrote only %(word)s.") % {"word": receipts.quoted(text)},
        _("If you meant to answer another letter, answer that one."),
    )


def _hold_not_me(case: Case, about: Post | AskedColleague, text: str) -> End:
    """Somebody else knows better; whether the words beside it are for all to read is asked."""
    lines = [_("You wrote only %(word)s.") % {"word": receipts.quoted(text)}]
    if isinstance(about, AskedColleague):
        conversations.decline_ask(queries.where_now(about.topic), by=case.person, at=case.at)
        lines = [
            _("Understood: somebody else knows better. Nobody is told."),
            receipts.quoted(text),
        ]
    return _wait(case, held(Reason.ONE_WORD), *lines)


def _offer(case: Case) -> End | None:
    """What is there already, before the question goes out; nothing if nothing is like it."""
    if not case.similar:
        return None
    lines = [_("Before we bring your question to colleagues: this is there already.")]
    for one in case.similar:
        lines += [f"- {one.title}", f"  {network.link(one.path)}"]
    return _wait(case, held(Reason.SIMILAR), *lines)


def _wait(case: Case, end: End, *lines: str) -> End:
    """Nothing is done until the person says OK; the letter says what OK does."""
    effect = effects.of(case)
    token = receipts.confirm_token(case.person, case.mail, at=case.at, **asking.kept(case))
    receipts.send(
        case,
        [
            *lines,
            *effect,
            _("Answer OK within three days, and it is done. Without OK nothing is done."),
        ],
        reply=token,
        kind=receipts.QUESTION,
        about=f"wait {case.mail.pk}",
    )
    return end


def _answers_ours(case: Case) -> bool:
    """Does it answer a letter of ours, to somebody else perhaps, or one that is forgotten?"""
    ours = f"@{settings.MAIL_DOMAIN}>"
    return any(one.endswith(ours) for one in (*case.reading.in_reply_to, *case.reading.references))


def _is_addressed(case: Case) -> bool:
    ours = case.mail.envelope_to.lower()
    return ours in (*case.reading.to, *case.reading.cc)


COMMANDS: dict[str, Callable[[Case, Topic], End]] = {
    **following.WORDS,
    "undo": _take_back,
    "help": lambda case, _topic: office.help_with_mail(case),
}
"""What one word does as the answer to a letter of a conversation; THANKS is seen before."""
