"""Words that pages of problems, and of what came of them, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.policy import POLICY
from jln.ui.formats import list_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from jln.access.permissions import Permission


def who_may(permission: Permission) -> Markup:
    """Who may do it, in the words of the policy: for those who may not."""
    return list_of([relation.label for relation in POLICY[permission].to], "or")
