from __future__ import annotations

import json
from pathlib import Path

import pytest

from jln.mailroom.twin.form import Form

HERE = Path(__file__).parent
ROWS = json.loads((HERE / "forms.json").read_text("utf-8"))["forms"]


@pytest.fixture(scope="session")
def form_rows():
    return ROWS


@pytest.fixture(scope="session")
def forms():
    return {row["id"]: Form.from_json(row) for row in ROWS}
