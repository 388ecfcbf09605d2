"""Changing the shape of a conversation: what would change is said first, then it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jln.conversations import actions, queries, rules
from jln.conversations.actions.shaping import shape_of
from jln.conversations.shaping_forms import CloseForm, MergeForm, MoveForm, ReopenForm, SplitForm
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from jln.conversations.models import Topic
    from jln.people.models import Person
    from jln.web.forms import TwinForm


class Deed(NamedTuple):
    """One way to change a conversation's shape. `before` says what it would change."""

    form: Callable[[MemberRequest, Topic], Any]
    among: Callable[[Person], QuerySet[Topic]]
    before: Callable[[Topic, Any], list[str]]
    act: Callable[[Topic, Any, MemberRequest], Topic]
    told: StrOrPromise


@signed_in
def topic_shape(request: MemberRequest, code: str, deed: str) -> HttpResponse:
    """Close, open again, move, split or join a conversation."""
    doing = DEEDS.get(deed)
    if doing is None:
        raise Http404
    found = doing.among(request.person).select_related("space__country")
    topic = get_object_or_404(found, pk=number_of(code))
    form = doing.form(request, topic)
    effects: list[str] = []
    if form.is_valid():
        try:
            is_sure = request.POST.get("sure") == _sure(form)  # pressed twice, it is done already
            effects = [] if is_sure else doing.before(topic, form)
            if not effects:
                left = doing.act(topic, form, request)
                messages.success(request, str(doing.told))
                return redirect(url("topic", code=left.code))
        except RuleBroken as broken:
            form.add_error(None, broken.text)
            effects = []
    return page(
        request,
        "conversations/topic_shape.html",
        form=form,
        topic=topic,
        effects=effects,
        sure=_sure(form) if effects else "",
    )


def _sure(form: TwinForm) -> str:
    """What the reader was told about: other answers are told about anew."""
    said = form.cleaned_data
    return str(said.get("space") or said.get("into") or said.get("posts") or "")


def _plain(form: type[TwinForm]) -> Callable[[MemberRequest, Topic], TwinForm]:
    return lambda request, _topic: form(request.POST or None)


def _move_form(request: MemberRequest, topic: Topic) -> MoveForm:
    spaces = list(queries.spaces_to_move_to(request.person, topic))
    return MoveForm(request.POST or None, spaces=spaces)


def _merge_form(request: MemberRequest, _topic: Topic) -> MergeForm:
    return MergeForm(request.POST or None, find=lambda said: queries.named(request.person, said))


def _nothing(_topic: Topic, _form: Any) -> list[str]:  # noqa: ANN401 -- any of the forms
    return []


def before_move(topic: Topic, form: MoveForm) -> list[str]:
    """Who would read it no longer, and who would then."""
    lost, gained = queries.readers_there(topic, form.target())
    said = [_("It will stand in “%(space)s”.") % {"space": form.target().called}]
    if lost:
        words = ngettext(
            "%(count)s person will no longer read it.",
            "%(count)s people will no longer read it.",
            lost,
        )
        said.append(words % {"count": lost})
    if gained:
        words = ngettext(
            "%(count)s more person will read it.", "%(count)s more people will read it.", gained
        )
        said.append(words % {"count": gained})
    return said


def before_merge(topic: Topic, form: MergeForm) -> list[str]:
    """Which one is left; a rule's no before anything is said."""
    other = form.other
    if other is None:
        return []
    rules.may_merge(shape_of(topic), shape_of(other)).or_raise()
    return [
        _("All posts will stand in “%(title)s”, in order of time.") % {"title": other.title},
        _("This cannot be undone. Old links to posts lead on."),
    ]


def before_split(topic: Topic, form: SplitForm) -> list[str]:
    """What leaves; a rule's no before anything is said."""
    numbers = form.cleaned_data["posts"]
    there = queries.numbers_there(topic, numbers)
    rules.may_split(topic.kind, numbers, there).or_raise()
    words = ngettext(
        "%(count)s post will stand in a conversation of its own.",
        "%(count)s posts will stand in a conversation of their own.",
        len(numbers),
    )
    return [
        words % {"count": len(numbers)},
        _("This cannot be undone. Old links to posts lead on."),
    ]


def _close(topic: Topic, form: CloseForm, request: MemberRequest) -> Topic:
    return actions.close(topic, **form.cleaned_data, by=request.person, at=request.now)


def _reopen(topic: Topic, form: ReopenForm, request: MemberRequest) -> Topic:
    return actions.reopen(topic, **form.cleaned_data, by=request.person, at=request.now)


def _move(topic: Topic, form: MoveForm, request: MemberRequest) -> Topic:
    because = form.cleaned_data["because"]
    return actions.move(topic, form.target(), because=because, by=request.person, at=request.now)


def _split(topic: Topic, form: SplitForm, request: MemberRequest) -> Topic:
    said = form.cleaned_data
    return actions.split(
        topic,
        said["posts"],
        title=said["heading"],
        because=said["because"],
        by=request.person,
        at=request.now,
    )


def _merge(topic: Topic, form: MergeForm, request: MemberRequest) -> Topic:
    because = form.cleaned_data["because"]
    if form.other is None:
        raise Http404
    return actions.merge(topic, form.other, because=because, by=request.person, at=request.now)


_DONE = gettext_lazy("Done. Those who follow it are told once.")
DEEDS: dict[str, Deed] = {
    "close": Deed(_plain(CloseForm), queries.to_close, _nothing, _close, _DONE),
    "reopen": Deed(_plain(ReopenForm), queries.to_shape, _nothing, _reopen, _DONE),
    "move": Deed(_move_form, queries.to_shape, before_move, _move, _DONE),
    "split": Deed(_plain(SplitForm), queries.to_shape, before_split, _split, _DONE),
    "merge": Deed(_merge_form, queries.to_shape, before_merge, _merge, _DONE),
}
