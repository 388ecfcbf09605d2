"""The people a fact may be told to, each with why. Rights are asked when letters are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from jln.access.check import who_can
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.conversations.models import AskedColleague, Topic, TopicFollow
from jln.conversations.terms import AskReason, VoicePart
from jln.countries.models import Seat
from jln.countries.terms import (
    COUNTRY_SEATS,
    LEADING_SEATS,
    STAFF_SEATS,
    STEERING_SEATS,
    SeatKind,
)
from jln.governance.queries import agendas
from jln.kit import clock
from jln.kit.time import day
from jln.library.models import Adaptation
from jln.library.queries import concerned
from jln.notify.terms import Because
from jln.people.models import Person
from jln.priorities.models import PriorityMerge, RoundCountry
from jln.problems import queries as problems
from jln.problems.models import Problem
from jln.spaces.queries import subscribers
from jln.spaces.terms import Delivery

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.facts.models import Fact

Why = Because | Callable[[Person], Because]
Audience = tuple[Why, "QuerySet[Person]"]
Told = Callable[["Fact"], Iterable[Audience]]


def nobody(_fact: Fact) -> Iterable[Audience]:
    """It stands in the history; nobody needs a letter."""
    return ()


def who_follows(fact: Fact) -> Iterable[Audience]:
    """Those who follow the topic that the fact is about, and may still read it."""
    topic = Topic.objects.filter(pk=fact.subject_id, hidden_at=None).first()
    if topic is None:
        return
    following = TopicFollow.objects.filter(topic=topic, muted_at=None).values("person")
    yield Because.FOLLOWER, who_can(P.TOPIC_VIEW, topic).filter(pk__in=following)


def the_one(because: Because) -> Told:
    """The person the fact is about."""

    def told(fact: Fact) -> Iterable[Audience]:
        yield because, Person.objects.present().filter(pk=fact.about_id or 0)

    return told


def who_is_asked(fact: Fact) -> Iterable[Audience]:
    """The colleague whom the rules chose, for what they chose her by."""
    asked = AskedColleague.objects.filter(topic=fact.subject_id, person=fact.about_id).first()
    codes = {reason["code"] for reason in asked.reasons} if asked else set()
    because = Because.MEMBER  # what she did is told in the letter itself
    if AskReason.EXPERTISE in codes:
        because = Because.OFFERS_HELP
    elif AskReason.PROBLEM in codes:
        because = Because.SAME_PROBLEM
    yield because, Person.objects.present().filter(pk=fact.about_id or 0)


def who_stands_on_it(fact: Fact) -> Iterable[Audience]:
    """Who is asked to agree to an answer card: who asked, or who answered."""
    because = Because.ASKER if fact.data.get("part") == VoicePart.ASKED else Because.AUTHOR
    yield because, Person.objects.present().filter(pk=fact.about_id or 0)


def core_group(fact: Fact) -> Iterable[Audience]:
    """Those who hold a seat of the fact's country today."""
    yield Because.CORE_GROUP, problems.core_group(fact.country_id)


def who_was_told(fact: Fact) -> Iterable[Audience]:
    """Those to whom letters about the problem have gone, for the reason of those letters."""
    problem = Problem.objects.filter(pk=fact.subject_id).first()
    if problem is None:
        return
    gone = problems.told(problem)
    for because in (Because.CORE_GROUP, Because.STATED):
        people = gone.filter(because=because).values("person")
        yield because, Person.objects.present().filter(pk__in=people)


def who_gave(fact: Fact) -> Iterable[Audience]:
    """Who gave the action, and those who speak for the group."""
    yield Because.GAVE, _holders(Q(person=fact.about_id or 0, kind__in=COUNTRY_SEATS))
    yield Because.CORE_GROUP, _holders(Q(country=fact.country_id, kind__in=LEADING_SEATS))


def who_stated(fact: Fact) -> Iterable[Audience]:
    """Who stated the problem, and the Core Group of her country."""
    problem = Problem.objects.filter(pk=fact.subject_id).first()
    if problem is None:
        return
    readers = who_can(P.PROBLEM_VIEW, problem)
    yield Because.STATED, readers.filter(pk=problem.stated_by_id or 0)
    group = _holders(Q(country=problem.country_id, kind__in=COUNTRY_SEATS)).values("pk")
    yield Because.CORE_GROUP, readers.filter(pk__in=group)


