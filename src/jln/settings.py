"""Every setting of the product. `docs/reference/settings.md` is printed from here."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import PermissionDenied

from jln.env import env_bool, env_int, env_path, env_secret, env_text

if TYPE_CHECKING:
    from logging import LogRecord
    from pathlib import Path

ENV = env_text("JLN_ENV", "development", "production refuses to start without its secrets.")
DEBUG = env_bool("JLN_DEBUG", False, "Pages with stack traces; never on a machine others reach.")  # noqa: FBT003 -- the default
DATA_DIR = env_path("JLN_DATA_DIR", "var", "The one folder of the network: database, files, mail.")
HOST = env_text("JLN_HOST", "127.0.0.1", "The address to listen on.")
PORT = env_int("JLN_PORT", 8000, "The port of the pages.")
MAIL_HOST = env_text("JLN_MAIL_HOST", "127.0.0.1", "The address of the mail door.")
MAIL_PORT = env_int("JLN_MAIL_PORT", 2525, "The port of the mail door (SMTP); LMTP is the next.")
PUBLIC_URL = env_text(
    "JLN_PUBLIC_URL", f"http://127.0.0.1:{PORT}", "Where readers reach the pages; links use it."
).rstrip("/")
FILES_URL = env_text(
    "JLN_FILES_URL",
    f"http://localhost:{PORT}" if f"http://127.0.0.1:{PORT}" == PUBLIC_URL else "",
    "Another origin that leads to this server, for files people sent; empty: the pages' own.",
).rstrip("/")
MAIL_DOMAIN = env_text(
    "JLN_MAIL_DOMAIN", "jln.example", "The domain of the network's addresses."
).lower()
AUTHSERV_ID = env_text(
    "JLN_AUTHSERV_ID", f"mx.{MAIL_DOMAIN}", "The name our own mail server signs its checks with."
).lower()
SMTP_HOST = env_text("JLN_SMTP_HOST", "", "The server that takes mail; empty: a maildir.")
SMTP_PORT = env_int("JLN_SMTP_PORT", 25, "Its port.")
SMTP_USER = env_text("JLN_SMTP_USER", "", "The user there, if it asks for one.")
SMTP_PASSWORD = env_secret("JLN_SMTP_PASSWORD", "The password there.")
MAIL_PIPELINE = env_int(
    "JLN_MAIL_PIPELINE", 20, "Letters handed over before they are marked: a kill doubles no more."
)
SMTP_TLS = env_text("JLN_SMTP_TLS", "no", "no, starttls or tls.")
QUIET_FROM = env_int(
    "JLN_QUIET_FROM", 20, "The hour from which letters wait, by each reader's clock."
)
QUIET_TO = env_int("JLN_QUIET_TO", 7, "The hour at which they go; the same as from: none wait.")
OIDC_ISSUER = env_text("JLN_OIDC_ISSUER", "", "An OpenID provider that people may sign in by.")
OIDC_CLIENT = env_text("JLN_OIDC_CLIENT", "", "Our name there.")
OIDC_SECRET = env_secret("JLN_OIDC_SECRET", "Our secret there.")
OIDC_NAME = env_text("JLN_OIDC_NAME", "", "What people call it, on the button.")
WEB_THREADS = env_int("JLN_WEB_THREADS", 8, "How many pages are made at a time.")
DATABASE_URL = env_text(
    "JLN_DATABASE_URL", "", "postgresql://user:password@host/name; empty: one SQLite file."
)


def _secret_key(folder: Path) -> str:
    """From the environment, else from the data folder, where it is made once."""
    given = env_secret("JLN_SECRET_KEY", "Signs tokens and cookies; made once if not given.")
    if given or ENV == "production":
        if not given:
            raise RuntimeError("JLN_SECRET_KEY is not set, and JLN_ENV is production")
        return given
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()


def _database() -> dict[str, Any]:
    if not DATABASE_URL:
        return {
            "ENGINE": "jln.kit.sqlite",
            "NAME": DATA_DIR / "jln.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    url = urlsplit(DATABASE_URL)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or dict(parse_qsl(url.query)).get("host", "")),
        "PORT": url.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key(DATA_DIR)
ALLOWED_HOSTS = [urlsplit(url).hostname or "" for url in (PUBLIC_URL, FILES_URL)] + [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = ["django.contrib.messages", "django_tasks", "jln"]
MIDDLEWARE = [
    "jln.uploads.origin.FilesOrigin",
    "jln.web.cache.PageCache",
    "jln.web.static.Static",
    "jln.web.headers.Headers",
    "jln.web.language.Language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jln.accounts.doorkeeper.Doorkeeper",
]
ROOT_URLCONF = "jln.urls"
WSGI_APPLICATION = "jln.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = []  # pages are Jinja2: jln.web.jinja
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

TASKS = {"default": {"BACKEND": "jln.work.backend.Jobs", "QUEUES": []}}
MAIL_STORE = "jln.mail.incoming.store"  # keeps a message, durable when it returns
MAIL_REFUSES = "jln.mailroom.strangers.refusal"  # why a message is not even kept
MAIL_KNOWS = "jln.mailroom.doors.known_recipient"  # is this address one of ours?
WORKER_HELPERS = {"parser": "jln.mailroom.reader.is_ready"}  # what /healthz tells of the worker
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "jln.web.errors.form_too_old"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_DAYS = 30

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [str(__import__("pathlib").Path(__file__).parent / "locale")]
FORM_RENDERER = "jln.web.forms.NoRenderer"
APPEND_SLASH = True


def _tell_in_a_line(record: LogRecord) -> bool:
    """A page that somebody may not open is a line of the log, not a trace."""
    if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
        record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "refusals": {"()": "django.utils.log.CallbackFilter", "callback": _tell_in_a_line},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"jln": {"level": "INFO"}, "django_tasks": {"level": "WARNING"}},
}
