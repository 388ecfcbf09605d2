"""Addresses of files."""

from django.urls import path

from jln.uploads import views

urlpatterns = [
    path("files/sealed/<str:seal>/", views.sealed, name="file_sealed"),
    path("files/<str:code>/", views.file, name="file"),
]
