"""Addresses of this domain's pages."""

from __future__ import annotations

from django.urls import path

from jln.library import views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/<slug:slug>/", views.product, name="product"),
    path("library/<slug:slug>/cite/", views.cite, name="cite"),
    path("library/<slug:slug>/cite.bib", views.cite_bib, name="cite_bib"),
    path("library/<slug:slug>/adapt/", views.adapt, name="adapt"),
    path("library/<slug:slug>/origins/", views.origins, name="origins"),
    path("adaptations/<slug:code>/", views.adaptation, name="adaptation"),
    path(
        "adaptations/<slug:code>/evidence/",
        views.adaptation_evidence,
        name="adaptation_evidence",
    ),
    path(
        "adaptations/<slug:code>/correction/",
        views.adaptation_correction,
        name="adaptation_correction",
    ),
    path("adaptations/<slug:code>/stop/", views.adaptation_stop, name="adaptation_stop"),
    path(
        "adaptations/<slug:code>/withdrawal/",
        views.adaptation_withdrawal,
        name="adaptation_withdrawal",
    ),
    path(
        "adaptations/<slug:code>/public/",
        views.adaptation_publication,
        name="adaptation_publication",
    ),
]
