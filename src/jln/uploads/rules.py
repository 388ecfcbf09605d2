"""What may come in through the upload door. Pure. Source: threats T12.

Only what is shown is decoded, and only pictures are shown: they are made anew,
so that nothing of what came is served. Everything else is download-only.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

TAKEN_AS_PHOTO = _("Send a photo as JPEG, PNG or WebP.")
TAKEN_AS_LETTER = _("Send it as PDF, or a photograph of it as JPEG, PNG or WebP.")
PHOTO_BYTES = 5 * 1024 * 1024
PHOTO_PIXELS = 40_000_000
PHOTO_SIDE = 160
"""The largest side of a stored photo: it is shown at 40 to 80 points, twice as fine."""

PICTURES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
}


def kind_of_picture(head: bytes) -> str | None:
    """What a file's first bytes say it is, whatever it is called; None if not allowed."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for start, kind in PICTURES.items() if head.startswith(start)), None)


def may_be_photo(size: int, head: bytes) -> Verdict:
    """May this be opened as a photo? Judged before anything is decoded."""
    small = unless(size <= PHOTO_BYTES, "too_large", _("A photo may have up to 5 MB."))
    is_taken = size > PHOTO_BYTES or kind_of_picture(head) is not None  # one reason is enough
    return small & unless(is_taken, "not_a_picture", TAKEN_AS_PHOTO)


def may_be_decoded(width: int, height: int) -> Verdict:
    """Is a picture small enough in points to be unpacked?"""
    many = _("This picture has too many points. Send a smaller one.")
    return unless(0 < width * height <= PHOTO_PIXELS, "too_many_points", many)


_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_PDF = b"%PDF-"


def type_of_letter(head: bytes) -> str:
    """What a letter's first bytes say it is; empty if that is not allowed."""
    if head.startswith(_PDF):
        return "application/pdf"
    return _TYPES.get(kind_of_picture(head) or "", "")


def may_be_letter(size: int, head: bytes) -> Verdict:
    """May this be kept as a letter? It is never opened here, only handed out as a download."""
    small = unless(size <= PHOTO_BYTES, "too_large", _("A document may have up to 5 MB."))
    is_taken = size > PHOTO_BYTES or bool(type_of_letter(head))  # one reason is enough
    return small & unless(is_taken, "not_a_letter", TAKEN_AS_LETTER)


FILE_BYTES, FILES_BYTES = 10 * 1024 * 1024, 25 * 1024 * 1024
MOST_FILES = 10
"""Of one post or message, and together. Source: mail-twin specification, section 11."""
PICTURE_SIDE = 1_600
"""The largest side of a picture in a post: a table that was photographed can be read."""
MOST_PARTS, MOST_UNPACKED = 5_000, 400 * 1024 * 1024
"""Of a zipped document, by what its directory says; nothing is unpacked to know it."""
TAKEN = _("Send it as PDF, .docx, .xlsx, .pptx, OpenDocument, text or a picture.")

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
ZIPPED = {
    "docx": f"{_OOXML}wordprocessingml.document",
    "pptx": f"{_OOXML}presentationml.presentation",
    "xlsx": f"{_OOXML}spreadsheetml.sheet",
    "odt": f"{_ODF}text",
    "odp": f"{_ODF}presentation",
    "ods": f"{_ODF}spreadsheet",
}
NAMED = frozenset({"pdf", "jpg", "jpeg", "png", "webp", *ZIPPED})
"""How names of files end that are taken if they are what their name says."""
_NOT_SOUND = _("%(name)s is not built as such a file should be. Save it again, or as PDF.")
PLAIN = {"txt": "text/plain", "csv": "text/csv", "md": "text/plain"}
_OLD = b"\xd0\xcf\x11\xe0"  # Word, Excel and PowerPoint before 2007, and those with a password
_MARKUP = (b"<!", b"<?", b"<html", b"<svg", b"<script", b"<body", b"{\\rtf")


def ending(name: str) -> str:
    """What a file's name ends with, lower-case; of two endings the last."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def type_of_file(name: str, head: bytes) -> str:
    """What a file is, where its first bytes and its name agree; empty if it is not taken."""
    known = ending(name)
    if head.startswith(_PDF):
        return "application/pdf" if known == "pdf" else ""
    if kind := kind_of_picture(head):
        return _TYPES[kind]
    if head.startswith(b"PK\x03\x04"):
        return ZIPPED.get(known, "")
    is_markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP)
    is_text = b"\x00" not in head and not is_markup
    return PLAIN.get(known, "") if is_text else ""


def may_be_attached(name: str, size: int, head: bytes) -> Verdict:
    """May this file stand beside a post? It is judged before anything of it is unpacked."""
    said, is_old = {"name": name}, head.startswith(_OLD)
    is_taken = not 0 < size <= FILE_BYTES or is_old or bool(type_of_file(name, head))
    is_named = ending(name) in NAMED
    locked = _("%(name)s has a password or is of an old kind. Save it anew, as .docx or PDF.")
    return (
        unless(size > 0, "empty_file", _("%(name)s is empty.") % said)
        & unless(size <= FILE_BYTES, "too_large", _("%(name)s is larger than 10 MB.") % said)
        & unless(not is_old, "old_or_locked", locked % said)
        & unless(is_taken or not is_named, "not_sound", _NOT_SOUND % said)
        & unless(
            is_taken or is_named,
            "not_taken",
            _("%(name)s is of a kind that is not taken.") % said + f" {TAKEN}",
        )
    )


def may_be_opened(name: str, parts: Iterable[tuple[str, int, bool]]) -> Verdict:
    """May this zipped document be kept, by its directory: names, sizes unpacked, locked or not?"""
    listed = list(parts)
    said = {"name": name}
    names = [part.lower() for part, _size, _locked in listed]
    return (
        unless(
            not any(is_locked for _name, _size, is_locked in listed),
            "locked",
            _("%(name)s has a password. Save it without one.") % said,
        )
        & unless(
            not any(part.endswith("vbaproject.bin") or part.startswith("basic/") for part in names),
            "macros",
            _("%(name)s holds a program (macros). Save it without one.") % said,
        )
        & unless(
            len(listed) <= MOST_PARTS
            and sum(size for _name, size, _locked in listed) <= MOST_UNPACKED
            and not any(part.startswith(("/", "\\")) or ".." in part.split("/") for part in names),
            "not_sound",
            _NOT_SOUND % said,
        )
    )


def may_be_together(sizes: list[int]) -> Verdict:
    """Are these files few and small enough for one post?"""
    return unless(
        len(sizes) <= MOST_FILES, "too_many_files", _("A post may have up to 10 files.")
    ) & unless(
        sum(sizes) <= FILES_BYTES,
        "too_much_together",
        _("The files of a post may have up to 25 MB together."),
    )
