"""Who is told of what: one line for each kind of fact. Quiet about what nobody asked for.

An audience is a list of (why, people); a person in several is told once, for the first
reason. Whoever did it is not told. Rights are asked of the policy when letters are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from jln.access.check import who_can
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.conversations.models import AskedColleague, Post, Topic, TopicFollow
from jln.conversations.terms import AskReason
from jln.countries.models import Seat
from jln.countries.terms import (
    COUNTRY_SEATS,
    LEADING_SEATS,
    STAFF_SEATS,
    STEERING_SEATS,
    SeatKind,
)
from jln.facts.kinds import Kind
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

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.facts.models import Fact

Audience = tuple[Because, "QuerySet[Person]"]
Told = Callable[["Fact"], Iterable[Audience]]


def nobody(_fact: Fact) -> Iterable[Audience]:
    """It stands in the history; nobody needs a letter."""
    return ()


def followers(fact: Fact) -> Iterable[Audience]:
    """Those who follow the topic and may still read it. Post 1 is the question itself."""
    post = Post.objects.filter(pk=fact.subject_id, number__gt=1, hidden_at=None).first()
    if post is None:
        return
    topic = Topic.objects.get(pk=post.topic_id)
    following = TopicFollow.objects.filter(topic=topic, muted_at=None).values("person")
    readers = who_can(P.TOPIC_VIEW, topic).filter(pk__in=following)
    yield Because.ASKER, readers.filter(pk=topic.by_id or 0)
    yield Because.FOLLOWER, readers.exclude(pk=topic.by_id or 0)


def the_one(because: Because) -> Told:
    """The person the fact is about."""

    def told(fact: Fact) -> Iterable[Audience]:
        yield because, Person.objects.present().filter(pk=fact.about_id or 0)

    return told


def who_is_asked(fact: Fact) -> Iterable[Audience]:
    """The colleague whom the rules chose, for what they chose her by."""
    asked = AskedColleague.objects.filter(topic=fact.subject_id, person=fact.about_id).first()
    codes = {reason["code"] for reason in asked.reasons} if asked else set()
    is_stuck_too = AskReason.PROBLEM in codes and AskReason.EXPERTISE not in codes
    because = Because.SAME_PROBLEM if is_stuck_too else Because.OFFERS_HELP
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


AUDIENCES: dict[Kind, Told] = {
    Kind.ADAPTATION_ADVANCED: people_of_the_adaptation,
    Kind.ADAPTATION_CORRECTED: nobody,  # its page says so, and what it said before
    Kind.ADAPTATION_PUBLISHED: nobody,
    Kind.ADAPTATION_REPORTED: people_of_the_product,
    Kind.ADAPTATION_STOPPED: people_of_the_adaptation,
    Kind.ADAPTATION_WITHDRAWN: nobody,
    Kind.ADDRESS_ADDED: nobody,  # the old address is told by accounts.letters
    Kind.ADDRESS_REMOVED: nobody,  # likewise
    Kind.APPLICATION_DECIDED: nobody,  # who wrote it is told by membership.letters
    Kind.APPLICATION_SCREENED: nobody,  # likewise
    Kind.APPLICATION_SENT: nobody,  # it waits at the desk
    Kind.APPLICATION_WITHDRAWN: nobody,
    Kind.CANDIDACY_PUT: nobody,  # the page of the election says so
    Kind.CANDIDACY_WITHDRAWN: nobody,  # likewise
    Kind.ASSESSMENT_ENDORSED: nobody,
    Kind.ASSESSMENT_SHOWN: nobody,  # the group is told by membership.group_letters
    Kind.ASSESSMENT_VERIFIED: nobody,  # likewise
    Kind.BODY_REPORTED: nobody,  # it is on the agenda of the next meeting
    Kind.CHARTER_ANSWERED: nobody,  # its page says so
    Kind.CHARTER_OPENED: nobody,  # points of contact are told by governance.asking
    Kind.CHARTER_SETTLED: countries_contacts,
    Kind.COLLEAGUE_ASKED: who_is_asked,
    Kind.COLLEAGUE_DECLINED: nobody,
    Kind.CONTRIBUTION_RECORDED: nobody,  # its country's own list says so
    Kind.CONTRIBUTION_WITHDRAWN: nobody,  # likewise
    Kind.CORE_ACTION_CHANGED: nobody,  # a new owner is told by core_action.given
    Kind.CORE_ACTION_DECLINED: who_gave,
    Kind.CORE_ACTION_DUE: the_one(Because.OWNER),
    Kind.CORE_ACTION_GIVEN: the_one(Because.OWNER),
    Kind.CORE_ACTION_SETTLED: nobody,  # the group's page says so
    Kind.CORE_GROUP_CHANGED: core_group,
    Kind.CORE_GROUP_FORMED: core_group,
    Kind.CORE_GROUP_PASSED_ON: nobody,
    Kind.CORE_GROUP_SHOWN: nobody,
    Kind.CORE_MEETING_CANCELLED: core_group,
    Kind.CORE_MEETING_CHANGED: core_group,
    Kind.CORE_MEETING_NOTED: nobody,  # told when they are sent
    Kind.CORE_MEETING_PLANNED: core_group,
    Kind.CORE_MEETING_SENT: core_group,
    Kind.COUNTRY_ASKED: nobody,  # it waits at the desk
    Kind.COUNTRY_CALLED: nobody,  # staff read it at the desk
    Kind.COUNTRY_RENAMED: nobody,  # every page says so
    Kind.COUNTRY_CHANGED: nobody,  # the person is told by accounts.letters
    Kind.COUNTRY_KEPT: nobody,  # likewise
    Kind.ELECTION_CALLED: nobody,  # who speaks for a country is told by elections.letters
    Kind.ELECTION_CERTIFIED: nobody,  # told with the decision
    Kind.ELECTION_COUNTED: nobody,  # by elections.letters
    Kind.ELECTION_OPENED: nobody,  # likewise
    Kind.ELECTION_VOID: nobody,
    Kind.DECISION_REWORDED: nobody,  # the register says so
    Kind.DECISION_TAKEN: everybody,
    Kind.GOAL_LINKED: nobody,
    Kind.HANDOVER_CONFIRMED: nobody,  # who has to agree yet is told by seats.letters
    Kind.HANDOVER_DECLINED: nobody,  # likewise
    Kind.HANDOVER_DROPPED: nobody,
    Kind.HANDOVER_LEFT: nobody,
    Kind.HANDOVER_MOVED: nobody,  # both are told by seats.letters
    Kind.HANDOVER_NAMED: nobody,  # the successor is told by seats.letters
    Kind.HANDOVER_PROPOSED: nobody,  # who may end the seat is told by seats.letters
    Kind.HANDOVER_RAISED: nobody,  # likewise the Network Manager's staff
    Kind.HANDOVER_SECONDED: nobody,
    Kind.LEVEL_DECIDED: nobody,  # who speaks for the country is told by membership.group_letters
    Kind.LEVEL_PROPOSED: nobody,  # it waits for the Steering Group
    Kind.MAIL_AGAIN: nobody,
    Kind.MAIL_ANSWERED: nobody,  # the sender is told by desk.letters
    Kind.MAIL_DELIVERED: nobody,  # likewise
    Kind.MAIL_SET_ASIDE: nobody,
    Kind.MANAGER_APPOINTED: nobody,  # who has to do with it is told by governance.manager_letters
    Kind.MANAGER_HEADED: nobody,  # likewise
    Kind.MANAGER_MOVED: nobody,  # likewise
    Kind.MANAGER_WAITS: nobody,  # likewise
    Kind.MOTION_DEFERRED: steering_group,
    Kind.MOTION_HELD: nobody,  # it waits at the desk
    Kind.MOTION_OPENED: nobody,  # the seats are asked by governance.asking
    Kind.MOTION_REMINDED: nobody,  # likewise
    Kind.MOTION_VOTED: nobody,  # the motion's page says who has spoken
    Kind.MOTION_WITHDRAWN: nobody,  # likewise
    Kind.NETWORK_LOADED: nobody,
    Kind.NOMINATION_LATE: nobody,  # told by activities.letters, as the next four
    Kind.NOMINATION_OBJECTED: nobody,
    Kind.NOMINATION_OFFERED: nobody,
    Kind.NOMINATION_SENT: nobody,
    Kind.NOMINATION_SHOWN: nobody,
    Kind.PERSON_CLOSED: nobody,
    Kind.PERSON_ERASED: nobody,
    Kind.PERSON_EXPORTED: nobody,
    Kind.PERSON_INVITED: nobody,  # the invitation itself is written by accounts.letters
    Kind.PERSON_JOINED: nobody,
    Kind.PERSON_LIFTED: nobody,
    Kind.PERSON_MERGED: nobody,
    Kind.PERSON_SUSPENDED: nobody,
    Kind.PERSON_UPDATED: nobody,
    Kind.PERSON_WRITTEN_TO: nobody,  # the letter is the message: directory.actions puts it
    Kind.POSITION_BEGUN: nobody,
    Kind.POSITION_ENDED: nobody,
    Kind.POSITION_TAKEN_BACK: nobody,
    Kind.POST_HIDDEN: nobody,
    Kind.POST_TAKEN_BACK: nobody,
    Kind.POST_THANKED: the_one(Because.AUTHOR),
    Kind.POST_WRITTEN: followers,
    Kind.PRIORITY_ASKED: who_leads,
    Kind.PRIORITY_CLOSED: nobody,  # its page says so; each fate is told
    Kind.PRIORITY_CONFIRMED: nobody,
    Kind.PRIORITY_FATE: who_leads,
    Kind.PRIORITY_LISTED: who_leads,
    Kind.PRIORITY_OPENED: people_of_the_round,
    Kind.PRIORITY_SETTLED: people_of_the_merge,
    Kind.PRIORITY_SIMILAR: the_one(Because.STATED),
    Kind.PRIORITY_SPREAD: nobody,
    Kind.PROBLEM_CORRECTED: nobody,  # likewise
    Kind.PROBLEM_PUBLISHED: nobody,
    Kind.PROBLEM_SHARED: who_stated,
    Kind.PROBLEM_STATED: core_group,
    Kind.PROBLEM_UNSHARED: nobody,
    Kind.PROBLEM_WITHDRAWN: who_was_told,
    Kind.PRODUCT_LINKED: nobody,
    Kind.PRODUCT_RELEASED: nobody,
    Kind.REWORDING_PROPOSED: nobody,  # it waits at the desk
    Kind.SEAT_BEGUN: nobody,
    Kind.SEAT_ENDED: nobody,  # who may name a successor is told by seats.letters
    Kind.SEAT_KEPT: nobody,
    Kind.SECOND_CHANGED: nobody,  # the person is told by accounts.letters
    Kind.SECOND_DENIED: nobody,  # it waits at the desk
    Kind.SECOND_RESET: nobody,  # likewise
    Kind.SETTING_CHANGED: nobody,
    Kind.STATEMENT_CONFIRMED: nobody,
    Kind.STATEMENT_CORRECTED: nobody,
    Kind.STATEMENT_LEFT: nobody,
    Kind.STATEMENT_REMOVED: nobody,
    Kind.STATEMENT_RESTORED: nobody,
    Kind.STEERING_ANSWERED: nobody,  # the meeting's page says so
    Kind.STEERING_APPROVED: nobody,  # likewise
    Kind.STEERING_BEGAN: nobody,
    Kind.STEERING_CANCELLED: who_was_invited,
    Kind.STEERING_CHANGED: steering_group,
    Kind.STEERING_DOUBTED: the_staff,
    Kind.STEERING_ENDED: nobody,
    Kind.STEERING_INPUT_ASKED: asked_for_input,
    Kind.STEERING_INPUT_GIVEN: nobody,  # it is read with the item
    Kind.STEERING_INVITED: steering_group,
    Kind.STEERING_ITEM_SET: nobody,
    Kind.STEERING_MINUTED: nobody,
    Kind.STEERING_MINUTES_SENT: steering_group,
    Kind.STEERING_PAPERS_SENT: steering_group,
    Kind.STEERING_PLANNED: nobody,  # they are invited once its agenda opens
    Kind.STEERING_SUMMARISED: countries_contacts,
    Kind.STEERING_TERM_BEGUN: nobody,
    Kind.STEERING_TERM_ENDED: nobody,
    Kind.STRATEGY_INPUT: nobody,  # it is read beside the draft
    Kind.STRATEGY_OPENED: everybody,
    Kind.STRATEGY_WRITTEN: nobody,
    Kind.SUPPORT_ANSWERED: nobody,  # told by governance.letters
    Kind.SUPPORT_ASKED: nobody,  # likewise
    Kind.TOPIC_ASKED: nobody,  # its colleagues are told by colleague.asked
    Kind.TOPIC_FOLLOWED: nobody,
    Kind.TOPIC_HIDDEN: nobody,
    Kind.TOPIC_MUTED: nobody,
    Kind.WAIVER_GRANTED: nobody,  # the page of its conditions says so
}
