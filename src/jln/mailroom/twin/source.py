"""Where a reply's text comes from: the only module that knows how a message is taken apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jln.mail.reading.model import Attachment, Kind, Reading
from jln.mailroom.twin import fold

#: Written by programs, whatever they say.
_ROBOTS = frozenset((Kind.AUTOMATIC, Kind.BOUNCE, Kind.COMPLAINT, Kind.CALENDAR, Kind.UNREADABLE))
#: Parts that people do not attach on purpose.
_NO_FILES = ("text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory")
_SIGNATURES = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
)
_NO_FILE_NAMES = (".ics", ".vcf", ".p7s", ".asc")
_PACKED = "application/ms-tnef"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the body and how deep it is quoted; what marks of direction it had is gone."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """What the reader of answers has to know of a reply; of `sender`, a name a line."""

    rows: tuple[Row, ...] = ()
    sender: str = ""
    is_automatic: bool = False
    files: tuple[str, ...] = ()


def message(reading: Reading, person: str = "") -> Message:
    """The reply as the mail reader understood it; `person` is how its sender is known here.

    Only its lines and their levels are taken, nothing it cut.
    """
    return Message(
        rows=tuple(Row(fold.clean(line.text), line.level) for line in reading.parts),
        sender="\n".join(dict.fromkeys(filter(None, (reading.from_name, person)))),
        is_automatic=reading.kind in _ROBOTS
        or reading.return_path == ""
        or _is_sent_by_itself(reading),
        files=tuple(each.name for each in files(reading.attachments)),
    )


def _is_sent_by_itself(reading: Reading) -> bool:
    return reading.auto_submitted not in ("", "no")


def files(attachments: Iterable[Attachment]) -> Iterable[Attachment]:
    """What somebody attached on purpose: no signatures, cards or invitations of programs."""
    for each in attachments:
        unwanted = each.content_type in (*_NO_FILES, *_SIGNATURES, _PACKED)
        attached = each.disposition == "attachment" and not (each.is_inline and each.content_id)
        unwanted = unwanted or each.name.lower().endswith(_NO_FILE_NAMES)
        if attached and each.name and not unwanted:
            yield each


def of_text(text: str, *, sender: str = "", files: Iterable[str] = ()) -> Message:
    """A reply from its plain body, for examples and tests: `>` marks a level."""
    rows = []
    for line in text.split("\n"):
        bare = line.lstrip()
        level = 0
        while bare.startswith(">"):
            bare = bare[1:].removeprefix(" ") if bare[1:2] == " " else bare[1:]
            level += 1
        rows.append(Row(fold.clean(bare if level else line), level))
    return Message(tuple(rows), sender, files=tuple(files))
