"""`jln docs FOLDER`: the reference pages, printed from the code. A test says when they are old."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import translation

from jln.access.policy import POLICY
from jln.env import SETTINGS
from jln.kit.privacy import privacy_of
from jln.mailroom import check

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTE = "<!-- Printed by `make docs`. Do not edit: change the code. -->\n"


def main(words: list[str]) -> int:
    """Write every page; say which changed."""
    parser = ArgumentParser(prog="jln docs", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("docs/reference"))
    folder: Path = parser.parse_args(words).folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        path = folder / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            sys.stdout.write(f"{path}\n")
    return 0


def pages() -> dict[str, str]:
    """Name and text of every reference page, in English."""
    with translation.override("en"):
        return {
            "settings.md": _settings(),
            "permissions.md": _permissions(),
            "retention.md": _retention(),
            "mail.md": _mail(),
        }


def _settings() -> str:
    seen = {setting.name: setting for setting in SETTINGS}
    rows = [[f"`{s.name}`", s.type, _code(s.default), s.help] for s in seen.values()]
    return _page("Settings", ["Variable", "Type", "Default", "What it does"], rows)


def _permissions() -> str:
    rows = [
        [
            f"`{permission}`",
            str(permission.label),
            "; ".join(dict.fromkeys(str(relation.label) for relation in grant.to)),
        ]
        for permission, grant in POLICY.items()
    ]
    return _page("Permissions", ["Permission", "Deed", "Who may"], rows)


def _retention() -> str:
    rows = []
    for model in apps.get_app_config("jln").get_models():
        privacy = privacy_of(model)
        fields = ", ".join(sorted(privacy.personal)) or "–"
        rows.append([f"`{model.__name__}`", fields, str(privacy.keep), privacy.on_erasure])
    return _page("Retention", ["Table", "Personal fields", "How long", "On erasure"], rows)


def _mail() -> str:
    rows = [
        [
            f"`{form.action or form.__name__}`",
            str(form.risk) if form.action else "–",
            f"exempt: {form.exempt}" if form.exempt else "answered by replying",
        ]
        for form in check.all_forms()
    ]
    return _page("Forms and their mail twins", ["Action", "Risk", "By mail"], rows)


def _page(title: str, heads: list[str], rows: Iterable[list[str]]) -> str:
    table = [heads, ["---"] * len(heads), *rows]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    return f"# {title}\n\n{NOTE}\n" + "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else "–"
