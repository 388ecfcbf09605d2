"""Header fields of strangers: encoded words, addresses, parameters, ids; each text is read once."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from jln.mail.reading.charsets import clean, decode, from_base64

#: Longer header values are cut here before anything looks at them.
MAX_VALUE = 16_384
MAX_ADDRESSES = 200
MAX_REFERENCES = 100
MAX_ID = 250
_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_IDS = re.compile(r"<([^<>\s]{1,250})>")
_BETWEEN_WORDS = re.compile(r"[ \t\n]*\Z")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"\\.|[\"()<>,;]", re.DOTALL)


def text_of(value: bytes) -> str:
    """A header value as a person would read it, on one line."""
    return _SPACE.sub(" ", decode_words(clean(decode(value[:MAX_VALUE])))).strip()


def decode_words(value: str) -> str:
    """RFC 2047 encoded words replaced; neighbours of one set are joined before decoding."""
    if "=?" not in value:
        return value
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    end = 0
    for match in _WORD.finditer(value):
        gap = value[end : match.start()]
        label = match[1].lower()
        if pending and (label != charset or not _BETWEEN_WORDS.match(gap)):
            out.append(decode(b"".join(pending), charset))
            pending = []
            gap = "" if _BETWEEN_WORDS.match(gap) else gap
        elif pending:
            gap = ""
        out.append(gap)
        pending.append(_word_bytes(match[2], match[3]))
        charset = label
        end = match.end()
    if pending:
        out.append(decode(b"".join(pending), charset))
    return clean("".join(out) + value[end:])


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("ascii", "replace")
    if encoding in "bB":
        return from_base64(data)
    return binascii.a2b_qp(data, header=True)


def addresses(value: bytes) -> list[tuple[str, str]]:
    """Pairs of display name and address, in order; what has no address is left out."""
    text = _SPACE.sub(" ", decode(value[:MAX_VALUE]))
    found = []
    for piece in _pieces(text, ",;"):
        pair = _address(piece)
        if pair:
            found.append(pair)
        if len(found) >= MAX_ADDRESSES:
            break
    return found


def _pieces(text: str, separators: str) -> Iterator[str]:
    """Split outside quotes, comments and angle brackets; one pass over what can end a piece."""
    start = depth = 0
    quoted = angle = False
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark[0] == "\\":
            continue
        if mark == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif mark in "<>":
            angle = mark == "<"
        elif mark in separators and not depth and not angle:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _address(piece: str) -> tuple[str, str] | None:
    piece = piece.strip()
    opening = piece.rfind("<")
    if opening >= 0:
        inside = piece[opening + 1 :].split(">", 1)[0]
        match = _ADDRESS.search(inside.rsplit(":", 1)[-1])
        name = piece[:opening]
    else:
        match = _ADDRESS.search(piece)
        name = piece[match.end() :] if match else ""
        name = name.strip().strip("()")
    if not match:
        return None
    return _name(name), match[0].strip(".").lower()


def _name(text: str) -> str:
    text = text.strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    else:
        text = text.replace('"', "")
        if ":" in text:
            text = text.rsplit(":", 1)[-1]
    return _SPACE.sub(" ", decode_words(text)).strip().strip("\"'").strip()


def parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """The word before the first semicolon, and the parameters with their RFC 2231 pieces joined."""
    text = _SPACE.sub(" ", decode(value[:MAX_VALUE]))
    pieces = _pieces(text, ";")
    main = next(pieces, "").strip().lower()
    plain: dict[str, str] = {}
    parts: dict[str, list[tuple[int, str, bool]]] = {}
    for piece in pieces:
        name, _, content = piece.partition("=")
        name = name.strip().lower()
        content = _unquote(content.strip())
        if "*" in name:
            _add_piece(parts, name, content)
        elif name and name not in plain:
            plain[name] = decode_words(content)
    for name, chunks in parts.items():
        plain[name] = _joined(chunks[:100])
    return main, plain


def _unquote(content: str) -> str:
    if content.startswith('"'):
        closing = content.rfind('"', 1)
        content = content[1:closing] if closing > 0 else content[1:]
        return content.replace('\\"', '"').replace("\\\\", "\\")
    return content.split(" ", 1)[0] if "=" in content else content


def _add_piece(parts: dict[str, list[tuple[int, str, bool]]], name: str, content: str) -> None:
    base, _, rest = name.partition("*")
    encoded = rest.endswith("*") or rest == ""
    number = rest.rstrip("*")
    place = int(number) if number.isascii() and number.isdigit() and len(number) <= 3 else 0  # noqa: PLR2004 -- no more than 999 pieces
    parts.setdefault(base, []).append((place, content, encoded))


def _joined(chunks: list[tuple[int, str, bool]]) -> str:
    chunks.sort(key=lambda chunk: chunk[0])
    charset = ""
    out = b""
    for count, (_, content, encoded) in enumerate(chunks):
        value = content
        if encoded and count == 0 and value.count("'") >= 2:  # noqa: PLR2004 -- charset'language'value
            charset, _, value = value.split("'", 2)
        out += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    return decode(out, charset)


def message_ids(value: bytes) -> tuple[str, ...]:
    """Ids between angle brackets, each once; the first and the last ones if there are very many."""
    text = decode(value[: 4 * MAX_VALUE])
    found = list(dict.fromkeys(f"<{match}>" for match in _IDS.findall(text)))
    if not found:
        found = [
            f"<{word.strip('<>')}>"
            for word in text.split()[:1]
            if "@" in word and len(word) <= MAX_ID
        ]
    if len(found) > MAX_REFERENCES:
        found = found[:1] + found[-(MAX_REFERENCES - 1) :]
    return tuple(found)


def moment(value: bytes) -> datetime | None:
    """The Date header as an aware moment, or None: it is a stranger's claim, and often wrong."""
    try:
        when = parsedate_to_datetime(decode(value[:200]).strip())
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return when.astimezone(UTC)
    except Exception:  # noqa: BLE001 -- the standard library raises several kinds on dates made for it
        return None
