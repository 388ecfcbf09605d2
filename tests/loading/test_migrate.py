from __future__ import annotations

import re
import sqlite3
import subprocess
import sys

import pytest


def jln(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", *words],
        env={
            "JLN_DATA_DIR": str(folder),
            "PYTHONPATH": "src",
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "jln.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def schema(folder):
    """Tables with their columns and rules, and indexes, without regard to order."""
    found = {}
    with sqlite3.connect(folder / "jln.sqlite3") as database:
        for kind, name, sql in database.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ):
            if kind == "table" and not name.startswith("sqlite_"):
                inside = sql.partition("(")[2].rpartition(")")[0]
                parts = re.split(r",\s*(?![^()]*\))", inside)
                found[name] = sorted(
                    part.strip().replace("DEFERRABLE INITIALLY DEFERRED", "").strip()
                    for part in parts
                )
            elif kind in {"index", "trigger"}:
                found[name] = [sql.replace("CREATE ", "")]
    return found


@pytest.mark.long
def test_an_empty_database_gets_what_the_migrations_would_make(tmp_path):
    made, walked = tmp_path / "made", tmp_path / "walked"
    for folder in (made, walked):
        folder.mkdir()
    assert jln(walked, "django", "migrate", "-v0").returncode == 0

    for _again in range(2):
        assert jln(made, "jln.cli", "migrate", "--quiet").returncode == 0

        assert schema(made) == schema(walked)
        assert "jln_search_words_in" in schema(made)


def test_a_network_is_started_in_an_empty_folder(tmp_path):
    words = [
        "--name",
        "Red",
        "--public-url",
        "https://red.example.org",
        "--mail-domain",
        "red.example.org",
        "--administrator",
        "Lucía",
        "--address",
        "lucia@red.example.org",
    ]

    started = jln(tmp_path, "jln.cli", "init", *words)
    again = jln(tmp_path, "jln.cli", "demo")

    assert (started.returncode, started.stderr) == (0, "")
    assert "Lucía signs in with lucia@red.example.org." in started.stdout
    assert (again.returncode, again.stdout) == (2, "")
    assert "This is a real network." in again.stderr


def test_a_made_database_has_nothing_left_to_migrate(tmp_path):
    jln(tmp_path, "jln.cli", "migrate", "--quiet")

    assert "No migrations to apply" in jln(tmp_path, "jln.cli", "migrate").stdout
