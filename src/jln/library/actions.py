"""Everything that can change in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require, visible
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.facts.wordings import reword
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.library import rules
from jln.library.findable import adaptation_entry
from jln.library.models import (
    Adaptation,
    AdaptationEvidence,
    PassedOn,
    Product,
    ProductOrigin,
)
from jln.library.queries import BY_NOTHING
from jln.library.terms import AdaptationState, Depth, Move
from jln.people.models import Person
from jln.problems.rules import may_publish, narrowest
from jln.search import index
from jln.spaces import queries as spaces
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.countries.models import Country
    from jln.library.queries import LedBy, Origin
    from jln.library.rules import Answers


@transaction.atomic
def report(
    product: Product,
    country: Country,
    answers: Answers,
    *,
    by: Person,
    at: datetime,
    language: str = "",
    led_by: LedBy = BY_NOTHING,
) -> Adaptation:
    """Record what a country made of a product. Safe to repeat: the same answers are one record.

    Raises PermissionDenied or RuleBroken. Members read it until the country opens it to
    everyone; from a closed conversation it is read by no more people than that.
    """
    require(by, Permission.ADAPTATION_REPORT, country)
    if led_by.problem:
        require(by, Permission.PROBLEM_VIEW, led_by.problem)
    if led_by.topic:
        require(by, Permission.TOPIC_VIEW, led_by.topic)
    if led_by.adaptation:
        require(by, Permission.ADAPTATION_VIEW, led_by.adaptation)

    answers = answers.tidy()
    rules.may_report(answers).or_raise()
    by = Person.objects.select_for_update(of=("self",)).get(pk=by.pk)  # her own forms wait in line
    said = _columns(answers)
    before = Adaptation.objects.filter(
        product=product, country=country, reported_by=by, withdrawn_at=None, **said
    ).first()
    if before:
        return before

    space = led_by.topic.space if led_by.topic else spaces.record_space()
    adaptation = Adaptation.objects.create(
        product=product,
        country=country,
        **said,
        language=language or by.language,
        problem=led_by.problem,
        topic=led_by.topic,
        state=answers.state,
        stopped_because=rules.reason_after(answers, None),
        space=space,
        visibility=narrowest(Visibility.MEMBERS, Visibility(space.visibility)),
        reported_by=by,
        created_at=at,
    )
    if led_by.adaptation:
        PassedOn.objects.create(earlier=led_by.adaptation, later=adaptation)

    _tell(Kind.ADAPTATION_REPORTED, adaptation, by, at, {})
    return adaptation


@transaction.atomic
def correct(
    adaptation: Adaptation,
    answers: Answers,
    *,
    by: Person,
    at: datetime,
    learned_from: Sequence[Adaptation] | None = None,
) -> Adaptation:
    """Put right what an adaptation says; what it said before is kept. Safe to repeat.

    `learned_from`: what it began with, of what `by` may read; None leaves that as it is.
    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ADAPTATION_CORRECT, adaptation)
    answers = answers.tidy()
    rows = Adaptation.objects.select_for_update(of=("self",)).select_related("country", "product")
    adaptation = rows.get(pk=adaptation.pk)
    now = AdaptationState(adaptation.state)
    rules.may_correct(answers, now, is_shown=adaptation.evidence.exists()).or_raise()

    before = reword(
        adaptation,
        {
            **_columns(answers),
            "state": answers.state,
            "stopped_because": rules.reason_after(
                answers, now, reason=adaptation.stopped_because, outcome=adaptation.outcome
            ),
        },
        by=by,
        at=at,
    )

    data: dict[str, object] = {"wording": before.pk} if before else {}
    if learned_from is not None:
        data |= _relearn(adaptation, learned_from, by)
    if data:
        _tell(Kind.ADAPTATION_CORRECTED, adaptation, by, at, data)
    return adaptation


@transaction.atomic
def advance(
    adaptation: Adaptation,
    depth: Depth,
    dated: PartialDate,
    text: str,
    *,
    by: Person,
    at: datetime,
    state: AdaptationState | None = None,
) -> AdaptationEvidence:
    """Add dated evidence of how far an adaptation went. Safe to repeat.

    `state`: where it stands now, if that changed. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.ADAPTATION_ADVANCE, adaptation)
    adaptation = Adaptation.objects.select_for_update(of=("self",)).get(pk=adaptation.pk)
    now = AdaptationState(adaptation.state)
    (rules.may_show(text, dated, on=day(at)) & rules.may_move(now, Move.ADVANCE)).or_raise()
    after = rules.AFTER[now, Move.ADVANCE]
    if state and state is not after:
        move = Move.FINISH if state is AdaptationState.FINISHED else Move.RESUME
        rules.may_move(after, move).or_raise()
        after = rules.AFTER[after, move]

    evidence, is_new = AdaptationEvidence.objects.get_or_create(
        adaptation=adaptation,
        depth=depth,
        dated=dated,
        text=text.strip(),
        by=by,
        defaults={"created_at": at},
    )
    shown = adaptation.evidence.values_list("depth", flat=True)
    adaptation.depth = rules.deepest(Depth(one) for one in shown) or ""
    adaptation.state = after
    adaptation.save(update_fields=["depth", "state"])

    if is_new:
        data: dict[str, object] = {"evidence": evidence.pk, "depth": depth, "state": after}
        _tell(Kind.ADAPTATION_ADVANCED, adaptation, by, at, data)
    return evidence


@transaction.atomic
def stop(adaptation: Adaptation, reason: str, *, by: Person, at: datetime) -> Adaptation:
    """Say that an adaptation came to nothing, and why. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.ADAPTATION_ADVANCE, adaptation)
    adaptation = Adaptation.objects.select_for_update(of=("self",)).get(pk=adaptation.pk)
    now = AdaptationState(adaptation.state)
    (rules.may_stop(reason) & rules.may_move(now, Move.STOP)).or_raise()

    adaptation.state = rules.AFTER[now, Move.STOP]
    adaptation.stopped_because = reason.strip()
    adaptation.save(update_fields=["state", "stopped_because"])

    _tell(Kind.ADAPTATION_STOPPED, adaptation, by, at, {})
    return adaptation


