"""Addresses of signing in and of one's own pages."""

from django.urls import path

from jln.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", views.sign_in_code, name="sign_in_code"),
    path("sign-in/link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("sign-in/second/", views.sign_in_second, name="sign_in_second"),
    path("sign-in/passkey/", views.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/passkey/ask/", views.passkey_ask, name="passkey_ask"),
    path("sign-in/provider/", views.sign_in_provider, name="sign_in_provider"),
    path("sign-in/provider/back/", views.sign_in_provider_back, name="sign_in_provider_back"),
    path("not-me/<str:token>/", views.not_me, name="not_me"),
    path("address/<str:token>/", views.address_asked, name="address_asked"),
    path("desk/mail/health/<int:number>/", views.desk_mail_repair, name="desk_mail_repair"),
    path("welcome/<str:token>/", views.welcome, name="welcome"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("me/", views.me, name="me"),
    path("me/zone/", views.my_zone, name="my_zone"),
    path("me/work/", views.my_work, name="my_work"),
    path("me/work/<str:code>/", views.my_position, name="my_position"),
    path("me/country/", views.my_country, name="my_country"),
    path("me/photo/", views.my_photo, name="my_photo"),
    path("me/languages/", views.my_languages, name="my_languages"),
    path("me/addresses/", views.my_addresses, name="my_addresses"),
    path("me/sessions/", views.my_sessions, name="my_sessions"),
    path("me/security/", views.my_security, name="my_security"),
    path("me/security/app/", views.my_authenticator, name="my_authenticator"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/data/file/", views.my_data_file, name="my_data_file"),
]
