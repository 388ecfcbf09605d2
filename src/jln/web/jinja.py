"""The Jinja2 environment of pages, mails and feeds: everything a template may call.

`render(name, context)` gives the text of a template, `block(name, part, context)`
one of its blocks for an answer that is swapped into a page. The macros of
`ui/templates/ui/` are called as `ui.note(...)` everywhere, without an import.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.ext import Extension
from markupsafe import Markup

from jln.ui import files, formats, menus, prose, sheet
from jln.ui.fields import choices_of, shape_of
from jln.ui.icons import icon
from jln.ui.marks import codes, monogram
from jln.ui.tiles import mini, tiles
from jln.ui.weave import dye, weave
from jln.web import addresses, words

_HERE = Path(__file__).resolve().parent.parent
_MACROS = ("ui/marks.html", "ui/lists.html", "ui/forms.html")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Dense(Extension):
    """Leaves out the indentation of a page's source; it would be sent to every reader."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Lines stay, so that errors name the right one; <pre> keeps its spaces."""
        del filename
        if name and name.endswith(".html") and "<pre" not in source:
            return _INDENT.sub("", source)
        return source


class Macros:
    """All macros under one name, found in whichever file defines them."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- a macro is untyped
        if not name.startswith("_"):
            for path in _MACROS:
                macro = getattr(self._env.get_template(path).module, name, None)
                if macro is not None:
                    return macro
        raise AttributeError(f"no macro {name!r} in {', '.join(_MACROS)}")


class KeptMacros(Macros):
    """The same, looked up once: where templates do not change while the process runs."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- a macro is untyped
        macro = super().__getattr__(name)
        self.__dict__[name] = macro
        return macro


_SHEET_TAG = Markup(f"<style>{sheet.SHEET}</style>")  # noqa: S704 -- our own file


def style_tag() -> Markup:
    """The sheet in the page, or a link for a reader who has this very sheet already."""
    request = addresses.SHOWN.get()
    if request is not None and request.COOKIES.get("style") == sheet.SHEET_HASH:
        href = f"{settings.STATIC_URL}{sheet.SHEET_NAME}"
        return Markup('<link rel="stylesheet" href="{}">').format(href)
    return _SHEET_TAG


def static(name: str) -> str:
    """The immutable address of a file of ours: `static("htmx.js")`."""
    return f"{settings.STATIC_URL}{files.NAMES[name]}"


def hidden_token(token: str) -> Markup:
    """What a form sends beside its fields."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(token)


def csrf_input() -> Markup:
    """The hidden field of a form that changes something; never on a page that is cached."""
    request = addresses.SHOWN.get()
    return csrf_field(request) if request is not None else hidden_token("")


def csrf_field(request: HttpRequest) -> Markup:
    """One token serves all forms of a page: a new one costs as much as a query."""
    known: Markup | None = getattr(request, "csrf_field", None)
    if known is None:
        known = hidden_token(get_token(request))
        request.csrf_field = known  # type: ignore[attr-defined]  # for the next form of the page
    return known


def saves_data(request: HttpRequest | None = None) -> bool:
    """Whether the reader's browser asks for less; then no script is offered."""
    request = request or addresses.SHOWN.get()
    return request is not None and request.headers.get("Save-Data", "").lower() == "on"


def other_languages(request: HttpRequest | None = None) -> list[dict[str, Any]]:
    """The languages of the page that is shown, each with its address; none for members' pages."""
    request = request or addresses.SHOWN.get()
    if request is None or not hasattr(request, "prefix"):
        return []
    match = request.resolver_match
    if match is None or not addresses.is_public(match.func):
        return []
    path = request.path.removeprefix(request.prefix) or "/"
    return [
        {
            "code": code,
            "name": formats.language_name(code, own=True),
            "dir": "rtl" if formats.is_rtl(code) else "ltr",
            "path": path if code == "en" else f"/{code}{path}",
            "current": code == formats.language(),
        }
        for code, _name in settings.LANGUAGES
    ]


