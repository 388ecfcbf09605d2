"""Bytes of strangers to text that is safe to store: any label, any damage, never an exception."""

from __future__ import annotations

import binascii
import codecs
import re

#: Labels that mail programs write and Python does not know, or knows as something narrower than
#: what is meant.
_MEANT = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601-1989": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "cp-850": "cp850",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
#: Python's codecs that are no character sets, or take quadratic time.
_REFUSED = {
    "idna",
    "punycode",
    "unicode-escape",
    "unicode_escape",
    "raw-unicode-escape",
    "raw_unicode_escape",
}
_REFUSED |= {"undefined", "mbcs", "oem"}
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]{0,39}\Z")
_UNSEEN = (*range(9), *range(14, 32), *range(127, 160), *range(0xD800, 0xE000))
_CONTROLS: dict[int, str | None] = dict.fromkeys(_UNSEEN)
_CONTROLS |= {0x85: "\n", 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}
_NOT_BASE64 = bytes(
    code
    for code in range(256)
    if code not in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)
#: Above this share of damage the label, not the text, is believed to be wrong.
_DAMAGE = 0.02


def clean(text: str) -> str:
    """Text without what no reader can see and no database takes: NUL, controls, lone surrogates."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def decode(data: bytes, charset: str = "") -> str:
    """The text of these bytes, believing the label only as far as the bytes agree."""
    label = charset.strip().strip("\"'").lower()
    codec = _codec(label)
    if codec in ("", "cp1252", "utf-8"):
        return clean(_unlabelled(data, "cp1252" if codec == "cp1252" else "utf-8"))
    try:
        return clean(data.decode(codec, "replace"))
    except Exception:  # noqa: BLE001 -- a codec may raise anything on bytes made for it
        return clean(_unlabelled(data, "utf-8"))


def _codec(label: str) -> str:
    name = _MEANT.get(label, label)
    if not _NAME.match(name) or name in _REFUSED:
        return ""
    try:
        info = codecs.lookup(name)
    except Exception:  # noqa: BLE001 -- a codec's module may fail in its own ways
        return ""
    if not getattr(info, "_is_text_encoding", False) or info.name in _REFUSED:
        return ""
    return info.name


def _unlabelled(data: bytes, fallback: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if (
        fallback == "utf-8"
        and text.count("\ufffd") <= max(1, _DAMAGE * len(text))
        and _has_multibyte(text)
    ):
        return text
    return data.decode("cp1252", "replace")


def _has_multibyte(text: str) -> bool:
    return any(ord(char) > 127 and char != "\ufffd" for char in text)  # noqa: PLR2004 -- the end of ASCII


def unwrap(data: bytes, encoding: str) -> bytes:
    """The bytes of a part behind its transfer encoding; what cannot be decoded is left as it is."""
    name = encoding.strip().lower()
    if name == "base64":
        return from_base64(data)
    if name == "quoted-printable":
        return binascii.a2b_qp(data)
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _from_uu(data)
    return data


def from_base64(data: bytes) -> bytes:
    """Base64 as far as it goes: foreign characters dropped, a missing or broken end forgiven."""
    letters = data.split(b"=", 1)[0] if data.rstrip().endswith(b"=") else data
    letters = letters.translate(None, _NOT_BASE64)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return data


def _from_uu(data: bytes) -> bytes:
    out = []
    inside = False
    for line in data.splitlines():
        if not inside:
            inside = line.startswith(b"begin ")
        elif line.strip() in (b"end", b"`", b""):
            break
        else:
            out.append(_uu_line(line))
    return b"".join(out) or data


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some programs pad lines wrongly; the length is in the first byte.
        count = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:count])
        except binascii.Error:
            return b""
