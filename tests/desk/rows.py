"""One row of everything that staff and people are asked about by mail, by its model."""

from __future__ import annotations

from jln.accounts.models import CountryRequest
from jln.activities.models import Activity
from jln.conversations.models import CardVoice, ReportCase
from jln.countries.models import CountryCoreGroup, Statement
from jln.countries.terms import SeatKind
from jln.elections.models import ElectionVoter
from jln.governance.models import Meeting
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.mail.models import InboundMail
from jln.membership.models import Contribution, CountryMembership, SelfAssessment
from jln.newsletter.models import IssueEdition
from jln.priorities.models import PriorityConsent, PriorityMerge, RoundCountry
from jln.spaces.actions import moderate
from tests import factories as f
from tests.activities.places import Ghana
from tests.conversations.doors_keeping import card, drawn
from tests.conversations.matrix import waiting
from tests.elections.world import full_member, on_record
from tests.governance import groups, recorded, sitting
from tests.governance.matrix import requested
from tests.membership import joining
from tests.newsletter.world import a_draft
from tests.priorities.world import opened
from tests.seats.matrix import handover
from tests.spaces.matrix import wish

SINCE = PartialDate(2014, 3)


def message() -> InboundMail:
    return InboundMail.objects.create(
        size=1,
        received_at=f.NOON,
        envelope_from="ama@health.example",
        envelope_to="desk@jln.example",
        text="How do you pay for dialysis?",
        state="held",
        reason="for_the_desk",
    )


def country_request() -> CountryRequest:
    return CountryRequest.objects.create(
        person=f.person("Ama"), country=f.country("KE", "Kenya"), because="x", asked_at=f.NOON
    )


def voter() -> ElectionVoter:
    return on_record(full_member("GH", "Ghana")).roll.get()


def country_of_a_round() -> RoundCountry:
    return opened().countries.get()


def consent() -> PriorityConsent:
    merge = PriorityMerge.objects.create(round=opened(), of=[], proposed_at=f.NOON)
    return merge.consents.create(person=f.person("Ama"))


def reported() -> ReportCase:
    """A post that waits for a moderator's word."""
    post = f.post(f.topic(), f.person("Esi"))
    return ReportCase.objects.create(post=post, opened_at=clock.now())


def contribution() -> Contribution:
    return Contribution.objects.create(
        country=f.country(),
        given_on=f.NOON.date(),
        what="A hall",
        for_whom="Guests",
        recorded_at=f.NOON,
    )


def voice() -> CardVoice:
    """Of whom a card rests on."""
    return card().voices.get()


def edition() -> IssueEdition:
    """Of a newsletter that a colleague is asked to translate."""
    return IssueEdition.objects.create(
        issue=a_draft(), language="fr", person=f.person("Ama"), asked_at=f.NOON
    )


ROWS = {
    "jln.AnswerCard": card,
    "jln.CardVoice": voice,
    "jln.Issue": a_draft,
    "jln.IssueEdition": edition,
    "jln.Practice": lambda: drawn(f.person("Esi")),
    "jln.AgendaItem": lambda: sitting.item(sitting.called()),
    "jln.Application": joining.sent,
    "jln.CharterVersion": recorded.charter,
    "jln.Contribution": contribution,
    "jln.CoreGroupAction": lambda: groups.action(groups.noted(groups.group()), groups.in_group()),
    "jln.CoreGroupMeeting": lambda: groups.noted(groups.group()),
    "jln.Country": f.country,
    "jln.Handover": handover,
    "jln.ReportCase": reported,
    "jln.Seat": lambda: f.seat(SeatKind.CCG_CHAIR, f.person("Yaw"), country=f.country()),
    "jln.Activity": lambda: Activity.objects.create(slug="a", title="A workshop", starts=SINCE),
    "jln.CountryCoreGroup": lambda: CountryCoreGroup.objects.create(
        country=f.country(), since=SINCE
    ),
    "jln.CountryMembership": lambda: CountryMembership.objects.create(
        country=f.country(), level="full", starts=SINCE
    ),
    "jln.CountryRequest": country_request,
    "jln.ElectionVoter": voter,
    "jln.HeldPost": waiting,
    "jln.InboundMail": message,
    "jln.Initiative": f.initiative,
    "jln.Institution": f.institution,
    "jln.LearningGroup": f.group,
    "jln.Meeting": lambda: Meeting.objects.create(slug="m", starts=SINCE),
    "jln.Motion": recorded.motion,
    "jln.PlaceOffer": lambda: Ghana().named(),
    "jln.SupportRequest": requested,
    "jln.PriorityConsent": consent,
    "jln.PriorityRound": opened,
    "jln.RoundCountry": country_of_a_round,
    "jln.Strategy": recorded.strategy,
    "jln.WorkingGroup": recorded.body,
    "jln.SelfAssessment": lambda: SelfAssessment.objects.create(
        country=f.country(), opened_at=clock.now(), words="More."
    ),
    "jln.Position": lambda: f.position(f.person("Ama"), f.institution()),
    "jln.JoinRequest": wish,
    "jln.Space": f.space,
    "jln.SpaceModerator": lambda: moderate(f.space(), f.person("Kojo"), by=f.staff(), at=f.NOON),
    "jln.Statement": lambda: Statement.objects.create(
        about="member countries", value="30", as_of=SINCE
    ),
}
