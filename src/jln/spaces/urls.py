"""Addresses of the pages of spaces as lists."""

from __future__ import annotations

from django.urls import path

from jln.spaces import views

urlpatterns = [
    path("spaces/", views.spaces, name="spaces"),
    path("spaces/<slug:slug>/settings/", views.space_settings, name="space_settings"),
]
