"""Addresses of this domain's pages."""

from __future__ import annotations

from django.urls import path

from jln.conversations import views

urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/new/", views.ask_new, name="ask_new"),
    path("ask/<slug:code>/", views.topic, name="topic"),
    path("ask/<slug:code>/follow/", views.topic_follow, name="topic_follow"),
    path("ask/<slug:code>/not-me/", views.topic_decline, name="topic_decline"),
    path("ask/<slug:code>/hidden/", views.topic_hide, name="topic_hide"),
    path("ask/<slug:code>/posts/<int:number>/", views.post, name="post"),
    path("ask/<slug:code>/posts/<int:number>/original/", views.post_original, name="post_original"),
    path("ask/<slug:code>/posts/<int:number>/thanks/", views.post_thank, name="post_thank"),
    path("ask/<slug:code>/posts/<int:number>/undo/", views.post_undo, name="post_undo"),
    path("ask/<slug:code>/posts/<int:number>/hidden/", views.post_hide, name="post_hide"),
]
