"""Addresses of seats that end, and of hand-overs."""

from __future__ import annotations

from django.urls import path

from jln.seats import views

urlpatterns = [
    path("me/seats/", views.my_seats, name="my_seats"),
    path("seats/<slug:code>/end/", views.seat_end, name="seat_end"),
    path("handover/<slug:code>/", views.handover, name="handover"),
    path("handover/<slug:code>/successor/", views.handover_name, name="handover_name"),
    path("handover/<slug:code>/answer/", views.handover_take, name="handover_take"),
    path("handover/<slug:code>/agreement/", views.handover_second, name="handover_second"),
    path("desk/seats/", views.desk_seats, name="desk_seats"),
]
