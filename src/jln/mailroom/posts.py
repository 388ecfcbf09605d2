"""A reply to a topic's letter is a post, THANKS alone thanks; mail to `ask@` is a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.conversations import actions as conversations
from jln.conversations import queries
from jln.conversations.models import AskedColleague, Post, Topic
from jln.conversations.terms import Channel
from jln.kit.verdict import unless
from jln.mail import tokens
from jln.mail.reading import Kind
from jln.mail.terms import Purpose, Reason
from jln.mailroom import receipts, words
from jln.mailroom.case import Case, End, done, held, not_understood, refused
from jln.notify import actions as notify
from jln.web import network

if TYPE_CHECKING:
    from jln.mail.models import ReplyToken
    from jln.spaces.models import Space


def reply(case: Case, token: ReplyToken, *, is_confirmed: bool = False) -> End:
    """What a reply to a letter of a topic does."""
    about = tokens.subject_of(token)
    if not isinstance(about, Post | AskedColleague):
        raise TypeError(f"a post token about {token.subject_model}")
    text = tokens.scrub(case.reading.text).strip()
    if isinstance(about, Post) and words.thanks_only(text):
        return _thank(case, about)
    if isinstance(about, AskedColleague) and words.is_one_of(text, words.NOT_ME):
        return _decline(case, about)
    if case.reading.command in COMMANDS:
        return COMMANDS[case.reading.command](case, about.topic)
    if not text:
        return _empty(case)
    if words.is_one_word(text) and not is_confirmed:
        return _hold_word(case, about.topic, text)
    return _post(case, about.topic, text)


def question(case: Case, space: Space, *, offers: bool, is_confirmed: bool = False) -> End:
    """A new message to `ask@` or to a space becomes a topic there."""
    text = tokens.scrub(case.reading.text).strip()
    title = tokens.scrub(case.reading.base_subject).strip()
    if not text and not (title and case.reading.kind == Kind.NEW and not case.reading.attachments):
        return _empty(case)
    if not is_confirmed and not _is_addressed(case):
        return _wait(
            case,
            held(Reason.NOT_ADDRESSED),
            _("We were not named in To or Cc. Is this a question to the network?"),
        )
    if not is_confirmed and _answers_ours(case):
        return _wait(
            case,
            held(Reason.ANSWERS_NOTHING),
            _("That letter of ours takes no answer. Is this a question to the network?"),
        )
    if not is_confirmed and offers:
        found = queries.similar(case.person, f"{title}\n{text}", limit=3)
        if found:
            return _offer(case, found)
    topic = conversations.ask(
        space,
        text=text or title,
        title=title,
        by=case.person,
        at=case.at,
        channel=Channel.MAIL,
        inbound=case.mail,
    )
    asked = topic.asked.count()
    receipts.send(
        case,
        [
            _("Your question is in “%(space)s”: %(title)s")
            % {"space": space.name, "title": topic.title},
            ngettext(
                "We brought it to %(count)s colleague who may know. Answers come to you by mail.",
                "We brought it to %(count)s colleagues who may know. Answers come to you by mail.",
                asked,
            )
            % {"count": asked}
            if asked
            else _("Nobody here offers help on this yet. Answers come to you by mail."),
            network.link(f"/ask/{topic.code}/"),
        ],
        about="ask",
    )
    return done(Reason.ASKED)


def _post(case: Case, topic: Topic, text: str) -> End:
    post = conversations.answer(
        topic, text=text, by=case.person, at=case.at, channel=Channel.MAIL, inbound=case.mail
    )
    lines = [
        _("Your answer is in the conversation “%(title)s”.") % {"title": topic.title},
        _("Those who follow it get it by mail now. To correct it, answer once more."),
        network.link(f"/ask/{topic.code}/#p{post.number}"),
    ]
    if case.reading.attachments:
        lines.insert(1, _("Files cannot be attached to a post yet; only your words are shown."))
    receipts.send(case, lines, about=f"post {topic.pk}", reply=_answer_again(case, post))
    return done(Reason.POSTED)


def _answer_again(case: Case, post: Post) -> ReplyToken:
    return tokens.make(Purpose.POST, case.person, at=case.at, subject=post)


def _thank(case: Case, post: Post) -> End:
    conversations.thank(post, by=case.person, at=case.at)
    name = post.by.name if post.by else ""
    receipts.send(
        case,
        [
            _("You thanked %(name)s, and the post is marked as helpful.") % {"name": name},
            _("%(name)s is told by mail.") % {"name": name},
            network.link(f"/ask/{post.topic.code}/#p{post.number}"),
        ],
        about=f"thanks {post.topic_id}",
    )
    return done(Reason.THANKED)


def _decline(case: Case, asked: AskedColleague) -> End:
    conversations.decline_ask(asked.topic, by=case.person, at=case.at)
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


def _mute(case: Case, topic: Topic) -> End:
    conversations.mute(topic, by=case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more letters about “%(title)s”.") % {"title": topic.title},
            _("To get them again, follow the conversation on its page:"),
            network.link(f"/ask/{topic.code}/"),
        ],
        about="mute",
    )
    return done(Reason.STOPPED)


def _take_back(case: Case, topic: Topic) -> End:
    """UNDO: the last post of this person in the conversation, as long as a post can be undone."""
    last = topic.posts.filter(by=case.person, hidden_at=None).order_by("-number").first()
    none = _("There is nothing of yours here that could be taken back.")
    unless(last is not None, "nothing", none).or_raise()
    if last is not None:
        conversations.undo_post(last, by=case.person, at=case.at)
    receipts.send(case, [_("Your post is taken back.")], about="undo")
    return done(Reason.UNDONE)


def stop_all(case: Case) -> End:
    """STOP written to the network itself: nothing but what the person asks for."""
    notify.stop_all(case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more letters from the network, but for codes and receipts you ask for."),
            _("To choose which letters you get: %(link)s") % {"link": network.link("/me/mail/")},
        ],
        about="stop",
    )
    return done(Reason.STOPPED)


def _empty(case: Case) -> End:
    receipts.send(
        case,
        [
            _("There were no words of yours in your message, so nothing was done."),
            _("Write above the text that is quoted, and send it again."),
        ],
        about="empty",
        reply=case.token,
    )
    return not_understood(Reason.EMPTY)


def _hold_word(case: Case, topic: Topic, text: str) -> End:
    end = held(Reason.ONE_WORD)
    return _wait(
        case,
        end,
        _("You wrote only %(word)s, to the conversation “%(title)s”.")
        % {"word": receipts.quoted(text), "title": topic.title},
        _("If you meant to answer another letter, answer that one."),
    )


def _offer(case: Case, found: list[queries.Similar]) -> End:
    lines = [_("Before we bring your question to colleagues: this is there already.")]
    for one in found:
        path = f"/library/{one.slug}/" if one.kind == "product" else f"/ask/{_code(one.subject)}/"
        lines += [f"- {one.title}", f"  {network.link(path)}"]
    return _wait(case, held(Reason.SIMILAR), *lines)


def _wait(case: Case, end: End, *lines: str) -> End:
    """Nothing is done until the person says OK."""
    token = receipts.confirm_token(case.person, case.mail, at=case.at)
    receipts.send(
        case,
        [*lines, _("Answer OK within three days, and it is posted as you wrote it.")],
        reply=token,
        kind=receipts.QUESTION,
    )
    return end


def _answers_ours(case: Case) -> bool:
    """Does it answer a letter of ours? Spaces take new messages only."""
    ours = f"@{settings.MAIL_DOMAIN}>"
    return any(one.endswith(ours) for one in (*case.reading.in_reply_to, *case.reading.references))


def _is_addressed(case: Case) -> bool:
    ours = case.mail.envelope_to.lower()
    return ours in (*case.reading.to, *case.reading.cc)


def _code(number: int) -> str:
    from jln.kit.codes import code_of  # noqa: PLC0415 -- only for links

    return code_of(number)


def help_with_mail(case: Case) -> End:
    """What can be done by mail, on one screen."""
    domain = case.mail.envelope_to.rpartition("@")[2]
    receipts.send(
        case,
        [
            _("What you can do by mail:"),
            _("- Ask the network: write to ask@%(domain)s.") % {"domain": domain},
            _("- Answer a letter: what you write becomes a post, or answers its questions."),
            _("- THANKS, as the whole answer: thanks the person who wrote."),
            _("- UNDO, as an answer to a receipt: takes it back."),
            _("- STOP to stop@%(domain)s: no more letters.") % {"domain": domain},
            _("People: desk@%(domain)s") % {"domain": domain},
        ],
        about="help",
    )
    return done(Reason.HELPED)


def _no_digest(case: Case, _topic: Topic) -> End:
    """DAILY, WEEKLY and LATER are understood, and not offered."""
    receipts.send(
        case,
        [
            _("Letters come at once or not at all; there is no daily or weekly one yet."),
            _("Answer STOP to get no more letters about this conversation."),
        ],
        about="digest",
        reply=case.token,
    )
    return refused(Reason.NOT_NOW)


COMMANDS: dict[str, Callable[[Case, Topic], End]] = {
    "stop": _mute,
    "undo": _take_back,
    "help": lambda case, _topic: help_with_mail(case),
    "daily": _no_digest,
    "weekly": _no_digest,
    "later": _no_digest,
}
"""What one word does as the answer to a letter of a conversation; THANKS is seen before."""
