"""The small world of judged messages: two lists, a member on both, one who is suspended.

Of the Steering Group there is one meeting, and the member is an alternate in it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from jln.conduct import actions as conduct
from jln.conduct import versions
from jln.conversations.models import Post, Topic
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.governance.models import Meeting
from jln.kit.codes import code_of
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.mail import outgoing, tokens
from jln.mail.terms import LetterName, Purpose
from jln.people.models import EmailAddress, Person
from jln.people.terms import PersonStatus
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import SpaceKind, Visibility
from jln.web.models import Network

if TYPE_CHECKING:
    from datetime import datetime

LISTS = {"phc-costing": "PHC costing", "medical-audit": "Medical audit"}


class World(NamedTuple):
    """The member, and the valid value of each mark in the messages."""

    ama: Person
    meeting: Meeting
    marks: dict[str, str]


def make(at: datetime) -> World:
    """Needs an empty database, and the domain that the messages are for."""
    Network.objects.create(name="Network", languages=["en"], is_demonstration=True, created_at=at)
    ghana = Country.objects.create(
        code="GH", iso3="GHA", names={"en": "Ghana"}, region="Africa", languages=["en"]
    )
    _space("network", "The whole network", at)
    _space("steering-group", "Steering Group", at, Visibility.ROLL)
    ama = _person("Ama Boateng", "ama.boateng@health.gov.example", ghana, at)
    for slug, name in LISTS.items():
        SpaceMember.objects.create(space=_space(slug, name, at), person=ama, since_on=at.date())
    gone = _person("Ex Member", "suspended@health.gov.example", ghana, at)
    Person.objects.filter(pk=gone.pk).update(status=PersonStatus.SUSPENDED, suspended_at=at)
    meeting = _meeting(ama, at)
    return World(ama, meeting, _marks(ama, _post(ghana, at), meeting, at))


def _meeting(ama: Person, at: datetime) -> Meeting:
    Seat.objects.create(
        kind=SeatKind.STEERING_ALTERNATE, person=ama, country=ama.country, starts_on=at.date()
    )
    return Meeting.objects.create(
        slug="next",
        language="en",
        confidence=Confidence.CONFIRMED,
        starts=PartialDate.of((at + timedelta(days=30)).date()),
        starts_at=at + timedelta(days=30),
        timezone="UTC",
        opened_at=at,
    )


def _space(slug: str, name: str, at: datetime, seen: str = Visibility.MEMBERS) -> Space:
    return Space.objects.create(
        slug=slug, kind=SpaceKind.NETWORK, name=name, visibility=seen, created_at=at
    )


def _person(name: str, address: str, country: Country, at: datetime) -> Person:
    made = Person.objects.create(name=name, country=country, created_at=at)
    conduct.accept(versions.now().number, by=made, at=at)
    EmailAddress.objects.create(
        person=made, address=address, is_main=True, added_at=at, confirmed_at=at
    )
    return made


def _post(country: Country, at: datetime) -> Post:
    bayu = _person("Bayu", "bayu@health.gov.example", country, at)
    topic = Topic.objects.create(
        space=Space.objects.get(slug="phc-costing"),
        title="How do you pay clinics?",
        by=bayu,
        started_at=at,
        last_post_at=at,
        post_count=1,
    )
    return Post.objects.create(
        topic=topic,
        space=topic.space,
        number=1,
        by=bayu,
        country=country,
        text=topic.title,
        html=f"<p>{topic.title}</p>",
        posted_at=at,
    )


def _marks(ama: Person, post: Post, meeting: Meeting, at: datetime) -> dict[str, str]:
    """Longer marks first: one begins as another does."""
    token = tokens.make(Purpose.POST, ama, at=at, subject=post)
    letter = outgoing.put(
        LetterName.POST_WRITTEN,
        ama,
        subject=post.topic.title,
        text="x",
        because="follower",
        reply=token,
    )
    address, stop = tokens.address_of(token), tokens.stop_seal(letter)
    return {
        "@@TOKEN_AMA@@": address,
        "@@VERP_AMA@@": tokens.bounce_address(letter),
        "@@TOKEN_AMA_UPPER@@": address.partition("@")[0].upper(),
        "leave+@@UNSUB_AMA@@": f"s.{stop}",
        "@@UNSUB_AMA@@": stop,
        "@@MAGIC_AMA@@": stop,
        "events+@@EVENT_TOKEN_AMA@@@jln.example": f"events@{settings.MAIL_DOMAIN}",
        "@@EVENT_TOKEN_AMA@@": "none",
        "@@MODTOKEN@@": "none",
        "@@EVENT_UID@@": f"meeting-{code_of(meeting.pk)}@{settings.MAIL_DOMAIN}",
    }
