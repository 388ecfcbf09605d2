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
        opened = {"salt": f"{number:064x}", "seats": [{"seat": "GH", "word": "for"}]}
        said = {"no": number, "text": f"Décision {number}", "tally": {"for": 1}}
        said["sealed"] = chain.mark_of(chain.canonical(opened))
        lines.append(chain.seal(said, before=before, key=key)._replace(opened=opened))
        before = lines[-1].mark
    return lines


def file_of(lines, key=KEY, *, whole=True):
    return "".join(f"{line}\n" for line in chain.written(lines, key, whole=whole))


def changed(text, line, deed):
    rows = text.splitlines()
    said = json.loads(rows[line])
    deed(said)
    rows[line] = json.dumps(said)
    return "\n".join(rows)


def test_an_unbroken_file_says_how_many_and_whose():
    key = KEY.public_key().public_bytes_raw().hex()
    assert chain.check_file(file_of(sealed())) == (5, key, True, None)
    assert chain.check_file(file_of(sealed(), whole=False)) == (5, key, False, None)
    assert chain.check_file(file_of([])).fault is None
    assert chain.check_file("not a register\n").fault.at == 1


def test_the_public_file_holds_the_same_signed_lines_and_no_seats_word():
    """Nor can a small tally be guessed from it: of every word that a seat may say, no mark fits."""
    whole, public = file_of(sealed()), file_of(sealed(), whole=False)
    rows = [json.loads(row) for row in public.splitlines()[1:]]
    assert [row["decision"] for row in rows] == [
        json.loads(row)["decision"] for row in whole.splitlines()[1:]
    ]
    assert "GH" not in public
    assert "salt" not in public
    guesses = {
        chain.mark_of(chain.canonical(said))
        for word in ("for", "against", "abstain", "aside", "")
        for seats in ([{"seat": "GH", "word": word}],)
        for said in ({"seats": seats}, {"salt": "", "seats": seats})
    }
    assert not guesses & {row["decision"]["sealed"] for row in rows}


def test_what_seats_said_is_checked_in_the_whole_file():
    def other_word(said):
        said["opened"]["seats"][0]["word"] = "against"

    def left_out(said):
        del said["opened"]

    def fault(deed):
        return chain.check_file(changed(file_of(sealed()), 3, deed)).fault

    assert fault(other_word) == (4, 3, "what seats said was changed")
    assert fault(left_out) == (4, 3, "what seats said is missing")
    called_public = changed(
        changed(file_of(sealed()), 3, left_out), 0, lambda top: top["head"].update(holds="public")
    )
    assert chain.check_file(called_public).fault.why == "its signature is not of this key"
    assert (
        chain.check_file(changed(file_of(sealed(), whole=False), 3, lambda _: None)).fault is None
    )


def vote_of_ghana(said):
    said["decision"]["tally"]["for"] = 0


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
    assert chain.check_file(changed(file_of(sealed()), 3, deed)).fault == (4, number, why)


def test_a_removed_swapped_inserted_or_cut_line_is_named():
    rows = file_of(sealed()).splitlines()

    def fault(*order):
        return chain.check_file("\n".join(rows[one] for one in order)).fault

    assert fault(0, 1, 2, 4, 5) == (4, 4, "it does not follow the line before it")
    assert fault(0, 1, 3, 2, 4, 5).at == 3
    assert fault(0, 1, 2, 2, 3, 4, 5).at == 4
    assert fault(0, 1, 2, 3) == (5, None, "decisions are missing at the end")
    assert fault(0, 2, 3, 4, 5).at == 2


def test_a_line_that_is_put_in_and_chained_again_has_another_key():
    forged = sealed(key=Ed25519PrivateKey.generate())
    text = file_of(sealed()[:2] + forged[2:])
    assert chain.check_file(text).fault.at == 4


def test_a_whole_register_of_another_key_fails_the_key_that_is_known():
    other = Ed25519PrivateKey.generate()
    known = KEY.public_key().public_bytes_raw().hex()
    text = file_of(sealed(key=other), other)
    assert chain.check_file(text).fault is None
    assert chain.check_file(text, known).fault.why == "its signature is not of this key"


NEXT = Ed25519PrivateKey.generate()


def passed(old=KEY, new=NEXT, *, after=3, count=5, step=None):
    """A register whose key changes after a decision: the rows, in their order."""
    lines = sealed(after, old)
    before = lines[-1].mark
    rows = [*lines, step or chain.pass_on({"change": 1}, before=before, old=old, new=new)]
    for number in range(after + 1, count + 1):
        rows.append(chain.seal({"no": number, "text": "x"}, before=before, key=new))
        before = rows[-1].mark
    return rows


def why(rows, key=NEXT, known=""):
    found = chain.check_file(file_of(rows, key), known).fault
    return found and (found.at, found.why)


def test_a_register_is_followed_across_a_change_of_keys():
    old, new = (chain.public_of(key) for key in (KEY, NEXT))
    said = chain.check_file(file_of(passed(), NEXT))
    assert (said.lines, said.key, said.fault) == (5, new, None)
    said = chain.check_file(file_of(passed(), NEXT), old)
    assert (said.lines, said.key, said.fault) == (5, old, None)
    third = Ed25519PrivateKey.generate()
    rows = passed()
    last = chain.pass_on({"change": 2}, before=rows[-1].mark, old=NEXT, new=third)
    assert why([*rows, last], third) is None
    assert why([*rows, last], third, old) is None


def test_who_kept_the_old_key_can_neither_add_nor_write_anew():
    other = "its signature is not of this key"
    mine = Ed25519PrivateKey.generate()
    rows = passed()
    added = chain.seal({"no": 6}, before=rows[-1].mark, key=KEY)
    assert why([*rows, added]) == (8, other)
    anew = [chain.seal({"no": 1, "text": "New"}, before=chain.NOTHING_BEFORE, key=KEY)]
    assert why([*anew, rows[3], *rows[4:]])[1] == "it does not follow the line before it"
    said, before = {"change": 1}, rows[2].mark
    step = chain.pass_on(said, before=before, old=KEY, new=NEXT)
    assert why(passed(step=step._replace(signature=step.answer))) == (5, other)
    assert why(passed(step=step._replace(answer=step.signature))) == (5, other)
    stolen = chain.pass_on(said, before=before, old=mine, new=NEXT)
    assert why(passed(step=stolen)) == (2, other)
    assert why(passed(step=step._replace(line="[]"))) is not None
    assert why(passed(new=mine), mine, chain.public_of(NEXT)) == (2, other)
    assert why([one for one in rows if one != rows[3]]) == (2, other)


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
