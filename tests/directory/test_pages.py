"""The directory: found and counted as far as the reader may see, light, slow to copy, no address."""

import re
from datetime import timedelta

import pytest

from jln.accounts.actions import change_profile
from jln.directory import findable, pace
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.mail.models import OutgoingMail
from jln.people.models import EmailAddress, Expertise, InstitutionRole, Person
from jln.search import index
from jln.spaces.terms import SpaceKind, Visibility
from jln.uploads import actions as uploads
from tests import factories as f
from tests.pages import links_of, page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture(autouse=True)
def _network():
    f.network()
    pace._turned.clear()


@pytest.fixture
def ama(client):
    person = f.person("Ama")
    f.sign_in(client, person)
    return person


def expert(name, theme=None, country=None, **values):
    person = f.person(name, country=f.country(*(country or ("KE", "Kenya"))), **values)
    f.offers(person, theme or f.theme())
    f.speaks(person, "fr")
    f.position(person, f.institution(), "Actuary")
    index.put(findable.person_entry(person)) if person.listing == "members" else None
    return person


def changed(by):
    record(Kind.PERSON_UPDATED, by, by=by, at=NOON, quietly=True)


# Finding


def test_people_are_found_by_what_they_offer_do_and_are_called(client, ama):
    audit = f.theme("medical-audit", "Medical audit")
    expert("Wanjiru", audit)
    expert("Linh", country=("VN", "Vietnam"))
    for words, found, other in [
        ("audit", "Wanjiru", "Linh"),
        ("Vietnam", "Linh", "Wanjiru"),
        ("linh", "Linh", "Wanjiru"),
    ]:
        text = text_of(page_of(client, f"/people/?q={words}"))
        assert found in text
        assert other not in text
        assert "1 person" in text
    assert "Actuary, National Health Insurance Authority, Kenya" in text_of(
        page_of(client, "/people/")
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("country=KE", {"Wanjiru"}),
        ("country=KE&country=VN", {"Wanjiru", "Linh"}),
        ("theme=medical-audit", {"Wanjiru"}),
        ("theme=medical-audit&country=VN", set()),
        ("language=fr", {"Wanjiru", "Linh"}),
        ("kind=insurer", {"Wanjiru", "Linh"}),
        ("kind=ministry", set()),
        ("country=ZZ", set()),
        ("theme=x%00&language=%27", set()),
    ],
)
def test_facets_narrow_down_together(client, ama, query, names):
    expert("Wanjiru", f.theme("medical-audit", "Medical audit"))
    expert("Linh", country=("VN", "Vietnam"))
    html = page_of(client, f"/people/?{query}")
    assert set(re.findall(r'<h3 class="tt"><a href="[^"]+">([^<]+)</a>', html)) == names
    if not names:
        assert "Nobody is all of this." in html


