"""Taking files in, once; and letting them go."""

from __future__ import annotations

import hashlib
import os
import struct
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import refusal
from jln.uploads import reading, rules
from jln.uploads.models import FilePage, FileReading, Upload
from jln.uploads.terms import ReadingState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

    from jln.people.models import Person
    from jln.spaces.models import Space

READABLE = frozenset({"application/pdf", *rules.ZIPPED.values(), *rules.PLAIN.values()})
"""Types whose words can be read."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew: no metadata, no bytes of the file it came from."""

    content: bytes
    content_type: str = "image/webp"
    name: str = "photo.webp"


def picture(file: UploadedFile, *, side: int = rules.PHOTO_SIDE) -> Picture:
    """Make a photo anew from what was sent. Raises `RuleBroken`; writes nothing."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 -- two MB for photos only

    head = file.read(16)
    file.seek(0)
    rules.may_be_photo(file.size or 0, head).or_raise()
    kind = rules.kind_of_picture(head)
    try:
        with Image.open(file, formats=[kind] if kind else []) as opened:
            rules.may_be_decoded(*opened.size).or_raise()
            opened.draft("RGB", (side * 2, side * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        broken = _("This picture cannot be read. Save it again as JPEG and send that.")
        raise refusal("broken_picture", broken) from None
    upright.thumbnail((side, side))
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
    return Document(file.read(), _clean_name(file.name or ""), rules.type_of_letter(head))


Attached = Picture | Document


def _clean_name(name: str) -> str:
    """Without folders and what cannot be seen; its end is kept, for it says what it is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[-160:]


def keep_document(made: Document, *, at: datetime, owner: Person | None = None) -> Upload:
    """Store a document; nobody's where who sent it has no account."""
    return _stored(made.content, made.name, made.content_type, owner=owner, at=at)


def keep(made: Picture, *, owner: Person, at: datetime) -> Upload:
    """Store a picture: on the disk before its row is committed."""
    return _stored(made.content, made.name, made.content_type, owner=owner, at=at)


def attachments(files: Iterable[UploadedFile]) -> list[Attached]:
    """What may stand beside a post: pictures made anew, documents as they came.

    Raises `RuleBroken` for the first that may not, by its name; writes nothing.
    """
    given = list(files)
    rules.may_be_together([file.size or 0 for file in given]).or_raise()
    return [attachment(file) for file in given]


def attachment(file: UploadedFile) -> Attached:
    """One file for a post. Raises `RuleBroken`; writes nothing."""
    name = _clean_name(file.name or "")
    head = file.read(1_024)
    file.seek(0)
    rules.may_be_attached(name, file.size or 0, head).or_raise()
    if rules.kind_of_picture(head):
        made = picture(file, side=rules.PICTURE_SIDE)
        return replace(made, name=f"{name.rpartition('.')[0] or name}.webp")
    kind = rules.type_of_file(name, head)
    if kind in rules.ZIPPED.values():
        rules.may_be_opened(name, _parts(file)).or_raise()
        file.seek(0)
    return Document(file.read(), name, kind)


def _parts(file: UploadedFile) -> list[tuple[str, int, bool]]:
    """The directory of a zip; nothing is unpacked."""
    is_locked = 0x1
    try:
        with zipfile.ZipFile(file) as opened:
            return [
                (one.filename, one.file_size, bool(one.flag_bits & is_locked))
                for one in opened.infolist()
            ]
    except (zipfile.BadZipFile, OSError, ValueError, struct.error):
        return [("../", 0, False)]  # sound for no rule


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file whose bytes are stored, and that no row has yet."""

    name: str
    content_type: str
    size: int
    sha256: str


def put_on_disk(made: Attached) -> OnDisk:
    """Store the bytes, before the transaction that makes them somebody's. Safe to repeat."""
    return OnDisk(made.name, made.content_type, len(made.content), _write(made.content))


def attach(file: OnDisk, *, space: Space, owner: Person, at: datetime) -> Upload:
    """Make a stored file a space's; its words are read after the commit."""
    upload = Upload.objects.create(
        owner=owner,
        space=space,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        created_at=at,
    )
    if file.content_type in READABLE:
        FileReading.objects.create(upload=upload, asked_at=at)
        transaction.on_commit(lambda: _wake(upload.pk))
    return upload


def _wake(upload: int) -> None:
    from jln.uploads.tasks import read  # noqa: PLC0415 -- the task calls this module

    read.enqueue(upload)


def read_words(upload_id: int, *, at: datetime) -> int:
    """Read the words of a file, where that is still to be done; gives the number of pages.

    Safe to repeat. The reading is done outside of any transaction.
    """
    waiting = FileReading.objects.select_related("upload").filter(state=ReadingState.WAITING)
    one = waiting.filter(upload=upload_id).first()
    if one is None:
        return 0
    found = reading.read(_path(one.upload.sha256), one.upload.content_type)
    with transaction.atomic():
        if not waiting.select_for_update(of=("self",)).filter(pk=one.pk).exists():
            return 0
        FilePage.objects.bulk_create(
            FilePage(upload=one.upload, number=number, text=text)
            for number, text in enumerate(found.pages, 1)
            if text
        )
        one.state = ReadingState.READ if any(found.pages) else ReadingState.NONE
        one.reason, one.read_at = found.reason, at
        one.save()
        for told in was_read:
            told(one.upload)
    return len(found.pages)


was_read: list[Callable[[Upload], None]] = []
"""Told of each file whose words are known, in that transaction; what stands above fills it."""


def _stored(
    content: bytes, name: str, content_type: str, *, owner: Person | None, at: datetime
) -> Upload:
    return Upload.objects.create(
        owner=owner,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=_write(content),
        created_at=at,
    )


def _write(content: bytes) -> str:
    """On the disk, once, when this returns; gives its name there."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return sha256


def sweep_disk(*, before: datetime) -> int:
    """Remove bytes that no row has, left by what was never finished. Gives how many files.

    Only what was stored before that moment: what is newer may be about to get its row.
    """
    removed, wanted = 0, set().union(*(known() for known in awaited))
    for path in (settings.DATA_DIR / "files").glob("??/*"):
        if path.stat().st_mtime >= before.timestamp() or path.name in wanted:
            continue
        if not Upload.objects.filter(sha256=path.name).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


awaited: list[Callable[[], set[str]]] = []
"""Each gives the names on the disk of files that will get a row later; what is above fills it."""


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