@transaction.atomic
def withdraw(adaptation: Adaptation, *, by: Person, at: datetime) -> Adaptation:
    """Take an adaptation back. Raises PermissionDenied, or RuleBroken once others built on it."""
    require(by, Permission.ADAPTATION_WITHDRAW, adaptation)
    adaptation = Adaptation.objects.select_for_update(of=("self",)).get(pk=adaptation.pk)
    others = adaptation.evidence.exclude(by=adaptation.reported_by_id)
    rules.may_withdraw(
        is_withdrawn=adaptation.withdrawn_at is not None,
        is_built_on=adaptation.confirmed_at is not None or others.exists(),
    ).or_raise()

    adaptation.withdrawn_at = at
    adaptation.save(update_fields=["withdrawn_at"])
    _count(adaptation.product_id)

    _tell(Kind.ADAPTATION_WITHDRAWN, adaptation, by, at, {})
    return adaptation


@transaction.atomic
def publish(adaptation: Adaptation, *, by: Person, at: datetime) -> Adaptation:
    """Let everyone read an adaptation; its country decides. Safe to repeat.

    Raises PermissionDenied, or RuleBroken if it was said where others listen in confidence.
    """
    require(by, Permission.COUNTRY_PUBLISH, adaptation.country)
    require(by, Permission.ADAPTATION_VIEW, adaptation)
    adaptation = Adaptation.objects.select_for_update(of=("self",)).get(pk=adaptation.pk)
    may_publish(Visibility(adaptation.space.visibility)).or_raise()
    if adaptation.visibility == Visibility.PUBLIC:
        return adaptation

    adaptation.visibility = Visibility.PUBLIC
    adaptation.save(update_fields=["visibility"])
    _count(adaptation.product_id)

    _tell(Kind.ADAPTATION_PUBLISHED, adaptation, by, at, {})
    return adaptation


@transaction.atomic
def link(product: Product, origin: Origin, *, by: Person, at: datetime) -> ProductOrigin:
    """Record that a product came from this. Safe to repeat. Raises PermissionDenied."""
    require(by, Permission.PRODUCT_LINK, product)
    if origin.reading and origin.thing:
        require(by, origin.reading, origin.thing)

    linked, is_new = ProductOrigin.objects.get_or_create(
        product=product, **{origin.kind: origin.thing}
    )

    if is_new:
        record(Kind.PRODUCT_LINKED, product, by=by, at=at, data={origin.kind: origin.thing.pk})
    return linked


@transaction.atomic
def unlink(product: Product, origin: int, *, by: Person, at: datetime) -> None:
    """Take an origin of a product away again. Safe to repeat. Raises PermissionDenied."""
    require(by, Permission.PRODUCT_LINK, product)

    gone, _rows = ProductOrigin.objects.filter(product=product, pk=origin).delete()

    if gone:
        record(Kind.PRODUCT_LINKED, product, by=by, at=at, data={"removed": origin})


def _relearn(adaptation: Adaptation, named: Sequence[Adaptation], by: Person) -> dict[str, object]:
    """Let it have begun with these; gives for the fact with which it had, if that changed."""
    seen = visible(by, Permission.ADAPTATION_VIEW, Adaptation.objects.all())
    links = PassedOn.objects.filter(later=adaptation, earlier__in=seen.values("pk"))
    before = sorted(links.values_list("earlier", flat=True))
    if before == sorted(one.pk for one in named):
        return {}
    for one in named:
        require(by, Permission.ADAPTATION_VIEW, one)
    links.delete()
    PassedOn.objects.bulk_create(PassedOn(earlier=one, later=adaptation) for one in named)
    return {"learned_from": before}


def _columns(answers: Answers) -> dict[str, str]:
    """The four answers as the row keeps them."""
    return dict(zip(("used", "change", "place", "outcome"), answers.said, strict=True))


def _count(product: int) -> None:
    """How often a product was adapted, as everyone may see it; counted, so that it never drifts."""
    public = Adaptation.objects.filter(
        product=product,
        withdrawn_at=None,
        visibility=Visibility.PUBLIC,
        space__visibility=Visibility.PUBLIC,
    )
    Product.objects.filter(pk=product).update(adaptation_count=public.count())


def _tell(
    kind: Kind, adaptation: Adaptation, by: Person, at: datetime, data: dict[str, object]
) -> None:
    """Record the fact, and keep what can be found in step."""
    if adaptation.withdrawn_at:
        index.drop("adaptation", adaptation.pk)
    else:
        index.put(adaptation_entry(adaptation))
    record(
        kind,
        adaptation,
        by=by,
        at=at,
        space=adaptation.space,
        country=adaptation.country,
        data=data,
    )
