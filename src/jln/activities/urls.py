"""Addresses of activities, which readers know as events, and of nominations for them."""

from django.urls import path

from jln.activities import nominating, views

OFFERS = "countries/<slug:country>/group/nominations/"
OFFER = f"{OFFERS}<slug:code>/"

urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>/places/", nominating.event_places, name="event_places"),
    path(OFFERS, nominating.nominations, name="nominations"),
    path(OFFER, nominating.nomination, name="nomination"),
    path(f"{OFFER}order/", nominating.nomination_order, name="nomination_order"),
    path(f"{OFFER}objection/", nominating.nomination_object, name="nomination_object"),
    path(f"{OFFER}send/", nominating.nomination_send, name="nomination_send"),
]
