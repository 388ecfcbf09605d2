"""Every route that a browser opens, with a path that leads somewhere. Declared by hand.

A route that is in the product and neither here nor in `NOT_PAGES` fails the gates.
"""

from __future__ import annotations

from collections.abc import Callable

from jln.accounts.models import Authenticator, CountryRequest
from jln.activities.models import Activity
from jln.conversations.models import Asking, Post, Topic
from jln.countries.models import Country
from jln.elections.models import Election
from jln.governance.models import Meeting
from jln.initiatives.models import Initiative, LearningGroup
from jln.kit import clock
from jln.library.models import Adaptation, Product
from jln.mail import seals
from jln.membership.models import Application, SelfAssessment
from jln.people.models import Institution, Person
from jln.problems.models import Problem
from jln.seats.models import Handover
from tests.gates import newsletters, polls, rounds, safe_spaces, steering, talking
from tests.gates.at_desk import asked_address, letter, message, practitioner
from tests.gates.at_work import (
    ballot,
    core_action,
    core_meeting,
    given,
    offer,
    planned,
    support,
)
from tests.gates.readers import COORDINATOR, MEMBER, OWN, PRACTITIONER, PUBLIC, STAFF


def _topic() -> Topic:
    return Topic.objects.filter(space__slug="network").order_by("-post_count", "pk")[0]


def _product() -> Product:
    return Product.objects.order_by("-adaptation_count", "pk")[0]


def _person() -> Person:
    return Person.objects.filter(addresses__address="wanjiru@ke.example")[0]


def _other() -> Person:
    """Somebody who plays none of the roles, so that each may write to her."""
    played = Person.objects.filter(sessions__isnull=False)
    return (
        Person.objects.filter(status="active", listing="members")
        .exclude(pk__in=played)
        .order_by("pk")[0]
    )


def _problem() -> Problem:
    return Problem.objects.filter(visibility="public", space__visibility="public").order_by("pk")[0]


def _adaptation() -> Adaptation:
    return Adaptation.objects.filter(visibility="public", space__visibility="public").order_by(
        "pk"
    )[0]


def _app() -> str:
    """Everybody who is signed in has an app that showed no code yet."""
    for person in Person.objects.filter(sessions__isnull=False).distinct():
        begun = {"salt": "s", "begun_at": clock.now(), "confirmed_at": None}
        Authenticator.objects.update_or_create(person=person, defaults=begun)
    return "/me/security/app/"


def _going() -> Topic:
    """A question of the practitioner's that goes further; made so, where all are over."""
    found = Topic.objects.filter(by=practitioner(), hidden_at=None).order_by("pk")[0]
    Asking.objects.update_or_create(topic=found, defaults={"ended": "", "ended_at": None})
    Topic.objects.filter(pk=found.pk, answered_at=None).update(answered_at=found.started_at)
    return found


def _own_post() -> Post:
    return Post.objects.filter(by=practitioner(), hidden_at=None).order_by("pk")[0]


def _mailed_post() -> Post:
    """A post that came by mail; made so, where everything was written on pages."""
    post = _topic().posts.order_by("number")[0]
    if post.inbound_id is None:
        Post.objects.filter(pk=post.pk).update(inbound=message())
    return post


def _unsure() -> LearningGroup:
    return LearningGroup.objects.filter(confidence="guess").order_by("pk")[0]


def _country_request() -> CountryRequest:
    made, _is_new = CountryRequest.objects.get_or_create(
        person=practitioner(),
        decided_at=None,
        withdrawn_at=None,
        defaults={
            "country": Country.objects.get(code="KE"),
            "because": "I work for the regional office now.",
            "asked_at": clock.now(),
        },
    )
    return made


_CORE = "/countries/ke/group"


def _application(code: str, state: str = "submitted") -> Application:
    """Of a country that is no member, as somebody without an account wrote it."""
    at = clock.now()
    made, _is_new = Application.objects.get_or_create(
        country_code=code,
        defaults={
            "address": "planning@health.example",
            "name": "Mariama",
            "statement": "From January the new fund buys primary care for two districts.",
            "state": state,
            "asked_at": at,
            "saved_at": at,
            "submitted_at": None if state == "draft" else at,
        },
    )
    return made


