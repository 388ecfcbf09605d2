from pathlib import Path

import pytest

from jln.operating import docs

FOLDER = Path(__file__).parent.parent.parent / "docs" / "reference"


@pytest.mark.parametrize("name", ["permissions.md", "retention.md", "mail.md"])
def test_the_reference_says_what_the_code_says(name):
    assert (FOLDER / name).read_text() == docs.pages()[name], "run make docs"


def test_every_setting_is_in_the_reference():
    text = (FOLDER / "settings.md").read_text()
    assert [setting.name for setting in docs.SETTINGS if f"`{setting.name}`" not in text] == []
