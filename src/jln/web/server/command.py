"""`jln serve`: make ready what is missing, then run the tree and say where to look."""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.urls import resolve
from django.utils import translation
from django.utils.module_loading import import_string

from jln.kit import memory
from jln.web.models import Network
from jln.web.server.child import Worker
from jln.web.server.tree import leave, serve
from jln.work.process import load

STATEMENT_SECONDS = 10
BESIDE = ("jln.mail.listener.MailDoor",)  # higher packages: named, not imported


def main(words: Sequence[str]) -> int:
    """Serve until told to stop. An empty data folder becomes a demonstration network first."""
    parser = argparse.ArgumentParser(prog="jln serve", description=main.__doc__)
    parser.add_argument("--host", default=settings.HOST)
    parser.add_argument("--port", type=int, default=settings.PORT)
    parser.add_argument(
        "--empty", action="store_true", help="serve an empty network instead of a demonstration"
    )
    options = parser.parse_args(words)
    if code := _make_ready(may_be_empty=options.empty):
        return code
    is_demonstration = Network.objects.filter(is_demonstration=True).exists()
    memory.use_one_arena()
    parts = [import_string(path)() for path in BESIDE]
    worker = _worker()
    _limit_statements()
    code = serve(
        host=options.host,
        port=options.port,
        worker=worker,
        parts=parts,
        when_ready=lambda: _say_where(is_demonstration=is_demonstration),
    )
    leave(code)
    return code


def _make_ready(*, may_be_empty: bool) -> int:
    """Migrate, and load the demonstration the first time. In processes of their own.

    What they import would otherwise stay in this one for as long as it serves.
    """
    if not _is_migrated() and (code := _jln("migrate")):
        return code
    if Network.objects.exists() or may_be_empty:
        return 0
    if settings.ENV == "production":
        sys.stderr.write("jln: the network is empty; start it with: jln init\n")
        return 1
    return _jln("demo")


def _is_migrated() -> bool:
    """Whether the database has had every migration that this version has."""
    folder = Path(import_string("jln.migrations.__file__")).parent
    ours = {file.stem for file in folder.glob("[0-9]*.py")}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'jln'")
            return ours <= {name for (name,) in cursor.fetchall()}
    except DatabaseError:
        return False


def _jln(*words: str) -> int:
    return subprocess.run([sys.executable, "-m", "jln.cli", *words], check=False).returncode  # noqa: S603 -- our own words


def _worker() -> Worker:
    """Forked when everything is loaded that either of us needs: read once, in memory once."""
    load()
    import_module(settings.WSGI_APPLICATION.rpartition(".")[0])
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            resolve("/")
    gc.collect()
    gc.freeze()  # a collection writes on what it looks at, and that is shared no longer
    worker = Worker()
    worker.fork()
    return worker


def _limit_statements() -> None:
    """No page asks the database for longer than a reader waits. Commands and worker may."""
    options = connections.databases["default"].setdefault("OPTIONS", {})
    if connection.vendor == "postgresql":
        options["options"] = f"-c statement_timeout={STATEMENT_SECONDS * 1000}"
    else:
        options["statement_seconds"] = STATEMENT_SECONDS
    connection.close()
    del connections["default"]


def _say_where(*, is_demonstration: bool) -> None:
    lmtp = settings.MAIL_PORT + 1
    lines = [
        f"Pages      {settings.PUBLIC_URL}/",
        f"Mail in    {settings.MAIL_HOST}: SMTP {settings.MAIL_PORT}, LMTP {lmtp}",
        f"Mail out   {settings.SMTP_HOST or Path(settings.DATA_DIR) / 'maildir'}",
        f"Health     {settings.PUBLIC_URL}/healthz",
        f"Data       {settings.DATA_DIR}",
    ]
    sys.stdout.write("\n".join(["", *lines, "", ""]))
    sys.stdout.flush()
    if is_demonstration:
        _jln("links")
