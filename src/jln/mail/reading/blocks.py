"""The block of headers that Outlook and many telephones print above a quoted message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from jln.mail.reading.context import Context
from jln.mail.reading.lines import Row
from jln.mail.reading.phrases import digits, fold
from jln.mail.reading.phrases.labels import FROM, OTHER, SENT, SUBJECT, TO
from jln.mail.reading.subjects import base_subject

MAX_ROWS = 14
MAX_VALUE = 400
#: A value that goes on in the next row is an address list or a long subject, and soon ends.
MAX_WRAPPED = 2
MAX_WRAPPED_LENGTH = 200
#: From and two other known headers make a block; so do three labelled rows with two proofs.
ENOUGH_KINDS = 3
ENOUGH_PROOFS = 2
#: Shorter subjects prove nothing.
SHORT_SUBJECT = 3
#: As much of a subject is compared before it is taken apart.
MAX_TAIL = 12
#: What nobody wrote down as a label and ends so was said by the writer.
_SENTENCE_END = (".", "?", "!", "。", "؟", "।", "？", "！")
ADDRESS = re.compile(r"[^\s<>\[\]()\"',;:]{1,64}@[^\s<>\[\]()\"',;:@]{1,255}")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:.h時點点시]\s?\d{2}(?!\d)")
_LABEL = re.compile(r"[\s*_>]{0,6}([^:：*<>@\d]{1,32}?)[\s*_]{0,3}[:：][\s*_]{0,4}(.*)", re.DOTALL)
_NAMES = (("from", FROM), ("sent", SENT), ("to", TO), ("subject", SUBJECT), ("other", OTHER))


@dataclass(slots=True)
class _Block:
    """What a run of labelled rows has shown so far."""

    first: str
    last: int
    kinds: set[str] = field(default_factory=set)
    proofs: set[str] = field(default_factory=set)
    labelled: int = 0
    wrapped: int = 0

    @property
    def is_header(self) -> bool:
        """Whether nobody but a mail program writes such a run."""
        known = self.kinds - {"", "other"}
        if self.first and "from" in known and len(known) >= ENOUGH_KINDS:
            return True
        if self.first == "from" and len(known) > 1 and self.proofs:
            return True
        ours = self.proofs & {"subject", "anchor"}
        return bool(ours) and self.labelled >= ENOUGH_KINDS and len(self.proofs) >= ENOUGH_PROOFS


def block_end(rows: list[Row], place: int, context: Context) -> int:
    """The row behind a block of headers that begins here, or 0."""
    first = _LABEL.match(rows[place].text[:MAX_VALUE])
    if not first:
        return 0
    block = _Block(first=_kind(first[1]), last=place)
    if not block.first and rows[place].text.rstrip().endswith(_SENTENCE_END):
        return 0
    for at in range(place, min(len(rows), place + MAX_ROWS)):
        if rows[at].blank:
            if not block.proofs or not _goes_on(rows, at):
                break
        elif not _add(block, rows[at].text, context):
            break
        else:
            block.last = at
    return block.last + 1 if block.is_header else 0


def _add(block: _Block, text: str, context: Context) -> bool:
    """Take one row into the block; whether it belongs there."""
    line = _LABEL.match(text[:MAX_VALUE])
    if line and (line[2].strip() or _kind(line[1])):
        block.labelled += 1
        block.wrapped = 0
        block.kinds.add(_kind(line[1]))
        block.proofs |= _proofs(line[2], context)
        return True
    block.wrapped += 1
    block.proofs |= _proofs(text, context)
    limit = MAX_WRAPPED if "@" in text else 1
    named = bool(block.kinds - {""})
    return named and block.wrapped <= limit and len(text) <= MAX_WRAPPED_LENGTH


def _proofs(value: str, context: Context) -> set[str]:
    """What the value of a header row proves."""
    proofs = set()
    ours = context.base_subject.casefold()
    value = value.strip()
    ends = len(ours) > SHORT_SUBJECT and value.casefold().endswith(ours[-MAX_TAIL:])
    if ends and base_subject(value).casefold() == ours:
        proofs.add("subject")
    found = {address.lower().rstrip(".") for address in ADDRESS.findall(value)}
    if found & (context.anchors | context.own):
        proofs.add("anchor")
    if found & context.sender_addresses:
        proofs.add("sender")
    if found - context.sender_addresses:
        proofs.add("address")
    plain = digits(value)
    if YEAR.search(plain) and TIME.search(plain):
        proofs.add("moment")
    return proofs


def _goes_on(rows: list[Row], place: int) -> bool:
    """Whether after one empty row another known label comes: some programs space their headers."""
    if place + 1 >= len(rows):
        return False
    match = _LABEL.match(rows[place + 1].text[:MAX_VALUE])
    return bool(match and _kind(match[1]) in ("sent", "to", "subject"))


@lru_cache(maxsize=2_000)
def _kind(label: str) -> str:
    name = fold(label).strip(" *_.>")
    return next((kind for kind, names in _NAMES if name in names), "")
