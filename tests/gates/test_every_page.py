"""Over every route, role and language, without a browser: size, validity, headers, language, words."""

from __future__ import annotations

import gzip
import re

import html5lib
import pytest
from django.conf import settings

from jln.ui import sheet
from jln.web import jinja
from tests.gates.routes import COORDINATOR, MEMBER, OWN, PRACTITIONER, PUBLIC, ROUTES, STAFF

pytestmark = pytest.mark.django_db
LIMIT = 13_600
LANGUAGES = [code for code, _name in settings.LANGUAGES]
ROLES = {
    PUBLIC: ("visitor", "practitioner", "staff"),
    OWN: ("practitioner", "coordinator"),
    MEMBER: ("practitioner", "coordinator", "staff"),
    STAFF: ("staff", "administrator"),
    COORDINATOR: ("coordinator",),
    PRACTITIONER: ("practitioner",),
}
CASES = [(name, role) for name, (kind, _path) in sorted(ROUTES.items()) for role in ROLES[kind]]
DEPRECATED_IN_HTML5LIB = {"expected-doctype-but-got-start-tag"}


def fetched(reader, name: str, role: str, language: str):
    _kind, path = ROUTES[name]
    client = reader(role)
    address = path()
    if role == "visitor" and language != "en":
        address = f"/{language}{address}"
    if role != "visitor":
        from jln.people.models import Person
        from jln.web import versions

        person = Person.objects.get(sessions__key=_key(role))
        Person.objects.filter(pk=person.pk).update(language=language)
        versions.bump(f"person:{person.pk}")
    return client.get(address)


def _key(role: str) -> str:
    from jln.accounts.doorkeeper import session_key

    return session_key(f"gate-{role}")


@pytest.mark.parametrize(("name", "role"), CASES, ids=lambda v: v)
def test_page(reader, name, role):
    for language in LANGUAGES:
        answer = fetched(reader, name, role, language)
        where = f"{name} for {role} in {language}"
        assert answer.status_code == 200, where
        _is_light(answer, where)
        _is_valid(answer.content.decode().replace(sheet.SHEET, ""), where)
        _speaks(answer, language, where)
        _is_guarded(answer, where)


def _is_light(answer, where: str) -> None:
    body = answer.content
    style = sheet.SHEET.encode()
    assert style in body, f"{where}: the first answer carries its style"
    weight = len(gzip.compress(body, 6, mtime=0))
    assert weight <= LIMIT, f"{where}: {weight} bytes"


def _is_valid(text: str, where: str) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    errors = [code for _place, code, _data in parser.errors if code not in DEPRECATED_IN_HTML5LIB]
    assert errors == [], f"{where}: {parser.errors[:3]}"
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), f"{where}: {sorted({i for i in ids if ids.count(i) > 1})}"
    assert len(tree.findall(".//h1")) == 1, f"{where}: one h1"
    assert " style=" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL), where
    targets = re.findall(r'href="#([^"]+)"', text)
    assert set(targets) <= set(ids), f"{where}: {set(targets) - set(ids)} lead nowhere"
    labels = re.findall(r'<label[^>]*\sfor="([^"]+)"', text)
    assert set(labels) <= set(ids), f"{where}: labels of nothing"


def _speaks(answer, language: str, where: str) -> None:
    head = answer.content.decode()[:400]
    assert f'<html lang="{language}"' in head, where
    assert ('dir="rtl"' in head.split(">")[1]) == (language == "ar"), where
    assert answer.headers["Content-Language"] == language, where


def _is_guarded(answer, where: str) -> None:
    headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"], where
    assert sheet.CSP_HASHES[0] in headers["Content-Security-Policy"], where
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["Referrer-Policy"] == "same-origin", where
    text = answer.content.decode()
    if "public" in headers.get("Cache-Control", ""):
        assert "csrfmiddlewaretoken" not in text, f"{where}: a token in a cached page"
    else:
        assert "no-store" in headers["Cache-Control"], where
    assert not re.search(
        r'(src|href|action)="https?://(?!testserver|127\.0\.0\.1)', text.split("<main")[0]
    ), where


RENDERED_ONCE = ("home", "country", "product", "library", "topic", "directory")
"""The pages that say what they are made of, see `jln.web.alike`."""


@pytest.mark.parametrize("name", RENDERED_ONCE)
def test_a_page_that_was_rendered_before_is_the_page(reader, name, monkeypatch):
    for language in ("en", "ar"):
        for role in ("practitioner", "coordinator", "staff"):
            kept = [_without_keys(fetched(reader, name, role, language)) for _time in range(2)]
            with monkeypatch.context() as patched:
                patched.setattr(
                    "jln.web.alike.rendered",
                    lambda _request, template, _of, context: jinja.render(template, context),
                )
                made = _without_keys(fetched(reader, name, role, language))
            assert kept == [made, made], f"{name} for {role} in {language}"


def _without_keys(answer) -> str:
    keys = r'(name="(?:csrfmiddlewaretoken|form_key)"[^>]* value=")[^"]{32,}'
    return re.sub(keys, r"\1", answer.content.decode())
