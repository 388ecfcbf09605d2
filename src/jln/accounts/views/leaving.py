"""Taking one's data along, closing, being erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jln.accounts import actions, forms
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest

BROWSER = "browser"
BROWSER_AGE = 86_400


@signed_in
def my_data(request: MemberRequest) -> HttpResponse:
    """Take my data along; close; be erased."""
    form = forms.CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, at = request.person, request.now
        if form.cleaned_data["how"] == "erase":
            actions.erase(person, by=person, at=at)
            told = _(
                "You are erased: your name, addresses and all that is personal are removed. "
                "What you wrote in conversations stays, without your name."
            )
        else:
            actions.close(person, by=person, at=at)
            told = _("Your account is closed. The Network Manager's staff can open it again.")
        messages.success(request, told)
        response = HttpResponseRedirect("/")
        response.delete_cookie(settings.SESSION_COOKIE_NAME)
        return response
    return page(request, "accounts/my_data.html", form=form)


@signed_in
@require_POST
def my_data_file(request: MemberRequest) -> HttpResponse:
    """Everything kept of me, as one file."""
    packed = actions.export(request.person, by=request.person, at=request.now)
    response = HttpResponse(packed, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return response
