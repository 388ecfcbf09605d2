"""What may come in through the upload door. Pure. Source: threats T12.

Only what is shown is decoded, and only pictures are shown: they are made anew,
so that nothing of what came is served. Everything else is download-only.
"""

from __future__ import annotations

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
    return small & unless(kind_of_picture(head) is not None, "not_a_picture", TAKEN_AS_PHOTO)


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
    return small & unless(bool(type_of_letter(head)), "not_a_letter", TAKEN_AS_LETTER)
