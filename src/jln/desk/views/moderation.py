"""Messages that wait for a moderator, of all spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import queries
from jln.conversations.views.held import queue_page
from jln.web.addresses import url
from jln.web.network import current
from jln.web.pages import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jln.web.pages import MemberRequest


@signed_in
def moderation(request: MemberRequest) -> HttpResponse:
    """The same queue as each space has, over all of them."""
    require(request.person, Permission.DESK_OPEN, current())
    among = queries.to_moderate(request.person)
    reports = queries.report_counts(request.person, at=request.now)
    here = url("desk_moderation")
    return queue_page(request, among, "desk/moderation.html", here, reports=reports)
