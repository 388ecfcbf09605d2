"""Addresses of this domain's pages."""

from __future__ import annotations

from django.urls import path

from jln.directory import views

urlpatterns = [
    path("people/", views.directory, name="directory"),
    path("people/<slug:code>/", views.person, name="person"),
    path("people/<slug:code>/write/", views.relay, name="relay"),
    path("institutions/", views.institutions, name="institutions"),
    path("institutions/<slug:slug>/", views.institution, name="institution"),
]
