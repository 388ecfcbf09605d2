"""An OpenID provider in a process of its own: django-oauth-toolkit, with people who are signed in
there already. `python provider_app.py CLIENT SECRET REDIRECT` prints its port.

A request's `X-Person` is who is signed in; `unconfirmed@...` has an address it never proved.
"""

from __future__ import annotations

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings


def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def signed_in(get_response):
    def answer(request):
        from django.contrib.auth.models import AnonymousUser, User

        name = request.headers.get("X-Person", "")
        user = User.objects.get_or_create(username=name, email=name)[0] if name else None
        request.user = user or AnonymousUser()
        return get_response(request)

    return answer


def main(client: str, secret: str, redirect: str) -> None:
    settings.configure(
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
        MIDDLEWARE=[f"{__name__}.signed_in"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key(),
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "openid", "email": "email"},
            "OAUTH2_VALIDATOR_CLASS": f"{__name__}.Validator",
        },
    )
    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.urls import include, path
    from oauth2_provider.models import Application
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Validator(OAuth2Validator):
        def get_additional_claims(self, request):
            address = request.user.email
            return {"email": address, "email_verified": not address.startswith("unconfirmed")}

    here = sys.modules[__name__]
    here.Validator = Validator
    here.urlpatterns = [path("o/", include("oauth2_provider.urls", namespace="oauth2_provider"))]
    call_command("migrate", verbosity=0)
    Application.objects.create(
        client_id=client,
        client_secret=secret,
        redirect_uris=redirect,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        algorithm="RS256",
        skip_authorization=True,
    )
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
