"""Saying a post in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.places import place
from jln.conversations.translating_forms import TranslateForm
from jln.kit.codes import number_of
from jln.ui.formats import language
from jln.web.pages import MemberRequest, deed, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def post_translate(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Translate a post, or correct what somebody translated."""
    rows = queries.to_translate(request.person).filter(topic=number_of(code), number=number)
    post = get_object_or_404(rows)
    versions = queries.translations_of(post)
    into = request.GET.get("to", "") or language()
    stands = next((one for one in versions if one.language == into and not one.replaced_at), None)
    form = TranslateForm(
        request.POST or None,
        initial={"language": into, "text": stands.text if stands else ""},
        written_in=post.language,
    )
    return deed(
        request,
        "conversations/post_translate.html",
        form,
        lambda: actions.translate(post, **form.cleaned_data, by=request.person, at=request.now),
        told=_("It is shown to those who read in this language."),
        then=place(code, number),
        post=post,
        topic=post.topic,
        earlier=[one for one in versions if one.replaced_at],
    )
