"""Every route that a browser opens, with a path that leads somewhere. Declared by hand.

A route that is in the product and neither here nor in `NOT_PAGES` fails the gates.
"""

from __future__ import annotations

from collections.abc import Callable

from jln.activities.models import Activity
from jln.conversations.models import Topic
from jln.governance.models import Meeting
from jln.initiatives.models import Initiative, LearningGroup
from jln.library.models import Adaptation, Product
from jln.people.models import Institution, Person
from jln.problems.models import Problem

PUBLIC, MEMBER, OWN, STAFF = "public", "member", "own", "staff"


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


ROUTES: dict[str, tuple[str, Callable[[], str]]] = {
    "home": (PUBLIC, lambda: "/"),
    "countries": (PUBLIC, lambda: "/countries/"),
    "country": (PUBLIC, lambda: "/countries/gh/"),
    "work": (PUBLIC, lambda: "/work/"),
    "initiative": (PUBLIC, lambda: f"/work/initiatives/{Initiative.objects.get(slug='ppm').slug}/"),
    "group": (PUBLIC, lambda: f"/work/{LearningGroup.objects.get(slug='costing').slug}/"),
    "library": (PUBLIC, lambda: "/library/"),
    "product": (PUBLIC, lambda: f"/library/{_product().slug}/"),
    "events": (PUBLIC, lambda: "/events/"),
    "event": (PUBLIC, lambda: f"/events/{Activity.objects.order_by('pk')[3].slug}/"),
    "steering_group": (PUBLIC, lambda: "/steering-group/"),
    "meeting": (
        PUBLIC,
        lambda: f"/steering-group/meetings/{Meeting.objects.order_by('-starts')[0].slug}/",
    ),
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
    "accessibility": (PUBLIC, lambda: "/about/accessibility/"),
    "search": (PUBLIC, lambda: "/search/?q=costing"),
    "sign_in": (PUBLIC, lambda: "/sign-in/"),
    "sign_in_link": (PUBLIC, lambda: "/sign-in/link/nothing/"),
    "welcome": (PUBLIC, lambda: "/welcome/nothing/"),
    "problem": (PUBLIC, lambda: f"/problems/{_problem().code}/"),
    "chain": (PUBLIC, lambda: f"/chain/adaptation/{_adaptation().code}/"),
    "adaptation": (PUBLIC, lambda: f"/adaptations/{_adaptation().code}/"),
    "mail_viewer": (PUBLIC, lambda: "/mail/"),
    "my_mail": (MEMBER, lambda: "/me/mail/"),
    "origins": (STAFF, lambda: f"/library/{_product().slug}/origins/"),
    "ask": (MEMBER, lambda: "/ask/"),
    "ask_new": (MEMBER, lambda: "/ask/new/"),
    "topic": (MEMBER, lambda: f"/ask/{_topic().code}/"),
    "post": (MEMBER, lambda: f"/ask/{_topic().code}/posts/1/"),
    "post_thank": (MEMBER, lambda: f"/ask/{_topic().code}/posts/2/thanks/"),
    "topic_follow": (MEMBER, lambda: f"/ask/{_topic().code}/follow/"),
    "topic_decline": (MEMBER, lambda: f"/ask/{_topic().code}/not-me/"),
    "post_hide": (STAFF, lambda: f"/ask/{_topic().code}/posts/2/hidden/"),
    "topic_hide": (STAFF, lambda: f"/ask/{_topic().code}/hidden/"),
    "problem_new": (OWN, lambda: "/problems/new/"),
    "adapt": (OWN, lambda: f"/library/{_product().slug}/adapt/"),
    "directory": (MEMBER, lambda: "/people/"),
    "person": (MEMBER, lambda: f"/people/{_person().code}/"),
    "relay": (MEMBER, lambda: f"/people/{_other().code}/write/"),
    "me": (MEMBER, lambda: "/me/"),
    "my_languages": (MEMBER, lambda: "/me/languages/"),
    "my_addresses": (MEMBER, lambda: "/me/addresses/"),
    "my_sessions": (MEMBER, lambda: "/me/sessions/"),
    "my_data": (MEMBER, lambda: "/me/data/"),
    "desk": (STAFF, lambda: "/desk/"),
    "desk_mail_in": (STAFF, lambda: "/desk/mail/in/"),
    "desk_mail_out": (STAFF, lambda: "/desk/mail/out/"),
    "desk_facts": (STAFF, lambda: "/desk/facts/"),
    "desk_invite": (STAFF, lambda: "/desk/invite/"),
    "desk_people": (STAFF, lambda: "/desk/people/?q=ad"),
    "desk_person": (STAFF, lambda: f"/desk/people/{_person().code}/"),
}
