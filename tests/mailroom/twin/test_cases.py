"""Replies by themselves, several hundred: what each of them means, and what it must never mean."""

import json
from pathlib import Path

import pytest

from jln.mailroom.twin import source
from jln.mailroom.twin.form import Field, Form, Option
from jln.mailroom.twin.read import answer
from jln.mailroom.twin.render import render

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['form']}: {case['text'][:40]!r}")
def test_a_reply_means(forms, case):
    found = answer(forms[case["form"]], source.of_text(case["text"], sender="Ama Boateng"))
    assert found.outcome == case["outcome"]
    assert found.values == case.get("values", {})
    assert [key for key, _ in found.unclear] == case.get("unclear", [])
    if case["outcome"] in ("complete", "partial", "undo"):
        assert found.left_over_text == case.get("left", "")


def test_nothing_is_lost(forms):
    """Whatever is no answer is the note, or left over for a person."""
    text = "Hello Miriam,\n\nFor.\n\nThe annex is late. Who speaks first?"
    found = answer(forms["vote"], source.of_text(text))
    assert found.values == {"vote": "for", "note": "The annex is late. Who speaks first?"}
    found = answer(forms["rsvp"], source.of_text(text.replace("For.", "Yes.")))
    assert found.left_over_text == "The annex is late. Who speaks first?"
    far = "1\n\n" + "A long report. " * 900
    assert answer(forms["vote"], source.of_text(far)).values["note"].count("report") == 900


def test_the_words_of_all_languages_count_in_every_form(forms):
    for row in forms["vote"].questions[0].options:
        for said in row.label.values():
            assert answer(forms["vote"], source.of_text(said)).values == {"vote": row.key}


def test_how_an_answer_was_found_is_said(forms):
    def way(form, text):
        return answer(forms[form], source.of_text(text)).read_from

    assert way("vote", "Against") == {"vote": "exact"}
    assert way("vote", "Ghana votes against the text.") == {"vote": "sentence"}
    assert way("review", "a\nb\nno")["named"] == "order"
    slot = "> ***\n> How does your country vote? [vote]\n>    vote = 2\n> ***"
    assert way("vote", slot) == {"vote": "edited"}


def test_a_message_of_a_machine_answers_nothing(forms):
    found = answer(forms["vote"], source.Message((source.Row("1"),), is_automatic=True))
    assert found.to_dict() | {"lexicon": 0} == {
        "outcome": "nothing",
        "values": {},
        "unclear": [],
        "left_over_text": "",
        "read_from": {},
        "lexicon": 0,
    }


def test_attachments_answer_a_question_for_files(forms):
    found = answer(forms["adaptation"], source.of_text("2. b", files=["decree.pdf"]))
    assert found.values == {"level": "region", "evidence": ["decree.pdf"]}
    assert "evidence" not in answer(forms["vote"], source.of_text("1", files=["a.pdf"])).values


def test_a_form_made_in_python_needs_little():
    """One question with more options than letters: names still answer."""
    many = tuple(Option(f"k{place}", {"en": f"Place {place}"}) for place in range(40))
    question = Field("where", "pick", {"en": "where"}, {"en": "Where?"}, options=many)
    other = Field("why", "text", {"en": "why"}, {"en": "Why?"})
    form = Form("made", (question, other))
    assert "z) Place 25" in render(form, "en")
    found = answer(form, source.of_text("where: Place 33\nwhy: it is near"))
    assert found.values == {"where": "k33", "why": "it is near"}
