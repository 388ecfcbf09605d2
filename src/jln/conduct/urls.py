"""Addresses of the pages of conduct."""

from __future__ import annotations

from django.urls import path

from jln.conduct import views

urlpatterns = [
    path("conduct/", views.conduct, name="conduct"),
    path("conduct/accept/", views.conduct_accept, name="conduct_accept"),
    path("conduct/new/", views.conduct_new, name="conduct_new"),
    path("people/<slug:code>/away/", views.keep_away, name="keep_away"),
    path("me/kept-away/", views.kept_away, name="kept_away"),
]
