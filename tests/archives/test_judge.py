"""Archives are judged without a database."""

from __future__ import annotations

import gzip
import json

from jln.archives.judge import Judged
from jln.mailroom import corpus
from tests.archives import lists


def test_a_folder_of_archives_is_judged_by_its_index(tmp_path, capsys):
    folder = tmp_path / "list-archives"
    folder.mkdir()
    (folder / "a.mbox").write_bytes(lists.mbox(lists.MESSAGES))
    parents = {"m1": None, "m2": "m1", "m4": "m2", "m5": None}  # m4 answers what is lost
    rows = [
        {"message_id": f"{key}@health.example", "parent_in_archive": to and f"{to}@health.example"}
        for key, to in parents.items()
    ]
    (folder / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    (folder / "index.jsonl").write_text(json.dumps({"files": ["a.mbox", "a.jsonl.gz"]}))
    assert corpus.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        Judged("a.mbox", 7, 0, 3, 4).line(),
        "Limits:",
        "  MISSED list-archives parents: 0.75, at least 0.99",
    ]
