from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import F

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague, Post, Thanks, Topic
from jln.countries.models import Country, Seat
from jln.countries.terms import STAFF_SEATS, SeatKind
from jln.demonstration import command, links, people, roles, texts
from jln.demonstration.stage import Stage
from jln.facts.models import Fact
from jln.facts.record import link
from jln.governance.models import ManagerAppointment, Meeting
from jln.governance.queries import decided as record
from jln.governance.rules import voting
from jln.library.models import Adaptation, PassedOn, Product, ProductOrigin
from jln.library.rules import deepest
from jln.loading.files import PACKAGED
from jln.loading.network import load_network
from jln.mail.copies import text_of
from jln.mail.models import OutgoingMail
from jln.membership.models import CountryMembership
from jln.people.models import EmailAddress, Expertise, Institution, Person, Position, SpokenLanguage
from jln.problems.models import Problem, ProblemCountry
from jln.search.models import SearchEntry
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import Visibility
from jln.web.models import Network
from tests.demonstration.conftest import NOON

MIDNIGHT = NOON.replace(hour=0)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _made(twice):
    return twice


def test_the_same_seed_makes_the_same_rows(twice):
    first, second = (
        {name: rows for name, rows in made.items() if name != "jln_searchentry"} for made in twice
    )  # made from the others, in any order

    assert {name: len(rows) for name, rows in first.items()} == {
        name: len(rows) for name, rows in second.items()
    }
    assert first == second


def test_another_seed_makes_other_people():
    drafted = []
    for seed in (1, 2):
        stage = Stage(seed, MIDNIGHT)
        people.draft_people(stage)
        drafted.append(
            [
                (draft.person.name, draft.person.language, sorted(draft.offered))
                for draft in stage.everybody
            ]
        )

    assert len(drafted[0]) == len(drafted[1])
    assert drafted[0] != drafted[1]


def test_people_are_invented_and_live_under_example_domains():
    assert Person.objects.count() == 609
    assert not Person.objects.filter(is_invented=False).exists()
    assert not Person.objects.filter(name__contains=" ").exists()
    assert not EmailAddress.objects.exclude(address__endswith=".example").exists()
    assert EmailAddress.objects.values("address").distinct().count() == 609
    members = set(
        CountryMembership.objects.filter(ends=None)
        .exclude(level="former")
        .values_list("country", flat=True)
    )
    assert set(Person.objects.exclude(country=None).values_list("country", flat=True)) == members
    assert (
        min(
            Counter(Person.objects.exclude(country=None).values_list("country", flat=True)).values()
        )
        >= 8
    )


def test_everybody_has_work_a_language_and_something_to_offer():
    for model in (Position, SpokenLanguage, SpaceMember):
        assert set(model.objects.values_list("person", flat=True)) == set(
            Person.objects.values_list("pk", flat=True)
        ), model
    offering = Expertise.objects.filter(kind="offered").values("person").distinct().count()
    assert offering > 580
    assert set(Person.objects.values_list("language", flat=True)) == {"en", "fr", "es", "pt", "ar"}
    assert Position.objects.exclude(ends=None).count() > 150
    assert (
        not Position.objects.filter(institution__country__isnull=False)
        .exclude(institution__country=F("person__country"))
        .exists()
    )


def test_invented_institutions_say_so_and_real_ones_are_those_of_the_history():
    assert Institution.objects.filter(is_invented=False).count() == 42
    assert set(Institution.objects.filter(is_invented=True).values_list("sources", flat=True)) == {
        "Invented for this demonstration"
    }
    assert not Institution.objects.filter(is_invented=True, kind="country institution").exists()


def test_seats_are_held_as_a_network_would_hold_them():
    held = Seat.objects.held_on(NOON.date())
    assert {kind.value: held.filter(kind=kind).count() for kind in SeatKind} == {
        "point_of_contact": 39,
        "ccg_chair": 17,
        "ccg_coordinator": 39,
        "ccg_member": 102,
        "steering_representative": 16,
        "steering_alternate": 12,
        "convener": 1,
        "co_convener": 1,
        "body_lead": 1,
        "body_member": 3,
        "facilitator": 6,
        "network_officer": 6,
        "administrator": 2,
    }
    assert Seat.objects.filter(kind="ccg_coordinator", ends_on__lt=NOON.date()).count() == 17


def test_letters_name_an_invented_organisation_and_the_history_none():
    (office,) = {seat.institution for seat in Seat.objects.filter(kind__in=STAFF_SEATS)}
    assert office.is_invented
    letter = text_of(OutgoingMail(text="Hello", language="en"))
    assert f"Network Manager: {office.name}\nThis is a demonstration network." in letter
    assert not ManagerAppointment.objects.filter(institution=office).exists()


def test_what_the_invented_meeting_decided_is_in_the_register_and_says_so():
    meeting = Meeting.objects.exclude(ended_at=None).get()
    decided = list(meeting.decisions.order_by("number"))
    assert [one.text for one in decided] == [
        versions.get().points for versions in (
            item.versions for item in meeting.items.filter(kind="decide").order_by("number")
        )
    ]  # fmt: skip
    assert len(decided) == 2
    for one in decided:
        assert one.reason == "Invented for this demonstration"
        assert voting.Tally.of(one.tally).has_quorum
        assert one.motion.item.meeting == meeting
    assert record.fault() is None


