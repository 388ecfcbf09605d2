"""Lines that a telephone or a mail program adds: "sent from", or hardly more than a brand."""

from __future__ import annotations

import re

from jln.mail.reading.phrases import fold
from jln.mail.reading.phrases.closings import BRAND, DEVICE, SENT

MAX_WORDS = 14
MAX_LENGTH = 110
#: A line that only names a brand and has no verb we know.
MAX_BRAND_WORDS = 7
LINK = re.compile(r"<?(?:https?://|mailto:)[^\s>]{1,2000}>?|\[[^\]]{0,200}\]\([^)]{0,2000}\)")
_EDGE = " \t*_.,،,!;؛，、。।…-–—~()[]<>|\"'’"
_SENTENCE_END = (".", "?", "!", "。", "؟", "।", "？", "！")
_SENT_FROM = ("sent from", "sent via", "sent with", "sent by")


def is_footer(text: str, *, alone: bool) -> bool:
    """Whether a device wrote this line; `alone` if nothing else stands in its paragraph."""
    line = fold(LINK.sub(" ", text)[:200]).strip(_EDGE)
    words = line.split(" ")
    if not line:
        return bool(LINK.search(text)) and "aka.ms" in text
    if len(words) > MAX_WORDS or len(line) > MAX_LENGTH:
        return False
    sent = SENT.search(line)
    if sent and DEVICE.search(line):
        return True
    if line.startswith(_SENT_FROM) and (alone or len(words) <= MAX_BRAND_WORDS):
        return True
    short = len(words) <= MAX_BRAND_WORDS and not text.rstrip().endswith(_SENTENCE_END)
    return alone and short and bool(BRAND.search(line))


def names_product(text: str) -> bool:
    """Whether the line says "sent" and names a product: no answer looks like that."""
    line = fold(text)
    return bool(SENT.search(line) and BRAND.search(line))