def test_figures_and_lists_tell_nothing_of_people_who_are_not_for_the_reader(client, ama):
    audit = f.theme("medical-audit", "Medical audit")
    hidden = expert("Hidden", audit, ("XK", "Kosovo"), listing="spaces")
    expert("Gone", audit, ("XK", "Kosovo"), status="closed")
    changed(ama)
    for path in ("/people/", "/people/?q=audit", "/people/?theme=medical-audit"):
        html = page_of(client, path)
        for words in ("Hidden", "Gone", "Kosovo"):
            assert words not in html
    group = f.space("costing", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    for who in (ama, hidden):
        f.on_roll(group, who)
    assert "Hidden" in page_of(client, "/people/?theme=medical-audit")


def test_no_page_shows_an_address(client, ama):
    who = expert("Wanjiru")
    EmailAddress.objects.create(
        person=who, address="second@health.example", added_at=NOON, confirmed_at=NOON
    )
    for path in (
        "/people/",
        "/people/?q=health.example",
        "/people/?q=second",
        f"/people/{who.code}/",
        f"/people/{who.code}/write/",
        f"/institutions/{f.institution().slug}/",
    ):
        assert "health.example" not in page_of(client, path).replace(
            'value="health.example"', ""
        ).replace("health.example <span", "").replace("People: health.example", "").replace(
            "?q=health.example", ""
        )


def test_every_person_is_on_exactly_one_page(client, ama):
    Person.objects.bulk_create(
        Person(name=f"Person {n // 2:03}", country=ama.country, created_at=NOON) for n in range(47)
    )
    changed(ama)
    path, found = "/people/", []
    while path:
        html = page_of(client, path)
        found += re.findall(r'href="/people/(\w{6})/"', html.partition("<h2")[2])
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more and more[1].replace("&amp;", "&")
    assert len(found) == len(set(found)) == 48


@pytest.mark.django_db(transaction=True)  # within a transaction nothing is kept
@pytest.mark.parametrize(
    ("path", "count"),
    [("/people/", 2), ("/people/?theme=provider-payment", 9), ("/people/?q=audit", 12)],
)
def test_the_directory_costs_the_same_queries_for_one_person_as_for_many(
    client, ama, path, count, django_assert_num_queries
):
    audit = f.theme("medical-audit", "Medical audit")
    for person in (ama, expert("Wanjiru")):
        Expertise.objects.get_or_create(person=person, theme=audit, kind="offered")
        index.put(findable.person_entry(person))
    changed(ama)
    client.get(path)
    with django_assert_num_queries(count):
        client.get(path)
    many = Person.objects.bulk_create(
        Person(name=f"Person {n:04}", country=ama.country, created_at=NOON) for n in range(400)
    )
    Expertise.objects.bulk_create(
        Expertise(person=who, theme=theme, kind="offered")
        for who in many
        for theme in (audit, f.theme())
    )
    for who in many[:50]:
        index.put(findable.person_entry(who))
    changed(ama)
    client.get(path)
    with django_assert_num_queries(count):
        html = client.get(path).content.decode()
    assert html.count('class="it"') == 20


def test_twenty_people_and_all_facets_fit_a_first_answer(client, ama):
    themes = [f.theme(f"theme-{n}", f"Subject of health financing {n}") for n in range(28)]
    for n in range(45):
        expert(
            f"Person {n} Long Family-Name",
            themes[n % 28],
            (f"{chr(65 + n % 26)}{chr(65 + n // 26)}", f"Country of {n}"),
        )
    changed(ama)
    page_of(client, "/people/")
    page_of(client, "/people/?q=health")


# One person


def test_a_persons_page_tells_what_was_done_and_by_whom_it_was_thanked(client, ama):
    from jln.conversations import actions as conversations

    theme = f.theme()
    who = expert("Wanjiru", theme)
    topic = f.topic(by=ama, theme=theme)
    post = f.post(topic, who)
    conversations.thank(post, words="It saved us two weeks.", by=ama, at=NOON)
    f.adaptation(reported_by=who, product=f.product(title="Costing manual"))
    f.topic(by=who, title="How do you audit?")
    closed = f.space("closed", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    f.topic(by=who, title="In confidence", space=closed)
    text = text_of(page_of(client, f"/people/{who.code}/"))
    for words in (
        "Actuary, National Health Insurance Authority",
        "1 colleague said thanks for this",
        "“It saved us two weeks.” Ama",
        "Costing manual",
        "1 answer",
        "1 was marked as the one that helped",
        "How do you audit?",
        "Write to Wanjiru",
    ):
        assert words in text
    assert "In confidence" not in text

    conversations.hide_topic(topic, because="Names of patients", by=f.staff(), at=NOON)
    text = text_of(page_of(client, f"/people/{who.code}/"))
    assert "It saved us two weeks." not in text
    assert "1 answer" not in text


def test_a_persons_page_costs_the_same_queries_however_much_was_done(
    client, ama, django_assert_num_queries
):
    def busy(count):
        who = expert(f"Busy {count}")
        for n in range(count):
            topic = f.topic(by=ama)
            f.post(topic, who)
            f.topic(by=who)
            f.adaptation(reported_by=who)
            f.on_roll(f.space(f"group-{count}-{n}", kind=SpaceKind.GROUP), who)
            f.position(who, f.institution(f"i-{count}-{n}", "Institution"))
        return f"/people/{who.code}/"

    small, large = busy(1), busy(12)
    client.get(small)
    for path in (small, large):
        with django_assert_num_queries(15):
            client.get(path)


def test_writing_goes_through_the_network(client, ama):
    who = expert("Wanjiru")
    page_of(client, f"/people/{who.code}/write/")
    said = {"subject": "Your query", "text": "May I see it?", "form_key": "k"}
    for _twice in range(2):
        answer = client.post(f"/people/{who.code}/write/", said)
        assert answer["Location"] == f"/people/{who.code}/"
    letter = OutgoingMail.objects.get()
    assert (letter.person, letter.subject) == (who, "Your query")
    html = client.post(f"/people/{who.code}/write/", said | {"subject": ""}).content.decode()
    assert "May I see it?" in html
    assert client.get(f"/people/{ama.code}/write/").status_code == 404


# Institutions


def test_the_public_sees_an_institution_and_nobody_in_it(client):
    house = f.institution()
    expert("Wanjiru")
    InstitutionRole.objects.create(institution=house, role="co-founder", starts=PartialDate(2010))
    html = page_of(client, f"/institutions/{house.slug}/")
    assert "co-founder" in html
    assert "Wanjiru" not in html
    page_of(client, f"/ar/institutions/{house.slug}/")


def test_members_see_who_is_there_and_who_has_moved_on(client, ama):
    house = f.institution()
    expert("Wanjiru")
    expert("Hidden", listing="spaces")
    moved = f.position(f.person("Kofi"), house, "Deputy")
    moved.ends = PartialDate(2024)
    moved.save()
    html = page_of(client, f"/institutions/{house.slug}/")
    text = text_of(html)
    assert "Wanjiru" in text
    assert "Kofi Deputy, until 2024" in text
    assert "1 has moved on" in text
    assert "0 answers they wrote" in text
    assert "1 person here offers help" in text
    assert "Hidden" not in text
    assert "/ask/new/?theme=provider-payment" in links_of(html)


def test_institutions_are_listed_by_pages_and_kinds(client):
    for n in range(60):
        f.institution(f"house-{n:02}", f"House {n:02}")
    f.institution("moh", "Ministry of Health").kind = "ministry"
    path, found = "/institutions/", []
    while path:
        html = page_of(client, path)
        found += re.findall(r'href="/institutions/([\w-]+)/"', html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more and more[1].replace("&amp;", "&")
    assert len(found) == len(set(found)) == 61
    assert "No institution of that name." in page_of(client, "/institutions/?kind=funder")
    assert "House 07" in page_of(client, "/institutions/?q=house+07")


# Pace


def test_turning_pages_too_fast_ends_in_a_pause_for_that_member_only(
    client, ama, caplog, monkeypatch
):
    monkeypatch.setattr(pace, "AN_HOUR", 30)  # the whole number is turned in the next test
    who = expert("Wanjiru")
    paths = ["/people/", f"/people/{who.code}/"]
    answers = [client.get(paths[n % 2]).status_code for n in range(pace.AN_HOUR + 5)]
    assert answers[: pace.AN_HOUR - 1] == [200] * (pace.AN_HOUR - 1)
    assert answers[-5:] == [429] * 5
    assert "too fast" in caplog.text
    pace._turned.clear()  # as another process would see it, after its next ten
    again = [client.get("/people/").status_code for _ in range(pace.STEP + 1)]
    assert again[-1] == 429
    assert "Wanjiru" not in client.get(f"/people/{who.code}/").content.decode()
    assert client.get("/search/?q=Wanjiru").status_code == 429
    client.cookies.clear()
    assert client.get("/search/?q=Wanjiru").status_code == 200
    f.sign_in(client, f.person())
    assert client.get("/people/").status_code == 200


def test_two_hundred_pages_an_hour_are_enough_and_a_pause_ends():
    now = clock.now()
    assert [pace.allows(7, now) for _page in range(199)] == [True] * 199
    assert not pace.allows(7, now)
    assert pace.allows(7, now + timedelta(hours=1, minutes=1))


@pytest.mark.django_db(transaction=True)
def test_a_changed_name_is_in_the_list_at_once(client, ama):
    linh = f.person("Linh", country=ama.country)
    changed(linh)
    assert "Linh" in page_of(client, "/people/")
    change_profile(linh, {"name": "Linh Tran"}, by=linh, at=NOON)
    assert "Linh Tran" in page_of(client, "/people/")


def test_colleagues_find_a_photo_on_the_page_of_its_person(client):
    f.network()
    ama = f.person("Ama")
    ama.photo = uploads.keep(uploads.Picture(b"a picture"), owner=ama, at=f.NOON)
    ama.save()
    f.sign_in(client, f.person("Bo"))

    html = page_of(client, f"/people/{ama.code}/")

    assert f'src="/files/{ama.photo.code}/"' in html
    assert "Photo of Ama" in html
