"""Files of a message beside its post, and what its writer reads of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conversations import actions as conversations
from jln.ui.formats import list_parts
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import Post
    from jln.mailroom.case import Case


def put(case: Case, post: Post) -> list[str]:
    """Put the files of the message beside its post; gives the lines that say so.

    Where one was not kept, they lead to the page that takes another.
    """
    lines = []
    if case.enclosed:
        conversations.enclose(post, case.enclosed, by=case.person, at=case.at)
        names = list_parts(*(file.name for file in case.enclosed))
        lines.append(_("Beside it: %(files)s.") % {"files": names})
    if case.why_not:
        there = network.link(f"/ask/{post.topic.code}/posts/{post.number}/files/")
        lines.append(
            _("%(name)s: %(answer)s") % {"name": _("Put it beside my post"), "answer": there}
        )
    return lines
