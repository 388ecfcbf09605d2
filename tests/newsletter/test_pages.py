"""The pages of issues: what editors see, what anybody reads, what colleagues write."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from jln.countries.models import Country
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.newsletter import actions, happened
from jln.newsletter.actions.sending import judge
from jln.newsletter.editions import letter_of
from jln.newsletter.forms import OfferForm
from jln.newsletter.models import Issue, PieceText
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueState
from jln.notify import actions as notify
from jln.notify import letters
from jln.notify.terms import Because
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.newsletter.world import AT, DAY, a_draft, an_offer
from tests.pages import closed, page_of, record

pytestmark = pytest.mark.django_db
SENT = "/newsletter/1/"
OFFER = "/desk/newsletter/opportunity/"


@pytest.fixture
def editor(client):
    f.network()
    who = f.staff("Editor")
    f.sign_in(client, who)
    return who


def topic_in(space, title):
    at = clock.now() - timedelta(hours=1)
    made = f.topic(space=space, title=title)
    made.posts.update(posted_at=at)
    return made


def test_a_draft_begins_with_what_everybody_may_read_and_offers_the_rest(editor, client):
    open_one = topic_in(f.space(), "Who pays on the fifth?")
    topic_in(closed(), "Between us")
    f.adaptation(space=record(), visibility="public", created_at=clock.now())
    client.post("/desk/newsletter/")
    issue = Issue.objects.get()
    assert (issue.number, issue.made_by, issue.state) == (1, editor, IssueState.DRAFT)
    titles = set(PieceText.objects.filter(language="en").values_list("title", flat=True))
    assert open_one.title in titles
    assert "Between us" not in titles
    kinds = set(issue.pieces.values_list("subject_model", flat=True))
    assert kinds == {"jln.Topic", "jln.Adaptation"}
    adapted = issue.pieces.get(subject_model="jln.Adaptation")
    assert adapted.texts.count() == 5  # what the platform says itself, it says in every language
    client.post("/desk/newsletter/")
    assert Issue.objects.count() == 1

    piece = issue.pieces.get(subject_model="jln.Topic")
    here = f"/desk/newsletter/{issue.code}/"
    client.post(here, {"do": "remove", "which": piece.pk})
    assert open_one.title not in page_of(client, here)
    assert open_one.title in page_of(client, f"{here}?more=1")
    client.post(here, {"do": "add", "which": f"jln.Topic:{open_one.pk}"})
    assert issue.pieces.filter(subject_id=open_one.pk, subject_model="jln.Topic").count() == 1
    added = issue.pieces.order_by("position").last()
    client.post(here, {"do": "up", "which": added.pk})
    assert issue.pieces.order_by("position").first() == added


def test_what_happened_after_the_last_issue_makes_the_next_draft_by_itself(editor):
    issue = a_draft(editor)
    assert not actions.draft_due(AT)
    Issue.objects.filter(pk=issue.pk).update(
        state="sent", begun_at=AT, agreed_at=AT, agreed_by=editor
    )
    assert actions.draft_due(AT + timedelta(days=1))
    assert not actions.draft_due(AT + timedelta(days=2))
    assert Issue.objects.get(number=2).send_on == DAY + timedelta(days=14)


def test_every_piece_says_how_far_each_language_is(editor, client):
    issue = a_draft(editor)
    here = f"/desk/newsletter/{issue.code}/"
    page = page_of(client, here)
    assert page.count("French: missing") == 1
    assert "ready in EN" in page
    piece = issue.pieces.get()
    said = {f"title_{piece.pk}": "Le silence", f"text_{piece.pk}": "Il répond.", "subject": "Deux"}
    client.post(f"{here}fr/", said)
    assert "ready in EN FR" in page_of(client, here)
    client.post(
        f"{here}piece/?piece={piece.pk}", {"heading": "Silence", "text": "It answers twice."}
    )
    assert "French: older than the English" in page_of(client, here)
    assert "It answers twice." in page_of(client, f"{here}fr/")
    page = page_of(client, f"{here}preview/?language=fr")
    assert "It answers twice." in page
    assert "Il répond." not in page


def test_who_wrote_it_last_does_not_agree_and_what_some_cannot_read_does_not_go(editor, client):
    f.space()
    issue = a_draft(editor)
    second = f.staff("Second")
    with pytest.raises(RuleBroken, match="own"):
        actions.agree(issue, by=editor, at=AT)
    with pytest.raises(PermissionDenied):
        actions.agree(issue, by=f.person(), at=AT)
    hidden = topic_in(closed(), "Between us")
    texts = {"en": Text(hidden.title, "")}
    actions.composing.put_piece(
        issue, happened.Happened("jln.Topic", hidden.pk, "/", texts), 9, by=editor, at=AT
    )
    assert judge(issue, second, AT).codes == {"closed"}
    page = page_of(client, f"/desk/newsletter/{issue.code}/")
    assert "Not every reader can open: Between us" in page
    issue.pieces.filter(subject_id=hidden.pk).delete()
    assert actions.agree(issue, by=second, at=AT).state == IssueState.AGREED
    with pytest.raises(RuleBroken, match="no_draft"):
        actions.compose(issue, actions.Head("Other", "", DAY, 8), by=editor, at=AT)


def test_its_page_shows_each_reader_what_they_may_open(editor, client):
    issue = a_draft(editor)
    topic = topic_in(f.space(), "Who pays on the fifth?")
    texts = {"en": Text(topic.title, "")}
    actions.composing.put_piece(
        issue, happened.Happened("jln.Topic", topic.pk, "/ask/x/", texts), 9, by=editor, at=AT
    )
    visitor = type(client)()
    assert visitor.get(SENT).status_code == 404
    assert client.get(SENT).status_code == 200
    Issue.objects.update(begun_at=AT)
    page = page_of(visitor, SENT)
    assert "What silence tells us" in page
    assert "Who pays on the fifth?" not in page
    assert "1 piece is for members only." in page
    assert "Who pays on the fifth?" in page_of(client, SENT)
    assert "8 December" in page  # its day, though the first mailbox's hour came before
    assert "8 December" in page_of(visitor, "/newsletter/")
    assert 'lang="en"' in page_of(visitor, f"/ar{SENT}").split("<main")[1]
    assert "Two things to read" in page_of(visitor, "/newsletter/")
    assert "Two things to read" in visitor.get("/feeds/newsletter.atom").content.decode()
    Issue.objects.update(state="agreed", agreed_at=AT)
    actions.stop(issue, by=editor, at=AT)
    assert visitor.get(SENT).status_code == 404


def test_a_title_that_nobody_translated_stands_marked_with_its_language(editor, client):
    issue = a_draft(editor)
    piece = issue.pieces.get()
    reads = {"fr": ("[anglais]", "anglais"), "ar": ("[الإنجليزية]", "الإنجليزية")}
    for language, (mark, name) in reads.items():
        letter = letter_in(issue, language)
        assert f"{mark} The second is short." in letter
        assert f"1. {mark} What silence tells us\nSilence" in letter
        page = page_of(client, f"/{language}{SENT}").split("<main")[1]
        assert '<h1 lang="en" dir="auto">Two things to read</h1>' in page
        assert '<h2 lang="en" dir="auto">What silence tells us</h2>' in page
        assert page.count(f">{name}") >= 2
    title = "Ce que dit le silence"
    PieceText.objects.create(piece=piece, language="fr", title=title, of_mark="x", at=AT)
    Issue.objects.update(subjects={"en": "Two things to read", "fr": "Deux choses à lire"})
    issue.refresh_from_db()
    letter = letter_in(issue, "fr")
    assert "1. Ce que dit le silence\n[anglais]\n" in letter
    page = page_of(client, f"/fr{SENT}").split("<main")[1]
    assert '<h1 lang="fr" dir="auto">Deux choses à lire</h1>' in page
    assert '<h2 lang="fr" dir="auto">Ce que dit le silence</h2>' in page


def letter_in(issue, language) -> str:
    return letters.write(letter_of(issue), f.person(language=language), Because.MEMBER).text


def test_who_agrees_sees_what_goes_and_who_wrote_it_has_no_button(editor, client):
    issue = a_draft(editor, send_on=day(clock.now()) + timedelta(days=3))
    here = f"/desk/newsletter/{issue.code}/agree/"
    page = page_of(client, here)
    assert "A second person agrees" in page
    assert "Yes, send it" not in page
    f.sign_in(client, f.staff("Second"))
    page = page_of(client, here).split("<main")[1]
    for words in ("Two things to read", "A letter of their own", "08:00", "Yes, send it"):
        assert words in page
    assert "at once to readers whose hour has come" not in page
    Issue.objects.update(send_on=day(clock.now()), hour=0)  # in UTC, where all here live
    assert "at once to readers whose hour has come" in page_of(client, here)
    assert client.post(here, {"sure": "yes"}).status_code == 302
    issue.refresh_from_db()
    assert issue.state == IssueState.AGREED


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("not an address", None),
        ("somebody@", None),
        ("places@example.org", "places@example.org"),
        ("example.org/places", "https://example.org/places"),
    ],
)
def test_where_to_answer_is_a_page_or_an_address(editor, client, where, kept):
    f.country("DE", "Germany", names={"en": "Germany", "fr": "Allemagne"})
    f.country("AO", "Angola")
    names = re.findall(r">(Germany|Angola|Allemagne)<", page_of(client, OFFER))
    assert names == ["Angola", "Germany"]
    with translation.override("fr"):
        offered = OfferForm(countries=Country.objects.order_by("-code")).fields["countries"]
        assert [str(name) for _pk, name in offered.choices][:2] == ["Allemagne", "Angola"]
    said = {"heading": "Two places", "what": "A week.", "who_may": "Officials.", "where": where}
    days = {"deadline_on": "2026-12-28", "send_on": "2026-12-08"}
    response = client.post(OFFER, said | days)
    if kept is None:
        assert response.status_code == 200
        assert not Issue.objects.exists()
    else:
        assert Issue.objects.get().pieces.get(position=0).path == kept


def test_an_issue_without_a_subject_is_called_by_its_number_on_every_page(editor, client):
    issue = actions.begin(by=None, at=AT)
    issue.pieces.all().delete()
    awa = f.person("Awa", language="fr")
    edition = actions.ask(issue, awa, by=editor, at=AT)
    here = f"/desk/newsletter/{issue.code}/"
    ends = ("", "head/", "piece/", "ask/", "preview/?language=fr", "agree/", "fr/")
    for path in ("/desk/newsletter/", *(here + end for end in ends), SENT):
        assert "Newsletter 1" in page_of(client, path), path
    f.sign_in(client, awa)
    page_of(client, f"/newsletter/translate/{edition.pk}/")
    notify.sweep()
    assert "1" in newest("issue.asked", awa).subject
    Issue.objects.update(begun_at=AT)
    assert "Newsletter 1" in page_of(type(client)(), "/newsletter/")


def test_an_opportunity_closes_by_itself(editor, client, monkeypatch):
    offer = an_offer(editor, deadline=DAY)
    Issue.objects.update(begun_at=AT)
    visitor = type(client)()
    here = f"/opportunities/{offer.code}/"
    monkeypatch.setattr(clock, "now", lambda: AT)
    assert "mailto:places@example.org" in page_of(visitor, here)
    assert "open</span>" in page_of(visitor, "/opportunities/")
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=8))
    assert "mailto:" not in page_of(visitor, here)
    assert "closed</span>" in page_of(visitor, "/opportunities/")


def test_a_page_asks_as_much_for_one_piece_as_for_many(editor, client):
    issue = a_draft(editor)
    here = f"/desk/newsletter/{issue.code}/"
    Issue.objects.update(begun_at=AT)

    def asked(path):
        with CaptureQueriesContext(connection) as seen:
            page_of(client, path)
        return len(seen)

    def add():
        one = topic_in(f.space(), "Who pays?")
        texts = {"en": Text(one.title, "")}
        thing = happened.Happened("jln.Topic", one.pk, f"/ask/{one.code}/", texts)
        actions.composing.put_piece(issue, thing, 1, by=editor, at=AT)
        text = Text("A piece", "Words.")
        actions.write_piece(issue, None, text, path="", by=editor, at=AT)

    add()
    page_of(client, here), page_of(client, SENT)
    few = [asked(here), asked(SENT), asked("/newsletter/"), asked("/desk/newsletter/")]
    for _piece in range(4):
        add()
    f.person(language="fr", timezone="Africa/Dakar")
    assert [asked(here), asked(SENT), asked("/newsletter/"), asked("/desk/newsletter/")] == few
    assert few == [14, 6, 3, 6]


def test_a_colleague_who_is_asked_translates_by_replying(editor):
    issue = a_draft(editor)
    awa = f.person("Awa", language="fr")
    with pytest.raises(RuleBroken, match="english"):
        actions.ask(issue, f.person(), by=editor, at=AT)
    edition = actions.ask(issue, awa, by=editor, at=clock.now())
    notify.sweep()
    letter = newest("issue.asked", awa)
    assert "Silence is an answer too." in letter.text
    assert "***" in letter.text
    said = "1. Deux choses\n2. La seconde est courte.\n3. Le silence\n4. Il répond.\n"
    came = answered(letter, said, name="Awa")
    assert came.reason == "answered", (came.reason, letter.text)
    issue.refresh_from_db()
    assert issue.subjects["fr"] == "Deux choses"
    assert issue.leads["fr"] == "La seconde est courte."
    text = PieceText.objects.get(language="fr")
    assert (text.title, text.text, text.by) == ("Le silence", "Il répond.", awa)
    edition.refresh_from_db()
    assert edition.answered_at is not None
    actions.ask(issue, f.person("Binta", language="fr"), by=editor, at=clock.now())
    late = answered(letter, "1. Trois choses\n", name="Awa")
    assert late.reason != "answered"
    issue.refresh_from_db()
    assert issue.subjects["fr"] == "Deux choses"
