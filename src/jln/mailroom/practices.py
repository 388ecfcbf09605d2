"""Practices by mail: drawn from a post, and agreed to by its author."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.conversations import actions, queries
from jln.conversations import practice_forms as _forms
from jln.mail.relaying import quoted
from jln.mailroom import acts
from jln.mailroom.deeds import Deed, Entry

if TYPE_CHECKING:
    from jln.conversations.models import Post, Practice

FORMS = (_forms,)
"""Read so that their forms are registered."""


def _mark(deed: Deed) -> Practice:
    form: Any = deed.form
    return actions.mark_practice(deed.subject, form.said(), by=deed.person, at=deed.at)


def _agree(deed: Deed) -> Practice:
    agrees = deed.said["agrees"] == "yes"
    return actions.agree_practice(deed.subject, agrees=agrees, by=deed.person, at=deed.at)


def _page(post: Post) -> str:
    return f"{acts.topic_path(post.topic)}posts/{post.number}/practice/"


ENTRIES = (
    Entry(
        "practice.mark",
        _mark,
        subject="jln.Post",
        among=queries.to_practice,
        now=lambda _person, post: _forms.practice_said(queries.practice_of(post)),
        about=lambda post: str(post.topic),
        intro=lambda post: f"{post.topic}\n{quoted(post.text[:3_000])}",
        link=lambda made: _page(made.post),
        page=_page,
        asks={"not_whole": "what"},
    ),
    Entry(
        "practice.agree",
        _agree,
        subject="jln.Practice",
        among=queries.practices_to_agree,
        about=lambda made: made.what,
        link=lambda made: _page(made.post),
        page=lambda made: f"{_page(made.post)}agree/",
        adds_up=False,
    ),
)
