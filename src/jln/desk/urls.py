"""Addresses of the desk."""

from django.urls import path

from jln.desk import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/moderation/", views.moderation, name="desk_moderation"),
    path("desk/mail/in/", views.mail_in, name="desk_mail_in"),
    path("desk/mail/in/<int:number>/", views.mail_in_one, name="desk_mail_in_one"),
    path("desk/mail/handle/<str:code>/", views.mail_handle, name="desk_mail_handle"),
    path("desk/mail/out/", views.mail_out, name="desk_mail_out"),
    path("desk/mail/out/<int:number>/", views.mail_out_one, name="desk_mail_out_one"),
    path("desk/facts/", views.facts, name="desk_facts"),
    path("desk/facts/done/", views.facts_done, name="desk_facts_done"),
    path("desk/facts/done/<str:code>/undo/", views.fact_undo, name="desk_fact_undo"),
    path("desk/facts/<slug:kind>/<str:code>/", views.fact, name="desk_fact"),
    path("desk/invite/", views.invite, name="desk_invite"),
    path("desk/invite/list/", views.invite_list, name="desk_invite_list"),
    path("desk/invite/sample.csv", views.invite_sample, name="desk_invite_sample"),
    path("desk/people/", views.people, name="desk_people"),
    path("desk/people/<str:code>/", views.person, name="desk_person"),
    path("desk/countries/", views.countries, name="desk_countries"),
    path("desk/contacts/", views.all_contacts, name="desk_all_contacts"),
    path("desk/countries/<slug:country>/contacts/", views.contacts, name="desk_contacts"),
    path("desk/people/<str:code>/second/", views.person_second, name="desk_person_second"),
    path("desk/countries/<str:code>/", views.country_request, name="desk_country_request"),
]
