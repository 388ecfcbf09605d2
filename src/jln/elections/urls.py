"""Addresses of elections."""

from django.urls import path

from jln.elections import views

ELECTIONS = "steering-group/elections/"

urlpatterns = [
    path(ELECTIONS, views.elections, name="elections"),
    path(f"{ELECTIONS}new/", views.election_call, name="election_call"),
    path(f"{ELECTIONS}<slug:code>/", views.election, name="election"),
    path(f"{ELECTIONS}<slug:code>/stand/", views.election_stand, name="election_stand"),
    path(f"{ELECTIONS}<slug:code>/link/", views.election_link, name="election_link"),
    path(f"{ELECTIONS}<slug:code>/off/", views.election_off, name="election_off"),
    path("steering-group/ballot/<slug:seal>/", views.election_ballot, name="election_ballot"),
]
