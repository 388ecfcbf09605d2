"""Addresses of safe spaces."""

from django.urls import path

from jln.safe_space import views

urlpatterns = [
    path("safe/", views.safe_spaces, name="safe_spaces"),
    path("safe/new/", views.safe_new, name="safe_new"),
    path("safe/own/", views.safe_own, name="safe_own"),
    path("safe/rule/<slug:slug>/", views.safe_rule, name="safe_rule"),
    path("safe/<slug:code>/", views.safe_space, name="safe_space"),
    path("safe/<slug:code>/write/", views.safe_write, name="safe_write"),
    path("safe/<slug:code>/patterns/<int:number>/", views.safe_pattern, name="safe_pattern"),
    path("safe/<slug:code>/pool/", views.safe_pool, name="safe_pool"),
    path("safe/<slug:code>/release/", views.safe_release, name="safe_release"),
    path("safe/<slug:code>/take/", views.safe_take, name="safe_take"),
    path("safe/<slug:code>/authors/", views.safe_authors, name="safe_authors"),
    path("safe/<slug:code>/keeper/", views.safe_keeper, name="safe_keeper"),
]
