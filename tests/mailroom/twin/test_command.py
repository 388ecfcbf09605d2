import json
from pathlib import Path

from jln.mailroom.twin import command

SAMPLES = Path(__file__).parent / "samples"


def test_the_command_prints_one_object_and_does_nothing(tmp_path, capsys, form_rows):
    row = json.loads((SAMPLES / "index.jsonl").read_text("utf-8").splitlines()[0])
    form = next(each for each in form_rows if each["id"] == row["form"])
    (tmp_path / "form.json").write_text(json.dumps(form), "utf-8")
    assert command.main(str(tmp_path / "form.json"), str(SAMPLES / row["file"])) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == row["expected"]["outcome"]
    assert found["values"] == row["expected"]["values"]
    assert set(found) >= {"outcome", "values", "unclear", "left_over_text"}
