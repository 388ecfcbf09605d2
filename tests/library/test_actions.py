"""Deeds in the library: refused they change nothing, repeated they happen once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken
from jln.library import actions, queries
from jln.library.models import Adaptation, AdaptationEvidence, PassedOn, ProductOrigin
from jln.library.queries import LedBy
from jln.library.rules import Answers
from jln.library.terms import AdaptationState, Depth
from jln.search.models import SearchEntry
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON = f.NOON
SAID = Answers(
    used="The sheets", changed="Three indicators only", where="Two regions", happened="Nothing yet"
)


def record():
    return f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)


def kinds():
    return [Kind(kind) for kind in Fact.objects.order_by("pk").values_list("kind", flat=True)]


def report(by, **values):
    record()
    return actions.report(
        values.pop("product", None) or f.product(),
        values.pop("country", by.country),
        **{"answers": SAID, "by": by, "at": NOON} | values,
    )


def coordinator():
    who = f.person("Esi")
    f.seat(SeatKind.CCG_COORDINATOR, who, country=who.country)
    return who


# Reporting


def test_a_report_keeps_the_four_answers_for_members():
    ama = f.person("Ama")
    made = report(ama, language="fr")
    assert (made.used, made.change, made.place, made.outcome) == (
        "The sheets",
        "Three indicators only",
        "Two regions",
        "Nothing yet",
    )
    assert (made.state, made.depth, made.visibility) == (
        AdaptationState.UNDER_WAY,
        "",
        Visibility.MEMBERS,
    )
    assert (made.country, made.reported_by, made.language, made.created_at) == (
        ama.country,
        ama,
        "fr",
        NOON,
    )
    assert kinds() == [Kind.ADAPTATION_REPORTED]
    found = SearchEntry.objects.get(kind="adaptation")
    assert (found.subject_id, found.reach, found.country_code) == (made.pk, "members", "GH")


def test_a_report_of_another_country_changes_nothing():
    with pytest.raises(PermissionDenied):
        report(f.person("Ama"), country=f.country("KE", "Kenya"))
    assert not Adaptation.objects.exists()
    assert not Fact.objects.exists()


def test_a_report_that_says_nothing_changes_nothing():
    with pytest.raises(RuleBroken) as refusal:
        report(f.person("Ama"), answers=Answers())
    assert refusal.value.verdict.codes == {"nothing_said"}
    assert not Adaptation.objects.exists()
    assert not Fact.objects.exists()


def test_the_same_report_twice_is_one_record():
    ama, product = f.person("Ama"), f.product()
    first = report(ama, product=product)
    again = report(ama, product=product, at=NOON + timedelta(hours=1))
    assert first == again
    assert kinds() == [Kind.ADAPTATION_REPORTED]


def test_a_report_does_not_change_the_public_count():
    product = f.product()
    report(f.person("Ama"), product=product)
    product.refresh_from_db()
    assert product.adaptation_count == 0


def test_a_report_from_a_closed_conversation_stays_there():
    ama = f.person("Ama")
    closed = f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    f.on_roll(closed, ama)
    made = report(ama, led_by=LedBy(topic=f.topic(ama, space=closed)))
    assert (made.space, made.visibility) == (closed, Visibility.ROLL)
    assert queries.adaptations(ama).filter(pk=made.pk).exists()
    assert not queries.adaptations(f.person("Bo", country=f.country("KE", "Kenya"))).exists()


def test_a_topic_or_problem_she_may_not_read_is_refused():
    closed = f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    for what in (
        LedBy(topic=f.topic(space=closed)),
        LedBy(problem=f.problem(space=closed, visibility=Visibility.ROLL)),
        LedBy(adaptation=f.adaptation(space=closed, visibility=Visibility.ROLL)),
    ):
        with pytest.raises(PermissionDenied):
            report(f.person("Bo", country=f.country("KE", "Kenya")), led_by=what)
    assert not Adaptation.objects.filter(country__code="KE").exists()


def test_what_it_began_with_is_kept_once():
    ama, first = f.person("Ama"), f.adaptation(country=f.country("KE", "Kenya"), space=record())

    made = report(ama, product=first.product, led_by=LedBy(adaptation=first))
    again = report(ama, product=first.product, led_by=LedBy(adaptation=first))

    assert again == made
    (link,) = PassedOn.objects.all()
    assert (link.earlier, link.later, link.confidence) == (first, made, "reported")


def test_a_stopped_one_keeps_its_reason():
    made = report(
        f.person(), answers=Answers(happened="No budget line", state=AdaptationState.STOPPED)
    )
    assert (made.state, made.stopped_because) == (AdaptationState.STOPPED, "No budget line")


# Advancing


def test_evidence_deepens_an_adaptation():
    ama = f.person("Ama")
    made = report(ama, answers=Answers(used="All", state=AdaptationState.INTENDED))
    actions.advance(made, Depth.TRIED, PartialDate(2026, 7), "Two districts", by=ama, at=NOON)
    actions.advance(made, Depth.DISCUSSED, PartialDate(2026), "A workshop", by=ama, at=NOON)
    made.refresh_from_db()
    assert (made.depth, made.state) == (Depth.TRIED, AdaptationState.UNDER_WAY)
    assert kinds() == [Kind.ADAPTATION_REPORTED, Kind.ADAPTATION_ADVANCED, Kind.ADAPTATION_ADVANCED]
    assert [(one.depth, str(one.dated)) for one in made.evidence.order_by("pk")] == [
        ("tried", "2026-07"),
        ("discussed", "2026"),
    ]


def test_evidence_of_the_future_changes_nothing():
    ama = f.person("Ama")
    made = report(ama)
    with pytest.raises(RuleBroken) as refusal:
        actions.advance(made, Depth.IN_USE, PartialDate(2026, 12), "A circular", by=ama, at=NOON)
    assert refusal.value.verdict.codes == {"future"}
    made.refresh_from_db()
    assert made.depth == ""
    assert not AdaptationEvidence.objects.exists()
    assert kinds() == [Kind.ADAPTATION_REPORTED]


def test_the_same_evidence_twice_is_one():
    ama = f.person("Ama")
    made = report(ama)
    for _time in range(2):
        actions.advance(made, Depth.IN_USE, PartialDate(2026), "A circular", by=ama, at=NOON)
    assert AdaptationEvidence.objects.count() == 1
    assert kinds().count(Kind.ADAPTATION_ADVANCED) == 1


def test_evidence_can_finish_it_and_take_it_up_again():
    ama = f.person("Ama")
    made = report(ama)
    actions.advance(
        made,
        Depth.IN_USE,
        PartialDate(2025),
        "A circular",
        by=ama,
        at=NOON,
        state=AdaptationState.FINISHED,
    )
    made.refresh_from_db()
    assert made.state == AdaptationState.FINISHED
    actions.advance(
        made,
        Depth.AT_SCALE,
        PartialDate(2026),
        "All regions",
        by=ama,
        at=NOON,
        state=AdaptationState.UNDER_WAY,
    )
    made.refresh_from_db()
    assert (made.state, made.depth) == (AdaptationState.UNDER_WAY, Depth.AT_SCALE)


def test_a_colleague_of_another_country_cannot_advance_it():
    made = report(f.person("Ama"))
    other = f.person("Bo", country=f.country("KE", "Kenya"))
    with pytest.raises(PermissionDenied):
        actions.advance(made, Depth.IN_USE, PartialDate(2026), "A circular", by=other, at=NOON)
    assert not AdaptationEvidence.objects.exists()


# Stopping


def test_a_stop_keeps_the_reason_and_what_was_shown():
    ama = f.person("Ama")
    made = report(ama)
    actions.advance(made, Depth.TRIED, PartialDate(2026), "Two districts", by=ama, at=NOON)
    actions.stop(made, " The fund was closed ", by=ama, at=NOON)
    made.refresh_from_db()
    assert (made.state, made.stopped_because, made.depth) == (
        AdaptationState.STOPPED,
        "The fund was closed",
        Depth.TRIED,
    )
    assert kinds()[-1] == Kind.ADAPTATION_STOPPED


def test_a_second_stop_is_refused():
    ama = f.person("Ama")
    made = report(ama)
    actions.stop(made, "The fund was closed", by=ama, at=NOON)
    with pytest.raises(RuleBroken) as refusal:
        actions.stop(made, "Again", by=ama, at=NOON)
    assert refusal.value.verdict.codes == {"wrong_state"}
    made.refresh_from_db()
    assert made.stopped_because == "The fund was closed"


def test_evidence_found_later_does_not_restart_it():
    ama = f.person("Ama")
    made = report(ama)
    actions.stop(made, "The fund was closed", by=ama, at=NOON)
    actions.advance(made, Depth.TRIED, PartialDate(2026), "Two districts", by=ama, at=NOON)
    made.refresh_from_db()
    assert (made.state, made.depth, made.stopped_because) == (
        AdaptationState.STOPPED,
        Depth.TRIED,
        "The fund was closed",
    )


# Taking back


def test_her_own_report_can_be_taken_back():
    ama = f.person("Ama")
    made = report(ama)
    actions.withdraw(made, by=ama, at=NOON)
    made.refresh_from_db()
    assert made.withdrawn_at == NOON
    assert not queries.adaptations(ama).exists()
    assert not SearchEntry.objects.filter(kind="adaptation").exists()
    assert kinds()[-1] == Kind.ADAPTATION_WITHDRAWN


def test_what_others_built_on_cannot_be_taken_back():
    ama, esi = f.person("Ama"), coordinator()
    made = report(ama)
    actions.advance(made, Depth.TRIED, PartialDate(2026), "Two districts", by=esi, at=NOON)
    with pytest.raises(RuleBroken) as refusal:
        actions.withdraw(made, by=ama, at=NOON)
    assert refusal.value.verdict.codes == {"built_on"}
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_nobody_takes_back_what_another_reported():
    made = report(f.person("Ama"))
    with pytest.raises(PermissionDenied):
        actions.withdraw(made, by=coordinator(), at=NOON)


# Publishing


def test_the_core_group_opens_it_to_everyone():
    esi, product = coordinator(), f.product()
    made = report(f.person("Ama"), product=product)
    actions.publish(made, by=esi, at=NOON)
    product.refresh_from_db()
    assert queries.adaptations(None).get() == made
    assert product.adaptation_count == 1
    assert SearchEntry.objects.get(kind="adaptation").reach == "public"
    actions.publish(made, by=esi, at=NOON)
    assert kinds().count(Kind.ADAPTATION_PUBLISHED) == 1
    actions.withdraw(made, by=made.reported_by, at=NOON)
    product.refresh_from_db()
    assert product.adaptation_count == 0


def test_who_reported_it_does_not_decide_what_is_public():
    ama = f.person("Ama")
    made = report(ama)
    with pytest.raises(PermissionDenied):
        actions.publish(made, by=ama, at=NOON)
    assert not queries.adaptations(None).exists()


def test_what_was_said_in_confidence_is_not_published():
    esi = coordinator()
    closed = f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    f.on_roll(closed, esi)
    made = report(esi, led_by=LedBy(topic=f.topic(esi, space=closed)))
    with pytest.raises(RuleBroken) as refusal:
        actions.publish(made, by=esi, at=NOON)
    assert refusal.value.verdict.codes == {"said_in_confidence"}
    made.refresh_from_db()
    assert made.visibility == Visibility.ROLL


# Origins


def test_staff_record_and_take_away_what_a_product_came_from():
    chen, product, problem = f.staff(), f.product(), f.problem()
    origin = queries.find_origin(chen, f"http://testserver/fr/problems/{problem.code}/")
    linked = actions.link(product, origin, by=chen, at=NOON)
    actions.link(product, origin, by=chen, at=NOON)
    assert ProductOrigin.objects.get().problem == problem
    assert kinds() == [Kind.PRODUCT_LINKED]
    actions.unlink(product, linked.pk, by=chen, at=NOON)
    actions.unlink(product, linked.pk, by=chen, at=NOON)
    assert not ProductOrigin.objects.exists()
    assert kinds() == [Kind.PRODUCT_LINKED, Kind.PRODUCT_LINKED]


def test_a_member_does_not_record_origins():
    ama, product, problem = f.person(), f.product(), f.problem()
    origin = queries.find_origin(ama, f"/problems/{problem.code}/")
    with pytest.raises(PermissionDenied):
        actions.link(product, origin, by=ama, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.unlink(product, 1, by=ama, at=NOON)
    assert not ProductOrigin.objects.exists()


def test_an_address_leads_to_each_kind_of_origin_she_may_read():
    chen = f.staff()
    group, topic = f.group(), f.topic(chen)
    closed = f.topic(space=f.space("exchange", kind=SpaceKind.GROUP, visibility=Visibility.ROLL))
    assert queries.find_origin(chen, f"/work/{group.slug}/").thing == group
    assert queries.find_origin(chen, f"/ask/{topic.code}/").thing == topic
    assert queries.find_origin(chen, f"/ask/{closed.code}/") is None
    assert queries.find_origin(chen, "/events/nothing/") is None
    assert queries.find_origin(chen, "what?") is None
