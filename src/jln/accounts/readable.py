"""A person's data as a page she can read: the same rows as in the files, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from jln.accounts.parts import COLUMNS, PARTS, title_of
from jln.kit.partial import PartialDate
from jln.mail.terms import LetterName
from jln.ui import formats, sheet
from jln.web import jinja, network
from jln.web.forms import REGISTRY

if TYPE_CHECKING:
    from django.db import models

    from jln.people.models import Person

LONG = 300  # letters; longer texts are folded
BECAUSE = "jln.notify.terms"
"""Above this domain, so read by its name: why somebody got a letter."""


@dataclass(frozen=True, slots=True)
class Line:
    """One column of one row: what it is called, and what stands there."""

    words: str
    text: str
    is_long: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of record with its rows."""

    name: str
    title: str
    what: str
    rows: list[list[Line]]


def page_of(
    person: Person, found: Iterable[tuple[type[models.Model], list[Any]]], at: datetime
) -> str:
    """The whole page in her language, complete in itself: no address is opened by reading it."""
    by_name = {model._meta.model_name or "": rows for model, rows in found}
    with translation.override(person.language):
        sections = [
            Section(
                name=name,
                title=str(part.title),
                what=str(part.what),
                rows=[_lines(row, person) for row in by_name[name]],
            )
            for name, part in PARTS.items()
            if name in by_name
        ]
        return jinja.render(
            "accounts/export.html",
            {
                "person": person,
                "sections": [part for part in sections if part.rows],
                "empty": [part.title for part in sections if not part.rows],
                "made_at": formats.moment(at, person.timezone),
                "network_name": network.current().name,
                "style": Markup(sheet.SHEET),  # noqa: S704 -- our own file
            },
        )


def _lines(row: models.Model, person: Person) -> list[Line]:
    """What stands in a row, column by column; what is empty is left out."""
    lines = []
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if value in (None, "", [], {}):
            continue
        words = str(COLUMNS[field.name])
        if isinstance(value, bytes | memoryview):
            lines.append(Line(words, _("as a file"), href=message_file(row)))
            continue
        text = _said(row, field, value, person)
        lines.append(Line(words, text, is_long=len(text) > LONG or "\n" in text))
    return lines


def message_file(row: models.Model) -> str:
    """Where in the archive the message of a row lies."""
    return f"files/{row._meta.model_name}-{row.pk}.eml"


def _said(row: Any, field: Any, value: Any, person: Person) -> str:  # noqa: ANN401 -- any column of any table
    if field.is_relation:
        return _named(getattr(row, field.name), value)
    name, model = field.name, row._meta.model_name
    if (model, name) in CODES:
        return str(CODES[model, name](value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if name == "language":
        return formats.language_name(str(value))
    if name in ("subject_model", "effect_model"):
        return title_of(str(value).rpartition(".")[2].lower())
    return _plain(value, person)


def _plain(value: Any, person: Person) -> str:  # noqa: ANN401 -- any value of a column
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.moment(value, person.timezone)
    if isinstance(value, PartialDate):
        return formats.partial(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return str(value)


def _named(thing: Any, number: object) -> str:  # noqa: ANN401 -- a row of any model
    """What a row leads to, by its name; else by its number in the other files."""
    if thing is None:
        return ""
    if hasattr(thing, "name_in"):
        return str(thing.name_in(formats.language()))
    for name in ("title", "name"):
        if hasattr(thing, name):
            return str(getattr(thing, name))
    kind = title_of(thing._meta.model_name)
    return _("%(kind)s, no. %(number)s") % {"kind": kind, "number": number}


def _form(action: str) -> str:
    return str(REGISTRY[action].title) if action in REGISTRY else action


def _because(code: str) -> str:
    own = {
        "you_asked": _("You asked for it."),
        "safety": _("You should know of it."),
        "receipt": _("It answers a message of yours."),
        "invited": _("You were invited."),
    }
    known = dict(import_module(BECAUSE).Because.choices)
    return own.get(code) or str(known.get(code, code))


def _letters(code: str) -> str:
    if code == "all":
        return _("all letters but codes and receipts")
    return str(dict(LetterName.choices).get(code, code))


CODES: dict[tuple[str, str], Any] = {
    ("mailanswer", "form"): _form,
    ("mailsetting", "kind"): _letters,
    ("outgoingmail", "because"): _because,
    ("replytoken", "form"): _form,
}
"""Columns whose codes have words elsewhere."""
