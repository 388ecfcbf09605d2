"""What is wrong with an answer is said in one voice, on every form of the product."""

from __future__ import annotations

import pytest
from django import forms

import jln.urls  # noqa: F401 -- with it come all forms
from jln.web.forms import Exempt, TwinForm

THEIRS = ("This field", "Enter a", "Select a valid", "Ensure this")
WRONG = {"text": "abcd", "number": "1", "day": "x", "one": "x", "more": ["x"], "mail": "x"}


class Sample(TwinForm):
    exempt = Exempt.READING
    text = forms.CharField(max_length=3)
    number = forms.IntegerField(min_value=2, max_value=5)
    day = forms.DateField()
    one = forms.ChoiceField(choices=[("a", "A")])
    more = forms.MultipleChoiceField(choices=[("a", "A")])
    mail = forms.EmailField()
    own = forms.CharField(error_messages={"required": "Say why."})


def all_of(kind):
    for one in kind.__subclasses__():
        yield one
        yield from all_of(one)


def test_no_form_speaks_with_the_words_of_the_framework():
    found = {
        (form.__qualname__, name, code)
        for form in all_of(TwinForm)
        for name, field in form.base_fields.items()
        for code in ("required", "invalid_choice", "invalid")
        if str(field.error_messages.get(code, "")).startswith(THEIRS)
    }

    assert len(list(all_of(TwinForm))) > 80
    assert found == set()


@pytest.mark.parametrize("data", [{}, WRONG, {**WRONG, "number": "9"}])
def test_what_a_form_says_is_ours_whatever_is_wrong(data):
    said = [text for texts in Sample(data).errors.values() for text in texts]

    assert len(said) == 7
    assert not [text for text in said if text.startswith(THEIRS)]
    assert "Say why." in said
