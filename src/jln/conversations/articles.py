"""The HTML of posts and of the empty box, made once: a page of twenty costs twenty look-ups."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext
from markupsafe import Markup

from jln.conversations.forms import AnswerForm
from jln.conversations.queries.posts import PostRow
from jln.ui.formats import language
from jln.web.jinja import environment

KEPT = 1_500


def articles(
    code: str, posts: list[PostRow], *, may_hide: bool, may_mark: bool, may_say: bool
) -> tuple[tuple[int, Markup], ...]:
    """Each post's number and HTML. What is the reader's alone (a form) is not in it."""
    shown_in = language()
    return tuple(
        (post.number, _article(code, post, may_hide, may_mark, may_say, shown_in)) for post in posts
    )


@lru_cache(maxsize=KEPT)
def _article(
    code: str,
    post: PostRow,
    may_hide: bool,  # noqa: FBT001 -- the key of a cache
    may_mark: bool,  # noqa: FBT001 -- likewise
    may_say: bool,  # noqa: FBT001 -- likewise
    shown_in: str,
) -> Markup:
    del shown_in  # the active language, as part of the key
    template = environment().get_template("conversations/_post.html")
    said = {
        "code": code,
        "post": post,
        "may_hide": may_hide,
        "may_mark": may_mark,
        "may_say": may_say,
    }
    return Markup(template.render(said))  # noqa: S704 -- escaped there


def box(form: AnswerForm, *, beside_poll: bool = False) -> Markup:
    """The field of an answer, with what was typed and what is wrong with it.

    Beside a poll, "Your answer" is what one chooses: there the field has another name.
    """
    has_words = form.is_bound or form.initial.get("text")
    return _box(form, beside_poll) if has_words else _empty_box(language(), beside_poll)


@lru_cache(maxsize=32)
def _empty_box(shown_in: str, beside_poll: bool) -> Markup:  # noqa: FBT001 -- the key of a cache
    del shown_in  # the active language, as part of the key
    return _box(AnswerForm(), beside_poll)


def _box(form: AnswerForm, beside_poll: bool) -> Markup:  # noqa: FBT001 -- handed on
    if beside_poll:
        form.fields["text"].label = gettext("Your message")
    template = environment().get_template("conversations/_box.html")
    return Markup(template.render(form=form))  # noqa: S704 -- escaped there
