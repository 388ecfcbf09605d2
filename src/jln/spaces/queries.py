"""What pages and letters read of spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When

from jln.access.check import PRESENT, visible, who_can
from jln.access.permissions import Permission
from jln.kit.prepared import Prepared
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.spaces.models import JoinRequest, Space, SpaceMember, SpaceModerator, Subscription
from jln.spaces.rules import ASKED_FOR
from jln.spaces.terms import SpaceKind, Visibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.spaces.terms import Delivery


MOST = 60  # spaces on a page


def readable(person: Person | None) -> QuerySet[Space]:
    """The spaces whose talk the person reads, and may therefore start a topic in."""
    return visible(person, Permission.TOPIC_START, Space.objects.all())


class Board(NamedTuple):
    """A way to a space: its page, and its address where that takes mail."""

    slug: str
    takes_mail: bool


def board(person: Person | None, **of: int) -> Board | None:
    """The space that belongs to this, if it is open and the person reads it."""
    return _board(_BOARD, person, **of)


def steering_board(person: Person | None) -> Board | None:
    """The same of the Steering Group's own space."""
    return _board(_STEERING_BOARD, person)


def _board(boards: Prepared, person: Person | None, **of: int) -> Board | None:
    if person is None or person.status not in PRESENT:
        return None
    rows = boards(reader=person.pk, **of)
    return next((Board(row["slug"], row["chatham_since"] is None) for row in rows), None)


def _open_to(reader: int, **of: object) -> QuerySet[Space, Any]:
    spaces = readable(Person(pk=reader, status=PersonStatus.ACTIVE))
    rows: QuerySet[Space, Any] = spaces.filter(closed_at=None, **of).order_by("pk")
    return rows.values("slug", "chatham_since")[:1]


_BOARD = Prepared(_open_to)
_STEERING_BOARD = Prepared(lambda reader: _open_to(reader, kind=SpaceKind.STEERING))


def own(person: Person) -> QuerySet[Space]:
    """The spaces on whose roll the person stands, the whole network's first."""
    on_roll = SpaceMember.objects.filter(space=OuterRef("pk"), person=person, until_on=None)
    return Space.objects.filter(Exists(on_roll)).order_by(_network_first(), "name", "pk")


def to_ask_in(person: Person) -> QuerySet[Space]:
    """Where a question may stand: the whole network first, then the person's own open spaces."""
    on_roll = SpaceMember.objects.filter(space=OuterRef("pk"), person=person, until_on=None)
    offered = readable(person).filter(Q(kind=SpaceKind.NETWORK) | Exists(on_roll), closed_at=None)
    offered = offered.filter(chatham_since=None)
    return offered.select_related("country").order_by(_network_first(), "name", "pk")


def subscribers(space: Space, *deliveries: Delivery) -> QuerySet[Person]:
    """Who is on a space as a list, in one of these ways, in any if none is named."""
    rows = Subscription.objects.filter(space=space, left_at=None)
    if deliveries:
        rows = rows.filter(delivery__in=deliveries)
    return Person.objects.present().filter(pk__in=rows.values("person"))


def moderators(space: Space) -> QuerySet[Person]:
    """Who decides about held messages there; where nobody does, staff do."""
    rows = SpaceModerator.objects.filter(space=space, until_on=None)
    return Person.objects.present().filter(pk__in=rows.values("person"))


def moderated(space: str, *, but: str) -> Exists:
    """Of a row: does anybody moderate its space, but the person in this column?"""
    rows = SpaceModerator.objects.filter(space=OuterRef(space), until_on=None)
    present = Person.objects.present().values("pk")
    return Exists(rows.filter(person__in=present).exclude(person=OuterRef(but)))


def keepers(space: Space) -> QuerySet[Person]:
    """Its moderators; where nobody is, staff."""
    theirs = moderators(space)
    return theirs if theirs.exists() else who_can(Permission.SPACE_KEEP, space)


def lists(person: Person) -> list[Space]:
    """The spaces a person reads and may be on, with how each comes (`comes`, none if it does not).

    `keeps`: whether the person decides about its messages.
    """
    mine = Subscription.objects.filter(space=OuterRef("pk"), person=person, left_at=None)
    kept = visible(person, Permission.SPACE_KEEP, Space.objects.all())
    rows = readable(person).filter(closed_at=None).exclude(kind=SpaceKind.RECORD)
    rows = rows.annotate(
        comes=Subquery(mine.values("delivery")[:1]),
        keeps=Exists(kept.filter(pk=OuterRef("pk"))),
    )
    return list(rows.select_related("country").order_by(_network_first(), "name", "pk")[:MOST])


def delivery_of(space: Space, person: Person) -> str:
    """How its messages come to a person; empty if they do not."""
    rows = Subscription.objects.filter(space=space, person=person, left_at=None)
    return rows.values_list("delivery", flat=True).first() or ""


def on_lists(person: Person) -> list[Subscription]:
    """All the person is on as a list; `is_read`: a space that still has something to read."""
    read = readable(person).filter(pk=OuterRef("space"), closed_at=None)
    rows = Subscription.objects.filter(person=person, left_at=None)
    rows = rows.annotate(is_read=Exists(read.exclude(kind=SpaceKind.RECORD)))
    rows = rows.select_related("space__country")
    return list(rows.order_by(_network_first("space__kind"), "space__name", "space"))


def spaces_to_ask_for() -> QuerySet[Space]:
    """Spaces of groups that only their own people read."""
    return Space.objects.filter(kind__in=ASKED_FOR, visibility=Visibility.ROLL, closed_at=None)


def to_ask_for(person: Person) -> list[Space]:
    """Spaces of groups that only their own people read; `asked`: the person waits for an answer."""
    waits = JoinRequest.objects.filter(space=OuterRef("pk"), person=person, decided_at=None)
    rows = spaces_to_ask_for().exclude(pk__in=readable(person).values("pk"))
    rows = rows.annotate(asked=Exists(waits)).select_related("country")
    return list(rows.order_by("name", "pk")[:MOST])


def kept(person: Person, slug: str) -> Space | None:
    """A space that the person keeps."""
    spaces = Space.objects.filter(slug=slug).select_related("country")
    return visible(person, Permission.SPACE_KEEP, spaces).first()


def wishes(space: Space) -> QuerySet[JoinRequest]:
    """Who asks to join it and has no answer, the first first."""
    rows = JoinRequest.objects.filter(space=space, decided_at=None)
    return rows.select_related("person__country", "space__country").order_by("pk")


def readers_called(space: Space, name: str) -> list[Person]:
    """Those of this name who read a space; two at most, enough to know that it is not clear."""
    readers = who_can(Permission.SPACE_JOIN, space).filter(name__iexact=" ".join(name.split()))
    return list(readers.order_by("pk")[:2])


def _network_first(kind: str = "kind") -> Case:
    is_network = When(**{kind: SpaceKind.NETWORK}, then=Value(0))
    return Case(is_network, default=Value(1), output_field=IntegerField())


def record_space() -> Space:
    """Where a thing is kept that was said in no conversation: the public record.

    Its own visibility narrows it there. A network without a public record keeps it in
    its own space. Raises `Space.DoesNotExist` where there is neither.
    """
    found = {
        space.kind: space
        for space in Space.objects.filter(
            kind__in=(SpaceKind.RECORD, SpaceKind.NETWORK), closed_at=None
        ).order_by("-pk")
    }
    for kind in (SpaceKind.RECORD, SpaceKind.NETWORK):
        if kind in found:
            return found[kind]
    raise Space.DoesNotExist("the network has no space of its own")
