"""Who may open what of newsletters and opportunities, declared by hand. `Staff` agrees."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied

from jln.facts.models import Fact
from jln.kit import clock
from jln.newsletter import actions
from jln.newsletter.models import Issue, IssueEdition
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueKind
from jln.notify import rights
from jln.people.models import Person
from tests import factories as f
from tests.doors import EVERYBODY, Row, does, everyone, leads_on

LED = {"visitor": 302, "suspended": 302}
DESK = everyone(403, staff=200, administrator=200) | LED
STAY = leads_on(DESK)
DRAFTED = everyone(404, staff=200, administrator=200, visitor=404, suspended=404)
TRANSLATOR = everyone(404, staff=200, administrator=200, point=200)
OPEN = everyone(200)


def _editor() -> Person:
    return Person.objects.filter(name="Editor").first() or f.staff("Editor")


def draft() -> Issue:
    found = Issue.objects.filter(kind=IssueKind.NEWSLETTER).first()
    if found:
        return found
    at = clock.now()
    made = actions.begin(by=_editor(), at=at)
    head = actions.Head("Two things", "", at.date() + timedelta(days=9), 8)
    made = actions.compose(made, head, by=_editor(), at=at)
    text = Text("What silence tells us", "It is an answer.")
    actions.write_piece(made, None, text, path="", by=_editor(), at=at)
    return made


def sent() -> Issue:
    found = draft()
    Issue.objects.filter(pk=found.pk).update(begun_at=clock.now())
    return found


def offered() -> Issue:
    on = clock.now().date()
    said = actions.Offer(
        title="Two places",
        what="A week.",
        who_may="Officials.",
        where="a@example.org",
        deadline_on=on + timedelta(days=20),
        send_on=on + timedelta(days=9),
    )
    return actions.offer(None, said, by=_editor(), at=clock.now())


def announced() -> Issue:
    found = offered()
    Issue.objects.filter(pk=found.pk).update(begun_at=clock.now())
    return found


def edition() -> IssueEdition:
    """`point` is asked for it."""
    who = Person.objects.filter(name="Point").first() or f.person("Point")
    Person.objects.filter(pk=who.pk).update(language="fr")
    who.refresh_from_db()
    return actions.ask(draft(), who, by=_editor(), at=clock.now())


def at(end="", which=draft):
    return lambda: f"/desk/newsletter/{which().code}/{end}"


def translate_page():
    return f"/newsletter/translate/{edition().pk}/"


def words():
    edition()
    return {"subject": "Deux choses"}


def head():
    day = clock.now().date() + timedelta(days=3)
    return {"subject": "Three", "lead": "", "send_on": day, "hour": 9, "missing": "hold"}


def offer():
    day = clock.now().date()
    return {
        "heading": "Two places",
        "what": "A week.",
        "who_may": "Officials.",
        "where": "a@example.org",
        "deadline_on": day + timedelta(days=9),
        "send_on": day + timedelta(days=3),
    }


def colleague():
    return {"colleague": edition().person_id}


def begin(by):
    actions.begin(by=by, at=clock.now())


def agree(by):
    actions.agree(draft(), by=by, at=clock.now())


def write_in_french(by):
    one = edition()
    actions.translate(one, actions.Words("Deux choses"), by=by, at=clock.now())


def be_told_of(which):
    def told(by):
        if not rights.may_read(by, Fact(subject_model="jln.Issue", subject_id=which().pk)):
            raise PermissionDenied

    return told


MAKERS = does("staff", "administrator")
MATRIX = [
    Row("/desk/newsletter/", "get", DESK),
    Row("/desk/newsletter/", "post", STAY),
    Row("/desk/newsletter/opportunity/", "get", DESK),
    Row("/desk/newsletter/opportunity/", "post", DESK),
    Row("/desk/newsletter/opportunity/", "post", STAY, offer),
    Row(at(), "get", DESK),
    Row(at(), "post", STAY, {"do": "editions"}),
    Row(at("head/"), "get", DESK),
    Row(at("head/"), "post", DESK),
    Row(at("head/"), "post", STAY, head),
    Row(at("piece/"), "get", DESK),
    Row(at("piece/"), "post", DESK),
    Row(at("piece/"), "post", STAY, {"heading": "A title", "text": "A text."}),
    Row(at("ask/"), "get", DESK),
    Row(at("ask/"), "post", DESK),
    Row(at("ask/"), "post", STAY, colleague),
    Row(at("preview/"), "get", DESK),
    Row(at("preview/"), "post", DESK),
    Row(at("agree/"), "get", DESK),
    Row(at("agree/"), "post", DESK),
    Row(at("agree/"), "post", STAY, {"sure": "yes"}),
    Row(at("fr/"), "get", DESK),
    Row(at("fr/"), "post", STAY, {"subject": "Deux choses"}),
    Row(translate_page, "get", TRANSLATOR),
    Row(translate_page, "post", leads_on(TRANSLATOR), words),
    Row("/newsletter/", "get", OPEN),
    Row("/newsletter/", "post", OPEN),
    Row(lambda: f"/newsletter/{draft().number}/", "get", DRAFTED),
    Row(lambda: f"/newsletter/{sent().number}/", "get", OPEN),
    Row(lambda: f"/newsletter/{sent().number}/", "post", OPEN),
    Row("/opportunities/", "get", OPEN),
    Row("/opportunities/", "post", OPEN),
    Row(lambda: f"/opportunities/{offered().code}/", "get", DRAFTED),
    Row(lambda: f"/opportunities/{announced().code}/", "get", OPEN),
    Row(lambda: f"/opportunities/{announced().code}/", "post", OPEN),
    Row("/feeds/newsletter.atom", "get", OPEN),
    Row("/feeds/newsletter.atom", "post", OPEN),
    Row(begin, "deed", MAKERS),
    Row(agree, "deed", MAKERS),
    Row(write_in_french, "deed", does("staff", "administrator", "point")),
    Row(be_told_of(draft), "deed", MAKERS),
    Row(be_told_of(sent), "deed", does(*(one for one in EVERYBODY if one != "visitor"))),
]
