"""A form of a page as a form of mail, in five languages; and what was answered, back to the form.

The shapes are the Django form's own, so the same answers are good or bad by
page and by mail, and the same action is called with the same words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin import form as twin
from jln.ui import formats
from jln.web.dates import PartialDateAnswer
from jln.web.forms import TwinForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_OPTIONS = 24
MOST_NEAREST, LIKENESS = 5, 0.6  # of a list that is answered in words
SHORTEST_WORD = 3  # letters of a word by which an option is known
MOST_OF_A_SUBJECT = 80  # letters of what a form is about; programs cut the rest anyway
FILE = "file"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
_TYPES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.MultipleChoiceField, "choices"),
    (forms.ModelMultipleChoiceField, "choices"),
    (forms.ChoiceField, "choice"),
    (forms.ModelChoiceField, "choice"),
    (forms.BooleanField, "yesno"),
    (PartialDateAnswer, "date"),
    (forms.DateField, "date"),
    (forms.IntegerField, "number"),
    (forms.DecimalField, "number"),
    (forms.FloatField, "number"),
    (forms.FileField, "file"),
)

Make = Callable[[], TwinForm]


def twin_of(make: Make, *, intro: Callable[[], str] = lambda: "") -> twin.Form:
    """The form as mail asks it. `make` gives the unbound form, once in each language."""
    made: dict[str, TwinForm] = {}
    titles, intros = {}, {}
    asked: dict[str, dict[str, dict[str, Any]]] = {}
    for code in LANGUAGES:
        with translation.override(code):
            made[code] = form = make()
            titles[code], intros[code] = str(form.title), intro()
            asked[code] = {name: _asked(form, name) for name in shown(form)}
    first = made["en"]
    return twin.Form(
        id=first.action,
        action=first.action,
        risk=str(first.risk),
        title=titles,
        intro=intros if any(intros.values()) else {},
        independent=first.independent,
        fields=tuple(
            _field(first, name, {code: rows[name] for code, rows in asked.items()})
            for name in shown(first)
        ),
    )


def with_file(form: twin.Form, label: StrOrPromise) -> twin.Form:
    """The form, to which something may be attached; what it is stands below the questions."""
    labels = {}
    for code in LANGUAGES:
        with translation.override(code):
            labels[code] = str(label)
    file = twin.Field(key=FILE, type="file", name=labels, label=labels)
    return replace(form, fields=(*form.fields, file))


def shown(form: TwinForm) -> list[str]:
    """The questions of a form, in order; what is hidden on the page is not asked by mail."""
    return [name for name, field in form.fields.items() if not field.widget.is_hidden]


def data_of(form: TwinForm, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, as the page would have posted it; the rest as the form has it now."""
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        given = values[name] if name in values else form.get_initial_for_field(field, name)
        if given is not None:
            data[form.add_prefix(name)] = _posted(field, given)
    return data


def in_words(form: TwinForm, values: Mapping[str, Any]) -> list[str]:
    """Each answer on a line, as it was understood, in the active language."""
    lines = []
    for name in shown(form):
        if name in values:
            answer = form.understood.get(name) or _said(form.fields[name], values[name])
            lines.append(named(form, name, answer))
    return lines


def named(form: TwinForm, name: str, answer: object) -> str:
    """An answer behind the name of its question, in the active language."""
    said = str(form.names.get(name, name))
    return _("%(name)s: %(answer)s") % {"name": f"{said[:1].upper()}{said[1:]}", "answer": answer}


