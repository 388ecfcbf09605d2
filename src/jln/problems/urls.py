"""Addresses of this domain's pages."""

from __future__ import annotations

from django.urls import path

from jln.problems import views

urlpatterns = [
    path("problems/new/", views.problem_new, name="problem_new"),
    path("problems/<slug:code>/", views.problem, name="problem"),
    path("problems/<slug:code>/countries/", views.problem_share, name="problem_share"),
    path("problems/<slug:code>/correction/", views.problem_correction, name="problem_correction"),
    path("problems/<slug:code>/withdrawal/", views.problem_withdrawal, name="problem_withdrawal"),
    path("problems/<slug:code>/public/", views.problem_publication, name="problem_publication"),
]
