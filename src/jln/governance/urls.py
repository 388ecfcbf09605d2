"""Addresses of the Steering Group and of Country Core Groups."""

from django.urls import path

from jln.governance import views

GROUP = "countries/<slug:country>/group/"

urlpatterns = [
    path("steering-group/", views.steering_group, name="steering_group"),
    path("steering-group/meetings/<slug:slug>/", views.meeting, name="meeting"),
    path(GROUP, views.core_group, name="core_group"),
    path(f"{GROUP}record/", views.core_group_record, name="core_group_record"),
    path(f"{GROUP}public/", views.core_group_public, name="core_group_public"),
    path(f"{GROUP}passed-on/", views.core_group_passed_on, name="core_group_passed_on"),
    path(f"{GROUP}meetings/new/", views.core_meeting_new, name="core_meeting_new"),
    path(f"{GROUP}meetings/<slug:code>/", views.core_meeting, name="core_meeting"),
    path(f"{GROUP}meetings/<slug:code>/plan/", views.core_meeting_plan, name="core_meeting_plan"),
    path(
        f"{GROUP}meetings/<slug:code>/notes/", views.core_meeting_notes, name="core_meeting_notes"
    ),
    path(
        f"{GROUP}meetings/<slug:code>/letter/",
        views.core_meeting_letter,
        name="core_meeting_letter",
    ),
    path(f"{GROUP}meetings/<slug:code>/actions/", views.core_action_new, name="core_action_new"),
    path(f"{GROUP}actions/<slug:code>/", views.core_action, name="core_action"),
    path(
        f"{GROUP}actions/<slug:code>/change/", views.core_action_change, name="core_action_change"
    ),
]
