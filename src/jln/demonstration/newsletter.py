"""One newsletter that went out, of what the history tells, and one opportunity that is open."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.demonstration.stage import INVENTED, Stage
from jln.facts.kinds import Kind
from jln.newsletter import happened, rules
from jln.newsletter.actions.composing import put_piece, put_texts
from jln.newsletter.models import Issue, IssuePiece
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueKind, IssueState

GONE, OPENED, LEFT = 12, 3, 30  # days ago, days ago, days until the deadline
LOOKS_BACK = 4_000
MOST_OF_A_KIND, MOST = 2, 6
SUBJECTS = {
    "en": "What the network decided and published",
    "fr": "Ce que le réseau a décidé et publié",
    "es": "Lo que la red decidió y publicó",
    "pt": "O que a rede decidiu e publicou",
    "ar": "ما قررته الشبكة وما نشرته",
}
OFFER = {
    "en": ("Two places for a week on buying medicines", "A week in Manila, travel paid."),
    "fr": (
        "Deux places pour une semaine sur l’achat de médicaments",
        "Une semaine à Manille, voyage payé.",
    ),
}
WHO_MAY = {
    "en": "Officials of ministries and insurance agencies.",
    "fr": "Les agents des ministères et des caisses d’assurance.",
}
WHERE = "places@health.example"


def save_newsletter(stage: Stage) -> None:
    """Made by one of staff, agreed to by another."""
    kinds = (SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
    seats = Seat.objects.filter(kind__in=kinds, person__isnull=False, ends_on=None)
    made_by, agreed_by = [one.person for one in seats.order_by("pk")[:2]]
    sides = {"made_by": made_by, "agreed_by": agreed_by}
    issue = Issue.objects.create(
        number=1, subjects=SUBJECTS, **_gone(stage, GONE), **sides, state=IssueState.SENT
    )
    for position, one in enumerate(_chosen(stage)):
        put_piece(issue, one, position, by=made_by, at=stage.before(GONE + 2))
    stage.fact(Kind.NEWSLETTER_SENT, issue, stage.before(GONE), data={"seconds": 60})
    offer = Issue.objects.create(
        kind=IssueKind.OPPORTUNITY,
        subjects={code: title for code, (title, _what) in OFFER.items()},
        deadline_on=stage.on(-LEFT),
        **_gone(stage, OPENED),
        **sides,
        state=IssueState.SENT,
    )
    _offered(stage, offer)
    stage.fact(Kind.OPPORTUNITY_OPENED, offer, stage.before(OPENED), data={"seconds": 20})


def _gone(stage: Stage, ago: int) -> dict[str, object]:
    at = stage.before(ago)
    return {
        "send_on": stage.on(ago),
        "made_at": stage.before(ago + 2),
        "agreed_at": stage.before(ago + 1),
        "begun_at": at,
        "sent_at": at + timedelta(hours=20),
    }


def _chosen(stage: Stage) -> list[happened.Happened]:
    """The newest of each kind."""
    found: dict[str, list[happened.Happened]] = {}
    for one in happened.since(stage.before(LOOKS_BACK), stage.before(GONE)):
        found.setdefault(one.model, []).append(one)
    return [one for rows in found.values() for one in rows[:MOST_OF_A_KIND]][:MOST]


def _offered(stage: Stage, offer: Issue) -> None:
    said = {code: (title, f"{what} ({INVENTED})") for code, (title, what) in OFFER.items()}
    who = {code: (OFFER[code][0], text) for code, text in WHO_MAY.items()}
    for position, (texts, path) in enumerate(((said, WHERE), (who, ""))):
        piece = IssuePiece.objects.create(issue=offer, position=position, path=path)
        of = rules.mark_of(*texts["en"])
        words = {code: Text(title, text, of) for code, (title, text) in texts.items()}
        put_texts(piece, words, by=offer.made_by, at=stage.before(OPENED))
