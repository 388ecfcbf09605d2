"""The routes of spaces and conversations beside the first ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from jln.conversations.models import (
    AnswerCard,
    CardVoice,
    Post,
    Practice,
    Report,
    ReportCase,
    Topic,
)
from jln.kit import clock
from jln.people.models import Person
from jln.spaces.models import Space
from tests.gates.readers import MEMBER, PRACTITIONER, PUBLIC, STAFF

ROUTES: dict[str, tuple[str, Callable[[], str]]] = {
    "space": (MEMBER, lambda: "/spaces/network/"),
    "space_seen": (MEMBER, lambda: "/spaces/network/seen/"),
    "spaces": (MEMBER, lambda: "/spaces/"),
    "space_settings": (STAFF, lambda: "/spaces/network/settings/"),
    "space_held": (STAFF, lambda: "/spaces/network/held/"),
    "desk_moderation": (STAFF, lambda: "/desk/moderation/"),
    "my_messages": (MEMBER, lambda: "/me/messages/"),
    "topic_new": (MEMBER, lambda: "/spaces/network/new/"),
    "cards": (PUBLIC, lambda: "/ask/cards/" if _card() else ""),
    "card": (PUBLIC, lambda: f"/ask/cards/{_card().code}/"),
    "card_agree": (PRACTITIONER, lambda: f"/ask/cards/{_card().code}/agree/"),
    "card_right": (STAFF, lambda: f"/ask/cards/{_card().code}/right/"),
    "topic_card": (STAFF, lambda: f"/ask/{_carded().code}/card/"),
    "post_translate": (MEMBER, lambda: f"/ask/{_talk().code}/posts/2/translation/"),
    "space_practices": (MEMBER, lambda: "/spaces/network/practices/" if _practice() else ""),
    "post_practice": (MEMBER, lambda: f"/ask/{_talk().code}/posts/2/practice/"),
    "practice_agree": (PRACTITIONER, lambda: f"{_practice()}agree/"),
    "topic_catch_up": (STAFF, lambda: f"/ask/{_talk().code}/where/"),
    "topic_answered": (PRACTITIONER, lambda: f"/ask/{_asked().code}/answered/"),
    "all_seen": (MEMBER, lambda: "/ask/seen/"),
}


def _carded() -> Topic:
    """A question of somebody else that was answered."""
    asked = Topic.objects.filter(space__slug="network", kind="question", hidden_at=None)
    answered = asked.filter(answered_at__isnull=False)
    return answered.exclude(by__addresses__address="adjoa@gh.example").order_by("pk")[0]


def _card() -> AnswerCard:
    """A card that everyone may read and the practitioner was asked to agree to."""
    topic, at = _carded(), clock.now()
    card, _new = AnswerCard.objects.get_or_create(
        topic=topic,
        defaults={
            "space": Space.objects.get(slug="record"),
            "visibility": "public",
            "wished": "public",
            "question": topic.title,
            "worked": "Start from last month's largest movement.",
            "depends_on": "Claims within a month",
            "written_at": at,
            "changed_at": at,
            "valid_until": at.date() + timedelta(days=365),
        },
    )
    adjoa = Person.objects.get(addresses__address="adjoa@gh.example")
    said = {"part": "answered", "asked_at": at, "agrees": True, "answered_at": at}
    CardVoice.objects.get_or_create(card=card, person=adjoa, defaults=said)
    return card


def _practice() -> str:
    """The page of a practice that was drawn from a post of the practitioner's."""
    posts = Post.objects.filter(by__addresses__address="adjoa@gh.example", hidden_at=None)
    post = posts.filter(space__slug="network", topic__hidden_at=None).order_by("pk")[0]
    said = {
        "what": "Phone the ten clinics that moved most",
        "where": "Ghana, since 2024",
        "data_needed": "Claims within a month",
        "result": "Half have a good reason",
    }
    at = {"at": clock.now(), "agreed_at": clock.now()}
    Practice.objects.get_or_create(post=post, defaults=said | at | {"space": post.space})
    return f"/ask/{post.topic.code}/posts/{post.number}/practice/"


def _talk() -> Topic:
    return Topic.objects.filter(space__slug="network").order_by("-post_count", "pk")[0]


def _asked() -> Topic:
    """A question of the practitioner's own that was answered."""
    own = Topic.objects.filter(by__addresses__address="adjoa@gh.example", kind="question")
    return own.filter(post_count__gt=1, hidden_at=None).order_by("pk")[0]


def reported() -> ReportCase:
    """A post that somebody reported."""
    first = Topic.objects.filter(space__slug="network").order_by("-post_count", "pk")[0]
    post = first.posts.order_by("number")[1]
    at = clock.now()
    case, _new = ReportCase.objects.get_or_create(post=post, defaults={"opened_at": at})
    who = Person.objects.filter(addresses__address="wanjiru@ke.example")[0]
    said = {"words": "A clinic is named", "at": at}
    Report.objects.get_or_create(case=case, by=who, defaults=said)
    return case
