"""The pages of motions, the register and the charter: what each reader sees."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.utils import translation

from jln.governance.models import Decision, Motion
from jln.governance.queries import decided
from jln.governance.rules import chain, voting
from jln.kit import clock
from jln.parameters.models import Parameter
from jln.parameters.terms import DEFINITIONS
from jln.parameters.words import shown
from jln.ui import formats
from tests import factories as f
from tests.governance import recorded as r
from tests.governance import sitting as s
from tests.pages import known_network, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    known_network()
    return s.sits()


def seen_at(client, path):
    """The words of a page."""
    return text_of(page_of(client, path))


def put(**values):
    it = r.motion(taking="vote", closes_on=None, closes_at=None, **values)
    return it, f"/steering-group/motions/{it.code}/"


def test_who_has_spoken_is_shown_before_how(client, group):
    it, path = put()
    f.sign_in(client, group["GH"])
    first = page_of(client, "/")
    assert path in first
    assert "1 thing waits for you" in first  # the bell counts what stands below it
    assert "Record your seat’s word" in seen_at(client, path)
    answer = client.post(path, {"word": "against", "reason": "It costs too much."})
    assert answer.status_code == 302
    assert it.votes.get().word == "against"
    assert "0 things wait for you" in page_of(client, "/")
    seen = seen_at(client, path)
    assert "1 of 4 seats have spoken. Countries that count for the quorum: 1; needed: 2" in seen
    assert "It costs too much." in seen

    f.sign_in(client, group["KE"])
    seen = seen_at(client, path)
    assert "has spoken" in seen
    assert "It costs too much." not in seen

    f.sign_in(client, f.staff())
    assert "What Ghana says" not in seen_at(client, path)
    settle = f"{path}settle/"
    assert client.post(settle, {"deed": "count"}).status_code == 302
    seen = seen_at(client, path)
    assert "for the next meeting" in seen
    assert "There is no quorum: too few countries took part." in seen
    assert "It costs too much." in seen


def test_who_steps_aside_has_spoken_and_does_not_count_for_the_quorum(client, group):
    _it, path = put()
    f.sign_in(client, group["GH"])
    client.post(path, {"word": "aside"})
    seen = seen_at(client, path)
    assert "1 of 4 seats have spoken. Countries that count for the quorum: 0; needed: 2" in seen


def test_a_refused_word_keeps_what_was_typed(client, group):
    it, path = put(state="withdrawn")
    f.sign_in(client, group["GH"])
    page = client.post(path, {"word": "for", "reason": "We can pay it."})
    assert page.status_code == 200
    assert not it.votes.exists()


def test_a_consensus_is_recorded_on_the_page_and_stands_in_the_register(client, group):
    f.sign_in(client, group["GH"])
    client.post(
        "/steering-group/motions/new/",
        {
            "heading": "Papers",
            "text": "All papers are public.",
            "language": "en",
            "taking": "consensus",
        },
    )
    it = Motion.objects.get()
    path = f"/steering-group/motions/{it.code}/settle/"
    page = client.post(path, {"deed": "adopted", "present": []})
    assert "There is no quorum" in page.content.decode()
    codes = [term.code for term in s.SteeringTerm.objects.all()]
    assert client.post(path, {"deed": "adopted", "present": codes[:3]}).status_code == 302

    f.sign_in(client, f.person("Reader"))
    seen = seen_at(client, "/steering-group/decisions/1/")
    for words in ("Papers", "All papers are public.", "adopted", "3 of 4 countries", "Ghana"):
        assert words in seen
    client.cookies.clear()
    seen = seen_at(client, "/steering-group/decisions/1/")
    assert "Members see how each seat spoke." in seen
    assert "All papers are public." in seen


def test_the_register_is_narrowed_paged_and_taken_along(client, group):
    for number in range(23):
        r.decision(f"Words {number}", title="", decided_on=s.PartialDate(2020 + number % 2))
    first = seen_at(client, "/steering-group/decisions/")
    assert "Words 22" in first
    assert "Words 2 " not in first
    assert "Words 0" in seen_at(client, "/steering-group/decisions/?page=2")
    assert "Words 21" not in seen_at(client, "/steering-group/decisions/?year=2020")
    assert client.get("/steering-group/decisions/?page=9").status_code == 404
    assert client.get("/steering-group/decisions/99/").status_code == 404

    lines = "".join(map(bytes.decode, client.get("/steering-group/decisions/?year=2021&as=csv")))
    assert lines.count("2021") == 11
    assert "Words 22" not in lines


def test_the_register_is_checked_by_everybody_and_whole_by_members(client, group):
    """Two seats of a small group: the public file says how many, not who."""
    counted = voting.Tally(
        "vote",
        (voting.Line("GH", "for"), voting.Line("KE", "against", is_alternate=True)),
        voting.Numbers(50, 2),
        has_convener=True,
    )
    of = r.decision("Taken", taking="vote", tally=counted.as_json())
    r.decision("Of a source", title="")
    assert decided.fault() is None
    public = client.get("/steering-group/decisions.jsonl").content.decode()
    said = json.loads(public.splitlines()[1])["decision"]
    assert (said["tally"]["for"], said["tally"]["against"], said["tally"]["countries"]) == (1, 1, 2)
    assert of.salt not in public
    assert "KE" not in public
    assert chain.check_file(public)._replace(key="") == (2, "", False, None)
    csv = b"".join(client.get("/steering-group/decisions/?as=csv")).decode()
    assert "KE" not in csv

    f.sign_in(client, f.person("Reader"))
    whole = client.get("/steering-group/decisions-whole.jsonl").content.decode()
    assert chain.check_file(whole)._replace(key="") == (2, "", True, None)
    assert of.salt in whole
    csv = b"".join(client.get("/steering-group/decisions/?as=csv")).decode()
    assert "KE: Against" in csv
    book = b"".join(client.get("/steering-group/decisions/?as=xlsx"))
    assert "GH: For" in sheet_of(book)


def test_a_seats_word_that_was_changed_in_the_database_is_found(group):
    lines = (voting.Line("GH", "for"),)
    counted = voting.Tally("vote", lines, voting.Numbers(50, 2), has_convener=True)
    of = r.decision("Taken", taking="vote", tally=counted.as_json())
    other = of.tally | {"seats": [of.tally["seats"][0] | {"seat": "KE"}]}  # the same counts
    table = Decision._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET tally = %s", [json.dumps(other)])
    assert decided.fault().why == "what seats said was changed"


def sheet_of(book):
    with ZipFile(BytesIO(book)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


def test_a_number_is_proposed_where_it_stands(client, group):
    f.sign_in(client, group["GH"])
    assert "/about/rules/quorum_percent/change/" in client.get("/about/rules/").content.decode()
    said = {"value": "101", "valid_from": clock.now().date(), "why": "More", "taking": "silence"}
    page = client.post("/about/rules/quorum_percent/change/", said)
    assert "from 1 to 100" in page.content.decode()
    assert "More" in page.content.decode()
    client.post("/about/rules/quorum_percent/change/", said | {"value": "60"})
    assert Motion.objects.get().data["value"] == 60
    assert not Parameter.objects.filter(code="quorum_percent", value=60).exists()
    assert client.get("/about/rules/nothing/change/").status_code == 404


def test_what_is_yes_or_no_is_said_in_words_and_kept_as_a_number(client, group):
    f.sign_in(client, group["GH"])
    path = "/about/rules/partner_votes/change/"
    assert "Partners vote No" in seen_at(client, "/about/rules/")
    asked = page_of(client, path)
    assert asked.count('name="value"') == 2
    said = {"valid_from": clock.now().date(), "why": "They pay.", "taking": "silence"}
    assert client.post(path, said | {"value": "2"}).status_code == 200
    assert not Motion.objects.exists()
    client.post(path, said | {"value": "1"})
    motion = Motion.objects.get()
    assert (motion.title, motion.data["value"]) == ("Partners vote: Yes", 1)
    assert "Partners vote: Yes" in seen_at(client, f"/steering-group/motions/{motion.code}/")


def test_words_are_changed_by_two_of_staff_on_one_page(client, group):
    r.decision("One")
    path = "/steering-group/decisions/1/words/"
    f.sign_in(client, f.staff("Chen"))
    client.post(path, {"text": "Two", "reason": "Typing"})
    assert "a second person has to agree" in client.post(path, {"answer": "yes"}).content.decode()
    f.sign_in(client, f.staff("Zawadi"))
    assert client.post(path, {"answer": "yes"}).status_code == 302
    assert "replaced by 2" in seen_at(client, "/steering-group/decisions/1/")


@pytest.mark.parametrize("many", [1, 12])
def test_the_pages_ask_as_often_for_one_as_for_many(client, group, many, django_assert_num_queries):
    for number in range(many):
        r.decision(f"Words {number}")
        r.motion(title=f"Motion {number}")
    f.sign_in(client, group["GH"])
    page_of(client, "/steering-group/decisions/")
    with django_assert_num_queries(REGISTER):
        page_of(client, "/steering-group/decisions/")
    with django_assert_num_queries(DECISION):
        page_of(client, "/steering-group/decisions/1/")
    it = Motion.objects.order_by("pk")[0]
    with django_assert_num_queries(MOTION):
        page_of(client, f"/steering-group/motions/{it.code}/")


REGISTER, DECISION, MOTION = 9, 8, 12


def test_the_charter_is_empty_then_open_then_in_force(client, group):
    assert "No charter is on record yet." in seen_at(client, "/about/charter/")
    it = r.charter()
    point = f.person("Point", country=f.country())
    f.seat("point_of_contact", point, country=f.country())
    f.sign_in(client, point)
    assert client.post("/about/charter/", {"answer": "yes"}).status_code == 302
    seen = seen_at(client, "/about/charter/")
    assert "1 of 4 Full Members say yes; 3 are needed." in seen
    assert "Two conveners." in seen
    assert it.text in client.get("/about/charter/1/").content.decode()


def test_everywhere_the_hour_of_the_readers_own_seat(client, group):
    it = r.motion(taking="written")
    own = voting.closing(it.closes_on, "Asia/Manila")
    Motion.objects.filter(pk=it.pk).update(closes_at=own + timedelta(hours=14))
    type(group["PH"].country).objects.filter(code="PH").update(timezone="Asia/Manila")
    group["PH"].timezone = "Asia/Manila"
    group["PH"].save(update_fields=["timezone"])
    pages = "/steering-group/", f"/steering-group/motions/{it.code}/"

    f.sign_in(client, group["PH"])
    for path in pages:
        assert f"Until {formats.moment(own, 'Asia/Manila')}." in seen_at(client, path)

    f.sign_in(client, f.staff())
    for path in pages:
        seen = seen_at(client, path)
        assert f"Last day: {formats.day(it.closes_on)}. Until 18:00 in the place of" in seen


def test_how_a_recorded_decision_was_taken_is_said_alike_on_page_and_in_the_file(client):
    f.network()
    agreed = r.decision("The map is approved.", title="", taking="consensus")
    unknown = r.decision("Another one.")

    said = seen_at(client, agreed.path)
    assert "consensus." in said
    assert "how it was taken is not known" not in said
    assert "how it was taken is not known" in seen_at(client, unknown.path)
    csv = b"".join(client.get("/steering-group/decisions/?as=csv")).decode()
    assert csv.count("The map is approved.") == 2  # its name, where it has no other, and its text


def test_another_number_for_a_rule_is_named_in_the_readers_language(group):
    of = DEFINITIONS["quorum_percent"]
    title = f"{of.words}: {shown(of, 60)}"
    it = r.motion(
        title=title,
        text=f"{title}\n\nToo few come.",
        kind="parameter.change",
        data={"code": of.code, "value": 60},
    )
    with translation.override("fr"):
        french = f"{of.words}: {shown(of, 60)}"
        assert it.worded == (french, "fr", it.text, "en")
    assert french != title
