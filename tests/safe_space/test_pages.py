"""The pages, as those who write, read, moderate and keep see them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.accounts.models import KeptForm
from jln.safe_space import actions, queries
from jln.safe_space.models import SafeContribution, SafeDuty, SafePart, SafeSpace
from jln.spaces.terms import SpaceKind, Visibility
from jln.web import network
from tests import factories as f
from tests.pages import page_of, prose, text_of
from tests.safe_space.world import DAY, PASSPHRASE, TEXTS, World, released

pytestmark = pytest.mark.django_db
CODE = re.compile(r"<b>([0-9a-z]{6}(?:-[0-9a-z]{5}){5})</b>")


@pytest.fixture
def world():
    made = World()
    network.current()
    return made


def at(world, end=""):
    return f"/safe/{world.safe.code}/{end}"


def test_a_question_leads_to_the_safe_spaces_of_its_space(world, client):
    f.sign_in(client, world.people["GH"])
    page = page_of(client, f"/ask/new/?space={world.space.slug}")
    assert re.search(rf'href="?/safe/\?space={world.space.slug}"?', page)
    assert re.search(r'href="?/safe/"?>Tell', page_of(client, "/ask/new/"))


def test_staff_start_one_and_its_keeper_takes_it_up(world, client):
    f.sign_in(client, world.staff)
    assert "Start a safe space" in page_of(client, "/safe/")
    page_of(client, "/safe/new/")
    assert world.safe.title in page_of(client, f"/safe/?space={world.space.slug}")
    assert world.safe.title not in page_of(client, "/safe/?space=another")
    form = {
        "space": world.space.slug,
        "about": "Where pilots ended",
        "purpose": "Tell what stopped them.",
        "keeper": "Nobody Known",
        "moderator": "moderator mina",
        "seals_on": world.at.date() + 20 * DAY,
    }
    html = client.post("/safe/new/", form).content.decode()
    assert "Nobody of this name reads the space." in html
    assert "Where pilots ended" in html
    client.post("/safe/new/", form | {"keeper": "author.ke@health.example"})
    made = SafeSpace.objects.get(title="Where pilots ended")
    f.sign_in(client, world.people["KE"])
    html = page_of(client, f"/safe/{made.code}/")
    assert "Author Kenya is asked" in html
    assert "/write/" not in html
    page_of(client, f"/safe/{made.code}/take/")
    html = client.post(
        f"/safe/{made.code}/take/", {"passphrase": PASSPHRASE, "again": "another"}
    ).content.decode()
    assert "not the same passphrase" in html
    assert PASSPHRASE not in html
    client.post(f"/safe/{made.code}/take/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert "/write/" in page_of(client, f"/safe/{made.code}/")
    assert SafeDuty.objects.get(safe_space=made, duty="keeper").since_on


def test_staff_outside_a_space_are_led_to_a_page_they_read(world, client):
    outside = f.space("apart", kind=SpaceKind.GROUP, name="Apart", visibility=Visibility.ROLL)
    f.on_roll(outside, world.people["KE"])
    f.on_roll(outside, world.moderator)
    f.sign_in(client, world.staff)
    said = {
        "space": "apart",
        "about": "Where pilots ended",
        "purpose": "Tell what stopped them.",
        "keeper": "author.ke@health.example",
        "moderator": "moderator mina",
        "seals_on": world.at.date() + 20 * DAY,
    }
    assert client.get("/spaces/apart/").status_code == 404
    answer = client.post("/safe/new/", said)
    assert SafeSpace.objects.get(space=outside)
    assert answer["Location"] == "/spaces/apart/settings/"
    answer = client.post("/safe/rule/apart/", {"to": "on"})
    outside.refresh_from_db()
    assert outside.is_under_rule
    assert "The settings are kept." in page_of(client, answer["Location"])


def test_what_may_tell_who_wrote_is_said_before_anything_is_kept(world, client):
    f.sign_in(client, world.people["GH"])
    page_of(client, at(world, "write/"))
    said = {"text": "Our minister asked Dr Mensah.", "level": "anonymous", "form_key": "k"}
    html = client.post(at(world, "write/"), said).content.decode()
    for words in ("Readers may recognise you", "Our minister", "Dr Mensah", 'name="sure"'):
        assert words in html
    assert not SafeContribution.objects.exists()
    html = client.post(at(world, "write/"), said | {"sure": "on"}).content.decode()
    code = CODE.search(html)[1]
    assert SafeContribution.objects.count() == 1
    again = client.post(at(world, "write/"), said | {"sure": "on"}).content.decode()
    assert CODE.search(again)[1] == code
    client.cookies.clear()
    html = page_of(client, "/safe/own/")
    assert (
        "Nothing is kept under this code."
        in client.post("/safe/own/", {"code": code[:-1], "do": "find"}).content.decode()
    )
    html = client.post("/safe/own/", {"code": code, "do": "find"}).content.decode()
    assert "It waits" in html
    assert "Dr Mensah" in html
    assert client.post("/safe/own/", {"code": code, "do": "withdraw"}).status_code == 302
    assert not SafeContribution.objects.exists()


def test_what_is_sent_without_a_session_is_kept_nowhere(world, client):
    said = {"text": "Canary of nobody.", "level": "anonymous", "form_key": "k"}
    answer = client.post(at(world, "write/"), said)
    assert answer.status_code == 302
    assert "kept" not in answer.cookies
    assert not KeptForm.objects.exists()
    client.post("/ask/new/", {"text": "A question of nobody."})
    assert KeptForm.objects.count() == 1  # as any other form is


def test_the_moderator_reads_texts_puts_them_together_and_releases(world, client, monkeypatch):
    for code in TEXTS:
        world.writes(code)
    world.night()
    monkeypatch.setattr("jln.kit.clock.now", lambda: world.at)
    f.sign_in(client, world.moderator)
    html = page_of(client, at(world, "pool/"))
    for text in TEXTS.values():
        assert text in html
    for name in ("Author", "Ghana", "Kenya", "Peru", "country only"):
        assert name not in text_of(html)
    numbers = [row.number for row in world.pool().rows]
    assert (
        "Choose the texts first."
        in client.post(at(world, "pool/"), {"do": "together", "why": "Cuts"}).content.decode()
    )
    client.post(at(world, "pool/"), {"do": "together", "why": "Cuts", "texts": numbers})
    html = page_of(client, at(world, "pool/"))
    link = re.search(r"/safe/\w+/release/\?pattern=(\d+)", html)
    page_of(client, link[0])
    for nonsense in ("9" * 5000, "²", ""):
        release = link[0].partition("?")[0]
        assert client.post(release, {"pattern": nonsense}).status_code == 404
    client.post(link[0], {"pattern": link[1]})
    f.sign_in(client, world.people["GH"])
    assert "Cuts" in page_of(client, at(world))
    html = page_of(client, at(world, f"patterns/{link[1]}/"))
    assert TEXTS["PE"] in html
    assert html.count("Not named") == 4


def test_the_keeper_looks_and_the_others_see_that(client):
    world, _pattern = released()
    f.sign_in(client, world.keeper)
    page_of(client, at(world, "authors/"))
    html = client.post(at(world, "authors/"), {"passphrase": "something else"}).content.decode()
    assert "This is not the passphrase." in html
    answer = client.post(at(world, "authors/"), {"passphrase": PASSPHRASE})
    for name in ("Author Ghana", "Author Kenya", "Author India"):
        assert name in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    page_of(client, at(world, "keeper/"))
    given = {"keeper": "Author Peru", "passphrase": PASSPHRASE}
    word = re.search(
        r"<b>(\w{5}(?:-\w{5}){3})</b>", client.post(at(world, "keeper/"), given).content.decode()
    )[1]
    f.sign_in(client, world.people["PE"])
    assert "The keeper looked:" in page_of(client, at(world))
    new = "five other words of hers"
    client.post(at(world, "take/"), {"word": word, "passphrase": new, "again": new})
    assert "Author Peru" in page_of(client, at(world))


def test_a_sealed_one_says_so_and_takes_nothing(client, monkeypatch):
    world, pattern = released()
    SafeSpace.objects.update(seals_on=world.at.date() + DAY)
    world.night()
    monkeypatch.setattr("jln.kit.clock.now", lambda: world.at)
    f.sign_in(client, world.people["GH"])
    html = page_of(client, at(world))
    assert "sealed since" in html
    assert "/write/" not in html
    assert "is sealed" in page_of(client, at(world, "write/"))
    page_of(client, at(world, f"patterns/{pattern.pk}/"))
    f.sign_in(client, world.moderator)
    assert "Nothing waits." in page_of(client, at(world, "pool/"))


def asked(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_pages_ask_the_same_for_one_and_for_many(client):
    world, pattern = released()
    f.sign_in(client, world.people["GH"])
    paths = ("/safe/", at(world), at(world, f"patterns/{pattern.pk}/"), at(world, "write/"))
    few = [asked(client, path) for path in paths]
    assert few == FEW
    for number in range(3):
        for code in ("GH", "KE", "IN"):
            world.writes(code, prose(f"{number}{code}", 2000), level="named")
        world.night()
        world.releases(world.puts(title=f"Pattern {number}"))
    SafeSpace.objects.create(
        space=world.space, title="Another", purpose="x", started_on=world.at.date(),
        seals_on=world.at.date() + DAY,
    )  # fmt: skip
    assert [asked(client, path) for path in paths] == few


FEW = [4, 7, 9, 7]


def test_long_texts_are_cut_into_pages(world, client):
    for code in ("GH", "KE", "IN", "PE"):
        world.writes(code, prose(code, 2900))
    world.night()
    pattern = world.releases(world.puts())
    f.sign_in(client, world.people["GH"])
    place = at(world, f"patterns/{pattern.pk}/")
    seen, pages = set(), 0
    while place:
        html = page_of(client, place)
        seen |= {part.pk for part in SafePart.objects.all() if part.text[:200] in html}
        found = re.search(r'href="([^"]+)" rel="next"', html)
        place, pages = found and found[1], pages + 1
    assert len(seen) == 4
    assert pages > 1
    assert queries.fitting([], 10) == 0
    assert actions.own("nothing") is None
