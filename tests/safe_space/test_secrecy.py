"""Who wrote stands nowhere: canaries are planted, and all that the network keeps or emits is read."""

from __future__ import annotations

import io
import logging
import re
import tarfile
from contextlib import nullcontext

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from jln.facts.models import Fact
from jln.mail import replies
from jln.mail.models import OutgoingMail
from jln.notify import actions as notify
from jln.operating import export
from jln.people.models import Person
from jln.safe_space import actions, keys, waiting
from jln.safe_space.models import SafeAuthor, SafeContribution, SafePart, random_number
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery
from jln.web import network
from tests import factories as f
from tests.safe_space.world import PASSPHRASE, World, at_noon

pytestmark = pytest.mark.django_db
CANARY = "zxcanary"
TEXTS = {code: f"{CANARY} {code.lower()} said so." for code in ("GH", "KE", "IN")}
LATE = f"{CANARY} pe waits."
MAY_CHANGE = {"Version", "RateLimit", "ScheduleMark", "Job"}


def rows() -> dict[tuple[str, object], str]:
    """Every row of every table, as text."""
    return {
        (model.__name__, row[model._meta.pk.attname]): str(row)
        for model in apps.get_app_config("jln").get_models()
        for row in model._default_manager.values()
    }


def pointing_at(people) -> dict[tuple[str, str, object], int]:
    """How many rows lead to each of these people, by table and column."""
    found = {}
    for model in apps.get_app_config("jln").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                for person in people:
                    count = model._default_manager.filter(**{field.name: person}).count()
                    found[model.__name__, field.name, person.name] = count
    return found


def archive(at) -> tuple[set[str], bytes]:
    """A backup before it is encrypted."""
    target = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        if connection.in_atomic_block:  # of the test; a backup is a moment of its own
            patch.setattr(export, "_one_moment", nullcontext)
        export.write(target, at=at)
    target.seek(0)
    with tarfile.open(fileobj=target) as files:
        members = [one for one in files.getmembers() if one.isfile()]
        return {one.name for one in members}, b"".join(
            files.extractfile(one).read() for one in members
        )


def written(world, code, text, level="anonymous"):
    """By page, as a member does it. Gives the code."""
    browser = Client()
    f.sign_in(browser, world.people[code])
    said = {"text": text, "level": level, "form_key": f"key of {code}", "sure": "on"}
    html = browser.post(f"/safe/{world.safe.code}/write/", said).content.decode()
    return re.search(r"<b>(\w{6}(?:-\w{5}){5})</b>", html)[1]


@pytest.fixture
def world(settings):
    made = World()
    network.current()
    for who in (*made.people.values(), made.moderator, made.keeper):
        Subscription.objects.create(
            space=made.space, person=who, delivery=Delivery.EVERY, joined_at=f.NOON
        )
    return made


def test_the_tables_have_no_room_for_a_person_a_time_or_an_order():
    names = {field.name for field in SafeContribution._meta.concrete_fields}
    assert names == {"id", "safe_space", "is_mixed", "pattern", "content"}
    for model in (SafeContribution, SafePart, SafeAuthor):
        kinds = {type(field) for field in model._meta.concrete_fields}
        assert not kinds & {models.DateTimeField, models.BigAutoField, models.TimeField}
    for model in (SafeContribution, SafeAuthor):
        assert {model._meta.model_name} <= export.LEFT_OUT


def test_writing_leaves_one_row_and_nothing_that_leads_to_who_wrote(world, caplog):
    browser = Client()  # everybody has a session already, as in life
    for who in world.people.values():
        f.sign_in(browser, who)
    people = list(world.people.values())
    links, before = pointing_at(people), rows()
    with caplog.at_level(logging.DEBUG):
        for code, text in TEXTS.items():
            written(world, code, text)
    logged = caplog.text
    for word in (CANARY, "Author Ghana", "author.gh", "key of GH"):
        assert word not in logged
    after = rows()
    changed = {key[0] for key, text in after.items() if before.get(key) != text}
    assert changed - MAY_CHANGE <= {"SafeContribution", "Session"}
    now = pointing_at(people)
    assert {key for key in now if now[key] != links[key]} <= {
        ("Session", "person", who.name) for who in people
    }  # that they signed in, which the test did
    content = "".join(text for key, text in after.items() if key[0] == "SafeContribution")
    countries = [who.country.names["en"] for who in people]  # a code's two letters fall by chance
    for word in (CANARY, "Author", "anonymous", *countries):
        assert word not in content


def test_what_is_released_and_told_leads_to_nobody(world):
    for code, text in TEXTS.items():
        written(world, code, text)
    written(world, "PE", LATE)
    people = list(world.people.values())
    links, facts = pointing_at(people), Fact.objects.count()
    world.night()
    pattern = world.releases(world.puts(*TEXTS.values()))
    told = Fact.objects.order_by("pk")[facts:]
    assert {one.by_id for one in told} == {None, world.moderator.pk}
    for fact in told:
        notify.tell(fact.pk)
    letters = OutgoingMail.objects.filter(kind="safe.released")
    assert {letter.person_id for letter in letters} >= {who.pk for who in people}
    for letter in letters:
        whole = f"{letter.subject} {letter.text} {letter.headers} {letter.message_id}"
        assert CANARY not in whole
        assert pattern.title not in whole
        assert letter.reply_token is None
    now = pointing_at(people)
    grown = {key for key in now if now[key] != links[key]}
    assert grown == {("OutgoingMail", "person", who.name) for who in people}  # all alike
    assert {now[key] - links[key] for key in grown} == {1}
    reader = Client()
    f.sign_in(reader, world.moderator)
    for path in ("", f"patterns/{pattern.pk}/", "pool/", "write/"):
        html = reader.get(f"/safe/{world.safe.code}/{path}").content.decode()
        for who in people:
            assert who.name not in html
            assert who.country.names["en"] not in html.partition("<main")[2].partition("<footer")[0]
    assert CANARY not in reader.get(f"/search/?q={CANARY}").content.decode().partition("<main")[2].replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "").replace(f"q={CANARY}", "")  # fmt: skip


