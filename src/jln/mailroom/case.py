"""One message in hand, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from jln.mail.models import InboundMail, ReplyToken
from jln.mail.reading import Reading
from jln.mail.terms import InboundState, Reason
from jln.mailroom.doors import Door
from jln.mailroom.proof import Sender

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.conversations.models import Topic
    from jln.conversations.queries import Proposed, Similar
    from jln.kit.verdict import RuleBroken
    from jln.mail.models import OutgoingMail
    from jln.mailroom.twin.read import Answer
    from jln.people.models import Person
    from jln.uploads.actions import Document, OnDisk, Picture


@dataclass(slots=True)
class Case:
    """A stored message, read, with its door and its sender. `at` is when we said 250.

    `letter` is ours, answered at another address than its own; `thread` the conversation
    it refers to, where no letter to this person is known. `understood`: as an answer to a
    form; `similar`: what is like it, if it is a question. `clean` is what may be kept of the
    bytes. `documents` are kept as they came, `pictures` made anew; `unfit` says why one
    could not be. `not_kept`: the files that are none of what the form `takes`;
    `enclosed`: those for a post, on the disk already; `why_not`: why another is not.
    `proposed`: whom a question would be brought to, once that was looked up; `colleagues`: of
    those, by number of the person, whom its sender agreed to. `is_forgotten`: nothing of it is
    kept but its end; `is_doubted`: its sender was told that nothing proves who wrote it.
    """

    mail: InboundMail
    reading: Reading
    door: Door
    sender: Sender
    clean: bytes = b""
    letter: OutgoingMail | None = None
    thread: Topic | None = None
    understood: Answer | None = None
    similar: list[Similar] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    unfit: RuleBroken | None = None
    not_kept: list[str] = field(default_factory=list)
    why_not: list[str] = field(default_factory=list)
    enclosed: list[OnDisk] = field(default_factory=list)
    takes: StrOrPromise = ""
    proposed: list[Proposed] | None = None
    colleagues: list[int] | None = None
    receipts: list[OutgoingMail] = field(default_factory=list)
    is_forgotten: bool = False
    is_doubted: bool = False

    @property
    def at(self) -> datetime:
        """Order and deadlines follow the moment at which the message was taken."""
        return self.mail.received_at

    @property
    def token(self) -> ReplyToken | None:
        """The row of the address it was sent to."""
        return self.door.token

    @property
    def aim(self) -> ReplyToken | None:
        """What it answers: the row of its address, else that of our letter it refers to."""
        return self.door.token or (self.letter.reply_token if self.letter else None)

    @property
    def person(self) -> Person:
        """Who is proved to have sent it. Only for a proved sender."""
        if self.sender.person is None:
            raise LookupError("nobody is proved to have sent this")
        return self.sender.person


@dataclass(frozen=True, slots=True)
class End:
    """The one outcome of a message, and its reason."""

    state: InboundState
    reason: Reason


def done(reason: Reason) -> End:
    """It was done."""
    return End(InboundState.DONE, reason)


def held(reason: Reason) -> End:
    """It waits for somebody: the person herself, or staff."""
    return End(InboundState.HELD, reason)


def refused(reason: Reason) -> End:
    """It was not done, and will not be."""
    return End(InboundState.REFUSED, reason)


def not_understood(reason: Reason) -> End:
    """Nobody can tell what it wants; staff see it."""
    return End(InboundState.NOT_UNDERSTOOD, reason)


def ignored(reason: Reason) -> End:
    """Recorded; nobody is answered."""
    return End(InboundState.IGNORED, reason)
