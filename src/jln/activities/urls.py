"""Addresses of activities: readers know them as events."""

from django.urls import path

from jln.activities import views

urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/<slug:slug>/", views.event, name="event"),
]
