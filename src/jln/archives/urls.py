"""Addresses at which words are taken along as mail."""

from __future__ import annotations

from django.urls import path

from jln.archives import views

urlpatterns = [
    path("ask/<slug:code>/topic.mbox", views.topic_mbox, name="topic_mbox"),
    path("ask/<slug:code>/posts/<int:number>/post.eml", views.post_eml, name="post_eml"),
]
