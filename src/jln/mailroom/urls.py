"""Addresses of the pages of mail."""

from __future__ import annotations

from django.urls import path

from jln.mailroom import own_mail, views

urlpatterns = [
    path("desk/mail/health/", views.mail_health, name="desk_mail_health"),
    path("me/mail/", own_mail.my_mail, name="my_mail"),
    path("me/mail/next/", own_mail.my_mail_next, name="my_mail_next"),
    path("me/messages/", views.my_messages, name="my_messages"),
    path("mail/", views.mail_viewer, name="mail_viewer"),
    path("mail/<int:number>/", views.mail_shown, name="mail_shown"),
    path("mail/<int:number>.eml", views.mail_raw, name="mail_raw"),
    path("mail/stop/<str:seal>/", views.mail_stop, name="mail_stop"),
    path("mail-form/", views.mail_form, name="mail_form"),
]
