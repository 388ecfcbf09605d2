"""Addresses of this domain's pages."""

from __future__ import annotations

from django.urls import path

from jln.chain import views

urlpatterns = [
    path("chain/<slug:kind>/<slug:code>/", views.chain, name="chain"),
    path("chain/<slug:kind>/<slug:code>.jsonld", views.chain_jsonld, name="chain_jsonld"),
]
