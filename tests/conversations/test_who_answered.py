"""Who answered whom on a made list: the rule that is measured is the product's own."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from benchmarks import asking

START = datetime(2024, 1, 1, tzinfo=UTC)
SUBJECTS = {
    "slips@x.example": "referral slips as data from clinics",
    "capitation@x.example": "capitation rates and under-service",
    "audit@x.example": "medical audit of hospital claims",
    "midwives@x.example": "contracting midwives in remote villages",
    "drugs@x.example": "reference prices for essential medicines",
    "poor@x.example": "identifying poor households for exemption",
}
CHATTY = [f"chatty{n}@x.example" for n in range(6)]


def message(number, by, day, subject, text, answers=""):
    at = format_datetime(START + timedelta(days=day))
    named = f"In-Reply-To: <{answers}@x.example>\n" if answers else ""
    return (
        f"From {by} Mon Jan  1 00:00:00 2024\nFrom: {by}\nDate: {at}\nSubject: {subject}\n"
        f"Message-ID: <{number}@x.example>\n{named}\n{text}\n\n"
    )


def archive():
    """Two years: each of three answers what they know, six others greet one another daily."""
    parts, number = [], 0
    for day in range(0, 730, 10):
        for expert, subject in SUBJECTS.items():
            asker = f"asker{number % 40}@x.example"
            parts.append(message(f"q{number}", asker, day, subject, f"Who has {subject}?"))
            text = f"We did this. > no\nOur {subject} works like so."
            parts.append(
                message(f"a{number}", expert, day + 1, f"Re: {subject}", text, f"q{number}")
            )
            number += 1
        for at, by in enumerate(CHATTY):
            for turn in range(3):
                name = f"c{number}-{at}-{turn}"
                parts.append(message(name, by, day + 2, "Good morning", "Have a good day."))
    return "".join(parts)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "made.mbox"
    path.write_text(archive())
    return path


def test_the_rule_finds_who_answered_where_the_most_active_do_not(made):
    found = asking.judged("made", asking.messages(made))
    assert found.questions > 200
    assert found.rule == found.known == found.questions
    assert found.active == 0
    assert 0 < found.chance < found.questions / 5


def test_the_command_prints_a_line_a_list_and_says_whether_it_is_met(made, capsys):
    assert asking.main(made.parent) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("made.mbox")
    assert lines[-1].endswith("times chance: met")
    assert "100.0%" in lines[-2]


def test_nothing_is_learned_from_the_year_that_is_held_back(made):
    posts = asking.messages(made)
    cut = posts[-1].at - asking.YEAR
    late = [one for one in posts if one.at >= cut]
    assert asking.judged("late", late).known == 0
