"""`jln mailtwin --check`: every form with its twin in mail, or the class of its exemption."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from jln.mailroom import table
from jln.web.forms import Exempt, TwinForm

HERE = Path(__file__).resolve().parent.parent


def main(words: Sequence[str]) -> int:
    """Print forms, twins and exemptions by class; exits 1 if a form has neither."""
    parser = argparse.ArgumentParser(prog="jln mailtwin", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="the only thing it does")
    parser.parse_args(words)
    forms = all_forms()
    lines, missing = report(forms)
    sys.stdout.write("\n".join([*lines, ""]))
    return 1 if missing else 0


def all_forms() -> list[type[TwinForm]]:
    """Every form of every domain, by name."""
    for path in sorted([*HERE.glob("*/forms.py"), *HERE.glob("*/forms/[!_]*.py")]):
        import_module(".".join(("jln", *path.relative_to(HERE).with_suffix("").parts)))
    return sorted(_below(TwinForm), key=lambda form: (form.__module__, form.__name__))


def report(forms: Sequence[type[TwinForm]]) -> tuple[list[str], list[str]]:
    """Lines for people, and the forms that have neither twin nor exemption."""
    twins = [form for form in forms if form.action and table.entry(form.action)]
    exempt = [form for form in forms if form.exempt]
    missing = [form for form in forms if form not in twins and form not in exempt]
    lines = [
        (
            f"Forms: {len(forms)}; by mail: {len(twins)}; exempt: {len(exempt)};"
            f" neither: {len(missing)}"
        ),
        "",
    ]
    lines += [f"  {form.action:<22} {form.risk:<14} {_name(form)}" for form in twins]
    for kind in Exempt:
        mine = [form for form in exempt if form.exempt is kind]
        lines += ["", f"Exempt: {kind} ({len(mine)})"] if mine else []
        lines += [f"  {_name(form)}" for form in mine]
    if missing:
        lines += [
            "",
            "Neither answered by mail nor exempt:",
            *(f"  {_name(form)}" for form in missing),
        ]
    return lines, [_name(form) for form in missing]


def _below(kind: type[TwinForm]) -> Iterator[type[TwinForm]]:
    for form in kind.__subclasses__():
        is_frame = not form.action and not form.exempt and form.__subclasses__()
        if form.__module__.startswith("jln.") and not is_frame:
            yield form
        yield from _below(form)


def _name(form: type[TwinForm]) -> str:
    return f"{form.__module__.removeprefix('jln.')}.{form.__name__}"
