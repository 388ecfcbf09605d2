"""A person who lost every second step: one of staff asks, another agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jln.accounts import actions as accounts
from jln.accounts import queries as accounts_queries
from jln.desk import forms, queries
from jln.kit.codes import number_of
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.desk.forms import DecideResetForm, ResetForm
    from jln.people.models import Person
    from jln.web.pages import MemberRequest


@signed_in
def person_second(request: MemberRequest, code: str) -> HttpResponse:
    """Ask to let somebody set up the second step again; or agree to what another asked."""
    it = queries.person(request.person, number_of(code))
    if it is None:
        raise Http404
    asked = accounts_queries.open_reset(it.person)
    is_asked = asked is not None and asked.asked_by_id is not None
    form: ResetForm | DecideResetForm
    form = (
        forms.DecideResetForm(request.POST or None)
        if is_asked
        else forms.ResetForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, it.person, form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.success(request, _("Done."))
            return redirect(url("desk_person", code=code))
    return page(request, "desk/person_second.html", found=it.person, asked=asked, form=form)


def _act(request: MemberRequest, person: Person, said: dict[str, str]) -> None:
    by, at = request.person, request.now
    if "answer" in said:
        accounts.decide_reset(person, is_done=said["answer"] == "yes", by=by, at=at)
    else:
        accounts.ask_reset(person, because=said["because"], by=by, at=at)
