"""The worked examples: what is sent, letter by letter, and what each reply means."""

import json
from pathlib import Path

import pytest

from jln.mailroom.twin import source
from jln.mailroom.twin.read import answer
from jln.mailroom.twin.render import render

EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text("utf-8"))["examples"]
RENDERED = [
    (row["form"], language, text) for row in EXAMPLES for language, text in row["rendered"].items()
]
REPLIES = [
    (row["form"], reply["text"], reply["expected"]) for row in EXAMPLES for reply in row["replies"]
]


@pytest.mark.parametrize(("form", "language", "text"), RENDERED)
def test_a_form_is_written_as_its_example(forms, form, language, text):
    assert render(forms[form], language) == text


@pytest.mark.parametrize(("form", "text", "expected"), REPLIES)
def test_a_reply_means_what_its_example_says(forms, form, text, expected):
    found = answer(forms[form], source.of_text(text)).to_dict()
    assert found["outcome"] == expected["outcome"]
    assert found["values"] == expected.get("values", {})
    assert found["unclear"] == expected.get("unclear", [])


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_lines_are_short_and_the_form_light(forms, language):
    for form in forms.values():
        text = render(form, language)
        assert max(len(line) for line in text.splitlines()) <= 72
        between = text.split("***")[1]
        assert len(between.encode()) < 4096
        assert len(text.encode()) < 12 * 1024


def test_another_reason_can_be_said(forms):
    text = render(forms["vote"], "en", why="You get this because you asked.")
    assert "because you asked. STOP" in text
    assert "hold a seat" not in text


def test_a_language_without_words_falls_back_to_english(forms):
    assert render(forms["vote"], "vi") == render(forms["vote"], "en")