def test_roles_to_try_can_do_what_they_are_there_for():
    found = {role.code: person for role, person in roles.role_people()}

    network = Network.objects.get()
    assert list(found) == [role.code for role in roles.ROLES]
    assert not found["practitioner"].seats.exists()
    assert can(found["coordinator"], Permission.PERSON_INVITE, Country.objects.get(code="KE"))
    assert not can(found["practitioner"], Permission.PERSON_INVITE, Country.objects.get(code="GH"))
    assert found["facilitator"].seats.get().group.slug == "phcpm-col"
    assert found["steering"].seats.filter(kind="steering_representative").exists()
    assert can(found["staff"], Permission.DESK_OPEN, network)
    assert can(found["administrator"], Permission.PERSON_ERASE, found["practitioner"])
    assert not can(found["staff"], Permission.PERSON_ERASE, found["practitioner"])


def test_there_is_much_to_read_and_nothing_twice():
    answered = [one for one in texts.questions() if len(one.answers) >= 2]
    written = [one.text for one in Post.objects.exclude(topic__kind__in=("poll", "dialogue"))]

    assert len(answered) >= 60
    assert (
        len(written) == len(set(written)) == sum(1 + len(one.answers) for one in texts.questions())
    )
    assert {
        language: Post.objects.filter(language=language).count() >= 8
        for language in ("en", "fr", "es", "pt", "ar")
    } == dict.fromkeys(("en", "fr", "es", "pt", "ar"), True)
    assert Counter(Topic.objects.values_list("language", flat=True)).keys() == {
        "en",
        "fr",
        "es",
        "pt",
        "ar",
    }
    assert not [text for text in written if "lorem" in text.lower() or len(text) < 60]


def test_conversations_lie_in_the_past_and_their_counters_are_right():
    for topic in Topic.objects.prefetch_related("posts"):
        posts = sorted(topic.posts.all(), key=lambda post: post.number)
        times = [post.posted_at for post in posts]
        assert [post.number for post in posts] == list(range(1, topic.post_count + 1))
        assert times == sorted(times)
        assert (times[0], times[-1]) == (topic.started_at, topic.last_post_at)
        assert times[-1] < MIDNIGHT
        assert (topic.answered_at is None) == all(post.by_id == topic.by_id for post in posts)
        assert {post.space_id for post in posts} == {topic.space_id}
    assert Topic.objects.filter(solved_at=None).count() < 12
    assert Topic.objects.filter(post_count=1).exists()


def test_thanks_come_from_others_after_the_post():
    assert not Thanks.objects.filter(by=F("to")).exists()
    assert not Thanks.objects.filter(at__lt=F("post__posted_at")).exists()
    assert not Thanks.objects.exclude(to=F("post__by")).exists()
    assert not Thanks.objects.filter(post__thanked_at=None).exists()


def test_nobody_is_asked_more_than_twice_a_week():
    asked = defaultdict(list)
    for person, at in AskedColleague.objects.values_list("person", "asked_at").order_by("asked_at"):
        asked[person].append(at)

    assert not [
        times
        for times in asked.values()
        if any(
            later - first < timedelta(days=7)
            for first, later in zip(times, times[2:], strict=False)
        )
    ]
    assert not AskedColleague.objects.filter(person=F("topic__by")).exists()
    adjoa = {role.code: person for role, person in roles.role_people()}["practitioner"]
    waiting = AskedColleague.objects.filter(person=adjoa, answered_at=None, declined_at=None)
    assert waiting.count() == 2
    assert not [
        one for one in waiting if "expertise" not in {reason["code"] for reason in one.reasons}
    ]


def test_whoever_wrote_may_read_what_she_wrote():
    for post in Post.objects.filter(space__visibility=Visibility.ROLL).select_related("by"):
        assert can(post.by, Permission.POST_VIEW, post)
    writers = Person.objects.filter(pk__in=Post.objects.values("by"))
    assert visible(writers[0], Permission.TOPIC_VIEW, Topic.objects.all()).count() >= 70
    secret = Topic.objects.get(title__startswith="How long before a meeting")
    assert can(Person.objects.get(name="Paolo"), Permission.TOPIC_VIEW, secret)
    assert not can(Person.objects.get(name="Adjoa"), Permission.TOPIC_VIEW, secret)


def test_many_lines_are_whole_from_a_problem_to_a_country():
    whole = [
        adaptation
        for adaptation in Adaptation.objects.exclude(problem=None)
        if ProductOrigin.objects.filter(
            product=adaptation.product_id, problem=adaptation.problem_id
        ).exists()
    ]
    public = visible(None, Permission.ADAPTATION_VIEW, Adaptation.objects.all())

    assert Problem.objects.count() == 61
    assert len(whole) >= 35
    assert len({one.country_id for one in whole}) >= 20
    assert sum(one in public for one in whole) >= 30
    assert Adaptation.objects.exclude(topic=None).count() >= 15
    assert ProblemCountry.objects.count() >= 150


