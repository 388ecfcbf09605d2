"""The house rules that a linter cannot see. Each was seen to fail."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

import jln
from tests import costs

HOUSE = Path(jln.__file__).parent
FILES = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
DRAWERS = {"utils", "helpers", "common", "misc", "core", "base", "services", "managers"}
ALLOWED_BASE = {"kit/sqlite/base.py"}  # Django asks a database backend for a module of this name


def patterns(entries=None) -> list[URLPattern]:
    found = []
    for entry in entries if entries is not None else get_resolver().url_patterns:
        found += patterns(entry.url_patterns) if isinstance(entry, URLResolver) else [entry]
    return found


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: p.name or str(p.pattern))
def test_every_view_says_who_may_open_it(pattern):
    assert getattr(pattern.callback, "door", None) in {"public", "signed_in", "machine", "half_way"}


@pytest.mark.parametrize(
    "model", list(apps.get_app_config("jln").get_models()), ids=lambda m: m.__name__
)
def test_every_model_says_what_is_personal(model):
    privacy = model.Privacy
    names = {field.name for field in model._meta.get_fields()}
    assert privacy.personal <= names
    assert str(privacy.keep)
    assert privacy.on_erasure in {"delete", "blank", "keep"}
    assert not privacy.keep_days or privacy.keep_from in names


def test_no_drawers():
    found = {str(p.relative_to(HOUSE)) for p in FILES if p.stem in DRAWERS}
    assert found - ALLOWED_BASE == set()
    tests = HOUSE.parent.parent / "tests"
    assert [str(p.relative_to(tests)) for p in tests.rglob("*.py") if p.stem in DRAWERS] == []


def test_no_file_is_longer_than_four_hundred_lines():
    root = HOUSE.parent.parent
    files = [*FILES, *root.glob("tests/**/*.py"), *root.glob("benchmarks/**/*.py")]
    assert [str(p.relative_to(root)) for p in files if len(p.read_text().splitlines()) > 400] == []


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.name == "rules.py" or p.parent.name == "rules"],
    ids=lambda p: str(p.relative_to(HOUSE)),
)
def test_rules_are_pure(path):
    bad = []
    for node in ast.walk(ast.parse(path.read_text())):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        bad += [
            n
            for n in names
            if re.search(r"django\.db|\.models$|\.queries|\.actions|django\.http|kit\.clock", n)
        ]
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
            bad.append(node.attr)
    assert bad == []


WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
WRITERS = {"actions", "record", "index", "limits", "versions"}


@pytest.mark.parametrize(
    "path",
    [
        p
        for p in FILES
        if p.name in {"views.py", "queries.py", "rules.py", "forms.py"}
        or p.parent.name in {"views", "queries"}
    ],
    ids=lambda p: str(p.relative_to(HOUSE)),
)
def test_only_actions_write(path):
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
        ):
            owner = ast.unparse(node.func.value)
            if re.search(r"objects|_default_manager|queryset|rows", owner):
                found.append(ast.unparse(node.func))
    assert found == []


def test_views_do_not_import_models():
    found = []
    for path in FILES:
        if path.name == "views.py" or path.parent.name == "views":
            for node in ast.parse(path.read_text()).body:  # not below `if TYPE_CHECKING`
                if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".models"):
                    found.append(f"{path.relative_to(HOUSE)}: {node.module}")
    assert found == []


def test_templates_have_no_style_attribute_and_no_inline_script():
    found = []
    for path in HOUSE.rglob("templates/**/*.html"):
        text = path.read_text()
        if "mail" in path.parts:
            continue
        if (
            re.search(r"\sstyle=", text)
            or re.search(r"<script(?![^>]*(src=|application/ld\+json))", text)
            or re.search(r"\son[a-z]+=", text)
        ):
            found.append(str(path.relative_to(HOUSE)))
    assert found == []


def test_templates_join_parts_with_the_comma_of_the_script():
    """`comma()`: in Arabic it is another one."""
    found = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("templates/**/*.html")
        if "gallery" not in path.name and re.search(r"(\}\}|%\}|>), (\{\{|\{%)", path.read_text())
    ]
    assert found == []


def test_a_parsed_message_is_never_written_back():
    found = [
        str(p.relative_to(HOUSE))
        for p in (HOUSE / "mail" / "reading").rglob("*.py")
        if re.search(r"\.as_(bytes|string)\(", p.read_text())
    ]
    assert found == []


def test_the_project_names_nothing_that_built_it():
    root = HOUSE.parent.parent
    # In pieces, so that this file does not name them either.
    pieces = (
        (r"\.\./", "shared"),
        ("/work/", "(main|shared|notes)"),
        ("helper ", "session"),
        ("this ", "session"),
        ("the issue ", "asks"),
    )
    words = re.compile("|".join("".join(pair) for pair in pieces))
    found = []
    for path in [
        *HOUSE.rglob("*.py"),
        *HOUSE.rglob("*.html"),
        *HOUSE.rglob("*.md"),
        *root.glob("*.md"),
        *root.glob("docs/**/*.md"),
        root / "Makefile",
    ]:
        if words.search(path.read_text()):
            found.append(str(path.relative_to(root)))
    assert found == []


def test_what_quick_runs_leave_out_is_there():
    """A test that was renamed would run in `make check` again, unnoticed until it is slow."""
    root = HOUSE.parent.parent
    gone = []
    for test in costs.listed():
        path, _two, name = test.partition("::")
        file = root / path
        if not (file.is_file() and f"def {name.rpartition('::')[2]}(" in file.read_text()):
            gone.append(test)
    assert gone == []