def _assessment(code: str, **values: object) -> SelfAssessment:
    """As somebody of its group wrote and showed it."""
    at = clock.now()
    country = Country.objects.get(code=code.upper())
    made, _is_new = SelfAssessment.objects.get_or_create(
        country=country,
        closed_at=None,
        defaults={"opened_at": at, "shown_at": at, "words": "More people.", **values},
    )
    for gate in ("core_group", "hosting", "sharing", "participation"):
        made.lines.get_or_create(gate=gate, defaults={"value": 1, "claim": 2, "evidence": "Tours."})
    return made


def _link_of(application: Application) -> str:
    return f"/join/{seals.seal('join', application.pk, application.address)}/"


def _handover() -> Handover:
    """The demonstration's: a seat of Ghana for which the practitioner is asked."""
    return Handover.objects.filter(closed_at=None, successor=practitioner())[0]


def _election() -> str:
    return f"/steering-group/elections/{Election.objects.order_by('pk')[0].code}"


ROUTES: dict[str, tuple[str, Callable[[], str]]] = {
    "home": (PUBLIC, lambda: "/"),
    "countries": (PUBLIC, lambda: "/countries/"),
    "country": (PUBLIC, lambda: "/countries/gh/"),
    "work": (PUBLIC, lambda: "/work/"),
    "initiative": (PUBLIC, lambda: f"/work/initiatives/{Initiative.objects.get(slug='ppm').slug}/"),
    "group": (PUBLIC, lambda: f"/work/{LearningGroup.objects.get(slug='costing').slug}/"),
    "contributions": (COORDINATOR, lambda: "/countries/ke/contributions/"),
    "contribution": (COORDINATOR, lambda: f"/contributions/{given().code}/"),
    "membership": (PUBLIC, lambda: "/countries/ke/membership/"),
    "library": (PUBLIC, lambda: "/library/"),
    "product": (PUBLIC, lambda: f"/library/{_product().slug}/"),
    "events": (PUBLIC, lambda: "/events/"),
    "event_places": (STAFF, lambda: f"/events/{offer().activity.slug}/places/"),
    "nominations": (COORDINATOR, lambda: f"{_CORE}/nominations/"),
    "nomination": (COORDINATOR, lambda: f"{_CORE}/nominations/{offer().code}/"),
    "nomination_order": (COORDINATOR, lambda: f"{_CORE}/nominations/{offer().code}/order/"),
    "nomination_object": (COORDINATOR, lambda: f"{_CORE}/nominations/{offer().code}/objection/"),
    "nomination_send": (COORDINATOR, lambda: f"{_CORE}/nominations/{offer().code}/send/"),
    "event": (PUBLIC, lambda: f"/events/{Activity.objects.order_by('pk')[3].slug}/"),
    "steering_group": (PUBLIC, lambda: "/steering-group/"),
    "core_group": (COORDINATOR, lambda: f"{_CORE}/"),
    "core_group_record": (COORDINATOR, lambda: f"{_CORE}/record/"),
    "core_group_public": (COORDINATOR, lambda: f"{_CORE}/public/"),
    "core_group_passed_on": (COORDINATOR, lambda: f"{_CORE}/passed-on/"),
    "core_meetings": (COORDINATOR, lambda: f"{_CORE}/meetings/"),
    "core_actions": (COORDINATOR, lambda: f"{_CORE}/actions/"),
    "core_meeting_cancel": (
        COORDINATOR,
        lambda: f"{_CORE}/meetings/{planned().code}/cancel/",
    ),
    "core_support": (COORDINATOR, lambda: f"{_CORE}/support/"),
    "core_support_one": (STAFF, lambda: f"{_CORE}/support/{support().code}/"),
    "core_meeting_new": (COORDINATOR, lambda: f"{_CORE}/meetings/new/"),
    "core_meeting": (COORDINATOR, lambda: f"{_CORE}/meetings/{core_meeting().code}/"),
    "core_meeting_plan": (COORDINATOR, lambda: f"{_CORE}/meetings/{core_meeting().code}/plan/"),
    "core_meeting_notes": (COORDINATOR, lambda: f"{_CORE}/meetings/{core_meeting().code}/notes/"),
    "core_meeting_letter": (
        COORDINATOR,
        lambda: f"{_CORE}/meetings/{core_meeting().code}/letter/",
    ),
    "core_action_new": (
        COORDINATOR,
        lambda: f"{_CORE}/meetings/{core_meeting().code}/actions/",
    ),
    "core_action": (COORDINATOR, lambda: f"{_CORE}/actions/{core_action().code}/"),
    "core_action_change": (COORDINATOR, lambda: f"{_CORE}/actions/{core_action().code}/change/"),
    "elections": (PUBLIC, lambda: "/steering-group/elections/"),
    "election": (PUBLIC, lambda: f"{_election()}/"),
    "election_call": (STAFF, lambda: "/steering-group/elections/new/"),
    "election_stand": (COORDINATOR, lambda: f"{_election()}/stand/"),
    "election_link": (COORDINATOR, lambda: f"{_election()}/link/"),
    "election_off": (STAFF, lambda: f"{_election()}/off/"),
    "election_ballot": (COORDINATOR, ballot),
    **rounds.ROUTES,
    **newsletters.ROUTES,
    **safe_spaces.ROUTES,
    "meeting": (
        PUBLIC,
        lambda: f"/steering-group/meetings/{Meeting.objects.order_by('-starts')[0].slug}/",
    ),
    **steering.ROUTES,
    **talking.ROUTES,
    "institutions": (PUBLIC, lambda: "/institutions/"),
    "institution": (
        PUBLIC,
        lambda: (
            f"/institutions/{Institution.objects.filter(is_invented=False).order_by('pk')[0].slug}/"
        ),
    ),
    "insights": (PUBLIC, lambda: "/insights/"),
    "about": (PUBLIC, lambda: "/about/"),
    "membership_info": (PUBLIC, lambda: "/about/membership/"),
    "privacy": (PUBLIC, lambda: "/about/privacy/"),
    "permissions": (PUBLIC, lambda: "/about/permissions/"),
    "rules": (PUBLIC, lambda: "/about/rules/"),
    "accessibility": (PUBLIC, lambda: "/about/accessibility/"),
    "search": (PUBLIC, lambda: "/search/?q=costing"),
    "sign_in": (PUBLIC, lambda: "/sign-in/"),
    "sign_in_link": (PUBLIC, lambda: "/sign-in/link/nothing/"),
    "address_asked": (PUBLIC, asked_address),
    "not_me": (PUBLIC, lambda: "/not-me/nothing/"),
    "welcome": (PUBLIC, lambda: "/welcome/nothing/"),
    "problem": (PUBLIC, lambda: f"/problems/{_problem().code}/"),
    "chain": (PUBLIC, lambda: f"/chain/adaptation/{_adaptation().code}/"),
    "adaptation": (PUBLIC, lambda: f"/adaptations/{_adaptation().code}/"),
    "mail_viewer": (PUBLIC, lambda: "/mail/"),
    "my_mail": (MEMBER, lambda: "/me/mail/"),
    "my_mail_next": (MEMBER, lambda: "/me/mail/next/"),
    "origins": (STAFF, lambda: f"/library/{_product().slug}/origins/"),
    "ask": (MEMBER, lambda: "/ask/"),
    "ask_new": (MEMBER, lambda: "/ask/new/"),
    "topic": (MEMBER, lambda: f"/ask/{_topic().code}/"),
    "post": (MEMBER, lambda: f"/ask/{_topic().code}/posts/1/"),
    "post_files": (
        PRACTITIONER,
        lambda: f"/ask/{_own_post().topic.code}/posts/{_own_post().number}/files/",
    ),
    "post_thank": (MEMBER, lambda: f"/ask/{_topic().code}/posts/2/thanks/"),
    "topic_follow": (MEMBER, lambda: f"/ask/{_topic().code}/follow/"),
    "topic_decline": (MEMBER, lambda: f"/ask/{_topic().code}/not-me/"),
    "topic_enough": (PRACTITIONER, lambda: f"/ask/{_going().code}/enough/"),
    "topic_outcome": (PRACTITIONER, lambda: f"/ask/{_going().code}/outcome/"),
    "ask_wish": (MEMBER, lambda: "/ask/wish/"),
    "post_hide": (STAFF, lambda: f"/ask/{_topic().code}/posts/2/hidden/"),
    "post_undo": (
        PRACTITIONER,
        lambda: f"/ask/{_own_post().topic.code}/posts/{_own_post().number}/undo/",
    ),
    "post_original": (
        MEMBER,
        lambda: f"/ask/{_topic().code}/posts/{_mailed_post().number}/original/",
    ),
    "mail_shown": (PUBLIC, lambda: f"/mail/{letter().pk}/"),
    "adaptation_evidence": (STAFF, lambda: f"/adaptations/{_adaptation().code}/evidence/"),
    "adaptation_stop": (STAFF, lambda: f"/adaptations/{_adaptation().code}/stop/"),
    "adaptation_correction": (STAFF, lambda: f"/adaptations/{_adaptation().code}/correction/"),
    "adaptation_withdrawal": (STAFF, lambda: f"/adaptations/{_adaptation().code}/withdrawal/"),
    "adaptation_publication": (STAFF, lambda: f"/adaptations/{_adaptation().code}/public/"),
    "problem_share": (OWN, lambda: f"/problems/{_problem().code}/countries/"),
    "problem_publication": (STAFF, lambda: f"/problems/{_problem().code}/public/"),
    "problem_correction": (STAFF, lambda: f"/problems/{_problem().code}/correction/"),
    "problem_withdrawal": (STAFF, lambda: f"/problems/{_problem().code}/withdrawal/"),
    "post_report": (MEMBER, lambda: f"/ask/{_topic().code}/posts/2/report/"),
    "reports": (STAFF, lambda: "/reports/"),
    "report": (STAFF, lambda: f"/reports/{talking.reported().code}/"),
    "report_look": (STAFF, lambda: f"/reports/{talking.reported().code}/who/"),
    "dialogues": (PUBLIC, lambda: "/dialogues/"),
    "dialogue_result": (PUBLIC, lambda: f"/dialogues/{polls.ended().code}/"),
    "dialogue_new": (STAFF, lambda: "/spaces/network/dialogue/"),
    "dialogue": (STAFF, lambda: f"/ask/{polls.running().code}/dialogue/"),
    "dialogue_days": (STAFF, lambda: f"/ask/{polls.running().code}/dialogue/days/"),
    "dialogue_take": (STAFF, lambda: f"/ask/{polls.running().code}/dialogue/take/"),
    "dialogue_synthesis": (STAFF, lambda: f"/ask/{polls.running().code}/dialogue/result/"),
    "dialogue_publish": (STAFF, lambda: f"/ask/{polls.running().code}/dialogue/publish/"),
    "poll_new": (MEMBER, lambda: "/spaces/network/poll/"),
    "poll_answer": (MEMBER, lambda: f"/ask/{polls.open_poll().code}/poll/"),
    "poll_withdraw": (STAFF, lambda: f"/ask/{polls.open_poll().code}/poll/withdraw/"),
    "poll_outcome": (PRACTITIONER, lambda: f"/ask/{polls.closed_poll().code}/poll/outcome/"),
    "topic_shape": (STAFF, lambda: f"/ask/{_topic().code}/shape/move/"),
    "topic_hide": (STAFF, lambda: f"/ask/{_topic().code}/hidden/"),
    "problem_new": (OWN, lambda: "/problems/new/"),
    "adapt": (OWN, lambda: f"/library/{_product().slug}/adapt/"),
    "directory": (MEMBER, lambda: "/people/"),
    "person": (MEMBER, lambda: f"/people/{_person().code}/"),
    "conduct": (PUBLIC, lambda: "/conduct/"),
    "conduct_accept": (MEMBER, lambda: "/conduct/accept/"),
    "conduct_new": (STAFF, lambda: "/conduct/new/"),
    "my_feeds": (MEMBER, lambda: "/me/feeds/"),
    "keep_away": (MEMBER, lambda: f"/people/{_other().code}/away/"),
    "kept_away": (MEMBER, lambda: "/me/kept-away/"),
    "relay": (MEMBER, lambda: f"/people/{_other().code}/write/"),
    "me": (MEMBER, lambda: "/me/"),
    "my_zone": (MEMBER, lambda: "/me/zone/?in=America"),
    "my_work": (MEMBER, lambda: "/me/work/"),
    "my_country": (MEMBER, lambda: "/me/country/"),
    "my_position": (
        PRACTITIONER,
        lambda: f"/me/work/{practitioner().positions.filter(ends=None)[0].code}/",
    ),
    "my_seats": (MEMBER, lambda: "/me/seats/"),
    "seat_end": (STAFF, lambda: f"/seats/{_handover().seat.code}/end/"),
    "handover": (PRACTITIONER, lambda: f"/handover/{_handover().code}/"),
    "handover_name": (STAFF, lambda: f"/handover/{_handover().code}/successor/"),
    "handover_take": (PRACTITIONER, lambda: f"/handover/{_handover().code}/answer/"),
    "handover_second": (STAFF, lambda: f"/handover/{_handover().code}/agreement/"),
    "join": (PUBLIC, lambda: "/join/"),
    "join_draft": (PUBLIC, lambda: _link_of(_application("GM", "draft"))),
    "application": (STAFF, lambda: f"/applications/{_application('LS').code}/"),
    "assessment": (COORDINATOR, lambda: "/countries/ke/assessment/"),
    "assessment_endorse": (
        COORDINATOR,
        lambda: f"/assessments/{_assessment('ke').code}/endorsement/",
    ),
    "assessment_verify": (
        STAFF,
        lambda: f"/assessments/{_assessment('mn', endorsed_at=clock.now()).code}/check/",
    ),
    "membership_waiver": (STAFF, lambda: "/countries/mn/membership/waiver/"),
    "membership_level": (STAFF, lambda: "/countries/mn/membership/level/"),
    "desk_pipeline": (STAFF, lambda: "/desk/pipeline/"),
    "desk_seats": (STAFF, lambda: "/desk/seats/"),
    "my_languages": (MEMBER, lambda: "/me/languages/"),
    "my_addresses": (MEMBER, lambda: "/me/addresses/"),
    "my_sessions": (MEMBER, lambda: "/me/sessions/"),
    "my_authenticator": (MEMBER, _app),
    "my_security": (MEMBER, lambda: "/me/security/"),
    "sign_in_second": (MEMBER, lambda: "/sign-in/second/"),
    "my_data": (MEMBER, lambda: "/me/data/"),
    "desk": (STAFF, lambda: "/desk/"),
    "desk_mail_in": (STAFF, lambda: "/desk/mail/in/"),
    "desk_mail_health": (STAFF, lambda: "/desk/mail/health/"),
    "desk_mail_repair": (STAFF, lambda: f"/desk/mail/health/{_person().addresses.first().pk}/"),
    "desk_mail_out": (STAFF, lambda: "/desk/mail/out/"),
    "desk_mail_in_one": (STAFF, lambda: f"/desk/mail/in/{message().pk}/"),
    "desk_mail_out_one": (STAFF, lambda: f"/desk/mail/out/{letter().pk}/"),
    "desk_mail_handle": (STAFF, lambda: f"/desk/mail/handle/{message().code}/"),
    "desk_facts": (STAFF, lambda: "/desk/facts/"),
    "desk_fact": (STAFF, lambda: f"/desk/facts/learninggroup/{_unsure().code}/"),
    "desk_facts_done": (STAFF, lambda: "/desk/facts/done/"),
    "desk_countries": (STAFF, lambda: "/desk/countries/"),
    "desk_all_contacts": (STAFF, lambda: "/desk/contacts/"),
    "desk_contacts": (STAFF, lambda: "/desk/countries/gh/contacts/"),
    "desk_country_request": (STAFF, lambda: f"/desk/countries/{_country_request().code}/"),
    "desk_invite": (STAFF, lambda: "/desk/invite/"),
    "desk_people": (STAFF, lambda: "/desk/people/?q=ad"),
    "desk_person": (STAFF, lambda: f"/desk/people/{_person().code}/"),
    "desk_person_second": (STAFF, lambda: f"/desk/people/{_person().code}/second/"),
}