def test_no_product_is_older_than_what_it_came_from():
    for origin in ProductOrigin.objects.exclude(problem=None).select_related("product", "problem"):
        assert (
            str(origin.problem.stated) <= str(origin.product.published)
            or origin.problem.stated.year == origin.product.published.year
        )
    for origin in ProductOrigin.objects.exclude(topic=None).select_related("product", "topic"):
        assert origin.topic.started_at.year <= origin.product.published.year
    assert ProductOrigin.objects.exclude(topic=None).exists()


def test_adaptations_say_how_far_they_came_and_why_they_stopped():
    for adaptation in Adaptation.objects.filter(is_invented_by_us()).prefetch_related("evidence"):
        assert adaptation.depth == (deepest(one.depth for one in adaptation.evidence.all()) or "")
        assert bool(adaptation.stopped_because) == (adaptation.state == "stopped")
        assert adaptation.created_at < MIDNIGHT
    states = Counter(Adaptation.objects.filter(is_invented_by_us()).values_list("state", flat=True))
    assert states == {"under_way": 54, "stopped": 3, "intended": 3}
    assert Adaptation.objects.filter(outcome__startswith="Nothing yet").count() >= 6
    shown = visible(None, Permission.ADAPTATION_VIEW, Adaptation.objects.all())
    for product in Product.objects.all():
        assert product.adaptation_count == shown.filter(product=product).count()


def is_invented_by_us():
    from django.db.models import Q

    return Q(sources="Invented for this demonstration")


def test_facts_are_told_in_order_and_audit_facts_chained():
    facts = list(Fact.objects.order_by("pk"))

    assert not [fact for fact in facts if fact.told_at is None]
    assert [fact.at for fact in facts] == sorted(fact.at for fact in facts)
    assert facts[-1].at < MIDNIGHT
    before = ""
    for fact in facts:
        if fact.chain:
            assert fact.chain == link(before, fact)
            before = fact.chain
    assert Counter(fact.kind for fact in facts)["seat.begun"] == Seat.objects.count()
    assert {
        "topic.asked",
        "post.written",
        "post.thanked",
        "colleague.asked",
        "problem.stated",
        "problem.shared",
        "adaptation.reported",
        "adaptation.advanced",
        "product.linked",
    } <= {fact.kind for fact in facts}


def test_everything_can_be_found():
    found = Counter(SearchEntry.objects.values_list("kind", flat=True))

    assert found["product"] == 66
    assert found["topic"] == Topic.objects.count()


def test_the_history_loads_into_it_without_a_change():
    report = load_network(Network.objects.get(), PACKAGED, by=None, at=NOON)

    assert (report.made, report.changed, report.refused) == (0, 0, [])


def test_a_demonstration_is_made_once(capsys):
    assert command.main([]) == 2

    assert "This network is not empty" in capsys.readouterr().err
    assert Network.objects.get().is_demonstration


def test_links_sign_in_the_six_roles_once(capsys, client):
    assert links.main([]) == 0

    said = capsys.readouterr().out
    assert said.count("/sign-in/link/") == len(roles.ROLES)
    assert "Adjoa, Ghana" in said
    path = urlsplit(next(word for word in said.split() if "/sign-in/link/" in word)).path
    assert client.post(path).status_code == 302
    assert client.get("/").content.count(b"Adjoa") > 0
    client.cookies.clear()
    assert client.post(path).status_code != 302


def test_spaces_of_the_demonstration_have_people():
    for space in (
        Space.objects.filter(closed_at=None)
        .exclude(kind="record")
        .exclude(country__code="TH")
        .exclude(slug="ppm")
    ):
        assert space.roll.exists(), space.slug


def test_every_option_in_the_texts_leads_somewhere():
    keys = (
        [one.key for one in texts.questions()]
        + [part.words[0] for part in texts.problems()]
        + [one.problem.words[0] for one in texts.questions() if one.problem]
    )
    assert len(keys) == len(set(keys))
    countries = set(texts.names())
    for part in (*texts.problems(), *(one.problem for one in texts.questions() if one.problem)):
        assert set(part.listed("shared")) <= countries, part.where
    for part in (*texts.problems(), *(one.part for one in texts.questions())):
        for slug in part.listed("became"):
            assert Product.objects.filter(slug=slug).exists(), part.where


def test_a_real_network_never_becomes_a_demonstration(capsys):
    Network.objects.update(is_demonstration=False)
    Network.objects.filter(pk=Network.objects.get().pk).update(name="Real")

    assert command.main([]) == 2

    assert "This is a real network" in capsys.readouterr().err
    assert not Network.objects.get().is_demonstration


def test_who_learned_from_whom_is_on_record():
    pairs = PassedOn.objects.order_by("earlier__product__slug", "earlier__country__code")
    ends = ("earlier__product__slug", "earlier__country__code", "later__country__code")
    assert list(pairs.values_list(*ends)) == [
        ("costing-manual", "GH", "KE"),
        ("data-analytics-toolkit", "KE", "NG"),
        ("data-analytics-toolkit", "VN", "GH"),
        ("phcpm-coaching", "LR", "ZA"),
    ]
