"""Files people sent come from an origin of their own, by a seal that is good for minutes."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.test import Client

from jln.uploads import actions, origin
from tests import factories as f
from tests.uploads import made

pytestmark = pytest.mark.django_db
FILES = "files.example"


@pytest.fixture
def visitor(monkeypatch):
    monkeypatch.setattr(settings, "FILES_URL", f"http://{FILES}")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["testserver", FILES])
    client = Client()
    client.handler._middleware_chain = None  # it reads where files are when it is built
    return client


def stored(name="report.pdf", content=None):
    taken = actions.attachment(made.file(name, content or made.pdf("One")))
    file = actions.put_on_disk(taken)
    return actions.attach(file, space=f.space(), owner=f.person(), at=f.NOON)


def test_the_page_leads_to_the_other_origin_and_there_it_is_a_download(visitor):
    upload = stored("Rapport d’été.pdf")
    f.sign_in(visitor, f.person())
    answer = visitor.get(f"/files/{upload.code}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"http://{FILES}/files/sealed/")
    there = Client().get(answer.headers["Location"], headers={"host": FILES})
    assert there.content == made.pdf("One")
    assert there.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''Rapport")
    assert "sandbox" in there.headers["Content-Security-Policy"]
    assert there.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in there.headers


def test_nothing_else_is_there_and_no_sealed_file_is_here(visitor):
    seal = origin.link(stored()).removeprefix(f"http://{FILES}")
    assert visitor.get("/", headers={"host": FILES}).status_code == 404
    assert visitor.get("/ask/", headers={"host": FILES}).status_code == 404
    assert visitor.get(seal).status_code == 404
    assert visitor.get(seal, headers={"host": FILES}).status_code == 200


def test_an_old_or_forged_seal_opens_nothing(visitor, monkeypatch):
    seal = origin.link(stored()).removeprefix(f"http://{FILES}")
    forged = seal.replace("/sealed/", "/sealed/1")
    assert visitor.get(forged, headers={"host": FILES}).status_code == 404
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + origin.GOOD_FOR + 5)
    assert visitor.get(seal, headers={"host": FILES}).status_code == 404
