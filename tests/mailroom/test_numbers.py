"""What a reply says to the numbers of a daily or weekly message."""

from __future__ import annotations

import pytest

from jln.mail.reading.model import Line
from jln.mailroom.numbered import read

ENDS = ["IN YOUR GROUPS", "ONLY TITLES", "Answer with numbers to get the whole texts: "]
QUOTED = """\
Tuesday 24 November. 9 of your 20 minutes of this week.

WAITING FOR YOU
1. Does anyone receive referral slips as data? (1 minute; you were asked)
   Answer below this number, and your words become a post there.

IN YOUR GROUPS
2. How do you see under-service? (3 minutes; you follow it)
   | 2. Paolo ran the query overnight.

ONLY TITLES
3. Who pays for the nurse that visits at home?

Answer with numbers to get the whole texts: 2 3
STOP ends it."""


def parts(text: str) -> list[Line]:
    return [
        Line(line[2:], level=1) if line.startswith("> ") or line == ">" else Line(line, new=True)
        for line in text.splitlines()
    ]


def below(number: int, words: str) -> str:
    """The message quoted, with words under one of its numbers."""
    out = []
    for line in QUOTED.splitlines():
        out.append(f"> {line}")
        if line.startswith(f"{number}."):
            out += ["", words, ""]
    return "\n".join(out)


def said(text: str) -> tuple[list[int], dict[int, str], str]:
    found = read(parts(text), ENDS)
    return found.wanted, found.words, found.others


@pytest.mark.parametrize("text", ["6 9", "6, 9", "6 and 9", "6 et 9.", "#6 #9", "٦ و ٩", "6\n9"])
def test_numbers_alone_ask_for_whole_texts(text):
    assert said(text) == ([6, 9], {}, "")


def test_words_below_a_quoted_number_are_its_own():
    assert said(below(1, "We do, from two hospitals.")) == (
        [],
        {1: "We do, from two hospitals."},
        "",
    )
    assert said(below(2, "Can you share it?\n\nWe would try.")) == (
        [],
        {2: "Can you share it?\nWe would try."},
        "",
    )
    assert said(below(3, "The district does."))[1] == {3: "The district does."}


def test_words_above_and_below_the_whole_message_are_nobodys():
    whole = "\n".join(f"> {line}" for line in QUOTED.splitlines())
    assert said(f"Thank you for this.\n\n{whole}") == ([], {}, "Thank you for this.")
    assert said(f"{whole}\n\nThank you for this.") == ([], {}, "Thank you for this.")
    assert said(f"3\n\n{whole}") == ([3], {}, "")


def test_numbers_typed_before_words():
    text = "1: We do, from two hospitals.\nAsk them.\n2. Can you share it?"
    assert said(text)[1] == {1: "We do, from two hospitals.\nAsk them.", 2: "Can you share it?"}
    assert said("2 questions before we answer.") == ([], {}, "2 questions before we answer.")
    assert said("We pay 5. Not more.") == ([], {}, "We pay 5. Not more.")
