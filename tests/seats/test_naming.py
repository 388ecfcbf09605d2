"""Whom words name, and what names nobody."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from jln.people import naming


@dataclass(frozen=True)
class Known:
    name: str


PEOPLE = [
    Known(name)
    for name in (
        "Njeri Wanjiku",
        "Ato Mensah",
        "Ato Quarcoo",
        "Jean-Paul N'Diaye",
        "Sheila Mwangi",
        "إيسي أتو",
    )
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Njeri please", ["Njeri Wanjiku"]),
        ("Njeri, please, she knows the file", ["Njeri Wanjiku"]),
        ("wanjiku", ["Njeri Wanjiku"]),
        ("Ato Mensah of the fund", ["Ato Mensah"]),
        ("Ato again", ["Ato Mensah", "Ato Quarcoo"]),
        ("Jean-Paul, s'il vous plaît", ["Jean-Paul N'Diaye"]),
        ("إيسي من فضلكم", ["إيسي أتو"]),
        ("she knows the file", []),
        ("not Njeri", []),
        ("anybody but Njeri", []),
        ("", []),
    ],
)
def test_a_text_names_whom_it_begins_with(text, found):
    assert [one.name for one in naming.named(text, PEOPLE)] == found


@pytest.mark.parametrize(
    ("text", "is_remark"),
    [
        ("she knows the file", True),
        ("They have known the file for years", True),
        ("Ato Mensah", False),
        ("ato mensah", False),
        ("أبو بكر محمد", False),
        ("2", False),
        ("", False),
    ],
)
def test_a_sentence_is_no_name(text, is_remark):
    assert naming.is_remark(text) == is_remark
