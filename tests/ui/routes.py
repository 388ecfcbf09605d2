"""A URLconf as the whole product has it, with views that do nothing."""

from django.http import HttpResponse
from django.urls import path

from jln.ui.urls import urlpatterns as gallery
from jln.web.pages import public, signed_in


@public
def open_to_all(request, **values):
    return HttpResponse("open")


@signed_in
def for_members(request, **values):
    return HttpResponse("members")


OPEN = {
    "home": "", "library": "library/", "product": "library/<slug:slug>/", "countries": "countries/",
    "country": "countries/<slug:code>/", "work": "work/", "events": "events/", "about": "about/",
    "search": "search/", "sign_in": "sign-in/", "insights": "insights/", "steering_group": "steering-group/",
    "institutions": "organisations/", "privacy": "privacy/", "accessibility": "accessibility/", "membership_info": "membership/",
}  # fmt: skip
CLOSED = {
    "ask": "ask/", "topic": "ask/<int:number>/", "directory": "people/", "me": "me/", "desk": "desk/", "sign_out": "sign-out/",
}  # fmt: skip
urlpatterns = [
    *(path(route, open_to_all, name=name) for name, route in OPEN.items()),
    *(path(route, for_members, name=name) for name, route in CLOSED.items()),
    *gallery,
]
