"""One factory per model that tests need: plain rows, no surprises."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from jln.accounts.doorkeeper import session_key
from jln.accounts.models import Session
from jln.conduct.models import ConductAcceptance
from jln.conversations.models import Post, Topic
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.initiatives.models import Initiative, LearningGroup
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.library.models import Adaptation, Product, Release
from jln.people.models import (
    EmailAddress,
    Expertise,
    Institution,
    Person,
    Position,
    SpokenLanguage,
    Theme,
)
from jln.problems.models import Problem
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import SpaceKind, Visibility
from jln.uploads import actions as uploads
from jln.uploads.models import Upload
from jln.web.models import Network

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_n = count(1)


def next_number() -> int:
    return next(_n)


def network(**values) -> Network:
    found = Network.objects.first()
    return found or Network.objects.create(
        **{
            "name": "Joint Learning Network",
            "languages": ["en", "fr", "es", "pt", "ar"],
            "is_demonstration": True,
            "created_at": NOON,
        }
        | values
    )


def country(code: str = "GH", name: str = "Ghana", **values) -> Country:
    found = Country.objects.filter(code=code).first()
    return found or Country.objects.create(
        **{
            "code": code,
            "iso3": code + "X",
            "names": {"en": name},
            "region": "Africa",
            "languages": ["en"],
            "timezone": "UTC",
        }
        | values
    )


def person(name: str = "", *, address: str = "", **values) -> Person:
    number = next(_n)
    values.setdefault("country", country())
    made = Person.objects.create(
        **{"name": name or f"Person {number}", "created_at": NOON} | values
    )
    ConductAcceptance.objects.create(person=made, version=1, at=NOON)
    EmailAddress.objects.create(
        person=made,
        address=address or f"person{number}@health.example",
        is_main=True,
        added_at=NOON,
        confirmed_at=NOON,
    )
    return made


def seat(kind: SeatKind, who: Person, **values) -> Seat:
    return Seat.objects.create(
        **{"kind": kind, "person": who, "starts_on": date(2020, 1, 1)} | values
    )


def staff(name: str = "Chen") -> Person:
    made = person(name)
    seat(SeatKind.NETWORK_OFFICER, made)
    return made


def space(slug: str = "network", **values) -> Space:
    found = Space.objects.filter(slug=slug).first()
    return found or Space.objects.create(
        **{
            "slug": slug,
            "kind": SpaceKind.NETWORK,
            "name": "The whole network",
            "visibility": Visibility.MEMBERS,
            "created_at": NOON,
        }
        | values
    )


def letter() -> Upload:
    """A letter of support, of nobody who has an account."""
    return uploads.keep_document(
        uploads.Document(b"%PDF-1.4", "letter.pdf", "application/pdf"), at=NOON
    )


def on_roll(of: Space, who: Person) -> SpaceMember:
    return SpaceMember.objects.create(space=of, person=who, since_on=NOON.date())


def theme(code: str = "provider-payment", name: str = "Provider payment") -> Theme:
    return Theme.objects.get_or_create(code=code, defaults={"names": {"en": name}})[0]


def topic(by: Person | None = None, **values) -> Topic:
    by = by or person()
    where = values.pop("space", None) or space()
    text = values.pop("text", "How do you pay clinics?")
    made = Topic.objects.create(
        **{
            "space": where,
            "title": "How do you pay clinics?",
            "by": by,
            "started_at": NOON,
            "last_post_at": NOON,
            "post_count": 0,
        }
        | values
    )
    post(made, by, text=text)
    return made


def post(of: Topic, by: Person, **values) -> Post:
    number = of.post_count + 1
    text = values.pop("text", "We pay by capitation.")
    made = Post.objects.create(
        **{
            "topic": of,
            "space": of.space,
            "number": number,
            "by": by,
            "country": by.country,
            "text": text,
            "html": f"<p>{text}</p>",
            "posted_at": NOON,
        }
        | values
    )
    of.post_count = number
    of.save(update_fields=["post_count"])
    return made


def product(slug: str = "", **values) -> Product:
    number = next(_n)
    made = Product.objects.create(
        **{
            "slug": slug or f"product-{number}",
            "title": f"Costing manual {number}",
            "type": "manual",
            "published": PartialDate(2016, 7),
            "confidence": "seen",
        }
        | values
    )
    Release.objects.create(product=made, version="1", released=made.published, languages=["en"])
    return made


def problem(**values) -> Problem:
    return Problem.objects.create(
        **{
            "statement": "Clinics are paid late.",
            "country": country(),
            "space": space(),
            "stated": PartialDate(2026, 11),
            "created_at": NOON,
        }
        | values
    )


def adaptation(**values) -> Adaptation:
    return Adaptation.objects.create(
        **{
            "product": values.pop("product", None) or product(),
            "country": country(),
            "space": space(),
            "created_at": NOON,
        }
        | values
    )


def institution(
    slug: str = "nhia", name: str = "National Health Insurance Authority", **values
) -> Institution:
    found = Institution.objects.filter(slug=slug).first()
    return found or Institution.objects.create(
        **{"slug": slug, "name": name, "country": country(), "kind": "insurer"} | values
    )


def initiative(slug: str = "ppm", **values) -> Initiative:
    return Initiative.objects.create(
        **{"slug": slug, "name": "Provider Payment Mechanisms", "starts": PartialDate(2011)}
        | values
    )


def group(slug: str = "costing", **values) -> LearningGroup:
    return LearningGroup.objects.create(
        **{"slug": slug, "name": "Costing Collaborative", "type": "collaborative"} | values
    )


def offers(who: Person, of: Theme) -> Expertise:
    return Expertise.objects.create(person=who, theme=of, kind="offered")


def speaks(who: Person, language: str) -> SpokenLanguage:
    return SpokenLanguage.objects.create(person=who, language=language)


def position(who: Person, at: Institution, title: str = "Director of purchasing") -> Position:
    return Position.objects.create(
        person=who, institution=at, title=title, starts=PartialDate(2020)
    )


def sign_in(client, who: Person) -> None:
    """Give a test client the session of a person."""
    cookie = f"test-{who.pk}-{next(_n)}"
    Session.objects.create(
        key=session_key(cookie),
        person=who,
        started_at=NOON,
        seen_at=clock.now(),
        proved_at=clock.now(),
    )
    client.cookies["session"] = cookie
