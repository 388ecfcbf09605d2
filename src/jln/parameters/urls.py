"""Addresses of the rules' numbers."""

from django.urls import path

from jln.parameters import views

urlpatterns = [path("about/rules/", views.numbers, name="rules")]
