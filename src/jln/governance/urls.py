"""Addresses of the Steering Group."""

from django.urls import path

from jln.governance import views

urlpatterns = [
    path("steering-group/", views.steering_group, name="steering_group"),
    path("steering-group/meetings/<slug:slug>/", views.meeting, name="meeting"),
]