def test_no_backup_or_export_takes_what_waits_its_keys_or_what_leads_to_an_author(world):
    for code, text in TEXTS.items():
        written(world, code, text)
    world.night()
    world.releases(world.puts())
    written(world, "PE", LATE)
    boxes = [bytes(box) for box in SafeAuthor.objects.values_list("box", flat=True)]
    names, content = archive(world.at)
    assert "safepart.jsonl" in names
    assert not {"safecontribution.jsonl", "safeauthor.jsonl"} & names
    assert not [name for name in names if keys.FOLDER in name]
    assert LATE.encode() not in content
    for secret in (keys.pool(world.safe.pk), keys.private(world.safe.pk, PASSPHRASE), *boxes):
        assert secret not in content
        assert secret.hex().encode() not in content
    parts = content.partition(TEXTS["GH"].encode())[0].rpartition(b"\n")[2]
    assert str(world.people["GH"].pk).encode() not in re.findall(rb'person_id":(\d+)', parts)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own pages")
def test_the_bytes_of_the_database_hold_no_word_that_waits_and_after_sealing_no_box(world):
    for code, text in TEXTS.items():
        written(world, code, text)
    written(world, "PE", LATE, level="named")
    connection.ensure_connection()
    content = connection.connection.serialize()
    assert CANARY.encode() not in content
    world.night()
    world.releases(world.puts(*TEXTS.values()))
    boxes = [bytes(box) for box in SafeAuthor.objects.values_list("box", flat=True)]
    assert all(box in connection.connection.serialize() for box in boxes)
    world.night(days=40)
    content = connection.connection.serialize()
    assert not [box for box in boxes if box[:40] in content]
    assert LATE.encode() not in content
    assert SafePart.objects.count() == 3
    assert not SafeContribution.objects.exists()


def test_the_kth_that_came_stands_anywhere_with_the_same_chance():
    """10,000 histories of six: places of the first and the last, against equal chances."""
    histories, size = 10_000, 6
    counts = {0: [0] * size, size - 1: [0] * size}
    for _history in range(histories):
        drawn = [random_number() for _one in range(size)]
        order = sorted(drawn)
        for k, places in counts.items():
            places[order.index(drawn[k])] += 1
    expected = histories / size
    for places in counts.values():
        # five degrees: by chance once in thirty million runs
        assert sum((seen - expected) ** 2 / expected for seen in places) < 45


def test_in_a_real_run_neither_rows_nor_numbers_nor_pages_tell_who_came_first(world):
    """Of every pair that came one after the other, half stand so and half the other way."""
    key = keys.pool(world.safe.pk)
    agree = {"waiting": 0, "mixed": 0, "released": 0}
    pairs = 0
    for run in range(12):
        texts = [f"{CANARY} {run:02} {number}" for number in range(6)]
        world.at = at_noon()
        for number, text in enumerate(texts):
            world.writes(("GH", "KE", "IN")[number % 3], text)
        agree["waiting"] += _forward(texts, waiting.read(world.safe, key, is_mixed=False))
        world.night()
        agree["mixed"] += _forward(texts, world.pool().rows)
        pattern = world.releases(world.puts(*texts, title=f"Run {run}"))
        agree["released"] += _forward(texts, pattern.parts.order_by("pk"))
        pairs += 15
        from jln.safe_space import pace
        from jln.web.models import RateLimit

        pace._counts.clear()
        RateLimit.objects.all().delete()
    for where, forward in agree.items():
        assert abs(forward - pairs / 2) < 45, (where, forward, pairs)  # over five deviations


def _forward(texts, found):
    place = {row.text: number for number, row in enumerate(found)}
    return sum(
        place[one] < place[other]
        for number, one in enumerate(texts)
        for other in texts[number + 1 :]
    )


def test_after_sealing_the_passphrase_opens_nothing_from_any_copy(world, tmp_path):
    for code, text in TEXTS.items():
        written(world, code, text)
    copies = [bytes(row.content) for row in SafeContribution.objects.all()]
    world.night(days=40)
    keys.destroy(world.safe.pk)  # as the commit of the sealing does
    assert not list((tmp_path / keys.FOLDER).iterdir())
    assert all(CANARY.encode() not in copy for copy in copies)
    with pytest.raises(keys.KeysGone):
        keys.private(world.safe.pk, PASSPHRASE)


def test_erasing_a_person_needs_nothing_found_and_takes_the_name_they_chose(world):
    from jln.accounts.actions import leaving

    for code, text in TEXTS.items():
        written(world, code, text, level="named" if code == "GH" else "anonymous")
    world.night()
    world.releases(world.puts())
    assert SafePart.objects.filter(person=world.people["GH"]).count() == 1
    leaving.erase(world.people["GH"], by=None, at=world.at)
    assert not SafePart.objects.exclude(person=None).exists()
    found = actions.open_authors(world.safe, PASSPHRASE, by=world.keeper, at=world.at)
    assert "Author Ghana" not in {one.person and one.person.name for one in found}


def test_letters_of_a_safe_space_are_answered_nowhere_by_mail(world, settings):
    import asyncio

    from jln.mail.listener import MailDoor

    assert replies.local_part("safe.released") == replies.PAGE
    door = MailDoor(store=lambda *_what: None, knows=lambda _address: True)
    answer = asyncio.run(door.judge(f"safe@{settings.MAIL_DOMAIN}"))
    assert answer.startswith("550 5.7.1")
    assert "page" in answer
