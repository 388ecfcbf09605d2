"""No code is shown to a person: each stored word has words of its own, in the reader's language."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils.functional import Promise

import jln
from jln import models as _all_models
from jln.countries.models import Country, Statement
from jln.countries.terms import FIGURES
from jln.desk.terms import UNCERTAIN
from jln.facts.kinds import Kind
from jln.kit.partial import PartialDate
from jln.kit.sourced import Sourced
from jln.mail import outgoing
from jln.mail.models import OutgoingMail
from jln.mail.terms import LetterName, Reason, Withheld
from jln.notify.terms import LetterKind
from tests import factories as f

HOUSE = Path(jln.__file__).parent
FILES = [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]


def choices() -> list[type[TextChoices]]:
    assert _all_models
    found = [one for one in TextChoices.__subclasses__() if one.__module__.startswith("jln.")]
    assert len(found) > 25
    return found


@pytest.mark.parametrize("choice", choices(), ids=lambda one: one.__qualname__)
def test_every_code_has_words_that_are_translated(choice):
    made_up = [member.value for member in choice if not isinstance(member._label_, Promise)]
    assert made_up == []


def _calls(name: str) -> list[ast.Call]:
    return [
        node
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    ]


def _constants(node: ast.expr) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)} - {None}


def test_every_letter_that_is_written_has_a_name():
    names = set(LetterName.values)
    written = {kind for call in _calls("outgoing.put") for kind in _constants(call.args[0])}
    kinds = {
        value
        for path in FILES
        for value in re.findall(
            r'^(?:KIND|RECEIPT|QUESTION) = "([a-z._]+)"', path.read_text(), re.MULTILINE
        )
    }
    assert {"account.sign_in", "account.unknown", "form", "mail.question"} <= written | kinds
    assert (written | kinds | set(LetterKind.values)) - names == set()


def test_every_reason_why_a_letter_stays_has_words():
    returned = {
        value
        for node in ast.walk(ast.parse((HOUSE / "mail" / "outgoing.py").read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == "why_not"
        for one in ast.walk(node)
        if isinstance(one, ast.Return) and one.value is not None
        for value in _constants(one.value)
    }
    returned |= set(outgoing.UNREACHED.values()) - {""}
    assert {"no_address", "away", "switched_off", "bounces", "suspended"} <= returned
    assert returned - {"", "suspended", "closed", "erased"} <= set(Withheld.values)
    assert set(outgoing.UNREACHED) <= set(Withheld.values)


def test_a_letter_says_why_it_stays_in_words_and_a_server_in_its_own():
    assert OutgoingMail(state_reason="away").why == "the person is away"
    assert OutgoingMail(state_reason="550 No such user").why == "550 No such user"
    assert OutgoingMail(kind="mail.receipt").get_kind_display() == "Receipt for a message"


def test_every_figure_that_is_loaded_has_words():
    rows = csv.DictReader((HOUSE / "loading" / "data" / "figures.csv").open())
    assert {row["metric"] for row in rows} - set(FIGURES) == set()


def test_kinds_of_facts_and_reasons_of_mail_are_told_apart():
    for choice in (Kind, LetterName, Reason):
        words = [str(label) for label in choice.labels]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("kind", UNCERTAIN)
def test_history_is_said_without_codes_and_without_dates_of_machines(kind):
    said = _in_words(apps.get_model("jln", kind))
    assert said
    assert "object" not in said
    assert not re.search(r"\d{4}-\d\d", said)


def _in_words(model: type[Sourced]) -> str:
    row = model()
    country = Country(code="GH", names={"en": "Ghana", "fr": "Ghana"})
    for field in model._meta.concrete_fields:
        if field.name in {"starts", "ends", "since", "as_of", "published", "dated"}:
            setattr(row, field.name, PartialDate(2016, 7))
        elif field.name == "country":
            row.country = country
        elif field.name in {"title", "name", "place"}:
            setattr(row, field.name, "Costing manual")
    if hasattr(model, "product"):
        row.product = f.Product(title="Costing manual")
    if model is Statement:
        row.about, row.value = "member countries", "30"
    return row.said()
