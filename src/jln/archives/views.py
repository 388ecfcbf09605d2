"""A conversation, or one post of it, taken along into a mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from jln.archives import exporting
from jln.conversations import queries
from jln.conversations.queries import feeds
from jln.kit.codes import number_of
from jln.web.pages import MemberRequest, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


@signed_in
def post_eml(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """One post as a message."""
    post = get_object_or_404(
        queries.post_in(request.person, number_of(code), number).select_related("space", "origin")
    )
    return _taken(exporting.as_mail(post), "message/rfc822", f"{code}-{number}.eml")


@signed_in
def topic_mbox(request: MemberRequest, code: str) -> HttpResponseBase:
    """A whole conversation, the oldest message first; what is hidden is not in it."""
    topic = get_object_or_404(queries.topics(request.person), pk=number_of(code))
    mails = b"".join(exporting.of_topic(feeds.posts_of(request.person, topic.pk)))
    return _taken(mails, "application/mbox", f"{code}.mbox")


def _taken(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
