"""Typed readers of the environment. What is read here is printed as the reference of settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its name, type in words, default as shown, and what it does."""

    name: str
    type: str
    default: str
    help: str


SETTINGS: list[Setting] = []


def env_text(name: str, default: str, help: str) -> str:  # noqa: A002 -- the word on the page
    """A text."""
    SETTINGS.append(Setting(name, "text", default, help))
    return os.environ.get(name, default)


def env_int(name: str, default: int, help: str) -> int:  # noqa: A002 -- the word on the page
    """A whole number. Raises `ValueError` with the variable's name on anything else."""
    SETTINGS.append(Setting(name, "number", str(default), help))
    raw = os.environ.get(name, "")
    try:
        return int(raw) if raw else default
    except ValueError:
        raise ValueError(f"{name} must be a whole number, not {raw!r}") from None


def env_bool(name: str, default: bool, help: str) -> bool:  # noqa: A002, FBT001 -- the word on the page; a reader, never called with a bare flag
    """1, true, yes, on; or 0, false, no, off. Raises `ValueError` on anything else."""
    SETTINGS.append(Setting(name, "yes or no", "yes" if default else "no", help))
    raw = os.environ.get(name, "").lower()
    if raw in {"", "1", "true", "yes", "on"}:
        return bool(raw) or default
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ValueError(f"{name} must be yes or no, not {raw!r}")


def env_path(name: str, default: str, help: str) -> Path:  # noqa: A002 -- the word on the page
    """A path, made absolute."""
    SETTINGS.append(Setting(name, "path", default, help))
    return Path(os.environ.get(name) or default).expanduser().resolve()


def env_secret(name: str, help: str) -> str:  # noqa: A002 -- the word on the page
    """A secret, from the variable or from the file named by NAME_FILE; empty if neither."""
    SETTINGS.append(Setting(name, "secret", "", help))
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, "")
