"""What a wrong path, date, word or database is answered with: a sentence, and no trace."""

from __future__ import annotations

import sys

import pytest

from jln import cli


@pytest.fixture
def jln(monkeypatch, capsys):
    def run(*words):
        monkeypatch.setattr(sys, "argv", ["jln", *(str(word) for word in words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, capsys.readouterr().err

    return run


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "decisions export {missing}/register.txt",
        "decisions verify {missing}/register.txt",
        "backup --make-key {missing}/key",
        "say {missing}/letter.eml",
        "mail answer {missing}/form.json {missing}/letter.eml",
        "corpus {missing}",
        "load {missing}",
        "membership explain QQ",
        "membership explain SN --on 2018-13-40",
        "membership full --on yesterday",
        "clock +7x",
        "keys mail --use jln209901",
        "unlock nobody@elsewhere.example",
        "fly",
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(jln, tmp_path, words):
    code, said = jln(*words.format(missing=tmp_path / "missing").split())

    assert code == 2
    assert said.strip()
    assert "Traceback" not in said


def test_a_path_that_is_not_there_is_named(jln, tmp_path):
    there = tmp_path / "missing" / "key"

    assert jln("backup", "--make-key", there) == (
        2,
        f"jln backup: {there}: No such file or directory.\n",
    )


def test_a_database_of_another_version_is_no_mistake_of_ours(jln, monkeypatch):
    from django.db.utils import OperationalError, ProgrammingError

    from jln.operating import doctor

    def fails(wrong):
        def main(_words):
            raise wrong

        monkeypatch.setattr(doctor, "main", main)

    for text in ("no such table: jln_network", "no such column: jln_decision.salt"):
        fails(OperationalError(text))
        assert "run `jln migrate` first" in jln("doctor")[1]
    fails(ProgrammingError('relation "jln_network" does not exist'))
    assert jln("doctor")[0] == 2


@pytest.mark.parametrize("wrong", [OSError("no file"), RuntimeError("our mistake")])
def test_our_own_mistakes_keep_their_trace(monkeypatch, wrong):
    from jln.operating import doctor

    def main(_words):
        raise wrong

    monkeypatch.setattr(doctor, "main", main)
    monkeypatch.setattr(sys, "argv", ["jln", "doctor"])
    with pytest.raises(type(wrong)):
        cli.main()
