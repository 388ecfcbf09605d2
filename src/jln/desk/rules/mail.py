"""What staff may do with a message that waits. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, no, unless
from jln.mail.terms import InboundState, Reason

OVER = frozenset({InboundState.DONE, InboundState.RECEIVED})
TRIED_AGAIN = frozenset({Reason.BROKEN, Reason.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Message:
    """An inbound message, as these rules see it."""

    state: str
    reason: str
    text: str
    is_proved: bool
    sender: str  # the name of the member it is from, if it is from one
    address: str  # where an answer could go
    is_kept: bool  # its raw bytes are still there

    @property
    def is_trusted(self) -> bool:
        """Is it proved, and by a member?"""
        return self.is_proved and bool(self.sender)


def may_handle(message: Message) -> Verdict:
    """Does anything remain to be done with it?"""
    over = _("This message came to its end already.")
    return unless(message.state not in OVER, "over", over)


def may_speak_for(message: Message) -> Verdict:
    """May it be posted in its sender's name? Only what is proved to be hers."""
    proof = _(
        "Nothing proves who wrote this, so it cannot stand in anybody's name. Answer it, or"
        " pass it on."
    )
    return unless(message.is_trusted, "unproved", proof) & _has_words(message)


def may_pass_on(message: Message) -> Verdict:
    """May it go to a colleague? By whoever wrote it: what is not proved goes in staff's name."""
    return _has_words(message)


def may_answer(message: Message, words: str) -> Verdict:
    """May its sender be answered?"""
    said = unless(bool(words.strip()), "no_words", _("Write what the sender reads."))
    return said & may_be_answered(message)


def may_be_answered(message: Message) -> Verdict:
    """Is there anywhere an answer could go to?"""
    nobody = _("It names no address that an answer could go to.")
    return unless(bool(message.sender or message.address), "no_address", nobody)


def may_be_welcomed(message: Message) -> Verdict:
    """May it get the answer that strangers get? Only from whom the network does not know."""
    known = _("A member wrote this: answer them in your own words.")
    return unless(not message.sender, "known", known) & may_be_answered(message)


def may_set_aside(words: str) -> Verdict:
    """May it be set aside? With a reason, which its sender can see."""
    why = _("Say why: the sender sees the reason among the mail they wrote.")
    return unless(bool(words.strip()), "no_words", why)


def may_try_again(message: Message) -> Verdict:
    """May the platform deal with it once more?"""
    if message.reason not in TRIED_AGAIN:
        return no("not_broken", _("The platform did not fail here: a person has to decide."))
    return unless(message.is_kept, "not_kept", _("The message itself is no longer kept."))


def _has_words(message: Message) -> Verdict:
    none = _("No words were found in it, so there is nothing to pass on.")
    return unless(bool(message.text.strip()), "no_text", none)
