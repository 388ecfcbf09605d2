"""Public feeds: what all of them say of themselves, and how they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from jln.web import network

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


def begun(request: PublicRequest, title: str, path: str, of: str = "/") -> Atom1Feed:
    """A feed at this path, of the page `of`, in the language of the address."""
    name = network.current().name
    return Atom1Feed(
        title=f"{name}: {title}",
        link=network.link(f"{request.prefix}{of}"),
        description=title,
        language=request.language,
        feed_url=network.link(f"{request.prefix}{path}"),
        feed_guid=network.link(f"{request.prefix}{path}"),
        author_name=name,
    )


def answer(feed: Atom1Feed) -> HttpResponse:
    """The whole of it."""
    text = feed.writeString(settings.DEFAULT_CHARSET)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
