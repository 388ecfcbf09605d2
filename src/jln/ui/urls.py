"""The gallery of components."""

from django.urls import path

from jln.ui.gallery import gallery

urlpatterns = [path("ui/<slug:part>/", gallery, name="gallery")]
