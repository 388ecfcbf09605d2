"""Addresses of files."""

from django.urls import path

from jln.uploads import views

urlpatterns = [path("files/<str:code>/", views.file, name="file")]
