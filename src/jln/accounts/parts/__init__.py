"""What each kind of record about a person is, and what its columns are called.

Read by the file of her own data and by the page of retention; a test fails when a
model or a column has no words.
"""

from __future__ import annotations

from jln.accounts.parts.columns import COLUMNS
from jln.accounts.parts.records import OTHERS, PARTS, Part

__all__ = ["COLUMNS", "OTHERS", "PARTS", "Part", "title_of"]


def title_of(model_name: str) -> str:
    """A kind of record in words."""
    if model_name in PARTS:
        return str(PARTS[model_name].title)
    return str(OTHERS.get(model_name, model_name))
