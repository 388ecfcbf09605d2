"""A letter speaks its reader's language whole, whoever caused it.

In Arabic whatever is not said in it is seen: a sentence nobody marked, one that a catalogue
misses, one that was made in the language of whoever acted.
"""

from __future__ import annotations

import ast
import re
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from tests import factories as f
from tests.mailroom.test_replies.letters_of_all_kinds import World
from tests.undone import undone

from jln.mail.models import OutgoingMail
from jln.mail.terms import LetterName

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).parents[2]
WRITTEN_BY_PEOPLE = (
    "factories.py", "conversations/moderating.py", "elections/world.py", "governance/doors_manager.py", "governance/groups.py",
    "governance/recorded.py", "governance/sitting.py",
    "mailroom/test_replies/letters_of_all_kinds.py", "mailroom/test_replies/letters_of_lists.py",
    "membership/joining.py", "newsletter/world.py", "priorities/world.py", "safe_space/world.py",
)  # fmt: skip
"""Where the people of this world, what they say and what they call things comes from."""

COUNTRIES = {"GH": "غانا", "GN": "غينيا", "KE": "كينيا", "UG": "أوغندا"}
"""Said by us, in the reader's language."""

IN_ENGLISH = {"Ghana", "Guinea", "Kenya", "Uganda"}
OF_NO_LANGUAGE = re.compile(
    r"\{\{\w+\}\}|\bRe: |https?://\S+|\S+@\S+|\b[A-Z]{2,}\b|\[[^\]]*\]|Person \d+|\bdemo\b|\b(Esi|Ato)\b"
    r"|[a-d]\) (English|Français|Español|Português)$",  # each language in its own
    re.MULTILINE,
)
LATIN = re.compile(r"[A-Za-z]{2,}")


@cache
def said_by_people() -> list[str]:
    """Every text of these files, the longest first."""
    trees = [ast.parse((TESTS / name).read_text()) for name in WRITTEN_BY_PEOPLE]
    found = {
        line
        for tree in trees
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
        for line in one.value.splitlines()
    }
    return sorted((one for one in found - IN_ENGLISH if len(one) > 3), key=len, reverse=True)


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        for (code, name), english in zip(COUNTRIES.items(), sorted(IN_ENGLISH), strict=True):
            f.country(code, names={"en": english, "ar": name})
        yield World("ar")


@pytest.fixture
def world(made_world):
    return deepcopy(made_world)


def mixed(letters) -> dict[str, list[str]]:
    """The lines of each that are not of its language; or that it has none of it."""
    found = {}
    for letter in letters:
        text = f"{letter.subject}\n{letter.text}"
        for said in said_by_people():
            text = text.replace(said, "")
        lines = [line for line in OF_NO_LANGUAGE.sub("", text).splitlines() if LATIN.search(line)]
        if lines or not re.search(r"[\u0621-\u064a]{2}", text):
            found[letter.kind] = lines
    return found


def test_letters_about_what_happened_are_of_one_language(world):
    world.letter("steering.invited")
    letters = OutgoingMail.objects.filter(person=world.saran)

    assert len(set(letters.values_list("kind", flat=True))) >= 30
    assert mixed(letters) == {}


@pytest.mark.parametrize("kind", LetterName.values)
def test_a_letter_that_asks_or_answers_is_of_one_language(world, kind):
    assert mixed([world.letter(kind)]) == {}