def absolute(path: str) -> str:
    """The whole address of a path, as it stands in feeds, canonical links and mails."""
    return f"{str(getattr(settings, 'PUBLIC_URL', '')).rstrip('/')}{path}"


def country_path(country: Any) -> str:  # noqa: ANN401 -- whatever has a code
    """The page of a country, for the squares of a map."""
    return addresses.url("country", code=country.code.lower())


@lru_cache(maxsize=2048)
def _kept(name: str, _frame: tuple[str, ...], values: tuple[tuple[str, Any], ...]) -> Markup:
    """A piece depends on `_frame` (language, prefix, routes) and its values, on nothing else."""
    return Markup(environment().get_template(name).render(dict(values)))  # noqa: S704 -- escaped there


def kept(name: str, **values: Hashable) -> Markup:
    """A piece of the frame, made once for each language and reader's kind."""
    if settings.DEBUG:
        _kept.cache_clear()
    frame = (formats.language(), addresses.prefix(), settings.ROOT_URLCONF)
    return _kept(name, frame, tuple(values.items()))


def frame_of(reader: menus.Reader | None) -> menus.Reader | None:
    """A reader without what is hers alone, so that pieces of the frame can be shared."""
    return replace(reader, name="", waiting=0) if reader else None


def _globals(env: Environment) -> dict[str, Any]:
    return {
        "absolute": absolute,
        "choices_of": choices_of,
        "clock": formats.clock,
        "codes": codes,
        "comma": formats.comma,
        "country_name": formats.country_name,
        "country_path": country_path,
        "csrf_input": csrf_input,
        "day": formats.day,
        "dye": dye,
        "foot_entries": menus.foot_entries,
        "frame_of": frame_of,
        "has_route": addresses.has_route,
        "icon": icon,
        "is_rtl": formats.is_rtl,
        "kept": kept,
        "language": formats.language,
        "language_name": formats.language_name,
        "list_of": formats.list_of,
        "main_entries": menus.main_entries,
        "mini": mini,
        "moment": formats.moment,
        "monogram": monogram,
        "number": formats.number,
        "network": menus.Network(),
        "other_languages": other_languages,
        "own_entries": menus.own_entries,
        "partial": formats.partial,
        "saves_data": saves_data,
        "settings": settings,
        "shape_of": shape_of,
        "short_month": formats.short_month,
        "size": formats.size,
        "source_note": formats.source_note,
        "static": static,
        "style_tag": style_tag,
        "text_html": prose.text_html,
        "tiles": tiles,
        "ui": Macros(env) if settings.DEBUG else KeptMacros(env),
        "url": addresses.url,
        "weave": weave,
    }


FILTERS = {
    "country_name": formats.country_name,
    "day": formats.day,
    "in_order": formats.in_order,
    "language_name": formats.language_name,
    "list_of": formats.list_of,
    "moment": formats.moment,
    "number": formats.number,
    "partial": formats.partial,
    "size": formats.size,
    "text_html": prose.text_html,
}


@cache
def environment() -> Environment:
    """Made once a process."""
    folders = [str(path) for path in sorted(_HERE.glob("*/templates"))]
    env = Environment(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(disabled_extensions=("txt", "eml"), default=True),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.DEBUG,
        cache_size=-1,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols", Dense],
    )
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the extension
    env.globals.update(_globals(env), **words.CALLS)
    env.filters.update(FILTERS)
    return env


def render(name: str, context: dict[str, Any]) -> str:
    """A whole template. `context["request"]`, if there is one, is what addresses follow."""
    token = addresses.SHOWN.set(context.get("request"))
    try:
        return environment().get_template(name).render(context)
    finally:
        addresses.SHOWN.reset(token)


def block(name: str, part: str, context: dict[str, Any]) -> str:
    """One block of a template, with what the template sets before its blocks."""
    template = environment().get_template(name)
    token = addresses.SHOWN.set(context.get("request"))
    try:
        shared = template.new_context(context)
        # Up to the first words: by then all that stands before the blocks is set.
        next(iter(template.root_render_func(shared)), "")
        return "".join(shared.blocks[part][0](shared))
    finally:
        addresses.SHOWN.reset(token)
