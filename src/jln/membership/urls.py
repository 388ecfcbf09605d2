"""Addresses of a country's membership, and of the way to it."""

from django.urls import path

from jln.membership import views

urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/<str:token>/", views.join_draft, name="join_draft"),
    path("applications/<slug:code>/", views.application, name="application"),
    path("applications/<slug:code>/letter/", views.application_letter, name="application_letter"),
    path("desk/pipeline/", views.desk_pipeline, name="desk_pipeline"),
    path(
        "assessments/<slug:code>/endorsement/", views.assessment_endorse, name="assessment_endorse"
    ),
    path("assessments/<slug:code>/check/", views.assessment_verify, name="assessment_verify"),
    path("contributions/<slug:code>/", views.contribution, name="contribution"),
    path("countries/<str:code>/contributions/", views.contributions, name="contributions"),
    path("countries/<str:code>/assessment/", views.assessment, name="assessment"),
    path(
        "countries/<str:code>/membership/waiver/", views.membership_waiver, name="membership_waiver"
    ),
    path("countries/<str:code>/membership/level/", views.membership_level, name="membership_level"),
    path("countries/<str:code>/membership/", views.membership, name="membership"),
]
