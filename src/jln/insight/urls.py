"""Addresses of the figures."""

from django.urls import path

from jln.insight import views

urlpatterns = [path("insights/", views.insights, name="insights")]
