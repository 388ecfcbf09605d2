"""Where a post is found: its page may begin with it."""

from __future__ import annotations

from jln.web.addresses import url

NEAR = 3
"""So many posts stand on a conversation's first page, however long they are."""


def place(code: str, number: int) -> str:
    """The address of a post within its conversation."""
    query: dict[str, object] | None = {"from": number} if number > NEAR else None
    return f"{url('topic', code=code, query=query)}#p{number}"
