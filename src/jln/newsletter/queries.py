"""What the pages of issues read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from jln.access.check import visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.codes import number_of
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.newsletter import happened, reach, rules
from jln.newsletter.actions.composing import began
from jln.newsletter.editions import OPENED, Edition, Editions
from jln.newsletter.models import Issue, IssueEdition
from jln.newsletter.terms import IssueKind, IssueState, Ready
from jln.people.models import EmailAddress, Person
from jln.people.terms import PersonStatus
from jln.web.language import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from jln.newsletter.models import IssuePiece
    from jln.newsletter.reach import Reach

FRAME = 3300  # bytes of a letter's headers, HTML frame and style, measured
AGREED_BEFORE = timedelta(days=3)
OTHERS = tuple(code for code in CODES if code != rules.ENGLISH)


def issues(person: Person | None, kind: IssueKind) -> QuerySet[Issue]:
    """Those that this person may read, newest first."""
    rows = visible(person, P.ISSUE_READ, Issue.objects.filter(kind=kind))
    return rows.order_by("-begun_at", "-pk")


def sent(person: Person | None, kind: IssueKind) -> QuerySet[Issue]:
    """Those of them that went out."""
    return issues(person, kind).filter(begun_at__isnull=False)


def opportunities(on: date) -> tuple[list[Issue], list[Issue]]:
    """Those still open, by deadline, and the last that are closed."""
    rows = sent(None, IssueKind.OPPORTUNITY)
    still = rows.filter(deadline_on__gte=on).order_by("deadline_on", "pk")
    return list(still), list(rows.filter(deadline_on__lt=on).order_by("-deadline_on")[:20])


@dataclass(frozen=True, slots=True)
class Shown:
    """An issue on its page."""

    issue: Issue
    edition: Edition
    hidden: int  # pieces that this reader may not open

    @property
    def minutes(self) -> int:
        """How long reading it takes."""
        return rules.minutes_of(self.edition.words)


def shown(person: Person | None, issue: Issue, language: str) -> Shown:
    """Its edition in a language, without what this reader may not read."""
    found = Editions.of(issue)
    about: dict[tuple[str, int], int] = {
        (row.subject_model, row.subject_id): row.pk
        for row, _texts in found.pieces
        if row.subject_id is not None
    }
    readable = happened.readable(person, about)
    without = frozenset(pk for key, pk in about.items() if key not in readable)
    return Shown(issue, found.edition(language, without), len(without))


@dataclass(frozen=True, slots=True)
class Line:
    """A piece on the desk: its English, and how far it is in each other language."""

    piece: IssuePiece
    title: str
    words: int
    ready: tuple[str, ...]
    not_ready: tuple[tuple[str, Ready], ...]


@dataclass(frozen=True, slots=True)
class Composing:
    """An issue on the desk."""

    issue: Issue
    editions: Editions
    lines: list[Line]
    edition: Edition
    kilobytes: int
    offered: list[happened.Happened]
    reach: Reach
    asked: dict[str, IssueEdition]
    gone: dict[str, int] = field(default_factory=dict)
    came_back: int = 0
    answered: int = 0

    @property
    def minutes(self) -> int:
        """How long reading it takes."""
        return rules.minutes_of(self.edition.words)

    @property
    def first_line(self) -> int:
        """Letters of the subject and the line after it, as phones show them."""
        return len(f"{self.edition.subject} {self.edition.lead}".strip())

    @property
    def links(self) -> int:
        """How many addresses it names."""
        return sum(1 for part in self.edition.parts if part.path)


def composing(issue: Issue, *, at: datetime, more: bool = False) -> Composing:
    """Everything its editor sees. `more`: what else happened, which asks all of the network."""
    found = Editions.of(issue)
    edition = found.edition(rules.ENGLISH)
    is_draft = issue.state == IssueState.DRAFT
    there = {(row.subject_model, row.subject_id) for row, _texts in found.pieces}
    offered = [
        one
        for one in (
            happened.since(began(at), at)
            if more and is_draft and issue.kind == IssueKind.NEWSLETTER
            else ()
        )
        if (one.model, one.pk) not in there
    ]
    asked = issue.editions.select_related("person").exclude(person=None)
    return Composing(
        issue,
        found,
        [_line(row, texts) for row, texts in found.pieces],
        edition,
        size_of(edition),
        offered,
        reach.of(issue),
        {one.language: one for one in asked},
        gone_of(issue) if issue.begun_at else {},
        came_back(issue) if issue.begun_at else 0,
        answered(issue) if issue.begun_at else 0,
    )


def things(issue: Issue, *, at: datetime) -> list[tuple[str, str]]:
    """What its buttons may name: its pieces by number, and what happened by key."""
    found = composing(issue, at=at, more=True)
    mine = [(str(line.piece.pk), line.title) for line in found.lines]
    return mine + [(one.key, one.title) for one in found.offered]


def size_of(edition: Edition) -> int:
    """About how many kilobytes its letter weighs: its text twice, plain and as HTML, and frame."""
    text = "\n".join(
        [edition.subject, edition.lead, *(f"{p.title}\n{p.text}\n{p.path}" for p in edition.parts)]
    )
    return max(1, round((2 * len(text.encode()) + FRAME) / 1024))


def _line(row: IssuePiece, texts: dict[str, rules.Text]) -> Line:
    source = rules.source_of(texts)
    states = {code: rules.ready(texts, code) for code in CODES}
    return Line(
        row,
        texts[source].title if texts else "",
        rules.words_of(texts[source].text) if texts else 0,
        tuple(code for code in CODES if states[code] == Ready.READY),
        tuple((code, state) for code, state in states.items() if state != Ready.READY),
    )


def gone_of(issue: Issue) -> dict[str, int]:
    """What became of its letters: sent, waiting, not sent, refused."""
    facts = Fact.objects.filter(
        kind=OPENED[IssueKind(issue.kind)], subject_model=issue._meta.label, subject_id=issue.pk
    )
    rows = OutgoingMail.objects.filter(fact__in=facts).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def came_back(issue: Issue) -> int:
    """Addresses of its readers that have stopped taking letters since it began to go."""
    facts = Fact.objects.filter(
        kind=OPENED[IssueKind(issue.kind)], subject_model=issue._meta.label, subject_id=issue.pk
    )
    had = OutgoingMail.objects.filter(fact__in=facts, state=OutgoingState.SENT).values("person")
    rows = EmailAddress.objects.filter(person__in=had, bounced_at__gte=issue.begun_at)
    return rows.count()


def answered(issue: Issue) -> int:
    """How many of its readers wrote back by mail."""
    return Fact.objects.filter(
        kind=Kind.ISSUE_ANSWERED, subject_model=issue._meta.label, subject_id=issue.pk
    ).count()


def on_the_desk() -> list[Issue]:
    """What is being made or is on its way, then the last that went."""
    rows = Issue.objects.select_related("made_by", "agreed_by")
    open_now = rows.filter(state__in=(IssueState.DRAFT, IssueState.AGREED)).order_by(
        "send_on", "pk"
    )
    over = rows.exclude(state__in=(IssueState.DRAFT, IssueState.AGREED)).order_by("-begun_at")
    return [*open_now, *over[:20]]


def to_agree(on: date) -> QuerySet[Issue]:
    """Drafts whose day is near: a second person is waited for."""
    return Issue.objects.filter(state=IssueState.DRAFT, send_on__lte=on + AGREED_BEFORE)


def issue(code: str) -> Issue | None:
    """By its code."""
    return Issue.objects.filter(pk=number_of(code)).first()


def to_translate(person: Person | None) -> QuerySet[IssueEdition]:
    """Editions that this person may write, of issues that still change."""
    rows = IssueEdition.objects.select_related("issue", "person")
    return visible(person, P.ISSUE_TRANSLATE, rows.filter(issue__state=IssueState.DRAFT))


def edition(issue: Issue, language: str, *, at: datetime) -> IssueEdition:
    """The edition in a language; not saved where nobody was asked for it or wrote it."""
    row = issue.editions.filter(language=language).first()
    return row or IssueEdition(issue=issue, language=language, asked_at=at)


def countries() -> list[Country]:
    """Whose people an opportunity may concern."""
    return list(Country.objects.order_by("code"))


def translators() -> list[Person]:
    """Who can be asked: people here who read the network in another language than English."""
    rows = Person.objects.filter(status=PersonStatus.ACTIVE, language__in=OTHERS)
    return list(rows.select_related("country").order_by("language", "name")[:500])


def readers_called(text: str) -> list[Person]:
    """Whoever is called so, to see an issue as they will."""
    rows = Person.objects.filter(status=PersonStatus.ACTIVE)
    return list(rows.filter(Q(name__iexact=text.strip()))[:2])


def blanks(issue: Issue, language: str) -> Iterable[tuple[str, str, int | None]]:
    """What there is to translate: the name of a question, its English, the piece it is of."""
    yield "subject", issue.subjects.get(rules.ENGLISH, ""), None
    if issue.leads.get(rules.ENGLISH):
        yield "lead", issue.leads[rules.ENGLISH], None
    for row, texts in Editions.of(issue).pieces:
        source = rules.source_of(texts)
        if source == language or not texts:
            continue
        if issue.kind == IssueKind.NEWSLETTER:
            yield f"title_{row.pk}", texts[source].title, row.pk
        if texts[source].text:
            yield f"text_{row.pk}", texts[source].text, row.pk


def now_in(issue: Issue, language: str) -> dict[str, str]:
    """What stands in a language already, by question."""
    said = {
        "subject": issue.subjects.get(language, ""),
        "lead": issue.leads.get(language, ""),
    }
    for row, texts in Editions.of(issue).pieces:
        if language in texts:
            said |= {
                f"title_{row.pk}": texts[language].title,
                f"text_{row.pk}": texts[language].text,
            }
    return {name: words for name, words in said.items() if words}
