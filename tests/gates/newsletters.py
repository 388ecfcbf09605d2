"""Routes of newsletters and opportunities, and a draft that they lead to: one is sent already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from jln.kit import clock
from jln.kit.time import day
from jln.newsletter import actions
from jln.newsletter.models import Issue, IssueEdition
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueKind, IssueState
from jln.people.models import Person
from tests.gates.readers import PRACTITIONER, PUBLIC, STAFF

LANGUAGE = "fr"
NEXT = 99


def draft() -> Issue:
    """With what happened lately, and a piece written for it."""
    found = Issue.objects.filter(kind=IssueKind.NEWSLETTER, state=IssueState.DRAFT).first()
    if found is not None and found.subjects:
        return found
    at = clock.now()
    by = Issue.objects.get(number=1).agreed_by
    made = actions.begin(by=by, at=at)
    on = day(at) + timedelta(days=1)
    head = actions.Head("What silence tells us", "Nine countries set up groups.", on, 8)
    made = actions.compose(made, head, by=by, at=at)
    text = Text("From the convener: what silence tells us", "Silence is an answer too. " * 12)
    actions.write_piece(made, None, text, path="", by=by, at=at)
    return made


def _desk() -> str:
    """Beside it, a draft that has no subject yet."""
    draft()
    Issue.objects.get_or_create(number=NEXT, defaults={"made_at": clock.now()})
    return "/desk/newsletter/"


def _edition() -> IssueEdition:
    """The practitioner is asked for it."""
    who = Person.objects.get(addresses__address="adjoa@gh.example")
    made, _is_new = IssueEdition.objects.get_or_create(
        issue=draft(), language=LANGUAGE, defaults={"asked_at": clock.now()}
    )
    IssueEdition.objects.filter(pk=made.pk).update(person=who)
    return made


def _at(end: str = "") -> str:
    return f"/desk/newsletter/{draft().code}/{end}"


def _offer() -> Issue:
    return Issue.objects.filter(kind=IssueKind.OPPORTUNITY).order_by("pk")[0]


ROUTES: dict[str, tuple[str, Callable[[], str]]] = {
    "desk_newsletter": (STAFF, _desk),
    "desk_opportunity": (STAFF, lambda: "/desk/newsletter/opportunity/"),
    "desk_issue": (STAFF, _at),
    "desk_issue_head": (STAFF, lambda: _at("head/")),
    "desk_issue_piece": (STAFF, lambda: _at("piece/")),
    "desk_issue_ask": (STAFF, lambda: _at("ask/")),
    "desk_issue_preview": (STAFF, lambda: _at("preview/?language=ar")),
    "desk_issue_agree": (STAFF, lambda: _at("agree/")),
    "desk_issue_words": (STAFF, lambda: _at(f"{LANGUAGE}/")),
    "issue_translate": (PRACTITIONER, lambda: f"/newsletter/translate/{_edition().pk}/"),
    "newsletter": (PUBLIC, lambda: "/newsletter/"),
    "newsletter_issue": (PUBLIC, lambda: "/newsletter/1/"),
    "opportunities": (PUBLIC, lambda: "/opportunities/"),
    "opportunity": (PUBLIC, lambda: f"/opportunities/{_offer().code}/"),
}
