"""Reports of working groups, by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.governance.actions import bodies as actions
from jln.governance.queries import bodies as queries
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from jln.governance.models import BodyReport


def _report(deed: Deed) -> BodyReport:
    words = deed.said["text"].strip()
    return actions.report(deed.subject, words, by=deed.person, at=deed.at, by_mail=True)


ENTRIES = (
    Entry(
        "body.report",
        _report,
        subject="jln.WorkingGroup",
        among=queries.reporting,
        link=lambda made: network.link(made.working_group.path),
        page=lambda group: network.link(f"{group.path}report/"),
    ),
)
"""Rights are asked of the policy in each action."""
