"""Every word a person sees is translated, with its placeholders, in the field's own terms."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

from jln import catalogues

HERE = Path(__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\{\w+\}\}|%%")
SAME = json.loads((HERE / "same_as_english.json").read_text())
SENSES = {
    (row["lang"], row["word"], row["term"])
    for row in csv.DictReader((HERE / "other_senses.csv").open())
}
REVIEWED_BY = {"fr": "nobody yet", "es": "nobody yet", "pt": "nobody yet", "ar": "nobody yet"}
"""Native readers who went through a catalogue. Until then the pages work, and may sound odd."""


@cache
def found():
    """Every message of the code; reading all of it takes seconds, so only where it is asked for."""
    return catalogues.found()


def said(language: str) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """Message and context -> its forms."""
    return {
        (message.id[0] if isinstance(message.id, tuple) else message.id, message.context): (
            message.string if isinstance(message.string, tuple) else (message.string,)
        )
        for message in catalogues.read(language)
        if message.id
    }


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_catalogue_is_complete(language):
    known = said(language)
    missing = [
        message.id
        for message in found()
        if message.id
        and not all(
            known.get(
                (message.id[0] if isinstance(message.id, tuple) else message.id, message.context),
                ("",),
            )
        )
    ]
    assert missing == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_placeholders_are_kept(language):
    known = said(language)
    wrong = []
    for message in found():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if not ids[0]:
            continue
        allowed = {mark for one in ids for mark in PLACEHOLDER.findall(one)}
        forms = known[(ids[0], message.context)]
        if sorted(PLACEHOLDER.findall(forms[-1])) != sorted(PLACEHOLDER.findall(ids[-1])):
            wrong.append(forms[-1])
        wrong += [form for form in forms if set(PLACEHOLDER.findall(form)) - allowed]
    assert wrong == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_nothing_was_left_in_english(language):
    same = [id_ for (id_, _context), forms in said(language).items() if forms == (id_,)]
    assert sorted(set(same) - set(SAME.get(language, []))) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_words_are_those_of_the_term_base(language):
    rows = csv.DictReader((catalogues.LOCALE / "terms.csv").open())
    forbidden = [
        (bare, row["id"], re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)", re.IGNORECASE))
        for row in rows
        for word in re.split(r"\s*/\s*|;\s*", row[f"forbidden_{language}"] or "")
        if (bare := re.sub(r"\s*\(.*?\)", "", word).strip())
    ]
    wrong = [
        (word, term, form)
        for forms in said(language).values()
        for form in forms
        for word, term, written in forbidden
        if written.search(form) and (language, word, term) not in SENSES
    ]
    assert wrong == []


def test_every_language_has_its_own_plural_forms():
    catalogues.compile_all()
    with translation.override("ar"):
        forms = {
            translation.ngettext("%(num)s post", "%(num)s posts", n) for n in (0, 1, 2, 3, 11, 100)
        }
    assert len(forms) >= 4
    assert set(REVIEWED_BY) == set(catalogues.LANGUAGES)