def people_of_the_product(fact: Fact) -> Iterable[Audience]:
    """The country's Core Group, the group that made the product, and others who adapted it."""
    rows = Adaptation.objects.select_related("product")
    adaptation = rows.filter(pk=fact.subject_id, withdrawn_at=None).first()
    if adaptation is None:
        return
    readers = who_can(P.ADAPTATION_VIEW, adaptation)
    yield Because.REPORTER, readers.filter(pk=adaptation.reported_by_id or 0)
    told = concerned(adaptation.product, adaptation.country_id, but=adaptation.pk)
    for because, people in told.items():
        yield Because(because), readers.filter(pk__in=people.values("pk"))


def people_of_the_adaptation(fact: Fact) -> Iterable[Audience]:
    """Who recorded it, and the country's Core Group."""
    adaptation = Adaptation.objects.filter(pk=fact.subject_id, withdrawn_at=None).first()
    if adaptation is None:
        return
    readers = who_can(P.ADAPTATION_VIEW, adaptation)
    seats = _holders(Q(country=adaptation.country_id, kind__in=COUNTRY_SEATS))
    yield Because.REPORTER, readers.filter(pk=adaptation.reported_by_id or 0)
    yield Because.CORE_GROUP, readers.filter(pk__in=seats.values("pk"))


def steering_group(_fact: Fact) -> Iterable[Audience]:
    """Whoever sits on the Steering Group today."""
    yield Because.STEERING, _holders(Q(kind__in=STEERING_SEATS))


def who_was_invited(fact: Fact) -> Iterable[Audience]:
    """Whoever sits there, and who was asked to speak to its agenda."""
    yield from steering_group(fact)
    yield from asked_for_input(fact)


def asked_for_input(fact: Fact) -> Iterable[Audience]:
    """Who speaks for a member country that does not sit there."""
    yield Because.CORE_GROUP, agendas.who_is_asked(day(fact.at))


def countries_contacts(fact: Fact) -> Iterable[Audience]:
    """Who speaks for a member country, and the Steering Group."""
    yield Because.STEERING, _holders(Q(kind__in=STEERING_SEATS))
    yield Because.CORE_GROUP, agendas.who_reads_summaries(day(fact.at))


def everybody(_fact: Fact) -> Iterable[Audience]:
    """The Steering Group, and everybody in the network."""
    yield Because.STEERING, _holders(Q(kind__in=STEERING_SEATS))
    yield Because.MEMBER, Person.objects.present()


def who_is_on_its_space(fact: Fact) -> Iterable[Audience]:
    """Who is on the fact's space as a list, in whatever way but none, and reads it."""
    if fact.space is not None:
        ways = [one for one in Delivery if one is not Delivery.NONE]
        readers = who_can(P.TOPIC_START, fact.space)
        yield Because.ON_LIST, readers.filter(pk__in=subscribers(fact.space, *ways).values("pk"))


def the_staff(_fact: Fact) -> Iterable[Audience]:
    """The Network Manager's staff."""
    yield Because.STAFF, _holders(Q(kind__in=(SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)))


def who_leads(fact: Fact) -> Iterable[Audience]:
    """Those who speak for the fact's country."""
    yield Because.CORE_GROUP, _holders(Q(country=fact.country_id, kind__in=LEADING_SEATS))


def people_of_the_round(fact: Fact) -> Iterable[Audience]:
    """Everybody of a country that takes part in a round of priorities."""
    countries = RoundCountry.objects.filter(round=fact.subject_id).values("country")
    yield Because.TAKES_PART, Person.objects.present().filter(country__in=countries)


def people_of_the_merge(fact: Fact) -> Iterable[Audience]:
    """Everybody who was asked whether similar priorities are one, and who asked."""
    merge = PriorityMerge.objects.filter(pk=fact.subject_id).first()
    if merge is None:
        return
    asked = merge.consents.exclude(person=merge.proposed_by_id or 0).values("person")
    yield Because.STATED, Person.objects.present().filter(pk__in=asked)
    who = Q(person=merge.proposed_by_id or 0)
    yield Because.STAFF, _holders(who & Q(kind__in=STAFF_SEATS))
    yield Because.CORE_GROUP, _holders(who & Q(kind__in=LEADING_SEATS))
    yield Because.STEERING, _holders(who & Q(kind__in=STEERING_SEATS))


def _holders(seats: Q) -> QuerySet[Person]:
    held = Seat.objects.held_on(day(clock.now())).filter(seats)
    return Person.objects.present().filter(pk__in=held.values("person"))
