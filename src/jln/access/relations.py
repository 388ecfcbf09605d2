"""How a person can stand to a thing: the vocabulary of the policy.

A relation turns a `Who` into a `Q` over the thing's table. It is written once
and read three ways (see `jln.access.check`): may this person, which things may
this person, which people may. A relation never walks a to-many path inside a
filter: it compares columns, or asks `Exists`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jln.countries.models import Seat
from jln.countries.terms import (
    BODY_SEATS,
    CONVENERS,
    COUNTRY_SEATS,
    LEADING_SEATS,
    STEERING_SEATS,
    SeatKind,
)
from jln.kit import clock
from jln.kit.time import day
from jln.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

PUBLIC, MEMBERS = "public", "members"  # stored codes of spaces.terms, which stands above
IN_A_BODY = tuple(sorted(BODY_SEATS))
SITTING = tuple(sorted(STEERING_SEATS))
NOBODY = -1  # An id no person has. None would mean IS NULL in a filter.


@dataclass(frozen=True, slots=True)
class Who:
    """The person asked about: one known person, or each person in turn (`person_id` None)."""

    person_id: int | None

    def at(self, depth: int = 0) -> Any:  # noqa: ANN401 -- a number or a reference, which no stub knows for both
        """The value to compare a person column with, `depth` subqueries down."""
        if self.person_id is not None:
            return self.person_id
        ref: Any = "pk"
        for _step in range(depth + 1):
            ref = OuterRef(ref)
        return ref


@dataclass(frozen=True, slots=True)
class Relation:
    """`label` completes the sentence "may be done by ..." on the permissions page."""

    label: StrOrPromise
    q: Callable[[Who], Q]


def linked(label: StrOrPromise, path: str) -> Relation:
    """The thing's own column leads to the person."""
    return Relation(label, lambda who: Q(**{path: who.at()}))


def holds(*kinds: SeatKind) -> Relation:
    """The person holds one of these seats today, wherever."""

    def q(who: Who) -> Q:
        return Q(Exists(_seats(who, kinds)))

    return Relation(kinds[0].label, q)


def holds_for_country(label: StrOrPromise, path: str, *kinds: SeatKind) -> Relation:
    """The person holds one of these seats today in the country at this path."""
    return Relation(label, lambda who: Q(Exists(_seats(who, kinds).filter(country=OuterRef(path)))))


def of_country(path: str) -> Relation:
    """The person is a present member of the network from the country at this path."""

    def q(who: Who) -> Q:
        people = Person.objects.present().filter(pk=who.at(1), country=OuterRef(path))
        return Q(Exists(people))

    return Relation(_("people of the country"), q)


def reads(space: str, visibility: str | None = None) -> Relation:
    """The person reads what lives in the space at this path.

    `visibility`: the thing's own, narrower one. A roll is looked up once for a
    known person, as a set of ids.
    """

    def q(who: Who) -> Q:
        is_member = Exists(Person.objects.present().filter(pk=who.at(1)))
        on_roll = _on_roll(who, space)
        if visibility is None:
            open_to_members = Q(**{f"{space}__in": _spaces(MEMBERS)}) & Q(is_member)
            return Q(**{f"{space}__in": _spaces(PUBLIC)}) | open_to_members | on_roll
        wide = _spaces(PUBLIC)
        wider = _spaces(PUBLIC, MEMBERS)
        return (
            Q(**{visibility: PUBLIC, f"{space}__in": wide})
            | Q(
                **{
                    f"{visibility}__in": (PUBLIC, MEMBERS),
                    f"{space}__in": wider,
                }
            )
            & Q(is_member)
            | on_roll
        )

    return Relation(_("whoever reads the space it lives in"), q)


def shares_a_space() -> Relation:
    """Somebody present is listed to members, or shares a roll with the person."""

    def q(who: Who) -> Q:
        is_member = Q(Exists(Person.objects.present().filter(pk=who.at(1))))
        mine = _rolls().filter(person=who.at(2), until_on=None, space=OuterRef("space"))
        together = _rolls().filter(Exists(mine), person=OuterRef("pk"), until_on=None)
        return is_member & (Q(listing="members") | Q(Exists(together)))

    return Relation(_("members, or only people who share a space, as the person chose"), q)


def _on_roll(who: Who, space: str) -> Q:
    rolls = _rolls().filter(until_on=None)
    if who.person_id is not None:
        mine = rolls.filter(person=who.person_id).values("space")
        return Q(**{f"{space}__in": mine})
    return Q(Exists(rolls.filter(person=who.at(1), space=OuterRef(space))))


def _rolls() -> Any:  # noqa: ANN401 -- a manager, by name: spaces stand above access
    return apps.get_model("jln.SpaceMember")._default_manager


