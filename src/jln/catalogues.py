"""The catalogues of the five languages, by Babel: found in the code, merged, compiled.

python -m jln.catalogues extract    every marked word of code and templates into the .po files
python -m jln.catalogues compile    .mo files where the .po is newer
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
LOCALE = HERE / "locale"
LANGUAGES = ("fr", "es", "pt", "ar")
# CLDR's six forms; Babel's own table for Arabic exchanges the last two.
ARABIC = (
    "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
JINJA = {"silent": "false", "extensions": "jinja2.ext.do", "newstyle_gettext": "true"}
OPTIONS = {pattern: JINJA for pattern, how in METHODS if how == "jinja2"}


def found() -> Catalog:
    """Every marked message of the product, with where it stands."""
    catalog = Catalog(project="jln", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        HERE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",)
    ):
        catalog.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return catalog


def extract() -> None:
    """Bring every .po up to date; what is no longer said is dropped."""
    template = found()
    for language in LANGUAGES:
        path = po_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = read(language) if path.exists() else Catalog(locale=language)
        if language == "ar":
            old._plural_expr = ARABIC  # type: ignore[assignment]  # Babel says None at first
        old.update(template, no_fuzzy_matching=True)
        old.obsolete.clear()
        out = BytesIO()
        write_po(out, old, width=0, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
        path.write_bytes(out.getvalue())


def compile_all() -> None:
    """Write the .mo of each language whose .po is newer."""
    for language in LANGUAGES:
        source = po_of(language)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read(language))


def read(language: str) -> Catalog:
    """The catalogue of a language."""
    with po_of(language).open("rb") as file:
        return read_po(file, locale=language)


def po_of(language: str) -> Path:
    """Where it is."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    {"extract": extract, "compile": compile_all}[sys.argv[1]]()
