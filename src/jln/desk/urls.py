"""Addresses of the desk."""

from django.urls import path

from jln.desk import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/mail/in/", views.mail_in, name="desk_mail_in"),
    path("desk/mail/in/<int:number>/", views.mail_in_one, name="desk_mail_in_one"),
    path("desk/mail/out/", views.mail_out, name="desk_mail_out"),
    path("desk/mail/out/<int:number>/", views.mail_out_one, name="desk_mail_out_one"),
    path("desk/facts/", views.facts, name="desk_facts"),
    path("desk/invite/", views.invite, name="desk_invite"),
    path("desk/invite/list/", views.invite_list, name="desk_invite_list"),
    path("desk/people/", views.people, name="desk_people"),
    path("desk/people/<str:code>/", views.person, name="desk_person"),
]