def _spaces(*visibilities: str) -> Any:  # noqa: ANN401 -- a subquery of ids
    return (
        apps.get_model("jln.Space")
        ._default_manager.filter(visibility__in=visibilities)
        .values("pk")
    )


def _seats(who: Who, kinds: tuple[SeatKind, ...]) -> Any:  # noqa: ANN401 -- a QuerySet of the seats' own class
    return Seat.objects.held_on(day(clock.now())).filter(person=who.at(1), kind__in=kinds)


def _present(who: Who) -> Q:
    return Q(Exists(Person.objects.present().filter(pk=who.at(1))))


signed_in = Relation(_("anyone signed in"), _present)
anyone = Relation(_("anyone"), lambda _who: Q(pk__isnull=False))
oneself = Relation(_("the person"), lambda who: Q(pk=who.at()))
sits = Relation(_("the Steering Group"), lambda who: Q(Exists(_seats(who, SITTING))))
convenes = Relation(
    _("convener and co-convener"), lambda who: Q(Exists(_seats(who, tuple(sorted(CONVENERS)))))
)
staff = holds(SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
administrator = holds(SeatKind.ADMINISTRATOR)
steering_group = Relation(_("the Steering Group"), holds(*sorted(STEERING_SEATS)).q)


def country_group(path: str) -> Relation:
    """The person holds a seat in the Core Group of the country at this path."""
    return holds_for_country(
        _("the country's Core Group and point of contact"), path, *sorted(COUNTRY_SEATS)
    )


def sits_for(path: str) -> Relation:
    """The person holds a seat today of the institution at this path."""

    def q(who: Who) -> Q:
        return Q(Exists(_seats(who, tuple(SeatKind)).filter(institution=OuterRef(path))))

    return Relation(_("who sits for the partner"), q)


def presents(path: str) -> Relation:
    """The person sits on the Steering Group for the country or partner of the term at this path."""

    def q(who: Who) -> Q:
        of_country = Q(country__isnull=False, country=OuterRef(f"{path}__country"))
        of_partner = Q(institution__isnull=False, institution=OuterRef(f"{path}__institution"))
        return Q(Exists(_seats(who, SITTING).filter(of_country | of_partner)))

    return Relation(_("who presents it"), q)


def keeps_safe(label: StrOrPromise, duty: str, *, asked: bool = False) -> Relation:
    """The person has this duty for the safe space today; or is asked whether she takes it."""

    def q(who: Who) -> Q:
        duties = apps.get_model("jln.SafeDuty")._default_manager.filter(
            safe_space=OuterRef("pk"),
            person=who.at(1),
            duty=duty,
            since_on__isnull=asked,
            until_on=None,
        )
        return Q(Exists(duties))

    return Relation(label, q)


def of_working_group(path: str) -> Relation:
    """The person sits today in the working group at this path."""

    def q(who: Who) -> Q:
        return Q(Exists(_seats(who, IN_A_BODY).filter(working_group=OuterRef(path))))

    return Relation(_("the people of the working group"), q)


def leads_group(path: str) -> Relation:
    """The person speaks for the Core Group of the country at this path."""
    return holds_for_country(
        _("the chair, the coordinator and the point of contact"), path, *sorted(LEADING_SEATS)
    )


def votes_for(path: str) -> Relation:
    """The person is the point of contact of the country at this path."""
    kind = SeatKind.POINT_OF_CONTACT
    return holds_for_country(kind.label, path, kind)


def chairs_group(path: str) -> Relation:
    """The person chairs or coordinates the Core Group of the country at this path."""
    kinds = (SeatKind.CCG_CHAIR, SeatKind.CCG_COORDINATOR)
    label = _("chair and coordinator of the country's Core Group")
    return holds_for_country(label, path, *kinds)


def moderates(path: str) -> Relation:
    """The person moderates the space at this path today."""

    def q(who: Who) -> Q:
        rows = apps.get_model("jln.SpaceModerator")._default_manager.filter(until_on=None)
        is_here = Exists(Person.objects.present().filter(pk=who.at(1)))
        return Q(is_here) & Q(Exists(rows.filter(person=who.at(1), space=OuterRef(path))))

    return Relation(_("moderators of the space"), q)


def facilitates(path: str) -> Relation:
    """The person facilitates the learning group of the space at this path today."""

    def q(who: Who) -> Q:
        seats = _seats(who, (SeatKind.FACILITATOR,))
        return Q(Exists(seats.filter(group=OuterRef(f"{path}__group"))))

    return Relation(SeatKind.FACILITATOR.label, q)


def both(relation: Relation, other: Relation) -> Relation:
    """Both must hold; the first one names it."""
    return Relation(relation.label, lambda who: relation.q(who) & other.q(who))


def when_public(relation: Relation) -> Relation:
    """The same, for things that were made public."""
    return Relation(relation.label, lambda who: relation.q(who) & Q(is_public=True))


def once_approved(relation: Relation) -> Relation:
    """The same, for meetings whose minutes are approved."""
    return Relation(relation.label, lambda who: relation.q(who) & Q(approved_at__isnull=False))


def once_sent(relation: Relation) -> Relation:
    """The same, for what began to go out and was not stopped."""
    gone = Q(begun_at__isnull=False, stopped_at=None)
    return Relation(relation.label, lambda who: relation.q(who) & gone)


def once_published(relation: Relation) -> Relation:
    """The same, for results that were published, of conversations that are not hidden."""
    return Relation(
        relation.label,
        lambda who: (
            relation.q(who) & Q(published_at__isnull=False) & Q(topic__hidden_at__isnull=True)
        ),
    )


def holds_the_seat() -> Relation:
    """The person holds the seat today."""

    def q(who: Who) -> Q:
        on = day(clock.now())
        return Q(person=who.at(), starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))

    return Relation(_("who holds it"), q)


