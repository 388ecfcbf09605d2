"""What every test stands on: a data folder of its own, jobs done at once, no outside network."""

from __future__ import annotations

import os
import re

import pytest

NOT_RUN: list[str] = []
"""What this run could not do, printed last; with JLN_TEST=all each is a failure."""


def pytest_configure() -> None:
    import gc

    from django.conf import settings
    from hypothesis import settings as examples

    examples.register_profile("shared machine", deadline=None)
    examples.load_profile("shared machine")

    if settings.DATABASES["default"]["ENGINE"] == "jln.kit.sqlite":
        named = settings.DATABASES["default"].setdefault("TEST", {})
        named["NAME"] = ":memory:"  # also beside other processes

    _begin_on_one_day()
    _keep_compiled_templates()
    gc.set_threshold(50_000)  # a seventh of the time went into looking for what is no garbage

    from django_tasks import task_backends

    settings.TASKS = {"default": {"BACKEND": "jln.work.backend.AtOnce", "QUEUES": []}}
    task_backends.__init__(settings.TASKS)  # the backend was made when the tasks were declared
    vars(task_backends).pop("settings", None)


def _begin_on_one_day() -> None:
    """Whenever the suite runs, the network's time begins at the same moment.

    What is written on a fixed day and read "now" would expire one day. JLN_TEST_DAY tries others.
    """
    from datetime import UTC, datetime, timedelta
    from functools import wraps

    from jln.kit import clock

    day = datetime.fromisoformat(os.environ.get("JLN_TEST_DAY", "2026-11-22T12:00+00:00"))
    ahead, read = day - datetime.now(UTC), clock._read

    @wraps(read)
    def moved() -> timedelta:
        return read() if clock._path().exists() else ahead

    clock._read = moved


def _keep_compiled_templates() -> None:
    """From run to run and worker to worker: compiling them took each worker five seconds."""
    from pathlib import Path
    from tempfile import gettempdir

    from jinja2 import FileSystemBytecodeCache

    from jln.web import jinja

    folder = Path(gettempdir(), f"jln-templates-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    jinja.environment().bytecode_cache = FileSystemBytecodeCache(str(folder))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite's tables are made at once, as an empty folder gets them; PostgreSQL walks the migrations.

    Walking takes each process seconds; `tests/loading/test_migrate.py` compares the two.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.creation.create_test_db = _made_at_once


def _made_at_once(verbosity=1, autoclobber=False, serialize=False, keepdb=False):
    from django.db import connection

    from jln.loading.migrate import create_if_empty

    name = connection.creation._create_test_db(verbosity, autoclobber, keepdb)
    connection.close()
    connection.settings_dict["NAME"] = name
    create_if_empty()
    return name


@pytest.fixture(scope="session")
def missing():
    """Call it with what is missing: the test is listed as not run, or fails if all must run."""

    def say(what: str) -> None:
        if os.environ.get("JLN_TEST") == "all":
            pytest.fail(f"JLN_TEST=all, but {what}")
        NOT_RUN.append(what)
        pytest.skip(what)

    return say


@pytest.fixture(autouse=True)
def _forget_the_network():
    """A test's network is rolled back; what the process kept of it must go too."""
    from jln.web import network

    network._kept.clear()


def pytest_terminal_summary(terminalreporter) -> None:
    reasons = {
        str(report.longrepr[2])
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    }
    said = "; ".join(sorted(reason.removeprefix("Skipped: ") for reason in reasons))
    terminalreporter.ensure_newline()
    terminalreporter.write_line(f"Not run: {said or 'nothing'}.")
    if left := re.findall(r"not (\w+)", terminalreporter.config.option.markexpr):
        terminalreporter.write_line(f"Left to make test: what is marked {', '.join(left)}.")


@pytest.fixture(autouse=True)
def _no_hour_is_quiet(monkeypatch):
    """Tests run at any hour; those of quiet hours say so themselves."""
    monkeypatch.setattr("jln.mail.hours.QUIET", (0, 0))


@pytest.fixture(autouse=True)
def _versions_are_read_each_time(monkeypatch):
    """On PostgreSQL a process looks at the versions twice a second; a test waits for nothing."""
    monkeypatch.setattr("jln.web.cache.LOOK_EVERY", 1e-6)
