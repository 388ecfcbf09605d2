"""What a form's field looks like, worked out from Django's form: kind, attributes, choices.

Django's own widgets would render through a second template engine and put the
error below the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import BoundField, widgets
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a field offers. `group` heads the choices under it, if any."""

    id: str
    value: str
    label: str
    chosen: bool
    hint: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A field as the macros draw it.

    `kind` is the type of an input, or textarea, select, radios, checks, checkbox.
    """

    kind: str
    id: str
    name: str
    value: str
    label: str
    hint: str
    errors: list[str]
    optional: bool
    attributes: Markup
    choices: list[Choice]

    @property
    def described(self) -> Markup:
        """`aria-describedby` and `aria-invalid`, as far as there is something to tell."""
        ids = [
            f"{self.id}_{end}"
            for end, there in (("hint", self.hint), ("why", self.errors))
            if there
        ]
        told = Markup(' aria-describedby="{}"').format(" ".join(ids)) if ids else Markup("")
        return told + Markup(' aria-invalid="true"') if self.errors else told


_MANY = (
    (widgets.CheckboxSelectMultiple, "checks"),
    (widgets.SelectMultiple, "checks"),
    (widgets.RadioSelect, "radios"),
    (widgets.Select, "select"),
    (widgets.Textarea, "textarea"),
    (widgets.CheckboxInput, "checkbox"),
)
_LEFT_OUT = frozenset({"id", "name", "value", "type", "cols", "style", "checked"})


def _kind(widget: widgets.Widget) -> str:
    for known, kind in _MANY:
        if isinstance(widget, known):
            return kind
    return str(getattr(widget, "input_type", None) or "text")


def _attributes(widget: widgets.Widget) -> Markup:
    """The widget's own attributes, escaped; true ones stand bare, false ones are left out."""
    out = Markup("")
    for name, value in widget.attrs.items():
        if name in _LEFT_OUT or value is False or value is None:
            continue
        if (name, value) == ("rows", "10"):  # Django's default, which the sheet replaces
            continue
        out += (
            Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)
        )
    return out


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def _chosen(value: object) -> frozenset[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return frozenset(_text(getattr(one, "pk", one)) for one in value)
    return frozenset({_text(getattr(value, "pk", value))})


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any, Any]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from ((str(value), inner, words) for inner, words in label)
        else:
            yield "", value, label


def choices_of(bound: BoundField) -> list[Choice]:
    """The answers offered, with those chosen now; hints come from `field.hints[value]`."""
    offered: Iterable[Any] | None = getattr(bound.field, "choices", None)
    if offered is None:
        return []
    chosen = _chosen(bound.value())
    hints: dict[str, object] = getattr(bound.field, "hints", {})
    return [
        Choice(
            id=f"{bound.auto_id}_{at}",
            value=_text(value),
            label=str(label),
            chosen=_text(value) in chosen,
            hint=str(hints.get(_text(value), "")),
            group=group,
        )
        for at, (group, value, label) in enumerate(_flat(offered))
    ]


def shape_of(bound: BoundField) -> Shape:
    """Everything a macro needs of a field; a password or a file is never shown again."""
    widget = bound.field.widget
    kind = _kind(widget)
    choices = choices_of(bound) if kind in {"checks", "radios", "select"} else []
    if kind in {"radios", "checks"}:
        choices = [choice for choice in choices if choice.value]
    value = bound.value()
    if kind == "checkbox":
        shown = "on" if value and value not in ("false", "False") else ""
    else:
        shown = "" if kind in {"password", "file"} else _text(value)
    return Shape(
        kind=kind,
        id=str(bound.auto_id or bound.html_name),
        name=bound.html_name,
        value=shown,
        label=str(bound.label),
        hint=str(bound.help_text or ""),
        errors=[str(error) for error in bound.errors],
        optional=not bound.field.required
        and kind not in {"checkbox", "hidden"}
        and not getattr(bound.form, "independent", False),  # any one answer is enough
        attributes=_attributes(widget),
        choices=choices,
    )
