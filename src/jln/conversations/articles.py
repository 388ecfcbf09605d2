"""The HTML of posts and of the empty box, made once: a page of twenty costs twenty look-ups."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from jln.conversations.forms import AnswerForm
from jln.conversations.queries.posts import PostRow
from jln.ui.formats import language
from jln.web.jinja import environment

KEPT = 1_500


def articles(code: str, posts: list[PostRow], *, may_hide: bool) -> tuple[tuple[int, Markup], ...]:
    """Each post's number and HTML. What is the reader's alone (a form) is not in it."""
    shown_in = language()
    return tuple((post.number, _article(code, post, may_hide, shown_in)) for post in posts)


@lru_cache(maxsize=KEPT)
def _article(code: str, post: PostRow, may_hide: bool, shown_in: str) -> Markup:  # noqa: FBT001 -- the key of a cache
    del shown_in  # the active language, as part of the key
    template = environment().get_template("conversations/_post.html")
    return Markup(template.render(code=code, post=post, may_hide=may_hide))  # noqa: S704 -- escaped there


def box(form: AnswerForm) -> Markup:
    """The field of an answer, with what was typed and what is wrong with it."""
    has_words = form.is_bound or form.initial.get("text")
    return _box(form) if has_words else _empty_box(language())


@lru_cache(maxsize=16)
def _empty_box(shown_in: str) -> Markup:
    del shown_in  # the active language, as part of the key
    return _box(AnswerForm())


def _box(form: AnswerForm) -> Markup:
    template = environment().get_template("conversations/_box.html")
    return Markup(template.render(form=form))  # noqa: S704 -- escaped there
