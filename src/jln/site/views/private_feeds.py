"""What programs fetch: a space's posts, a person's dates; and the page of their addresses."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from jln.conversations import queries
from jln.conversations.actions import feed_keys as actions
from jln.conversations.queries import feeds
from jln.kit import clock
from jln.kit.codes import code_of, number_of
from jln.site import dates, entries
from jln.site.forms import FeedForm
from jln.spaces import queries as spaces
from jln.web import ics, network
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, machine, page, public, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jln.conversations.models import FeedKey, Post, Topic
    from jln.people.models import Person
    from jln.spaces.models import Space

OWN = "private, no-cache"
"""Kept by the program that fetched it, and asked anew each time; by nobody between."""
ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"


@public(cached=False)
def space_atom(request: PublicRequest, slug: str) -> HttpResponse:
    """Atom: the newest posts of a space that everybody may read."""
    space = get_object_or_404(spaces.readable(None).select_related("country"), slug=slug)
    path = url("space_atom", slug=slug)
    return _answer(request, _atom(None, space, path), ATOM, "public, no-cache")


@machine
def feed_atom(request: HttpRequest, secret: str) -> HttpResponse:
    """Atom: the same of any space, for the one who has the address, while they read it."""
    key = _key(secret, is_calendar=False)
    space = (
        spaces.readable(key.person).filter(pk=key.space_id or 0).select_related("country").first()
    )
    if space is None:
        raise Http404
    with translation.override(key.person.language):
        return _answer(request, _atom(key.person, space, request.path), ATOM, OWN)


@machine
def topic_atom(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """Atom: one conversation, for the one who has the address, while they read it."""
    pk = number_of(code) or 0
    key = feeds.topic_feed_key(secret, pk)
    if key is None:
        raise Http404
    topic = get_object_or_404(queries.topics(key.person), pk=pk)
    with translation.override(key.person.language):
        posts = feeds.feed_of(key.person, topic)
        named = topic.title, url("topic", code=topic.code)
        return _answer(request, _written(named, posts, request.path), ATOM, OWN)


@machine
def feed_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """iCalendar: what is ahead of one person."""
    key = _key(secret, is_calendar=True)
    with translation.override(key.person.language):
        found = dates.entries(key.person, at=clock.now())
        return _answer(request, ics.written(network.current().name, found), CALENDAR, OWN)


@signed_in
def my_feeds(request: MemberRequest) -> HttpResponse:
    """One's private addresses: make one, end one."""
    mine = feeds.feed_keys(request.person)
    code = request.GET.get("topic", "")
    own = queries.topics(request.person).select_related("space")
    topic = own.filter(pk=number_of(code) or 0).first() if code else None
    here = url("my_feeds", query={"topic": topic.code} if topic else None)
    if "end" in request.POST:
        key = get_object_or_404(mine, pk=number_of(request.POST["end"]))
        actions.revoke_feed(key, by=request.person, at=request.now)
        messages.success(request, _("That address answers nobody any more."))
        return redirect(here)
    readable = spaces.readable(request.person).filter(closed_at=None).select_related("country")
    form = FeedForm(
        request.POST or None,
        spaces=list(readable.order_by("name", "pk")[: spaces.MOST]),
    )
    if form.is_valid():
        actions.make_feed(form.space, by=request.person, at=request.now)
        messages.success(request, _("Saved."))
        return redirect(here)
    rows = [(key, code_of(key.pk), network.link(_path(key))) for key in mine]
    return page(
        request,
        "site/my_feeds.html",
        form=form,
        rows=rows,
        topic=topic,
        here=here,
        address=_topic_address(topic, [key for key, _code, _link in rows]),
    )


def _topic_address(topic: Topic | None, keys: list[FeedKey]) -> str:
    """A conversation's own address, where the reader has one for its space."""
    key = next((one for one in keys if topic and one.space_id == topic.space_id), None)
    if topic is None or key is None:
        return ""
    secret = feeds.topic_secret(key, topic.pk)
    return network.link(url("topic_atom", secret=secret, code=topic.code))


def _path(key: FeedKey) -> str:
    name = "feed_atom" if key.space_id else "feed_calendar"
    return url(name, secret=feeds.secret_of(key))


def _key(secret: str, *, is_calendar: bool) -> FeedKey:
    """The same answer for an address that never was and for one that is ended."""
    key = feeds.feed_key(secret)
    if key is None or (key.space_id is None) != is_calendar:
        raise Http404
    return key


def _atom(person: Person | None, space: Space, path: str) -> bytes:
    named = space.called, url("space", slug=space.slug)
    return _written(named, feeds.feed_of(person, space), path)


def _written(named: tuple[str, str], posts: list[Post], path: str) -> bytes:
    """The feed of a thing: what it is called, where it stands."""
    called, link = named[0], network.link(named[1])
    feed = Atom1Feed(
        title=f"{network.current().name}: {called}",
        link=link,
        description=called,
        language=translation.get_language(),
        feed_url=network.link(path),
        feed_guid=link,
        author_name=network.current().name,
    )
    for entry in entries.of(posts):
        feed.add_item(**entry)
    return feed.writeString("utf-8").encode()


def _answer(request: HttpRequest, content: bytes, kind: str, kept: str) -> HttpResponse:
    """With a mark of what is in it: who has the same already gets nothing again."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": kept, "Vary": "Accept-Encoding"}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type=kind, headers=headers)
