"""The whole network as files a person can read: one line of JSON a row, a file a table.

The same format from and to both databases. What can be made again (search,
jobs, versions) and what opens doors (sessions, codes) stays out; so do ballots that are
not counted yet, what waits in safe spaces, and what leads from either to a person.
"""

from __future__ import annotations

import base64
import io
import json
import tarfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

from jln.accounts import actions as accounts
from jln.governance.keys import NAME as DECISION_KEY
from jln.mail.keys import FOLDER as MAIL_KEYS
from jln.search import index
from jln.web import versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

LEFT_OUT = {"job", "schedulemark", "searchentry", "version", "ratelimit", "session", "signin"} | {
    "ballot",
    "ballotlink",
    "safeauthor",
    "safecontribution",
}
FORMAT = 1
CHUNK = 200


def tables() -> list[type[models.Model]]:
    """Every table that is kept, with the link tables of many-to-many fields."""
    kept = [
        model
        for model in apps.get_app_config("jln").get_models()
        if model._meta.model_name not in LEFT_OUT
    ]
    throughs = [
        field.remote_field.through for model in kept for field in model._meta.local_many_to_many
    ]
    links = [through for through in throughs if through and through._meta.auto_created]
    return kept + links


def write(target: BinaryIO, *, at: datetime) -> int:
    """Write everything as a packed tar, as it stood at one moment; gives the number of rows."""
    count = 0
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as archive, _one_moment():
        names = [model._meta.model_name for model in tables()]
        about = {"format": FORMAT, "at": at.isoformat(), "tables": names}
        _add(archive, "about.json", json.dumps(about, indent=1).encode())
        for model in tables():
            lines = [
                _line(row) for row in model._default_manager.order_by("pk").values().iterator(CHUNK)
            ]
            count += len(lines)
            _add(archive, f"{model._meta.model_name}.jsonl", "".join(lines).encode())
        for path in _files():
            archive.add(path, f"data/{path.relative_to(settings.DATA_DIR)}", recursive=False)
    return count


def read(source: BinaryIO, *, at: datetime) -> int:
    """Fill an empty database and data folder; all or nothing. Gives the number of rows."""
    with tarfile.open(fileobj=source, mode="r:gz") as archive, transaction.atomic():
        with connection.cursor() as cursor:
            later = (
                "PRAGMA defer_foreign_keys = ON" if _is_sqlite() else "SET CONSTRAINTS ALL DEFERRED"
            )
            cursor.execute(later)
        count = sum(_fill(archive, model) for model in tables())
        _reset_numbers()
        _unpack_files(archive)
        for name in ("public", "network"):
            versions.bump(name)
    accounts.replay_erasures(at=at)
    index.rebuild()
    return count


def _fill(archive: tarfile.TarFile, model: type[models.Model]) -> int:
    found = archive.extractfile(f"{model._meta.model_name}.jsonl")
    if found is None:
        return 0
    rows = [_row(model, json.loads(line)) for line in found]
    model._default_manager.bulk_create(rows, batch_size=CHUNK)
    return len(rows)


def _row(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    row = model()
    for field in model._meta.concrete_fields:
        if field.attname not in values:
            continue  # a column that is younger than the backup keeps its default
        value = values[field.attname]
        if isinstance(field, models.BinaryField) and value is not None:
            value = base64.b64decode(value)
        setattr(row, field.attname, field.to_python(value))
    return row


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, default=_plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def _files() -> Iterator[Path]:
    """What the rows lead to, and the keys that sign tokens, decisions and letters."""
    for name in ("secret-key", f"{DECISION_KEY}*"):
        yield from sorted(path for path in settings.DATA_DIR.glob(name) if not path.suffix)
    yield from sorted((settings.DATA_DIR / MAIL_KEYS).glob("*"))
    yield from sorted(path for path in (settings.DATA_DIR / "files").rglob("*") if path.is_file())


def _unpack_files(archive: tarfile.TarFile) -> None:
    for member in archive.getmembers():
        inside = Path(member.name)
        if not member.isfile() or inside.parts[0] != "data" or ".." in inside.parts:
            continue
        found = archive.extractfile(member)
        target = settings.DATA_DIR.joinpath(*inside.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        if found:
            target.touch(0o600)
            target.write_bytes(found.read())


@contextmanager
def _one_moment() -> Iterator[None]:
    """One snapshot of the database, without keeping writers waiting."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        if _is_sqlite():
            cursor.execute("BEGIN DEFERRED")
        else:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _reset_numbers() -> None:
    """New rows get numbers after the restored ones (PostgreSQL keeps them in sequences)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"
