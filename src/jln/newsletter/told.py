"""The letters of issues, and who is told. Registered in `apps`: telling stands below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.kit import clock
from jln.kit.time import day
from jln.newsletter import reach
from jln.newsletter.editions import letter_of
from jln.newsletter.models import Issue, IssueEdition
from jln.newsletter.terms import IssueState
from jln.notify import told_to
from jln.notify.audiences import nobody
from jln.notify.terms import Because, LetterKind
from jln.notify.told import Told
from jln.people.models import Person
from jln.web import network

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.facts.models import Fact


def _issue(fact: Fact) -> Told | None:
    found = Issue.objects.filter(pk=fact.subject_id).exclude(state=IssueState.STOPPED).first()
    return letter_of(found, fact) if found else None


def _reminder(fact: Fact) -> Told | None:
    letter = _issue(fact)
    if letter is not None:
        letter.kind = LetterKind.OPPORTUNITY_REMINDED
    return letter


def _asked(fact: Fact) -> Told | None:
    rows = IssueEdition.objects.select_related("issue", "person")
    found = rows.filter(pk=fact.subject_id, person=fact.about_id).first()
    if found is None or found.issue.state != IssueState.DRAFT:
        return None
    things = {
        "edition": found,
        "issue": found.issue,
        "link": network.link(f"/newsletter/translate/{found.pk}/"),
    }
    return Told(LetterKind.ISSUE_ASKED, fact, things, found, form="newsletter.translate")


def whom_it_concerns(fact: Fact) -> Iterable[tuple[Because, QuerySet[Person]]]:
    """Everybody here, or those chosen; their letters are written by its runs."""
    issue = Issue.objects.filter(pk=fact.subject_id).first()
    if issue is not None:
        yield Because.MEMBER, reach.concerned(issue)


def coordinators(fact: Fact) -> Iterable[tuple[Because, QuerySet[Person]]]:
    """Those who coordinate for a country, of whom it concerns."""
    issue = Issue.objects.filter(pk=fact.subject_id).first()
    if issue is not None:
        seats = Seat.objects.held_on(day(clock.now())).filter(kind=SeatKind.CCG_COORDINATOR)
        people = reach.concerned(issue).filter(pk__in=seats.values("person"))
        yield Because.CORE_GROUP, people


def who_is_asked(fact: Fact) -> Iterable[tuple[Because, QuerySet[Person]]]:
    """The colleague who is asked to translate."""
    yield Because.TRANSLATES, Person.objects.present().filter(pk=fact.about_id or 0)


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    Kind.ISSUE_ASKED: _asked,
    Kind.NEWSLETTER_SENT: _issue,
    Kind.OPPORTUNITY_OPENED: _issue,
    Kind.OPPORTUNITY_REMINDED: _reminder,
}
AUDIENCES: dict[Kind, told_to.Told] = {
    Kind.ISSUE_AGREED: nobody,  # its page says so
    Kind.ISSUE_ANSWERED: nobody,  # a number on its page
    Kind.ISSUE_ASKED: who_is_asked,
    Kind.ISSUE_BEGUN: nobody,  # it stands on the desk
    Kind.ISSUE_CHANGED: nobody,
    Kind.ISSUE_STOPPED: nobody,  # its page says so
    Kind.ISSUE_TRANSLATED: nobody,  # likewise
    Kind.NEWSLETTER_SENT: whom_it_concerns,
    Kind.OPPORTUNITY_OPENED: whom_it_concerns,
    Kind.OPPORTUNITY_REMINDED: coordinators,
}