def not_taken(form: TwinForm, values: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Why these answers are not taken; of a list, with what is nearest to them on it."""
    lines = []
    for name in names:
        said = in_words(form, {name: values[name]})
        if not _choices(form.fields[name]):
            lines += [*said, *(str(error) for error in form.errors.get(name, ()))]
            continue
        lines += [_("That is none of the answers to choose from:"), *said]
        near = nearest(form.fields[name], str(values[name]))
        if near:
            lines.append(_("The nearest are: %(answers)s.") % {"answers": "; ".join(near)})
    return lines


def nearest(field: forms.Field, said: str) -> list[str]:
    """The options that share a word with what was said, or look like it."""
    wanted = set(_words(said))
    labels = [str(label) for _key, label in _choices(field)]
    alike = [label for label in labels if wanted & set(_words(label))]
    folded = {fold.flat(label): label for label in labels}
    close = get_close_matches(fold.flat(said), folded, MOST_NEAREST, LIKENESS)
    return list(dict.fromkeys([*alike, *(folded[one] for one in close)]))[:MOST_NEAREST]


def _words(text: str) -> list[str]:
    return [word for word in fold.flat(text).split() if len(word) >= SHORTEST_WORD]


def titled(title: str, about: str) -> str:
    """A form's title with what it is about, in a subject line."""
    if not about:
        return title
    about = textwrap.shorten(about, MOST_OF_A_SUBJECT, placeholder="…")
    if title.endswith(("?", "؟")):
        return f"{title} {about}"
    return _("%(name)s: %(answer)s") % {"name": title, "answer": about}


def type_of(form: TwinForm, name: str) -> str:
    """The type of mail form that a field is. A list longer than a letter's is answered in words."""
    field = form.fields[name]
    if _is_long(form, name):
        return "text"
    for kind, known in _TYPES:
        if isinstance(field, kind):
            return known
    is_long = isinstance(field.widget, forms.Textarea) or name in form.notes
    return "longtext" if is_long else "text"


def _asked(form: TwinForm, name: str) -> dict[str, Any]:
    field = form.fields[name]
    label = str(field.label or form.names.get(name, name))
    help_text = str(field.help_text)
    is_open = not field.required and any(one.required for one in form.fields.values())
    words = form.words.get(name, {})
    if help_text and label[-1:].isalnum():
        label = f"{label}."
    return {
        "label": " ".join(filter(None, [label, help_text, _("(optional)") if is_open else ""])),
        "name": str(form.names.get(name, name.replace("_", " "))).lower(),
        "options": {str(key): str(text) for key, text in _listed(form, name)},
        "words": {key: [str(word) for word in said] for key, said in words.items()},
    }


def _choices(field: forms.Field) -> list[tuple[Any, Any]]:
    """The options, without the one that stands for no answer; groups are opened."""
    flat: list[tuple[Any, Any]] = []
    for key, label in getattr(field, "choices", ()):
        flat += list(label) if isinstance(label, list | tuple) else [(key, label)]
    return [(key, label) for key, label in flat if str(key) != ""]


def _is_long(form: TwinForm, name: str) -> bool:
    """Too many options to write them all out."""
    return name not in form.listed and len(_choices(form.fields[name])) > MOST_OPTIONS


def _listed(form: TwinForm, name: str) -> list[tuple[Any, Any]]:
    """The options that are written out."""
    return [] if _is_long(form, name) else _choices(form.fields[name])


def _field(form: TwinForm, name: str, said: Mapping[str, Mapping[str, Any]]) -> twin.Field:
    field, kind = form.fields[name], type_of(form, name)
    partial = isinstance(field, PartialDateAnswer)
    return twin.Field(
        key=name,
        type=cast("twin.Type", kind),
        name={code: row["name"] for code, row in said.items()},
        label={code: row["label"] for code, row in said.items()},
        required=field.required and not form.independent,
        main=form.main == name,
        with_text=name in form.passes_on,
        passes_on=form.passes_on.get(name, {}),
        below=form.below.get(name, ""),
        role="note" if name in form.notes else "",
        options=tuple(_option(key, said) for key in said["en"]["options"]),
        yes=_side("yes", said),
        no=_side("no", said),
        min=_min(field, kind),
        max_chars=getattr(field, "max_length", None) if kind in ("text", "longtext") else None,
        max=getattr(field, "max_value", None) if kind == "number" else None,
        integer=kind == "number" and isinstance(field, forms.IntegerField),
        partial=partial,
        not_before=_bound(field, "not_before"),
        not_after=_bound(field, "not_after"),
    )


def _bound(field: forms.Field, side: str) -> str:
    on = getattr(field, side, None)
    return on.isoformat() if on else ""


def _min(field: forms.Field, kind: str) -> int | None:
    if kind == "choices":
        return 1 if field.required else 0
    return getattr(field, "min_value", None) if kind == "number" else None


def _option(key: str, said: Mapping[str, Mapping[str, Any]]) -> twin.Option:
    return twin.Option(
        key=key,
        label={code: row["options"].get(key, key) for code, row in said.items()},
        words={code: row["words"].get(key, []) for code, row in said.items()}
        | {"every": lexicon.written(f"option {key}")},
    )


def _side(side: str, said: Mapping[str, Mapping[str, Any]]) -> twin.Side:
    return twin.Side(words={code: row["words"].get(side, []) for code, row in said.items()})


def _posted(field: forms.Field, value: Any) -> Any:  # noqa: ANN401 -- whatever the question's type gives
    """A value of the reader as the page's widget would send it."""
    if isinstance(value, dict):
        value = value.get("value", value.get("option", ""))
    if isinstance(field, forms.MultipleChoiceField):
        many = value.replace(";", ",").split(",") if isinstance(value, str) else value
        return [_key(field, str(one)) for one in many if str(one).strip()]
    if isinstance(field, forms.ChoiceField):
        return _key(field, str(value))
    if isinstance(field, forms.BooleanField):
        return "on" if value in (True, "on") else ""
    return str(value)


def _key(field: forms.Field, said: str) -> str:
    """The option that was named, by its key or its words; else what was said, to be refused."""
    wanted = fold.flat(said)
    named = {fold.flat(str(label)): str(key) for key, label in _choices(field)}
    named |= {fold.flat(str(key)): str(key) for key, _label in _choices(field)}
    if wanted in named:
        return named[wanted]
    words = set(_words(said))
    fitting = {key for label, key in named.items() if words and words <= set(_words(label))}
    return fitting.pop() if len(fitting) == 1 else said


def _said(field: forms.Field, value: Any) -> str:  # noqa: ANN401 -- whatever the question's type gives
    labels = {str(key): str(label) for key, label in _choices(field)}
    if isinstance(field, forms.BooleanField):
        return _("yes") if value in (True, "on") else _("no")
    posted = _posted(field, value)
    if isinstance(field, forms.DateField | PartialDateAnswer):
        return _day_in_words(posted)
    if isinstance(posted, list):
        return formats.list_parts(*(labels.get(one) or one for one in posted))
    return str(labels.get(posted, posted))


def _day_in_words(written: str) -> str:
    """A day as pages say it; what is none stays as it was written."""
    try:
        return formats.partial(written)
    except ValueError:
        return written
