"""The history, loaded, and a copy of its files to change."""

from __future__ import annotations

import shutil

import pytest

from jln.loading.files import PACKAGED
from tests.loading.history import load
from tests.undone import undone


@pytest.fixture(scope="package", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The history, loaded once for all tests of this folder; each takes back what it does."""
    with undone(django_db_blocker):
        yield load()


@pytest.fixture
def folder(tmp_path):
    """A copy of the files that a test may change."""
    return shutil.copytree(PACKAGED, tmp_path / "history")
