"""The pages of conversations: what they show to whom, at what cost, and that nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.utils import translation

from jln.conversations import actions
from jln.conversations.models import AskedColleague, Post, Topic
from jln.conversations.places import place
from jln.conversations.queries import lists
from jln.kit import clock
from jln.mail.models import InboundMail
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.conversations.matrix import MATRIX
from tests.library.matrix import ALL
from tests.library.test_matrix import principal
from tests.pages import closed, links_of, page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture(autouse=True)
def _network():
    f.network()
    f.space()


@pytest.fixture
def ama(client):
    person = f.person("Ama")
    f.sign_in(client, person)
    return person


def talk(asker, count, text="We pay by capitation and phone the clinics that moved most."):
    """A topic with so many answers, thanks and colleagues asked."""
    theme = f.theme()
    topic = f.topic(by=asker, theme=theme)
    for number in range(count):
        who = f.person(
            f"Helper {number}", country=f.country(f"C{number % 9}", f"Land {number % 9}")
        )
        f.position(who, f.institution())
        post = f.post(topic, who, text=text(number) if callable(text) else text)
        actions.thank(post, words="It saved us two weeks.", by=asker, at=NOON)
        AskedColleague.objects.create(
            topic=topic, person=who, reasons=[{"code": "expertise", "of": theme.pk}], asked_at=NOON
        )
    return topic


@pytest.mark.parametrize("who", ALL)
def test_every_door_opens_to_whom_the_table_says(client, who):
    person = principal(who)
    if person:
        f.sign_in(client, person)
    wrong = []
    for at, (place_of, method, statuses) in enumerate(MATRIX):
        path = place_of() if callable(place_of) else place_of
        status = getattr(client, method)(path).status_code
        if status != statuses[who]:
            wrong.append((at, method, path, status, statuses[who]))
    assert wrong == []


# Reading


def test_a_post_shows_who_wrote_it_from_where_and_in_which_office_then(client, ama):
    topic = f.topic(by=ama)
    linh = f.person("Linh", country=f.country("VN", "Vietnam"))
    old = f.position(linh, f.institution("old", "Old Office"), "Clerk")
    old.ends = "2021"
    old.save()
    f.position(linh, f.institution("new", "Social Security"), "Director")
    f.post(topic, linh, text="Oui, par capitation.", language="fr", channel="mail")
    html = page_of(client, f"/ask/{topic.code}/")
    text = text_of(html)
    assert "<bdi>Director, Social Security</bdi>, Vietnam" in html
    assert "20 November 2026 · by mail" in text
    assert "Old Office" not in text
    assert '<div class="prose" lang="fr">' in html
    assert f"/people/{linh.code}/" in links_of(html)


def test_a_hidden_post_shows_its_reason_and_a_hidden_topic_too(client, ama):
    topic = f.topic()
    post = f.post(topic, f.person(), text="Secret words")
    actions.hide_post(post, because="Names a patient", by=f.staff(), at=NOON)
    html = page_of(client, f"/ask/{topic.code}/")
    assert "Names a patient" in html
    assert "Secret words" not in html
    actions.hide_topic(topic, because="Spam", by=f.staff(), at=NOON)
    gone = page_of(client, f"/ask/{topic.code}/", status=404)
    assert "Spam" in gone
    assert topic.title not in gone


def test_nothing_of_a_closed_space_is_told_even_when_it_is_hidden(client, ama):
    topic = f.topic(space=closed(), title="In confidence")
    actions.hide_topic(topic, because="Reason in confidence", by=f.staff(), at=NOON)
    assert "in confidence" not in page_of(client, f"/ask/{topic.code}/", status=404).lower()
    assert "In confidence" not in page_of(client, "/ask/?tab=all")


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_twenty_posts_fit_a_first_answer_in_every_language(client, ama, language):
    ama.language = language
    ama.save()
    topic = talk(ama, 24)
    html = page_of(client, f"/ask/{topic.code}/")
    shown = [int(no) for no in re.findall(r'<article class="post" id="p(\d+)"', html)]
    following = int(re.search(r"\?from=(\d+)", html)[1])
    assert shown == list(range(1, following))
    assert following > 10
    with translation.override(language):
        rest = page_of(client, f"/ask/{topic.code}/?from={following}")
    assert f'id="p{following}"' in rest


def test_long_posts_show_their_beginning_and_how_much_is_left(client, ama):
    long_text = "\n\n".join(
        f"Paragraph {n}. " + "We phone the clinic first. " * 12 for n in range(20)
    )
    topic = talk(ama, 12, text=long_text)
    html = page_of(client, f"/ask/{topic.code}/")
    assert "The rest, 5." in html
    assert "Paragraph 19" not in html
    assert "Paragraph 19" in client.get(f"/ask/{topic.code}/posts/2/").content.decode()


def test_random_words_never_weigh_too_much(client, ama):
    from random import Random

    def noise(number):
        letters = Random(number)
        return " ".join(
            "".join(letters.choices("abcdefghijklmnopqrstuvwxyzéàüß", k=9)) for _ in range(200)
        )

    topic = talk(ama, 9, text=noise)
    html = page_of(client, f"/ask/{topic.code}/")
    assert re.search(r"\?from=\d", html)


def test_a_topic_costs_the_same_queries_with_one_answer_as_with_many(
    client, ama, django_assert_num_queries
):
    small, large = talk(ama, 1), talk(ama, 60)
    for topic in (small, large):
        client.get(f"/ask/{topic.code}/")
    for topic in (small, large):
        with django_assert_num_queries(9):
            client.get(f"/ask/{topic.code}/")


@pytest.mark.parametrize(("tab", "count"), [("", 6), ("waiting", 3), ("mine", 3), ("all", 3)])
def test_lists_cost_the_same_queries_for_one_as_for_many(
    client, ama, tab, count, django_assert_num_queries
):
    talk(ama, 1)
    asked = {
        "person": ama,
        "reasons": [{"code": "expertise", "of": f.theme().pk}],
        "asked_at": NOON,
    }
    AskedColleague.objects.create(topic=f.topic(), **asked)
    path = f"/ask/?tab={tab}" if tab else "/ask/"
    client.get(path)
    with django_assert_num_queries(count):
        client.get(path)
    people = [f.person() for _ in range(3)]
    Topic.objects.bulk_create(
        Topic(
            space=f.space(),
            title=f"Question {n}",
            by=ama if n % 2 else people[n % 3],
            started_at=NOON,
            last_post_at=NOON + timedelta(minutes=n),
            post_count=1,
        )
        for n in range(400)
    )
    AskedColleague.objects.bulk_create(
        AskedColleague(topic=topic, **asked) for topic in Topic.objects.filter(title__endswith="8")
    )
    with django_assert_num_queries(count):
        html = client.get(path).content.decode()
    assert 20 <= html.count('class="tt"') <= 30


def test_every_topic_is_on_exactly_one_page_of_the_list(client, ama):
    titles = {
        f.topic(title=f"Question {n}", last_post_at=NOON + timedelta(minutes=n // 3)).title
        for n in range(45)
    }
    path, found = "/ask/?tab=all", []
    while path:
        html = page_of(client, path)
        found += re.findall(r">(Question \d+)<", html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more and more[1].replace("&amp;", "&")
    assert len(found) == 45
    assert set(found) == titles


def test_whoever_reads_few_of_the_newest_still_gets_a_full_page(client, ama, monkeypatch):
    secret = closed()
    for n in range(50):
        f.topic(space=secret, title=f"Secret {n}", last_post_at=NOON + timedelta(days=1, minutes=n))
    for n in range(30):
        f.topic(title=f"Question {n}", last_post_at=NOON + timedelta(minutes=n))
    monkeypatch.setattr("jln.conversations.queries.lists.LOOKED_AT", 40)
    lists._EVERY.first._plans.clear()
    path, found = "/ask/?tab=all", []
    while path:
        html = page_of(client, path)
        found += re.findall(r">(Question \d+)<", html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more and more[1].replace("&amp;", "&")
    lists._EVERY.first._plans.clear()
    assert found == [f"Question {n}" for n in reversed(range(30))]


@pytest.mark.parametrize(
    "before", ["x", "1.", ".5", "9" * 50, "99999999999999999999.1", "1.5.7", "-1.2"]
)
def test_a_place_in_the_list_that_is_none_is_the_beginning(client, ama, before):
    f.topic(title="Question 1")
    assert client.get("/ask/", {"tab": "all", "before": before}).status_code == 200


@pytest.mark.parametrize("first", ["x", "-1", "0", "99999999999", "", "1e3"])
def test_a_place_in_a_topic_that_is_none_is_a_page(client, ama, first):
    page_of(client, f"/ask/{f.topic().code}/?from={first}")


def test_addresses_of_posts_lead_to_them(client, ama):
    topic = talk(ama, 30)
    address = place(topic.code, 27)
    assert f'id="{address.partition("#")[2]}"' in page_of(client, address.partition("#")[0])


# The original


RAW = (
    b"From: Linh <linh@health.example>\r\nSubject: Re: Paying\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nYes, by capitation.\r\n\r\n-- \r\nLinh, linh@health.example\r\n"
    b"<script>alert(1)</script>\r\n> On Monday r.aaaaaaaaaaaabbbbbbbbccccccccdddd@jln.example wrote:\r\n"
)


def test_the_mail_as_sent_is_one_click_away_without_an_address(client, ama):
    mail = InboundMail.objects.create(
        raw=RAW, size=len(RAW), received_at=NOON, envelope_to="r.x@jln.example"
    )
    topic = f.topic()
    post = actions.answer(
        topic,
        text="Yes, by capitation.",
        by=f.person("Linh"),
        at=NOON,
        channel="mail",
        inbound=mail,
    )
    html = page_of(client, f"/ask/{topic.code}/")
    assert f"/ask/{topic.code}/posts/{post.number}/original/" in links_of(html)
    shown = page_of(client, f"/ask/{topic.code}/posts/2/original/")
    assert "Yes, by capitation." in shown
    assert "&lt;script&gt;" in shown
    for secret in ("linh@health.example", "bbbbbbbbcccccccc", "<script>alert"):
        assert secret not in shown
    InboundMail.objects.update(raw=None)
    assert "13 months" in page_of(client, f"/ask/{topic.code}/posts/2/original/")


# Asking


def test_a_question_is_checked_first_and_posted_once(client, ama):
    theme = f.theme()
    helper = f.person("Bayu", country=f.country("ID", "Indonesia"))
    f.offers(helper, theme)
    actions.ask(
        f.space(),
        text="How do you pay clinics by capitation in hills?",
        by=f.person("Chen"),
        at=NOON,
    )
    typed = {
        "text": "How do clinics in the hills live on capitation?",
        "theme": theme.code,
        "form_key": "k1",
    }
    check = client.post("/ask/new/", typed | {"check": "1"})
    text = text_of(check.content.decode())
    assert "How do you pay clinics by capitation in hills?" in text
    assert "Bayu" in text
    assert "Offers help with Provider payment. Works in English." in text
    assert typed["text"] in text
    assert Topic.objects.count() == 1
    for _twice in range(2):
        answer = client.post("/ask/new/", typed | {"post": "ask", "ask": [helper.code]})
        topic = Topic.objects.get(by=ama)
        assert (answer.status_code, answer["Location"]) == (302, f"/ask/{topic.code}/")
    assert [row.person for row in topic.asked.all()] == [helper]


def test_whoever_is_unticked_is_not_asked(client, ama):
    theme = f.theme()
    f.offers(f.person("Bayu", country=f.country("ID", "Indonesia")), theme)
    for post in ("ask", "quietly"):
        client.post("/ask/new/", {"text": "How?", "theme": theme.code, "post": post})
    assert Topic.objects.filter(by=ama).count() == 2
    assert not AskedColleague.objects.exists()


def test_what_was_typed_stays_when_something_is_missing(client, ama):
    html = client.post(
        "/ask/new/", {"text": " ", "heading": "My title", "check": "1"}
    ).content.decode()
    assert "Write your question first." in html
    assert 'value="My title"' in html
    html = client.post(
        "/ask/new/", {"text": "Kept words", "heading": "x" * 201, "post": "ask"}
    ).content.decode()
    assert "Kept words" in html
    assert not Topic.objects.exists()
    topic = f.topic(closed_at=NOON)
    html = client.post(f"/ask/{topic.code}/", {"text": "Words for nothing?"}).content.decode()
    assert "This conversation is closed." in html


def test_the_question_box_elsewhere_leads_on_with_its_words(client, ama):
    assert "How do you &lt;pay&gt;?" in page_of(
        client, "/ask/new/?q=How+do+you+%3Cpay%3E%3F%00&theme=%00"
    )


def test_a_question_about_a_product_says_so(client, ama):
    product = f.product("costing", title="Costing manual")
    assert "Costing manual" in page_of(client, "/ask/new/?product=costing")
    client.post("/ask/new/", {"text": "Section 9?", "product": "costing", "post": "ask"})
    assert Topic.objects.get().product == product
    page_of(client, "/ask/new/?product=none-such")


# Deeds


def test_an_answer_is_posted_and_can_be_taken_back(client, ama):
    topic = f.topic()
    answer = client.post(f"/ask/{topic.code}/", {"text": "By capitation.", "form_key": "k"})
    assert answer["Location"] == f"/ask/{topic.code}/#p2"
    client.post(f"/ask/{topic.code}/", {"text": "By capitation.", "form_key": "k"})
    assert Post.objects.filter(topic=topic).count() == 2
    html = page_of(client, f"/ask/{topic.code}/")
    assert f'action="/ask/{topic.code}/posts/2/undo/"' in html
    client.post(f"/ask/{topic.code}/posts/2/undo/", {"sure": "yes"})
    html = page_of(client, f"/ask/{topic.code}/")
    assert "By capitation." not in html
    assert "Taken back by the person who wrote it." in html


def test_after_two_minutes_a_post_stays(client, ama):
    topic = f.topic()
    post = f.post(topic, ama, posted_at=clock.now() - timedelta(minutes=3))
    assert "/undo/" not in page_of(client, f"/ask/{topic.code}/")
    html = client.post(f"/ask/{topic.code}/posts/2/undo/", {"sure": "yes"}).content.decode()
    assert "two minutes" in html
    post.refresh_from_db()
    assert post.hidden_at is None


def test_thanks_stand_under_the_post_by_name(client, ama):
    topic = f.topic(by=ama)
    f.post(topic, f.person("Linh"))
    page_of(client, f"/ask/{topic.code}/posts/2/thanks/")
    answer = client.post(f"/ask/{topic.code}/posts/2/thanks/", {"thanks": "It saved us two weeks."})
    assert answer["Location"] == f"/ask/{topic.code}/#p2"
    text = text_of(page_of(client, f"/ask/{topic.code}/"))
    assert "Helped. Thanks from Ama: It saved us two weeks." in text
    html = client.post(f"/ask/{topic.code}/posts/1/thanks/", {"thanks": "Me"}).content.decode()
    assert "This is your own post." in html


def test_who_is_asked_sees_why_and_may_say_not_me(client, ama):
    theme = f.theme()
    f.offers(ama, theme)
    topic = actions.ask(
        f.space(), text="How?", theme=theme, by=f.person(country=f.country("KE")), at=clock.now()
    )
    html = page_of(client, f"/ask/{topic.code}/")
    assert "You offer help with Provider payment." in text_of(html)
    assert "You offer help with Provider payment." in text_of(page_of(client, "/ask/"))
    assert client.post(f"/ask/{topic.code}/not-me/", {"answer": "not_me"})["Location"] == "/ask/"
    assert "You are asked" not in page_of(client, f"/ask/{topic.code}/")
    assert "No question waits for you." in page_of(client, "/ask/")


def test_follow_and_stop(client, ama):
    topic = f.topic()
    client.post(f"/ask/{topic.code}/follow/", {"follow": "yes"})
    assert "You follow this" in page_of(client, f"/ask/{topic.code}/")
    client.post(f"/ask/{topic.code}/follow/", {"follow": "no"})
    assert "You muted this" in page_of(client, f"/ask/{topic.code}/")
    page_of(client, f"/ask/{topic.code}/follow/")


def test_with_script_only_the_place_that_changed_is_sent(client, ama):
    topic = f.topic()
    headers = {"HX-Request": "true", "HX-Target": "section#following"}
    answer = client.post(
        f"/ask/{topic.code}/follow/", {"follow": "yes"}, headers=headers, follow=True
    )
    assert answer.content.startswith(b'<section class="sec" id="following"')
    assert b"You follow this" in answer.content
    assert b"<h1" not in answer.content


def test_staff_hide_from_the_page(client):
    staff = f.staff()
    f.sign_in(client, staff)
    topic = f.topic()
    f.post(topic, f.person())
    assert f"/ask/{topic.code}/posts/2/hidden/" in links_of(page_of(client, f"/ask/{topic.code}/"))
    assert (
        "Say why."
        in client.post(f"/ask/{topic.code}/posts/2/hidden/", {"because": ""}).content.decode()
    )
    client.post(f"/ask/{topic.code}/posts/2/hidden/", {"because": "Advertising"})
    assert "Advertising" in page_of(client, f"/ask/{topic.code}/")
    client.post(f"/ask/{topic.code}/hidden/", {"because": "Spam"})
    assert "Spam" in page_of(client, f"/ask/{topic.code}/", status=404)


def test_what_a_question_became_is_linked_as_far_as_the_reader_may_see(client, ama):
    topic = f.topic()
    open_one = f.problem(topic=topic, statement="Clinics are paid late.")
    f.problem(topic=topic, statement="In confidence", space=closed(), visibility=Visibility.ROLL)
    adapted = f.adaptation(topic=topic, product=f.product(title="Costing manual"))
    html = page_of(client, f"/ask/{topic.code}/")
    assert f"/problems/{open_one.code}/" in links_of(html)
    assert f"/chain/adaptation/{adapted.code}/" in links_of(html)
    assert "In confidence" not in html
