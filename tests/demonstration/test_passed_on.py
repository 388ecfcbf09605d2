"""What the demonstration says was learned from another country is a fact of its line."""

from __future__ import annotations

from jln.demonstration.texts import adaptations

NAMES = {"GH": "Ghana", "KE": "Kenya", "LR": "Liberia", "VN": "Vietnam"}


def test_who_is_named_as_the_beginning_is_named_in_the_text():
    named = [(part, one) for part in adaptations() for one in part.listed("from")]

    assert len(named) == 4
    for part, one in named:
        assert NAMES[one.rpartition(":")[2]] in part.text, part.where
