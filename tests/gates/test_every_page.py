"""Over every route, role and language, without a browser: size, validity, headers, language, words."""

from __future__ import annotations

import gzip
import re

import pytest
from django.conf import settings
from django.http import HttpResponse

from jln.accounts.doorkeeper import session_key
from jln.people.models import Person
from jln.ui import sheet
from jln.web import jinja, versions
from tests import markup
from tests.gates.readers import COORDINATOR, MEMBER, OWN, PRACTITIONER, PUBLIC, STAFF, STEERING
from tests.gates.routes import ROUTES

pytestmark = pytest.mark.django_db
LIMIT = 13_600
ROLES = {
    PUBLIC: ("visitor", "practitioner", "staff"),
    OWN: ("practitioner", "coordinator"),
    MEMBER: ("practitioner", "coordinator", "staff"),
    STAFF: ("staff", "administrator"),
    COORDINATOR: ("coordinator",),
    PRACTITIONER: ("practitioner",),
    STEERING: ("steering",),
}
READERS = sorted({role for roles in ROLES.values() for role in roles})
IN_CHECK = [(role, "en") for role in READERS] + [("practitioner", "ar")]
"""The shortest words, and the other direction for one reader; `make test` reads all of it."""
READ = [
    pytest.param(role, code, marks=() if (role, code) in IN_CHECK else pytest.mark.long)
    for role in READERS
    for code, _name in settings.LANGUAGES
]


@pytest.fixture
def _django_db_helper():
    """No transaction around a test of this file: its network is written, see `emptied`."""


def fetched(reader, name: str, role: str, language: str):
    _kind, path = ROUTES[name]
    address = path()
    if role == "visitor" and language != "en":
        address = f"/{language}{address}"
    return reader(role).get(address)


def speaks(role: str, language: str) -> None:
    if role != "visitor":
        person = Person.objects.get(sessions__key=session_key(f"gate-{role}"))
        Person.objects.filter(pk=person.pk).update(language=language)
        versions.bump(f"person:{person.pk}")


@pytest.mark.parametrize(("role", "language"), READ)
def test_pages(reader, role, language):
    """All pages of one reader in one language, one after another as in a running process."""
    reader(role)
    speaks(role, language)
    wrong = []
    for name, (kind, _path) in sorted(ROUTES.items()):
        if role in ROLES[kind]:
            try:
                _holds(fetched(reader, name, role, language), language)
            except AssertionError as broken:
                wrong.append(f"{name}: {broken}")
    assert wrong == []


def _holds(answer, language: str) -> None:
    assert answer.status_code == 200, answer.status_code
    is_light(answer)
    _is_valid(answer.content.decode().replace(sheet.SHEET, ""))
    _speaks(answer, language)
    _is_guarded(answer)


def is_light(answer) -> None:
    """With its style, of a first visit."""
    body = answer.content
    style = sheet.SHEET.encode()
    assert style in body, "the first answer carries its style"
    weight = len(gzip.compress(body, 6, mtime=0))
    assert weight <= LIMIT, f"{answer.request['PATH_INFO']}: {weight} bytes"


def _is_valid(text: str) -> None:
    assert markup.errors(text) == ()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), f"{sorted({i for i in ids if ids.count(i) > 1})}"
    assert markup.headings(text) == 1, "one h1"
    assert " style=" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    targets = re.findall(r'href="#([^"]+)"', text)
    assert set(targets) <= set(ids), f"{set(targets) - set(ids)} lead nowhere"
    labels = re.findall(r'<label[^>]*\sfor="([^"]+)"', text)
    assert set(labels) <= set(ids), "labels of nothing"


def _speaks(answer, language: str) -> None:
    head = answer.content.decode()[:400]
    assert f'<html lang="{language}"' in head
    assert ('dir="rtl"' in head.split(">")[1]) == (language == "ar")
    assert answer.headers["Content-Language"] == language


def _is_guarded(answer) -> None:
    headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert sheet.CSP_HASHES[0] in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    text = answer.content.decode()
    if "public" in headers.get("Cache-Control", ""):
        assert "csrfmiddlewaretoken" not in text, "a token in a cached page"
    else:
        assert "no-store" in headers["Cache-Control"]
    assert not re.search(
        r'(src|href|action)="https?://(?!testserver|127\.0\.0\.1)', text.split("<main")[0]
    )


RENDERED_ONCE = ("home", "country", "product", "library", "topic", "directory")
"""The pages that say what they are made of, see `jln.web.alike`."""


@pytest.mark.parametrize("name", RENDERED_ONCE)
def test_a_page_that_was_rendered_before_is_the_page(reader, name, monkeypatch):
    for language in ("en", "ar"):
        for role in ("practitioner", "coordinator", "staff"):
            kept = [_without_keys(fetched(reader, name, role, language)) for _time in range(2)]
            with monkeypatch.context() as patched:
                patched.setattr(
                    "jln.web.alike.answer",
                    lambda _request, template, _of, context, status, **_keys: HttpResponse(
                        jinja.render(template, context), status=status
                    ),
                )
                made = _without_keys(fetched(reader, name, role, language))
            assert kept == [made, made], f"{name} for {role} in {language}"


def _without_keys(answer) -> str:
    keys = r'(name="(?:csrfmiddlewaretoken|form_key)"[^>]* value=")[^"]{32,}'
    return re.sub(keys, r"\1", answer.content.decode())
