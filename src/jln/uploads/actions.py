"""Taking files in, once; and letting them go."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import refusal
from jln.uploads import rules
from jln.uploads.models import Upload

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew: no metadata, no bytes of the file it came from."""

    content: bytes
    content_type: str = "image/webp"


def picture(file: UploadedFile) -> Picture:
    """Make a photo anew from what was sent. Raises `RuleBroken`; writes nothing."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 -- two MB for photos only

    head = file.read(16)
    file.seek(0)
    rules.may_be_photo(file.size or 0, head).or_raise()
    kind = rules.kind_of_picture(head)
    try:
        with Image.open(file, formats=[kind] if kind else []) as opened:
            rules.may_be_decoded(*opened.size).or_raise()
            opened.draft("RGB", (rules.PHOTO_SIDE * 2, rules.PHOTO_SIDE * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        broken = _("This picture cannot be read. Save it again as JPEG and send that.")
        raise refusal("broken_picture", broken) from None
    upright.thumbnail((rules.PHOTO_SIDE, rules.PHOTO_SIDE))
    out = BytesIO()
    upright.save(out, "WEBP", quality=72, method=4)
    return Picture(out.getvalue())


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is kept as it came, to be downloaded and never shown."""

    content: bytes
    name: str
    content_type: str


def document(file: UploadedFile) -> Document:
    """A letter as it was sent. Raises `RuleBroken` for what is none; writes nothing."""
    head = file.read(16)
    file.seek(0)
    rules.may_be_letter(file.size or 0, head).or_raise()
    name = "".join(c for c in (file.name or "") if c.isprintable())[-160:]
    return Document(file.read(), name, rules.type_of_letter(head))


def keep_document(made: Document, *, at: datetime, owner: Person | None = None) -> Upload:
    """Store a document; nobody's where who sent it has no account."""
    return _stored(made.content, made.name, made.content_type, owner=owner, at=at)


def keep(made: Picture, *, owner: Person, at: datetime) -> Upload:
    """Store a picture: on the disk before its row is committed."""
    return _stored(made.content, "photo.webp", made.content_type, owner=owner, at=at)


def _stored(
    content: bytes, name: str, content_type: str, *, owner: Person | None, at: datetime
) -> Upload:
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return Upload.objects.create(
        owner=owner,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=sha256,
        created_at=at,
    )


def discard(upload: Upload) -> None:
    """Forget a file; its bytes go when no other row has them. Safe to repeat."""
    sha256 = upload.sha256
    upload.delete()
    if not Upload.objects.filter(sha256=sha256).exists():
        _path(sha256).unlink(missing_ok=True)


def content(upload: Upload) -> bytes:
    """The stored bytes."""
    return _path(upload.sha256).read_bytes()


def _path(sha256: str) -> Path:
    return settings.DATA_DIR / "files" / sha256[:2] / sha256
