"""Addresses of rounds of priorities."""

from django.urls import path

from jln.priorities import views

ROUND = "priorities/<slug:code>/"

urlpatterns = [
    path("priorities/", views.priorities, name="priorities"),
    path("priorities/new/", views.priority_new, name="priority_new"),
    path(ROUND, views.priority_round, name="priority_round"),
    path(f"{ROUND}mine/", views.priority_mine, name="priority_mine"),
    path(f"{ROUND}list/", views.priority_list, name="priority_list"),
    path(f"{ROUND}similar/", views.priority_similar, name="priority_similar"),
    path(f"{ROUND}similar/<slug:consent>/", views.priority_consent, name="priority_consent"),
    path(f"{ROUND}points/", views.priority_points, name="priority_points"),
    path(f"{ROUND}fates/<slug:priority>/", views.priority_fate, name="priority_fate"),
]
