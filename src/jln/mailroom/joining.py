"""How a country joins and becomes a Full Member, as far as it is answered by mail."""

from __future__ import annotations

from jln.mailroom.deeds import Entry
from jln.membership import actions, queries
from jln.web import network

ENTRIES = (
    Entry(
        "application.screen",
        lambda deed: actions.screen(
            deed.subject,
            deed.said["answer"],
            words=deed.said["reply"],
            by=deed.person,
            at=deed.at,
        ),
        subject="jln.Application",
        among=queries.screening,
        link=lambda it: network.link(f"/applications/{it.code}/"),
        page=lambda it: network.link(f"/applications/{it.code}/"),
        adds_up=False,
        asks={"no_words": "reply"},
    ),
)