def answers_for_seats(country: str, kind: str) -> Relation:
    """The chair or coordinator of the country at this path, for seats of the country."""
    theirs = {f"{kind}__in": COUNTRY_SEATS | STEERING_SEATS - CONVENERS}
    chair = holds_for_country("", country, SeatKind.CCG_CHAIR, SeatKind.CCG_COORDINATOR)
    return Relation(
        _("chair and coordinator of the country's Core Group, for its seats"),
        lambda who: chair.q(who) & Q(**theirs),
    )


def convenes_bodies(kind: str) -> Relation:
    """Convener and co-convener, for seats in a working group."""
    theirs = {f"{kind}__in": IN_A_BODY}
    return Relation(
        _("convener and co-convener, for seats in working groups"),
        lambda who: convenes.q(who) & Q(**theirs),
    )


def stands_in() -> Relation:
    """The country's alternate, once it is proposed that its representative's seat ends."""

    def q(who: Who) -> Q:
        open_ones = apps.get_model("jln.Handover")._default_manager.filter(
            seat=OuterRef("pk"), closed_at=None
        )
        alternate = holds_for_country("", "country", SeatKind.STEERING_ALTERNATE)
        kind = Q(kind=SeatKind.STEERING_REPRESENTATIVE)
        return kind & Q(Exists(open_ones)) & alternate.q(who)

    return Relation(_("the alternate, once its end is proposed"), q)


def takes_over(seat: str) -> Relation:
    """Who heads the organisation that follows in the seat at this path; and who convenes."""

    def q(who: Who) -> Q:
        heads = apps.get_model("jln.ManagerAppointment")._default_manager.filter(
            head=who.at(2), ends=None, institution=OuterRef("institution")
        )
        opened = apps.get_model("jln.Handover")._default_manager.filter(
            seat=OuterRef(seat), closed_at=None, due_on__isnull=False
        )
        return Q(Exists(opened.filter(Exists(heads)))) | (Q(Exists(opened)) & convenes.q(who))

    return Relation(
        _("who heads the next Network Manager, and convener and co-convener, for its seats"), q
    )


def but_the_networks_own(relation: Relation) -> Relation:
    """The same, for seats that are not of the Network Manager itself."""
    own = (SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
    return Relation(
        _("Network Manager's staff, but for seats of its own"),
        lambda who: relation.q(who) & ~Q(kind__in=own),
    )


def not_hidden(relation: Relation, *within: str) -> Relation:
    """The same, for things that are not hidden, nor what they stand `within`."""
    shown = Q(hidden_at=None, **{f"{one}__hidden_at": None for one in within})
    return Relation(relation.label, lambda who: relation.q(who) & shown)


def not_withdrawn(relation: Relation) -> Relation:
    """The same, for things that were not taken back."""
    return Relation(relation.label, lambda who: relation.q(who) & Q(withdrawn_at=None))


def sent(relation: Relation) -> Relation:
    """The same, for expressions of interest that are no drafts any more."""
    return Relation(relation.label, lambda who: relation.q(who) & ~Q(state="draft"))


def endorsed(relation: Relation) -> Relation:
    """The same, for assessments that the country's group stands behind."""
    return Relation(relation.label, lambda who: relation.q(who) & Q(endorsed_at__isnull=False))


def screened(relation: Relation) -> Relation:
    """The same, for expressions of interest that staff found complete."""
    return Relation(relation.label, lambda who: relation.q(who) & Q(screened_at__isnull=False))


def present(relation: Relation) -> Relation:
    """The same, for people who can be met here."""
    return Relation(
        relation.label, lambda who: relation.q(who) & Q(status__in=("active", "invited"))
    )
