"""The register as a file: what was changed is found, and the first line of it named."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jln.governance import command
from jln.governance.rules import chain

KEY = Ed25519PrivateKey.generate()


def sealed(count=5, key=KEY):
    lines, before = [], chain.NOTHING_BEFORE
    for number in range(1, count + 1):
        said = {"no": number, "text": f"Décision {number}", "tally": {"GH": "for"}}
        lines.append(chain.seal(said, before=before, key=key))
        before = lines[-1].mark
    return lines


def file_of(lines, key=KEY):
    return "".join(f"{line}\n" for line in chain.written(lines, key))


def changed(text, line, deed):
    rows = text.splitlines()
    said = json.loads(rows[line])
    deed(said)
    rows[line] = json.dumps(said)
    return "\n".join(rows)


def test_an_unbroken_file_says_how_many_and_whose():
    key = KEY.public_key().public_bytes_raw().hex()
    assert chain.check_file(file_of(sealed())) == (5, key, None)
    assert chain.check_file(file_of([]))[2] is None
    assert chain.check_file("not a register\n")[2].at == 1


def vote_of_ghana(said):
    said["decision"]["tally"]["GH"] = "against"


def remark(said):
    """The words and the mark changed together: what follows no longer fits."""
    said["decision"]["text"] = "Other words"
    said["mark"] = chain.mark_of(chain.canonical(said["decision"]))


@pytest.mark.parametrize(
    ("deed", "number", "why"),
    [
        (vote_of_ghana, 3, "its words do not give its mark"),
        (remark, 3, "its signature is not of this key"),
        (lambda said: said.update(signature="00" * 64), 3, "its signature is not of this key"),
        (lambda said: said.update(signature="no hex"), 3, "its signature is not of this key"),
        (lambda said: said.pop("mark"), None, "it cannot be read"),
    ],
)
def test_a_changed_line_is_named(deed, number, why):
    assert chain.check_file(changed(file_of(sealed()), 3, deed))[2] == (4, number, why)


def test_a_removed_swapped_inserted_or_cut_line_is_named():
    rows = file_of(sealed()).splitlines()

    def fault(*order):
        return chain.check_file("\n".join(rows[one] for one in order))[2]

    assert fault(0, 1, 2, 4, 5) == (4, 4, "it does not follow the line before it")
    assert fault(0, 1, 3, 2, 4, 5).at == 3
    assert fault(0, 1, 2, 2, 3, 4, 5).at == 4
    assert fault(0, 1, 2, 3) == (5, None, "decisions are missing at the end")
    assert fault(0, 2, 3, 4, 5).at == 2


def test_a_line_that_is_put_in_and_chained_again_has_another_key():
    forged = sealed(key=Ed25519PrivateKey.generate())
    text = file_of(sealed()[:2] + forged[2:])
    assert chain.check_file(text)[2].at == 4


def test_a_whole_register_of_another_key_fails_the_key_that_is_known():
    other = Ed25519PrivateKey.generate()
    known = KEY.public_key().public_bytes_raw().hex()
    text = file_of(sealed(key=other), other)
    assert chain.check_file(text)[2] is None
    assert chain.check_file(text, known)[2].why == "its signature is not of this key"


def test_the_command_needs_no_database(tmp_path):
    """As on another machine: no settings, no data folder, a process of its own."""
    file = tmp_path / "decisions.jsonl"
    file.write_text(file_of(sealed()))
    words = [sys.executable, "-m", "jln.cli", "decisions", "verify", str(file)]
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "src"), "JLN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}  # fmt: skip
    ran = subprocess.run(words, capture_output=True, text=True, check=False, env=bare)
    assert (ran.returncode, ran.stdout.splitlines()[0].split(",")[0]) == (0, "5 decisions")


def test_the_command_says_which_line_is_broken(tmp_path, capsys):
    file = tmp_path / "decisions.jsonl"
    file.write_text(changed(file_of(sealed()), 3, vote_of_ghana))
    assert command.main(["verify", str(file)]) == 1
    assert "Broken at line 4, decision 3" in capsys.readouterr().out
    assert command.main(["verify", str(tmp_path / "nothing")]) == 2
