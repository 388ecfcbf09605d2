"""What the product understood of one message: plain values that survive a pipe."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a message is, before anybody asks what it wants."""

    REPLY = "reply"
    NEW = "new"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    CALENDAR = "calendar"
    COMMAND = "command"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body as it came: how deep it is quoted, and whether it is new."""

    text: str
    level: int = 0
    new: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the text; `index`, its place in the message, fetches its bytes."""

    index: int
    name: str
    content_type: str
    size: int
    disposition: str = ""
    content_id: str = ""
    is_inline: bool = False


UNDER_WAY = frozenset({"delayed", "delivered", "relayed", "expanded", "complained"})
"""What reports say of letters that are not lost."""


@dataclass(frozen=True, slots=True)
class Bounced:
    """An address that mail did not reach; `hard` says that it is the address that is wrong.

    `original` is the address that was written to, where mail was passed on from it.
    """

    address: str
    status: str = ""
    hard: bool = False
    action: str = ""
    original: str = ""

    @property
    def is_given_up(self) -> bool:
        """Whether nothing is tried any more."""
        return self.action not in UNDER_WAY


@dataclass(frozen=True, slots=True)
class Reading:
    """All that later code may know of a message; nothing is proved, it is the sender's words."""

    kind: Kind
    text: str = ""
    signature: str = ""
    quoted: str = ""
    parts: tuple[Line, ...] = ()
    greeting: str = ""
    reason: str = ""
    command: str = ""
    interleaved: bool = False
    truncated: bool = False
    html: bool = False
    forwarded: bool = False
    forwarded_at: int | None = None
    from_addresses: tuple[str, ...] = ()
    from_name: str = ""
    has_two_froms: bool = False
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    return_path: str | None = None
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    base_subject: str = ""
    date: datetime | None = None
    auto_submitted: str = ""
    list_id: str = ""
    precedence: str = ""
    authentication_results: str = ""
    attachments: tuple[Attachment, ...] = ()
    bounced: tuple[Bounced, ...] = ()
    calendar_method: str = ""
    calendar_uid: str = ""
    calendar_sequence: int = 0
    calendar_answers: dict[str, str] = field(default_factory=dict)
    loops: tuple[str, ...] = ()
    received_count: int = 0

    @property
    def body_text(self) -> str:
        """The whole body before trimming, quotes marked as plain mail marks them."""
        return "\n".join(
            line.text if not line.level else f"{'>' * line.level} {line.text}"
            for line in self.parts
        )

    @property
    def answerable(self) -> bool:
        """Whether a receipt may go back: never to a robot, a list or a null sender."""
        robot = self.kind in (Kind.AUTOMATIC, Kind.BOUNCE, Kind.COMPLAINT, Kind.UNREADABLE)
        robot = robot or (self.kind == Kind.CALENDAR and self.calendar_method != "REPLY")
        silent = self.precedence in ("bulk", "junk", "list", "auto_reply") or bool(self.list_id)
        submitted = self.auto_submitted not in ("", "no")
        return not (robot or silent or submitted or self.return_path == "" or self.loops)

    def to_dict(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        row = asdict(self)
        row["kind"] = self.kind.value
        row["date"] = self.date.isoformat() if self.date else None
        return row

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Reading:
        """The reading that `to_dict` wrote, on the other side of a pipe."""
        known = {one.name for one in fields(cls)}
        values: dict[str, Any]
        values = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in row.items()
            if key in known
        }
        values["kind"] = Kind(row["kind"])
        values["date"] = datetime.fromisoformat(row["date"]) if row.get("date") else None
        values["parts"] = tuple(Line(**line) for line in row.get("parts", ()))
        values["attachments"] = tuple(Attachment(**item) for item in row.get("attachments", ()))
        values["bounced"] = tuple(Bounced(**item) for item in row.get("bounced", ()))
        return cls(**values)

    def but(self, **changes: object) -> Reading:
        """The same reading with some values replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]  # -- the names are the fields of this class


def unreadable(reason: str) -> Reading:
    """The reading of a message that could not be read; the raw bytes are kept elsewhere."""
    return Reading(kind=Kind.UNREADABLE, reason=reason)
