"""Addresses of a country's membership."""

from django.urls import path

from jln.membership import views

urlpatterns = [
    path("countries/<str:code>/membership/", views.membership, name="membership"),
]
