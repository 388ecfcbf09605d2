"""Addresses of the pages of mail."""

from __future__ import annotations

from django.urls import path

from jln.mailroom import views

urlpatterns = [
    path("me/mail/", views.my_mail, name="my_mail"),
    path("mail/", views.mail_viewer, name="mail_viewer"),
    path("mail/<int:number>/", views.mail_shown, name="mail_shown"),
    path("mail/<int:number>.eml", views.mail_raw, name="mail_raw"),
    path("mail/stop/<str:seal>/", views.mail_stop, name="mail_stop"),
    path("mail-form/", views.mail_form, name="mail_form"),
]
