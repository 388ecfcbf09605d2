"""Starting a safe space, its keeper's key, and what the keeper alone may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import can, require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import refusal, unless
from jln.people.models import Person
from jln.safe_space import cipher, keys, rules, waiting
from jln.safe_space.models import SafeAuthor, SafeDuty, SafeSpace
from jln.safe_space.terms import Duty, State
from jln.spaces.terms import Visibility
from jln.web import limits

if TYPE_CHECKING:
    from jln.spaces.models import Space

TRIES_AN_HOUR = 6
ANOTHER = _("This is not the passphrase.")
ANOTHER_WORD = _("This is not the word that the keeper gave.")
TOO_OFTEN = _("That was tried too often. Try again in an hour.")


@dataclass(frozen=True, slots=True)
class Start:
    """What a safe space is about, who keeps and moderates it, and until when."""

    title: str
    purpose: str
    keeper: Person
    moderator: Person
    seals_on: date


@transaction.atomic
def start(space: Space, said: Start, *, by: Person, at: datetime) -> SafeSpace:
    """Start one; it opens when the keeper has made the key. Raises PermissionDenied, RuleBroken."""
    require(by, Permission.SAFE_START, space)
    rules.may_start(
        is_closed=space.visibility != Visibility.PUBLIC, seals_on=said.seals_on, on=day(at)
    ).or_raise()
    rules.are_two(said.keeper.pk, said.moderator.pk).or_raise()
    for person, code in ((said.keeper, "keeper"), (said.moderator, "moderator")):
        reads = can(person, Permission.TOPIC_START, space)
        unless(reads, code, _("This person does not read the space.")).or_raise()
    safe = SafeSpace.objects.create(
        space=space,
        title=" ".join(said.title.split()),
        purpose=said.purpose.strip(),
        language=by.language,
        started_on=day(at),
        seals_on=said.seals_on,
    )
    SafeDuty.objects.create(safe_space=safe, person=said.keeper, duty=Duty.KEEPER)
    SafeDuty.objects.create(
        safe_space=safe, person=said.moderator, duty=Duty.MODERATOR, since_on=day(at)
    )

    record(Kind.SAFE_ASKED, safe, by=by, at=at, space=space, about=said.keeper)
    return safe


def take_up(safe: SafeSpace, passphrase: str, *, by: Person, at: datetime) -> SafeSpace:
    """Become its keeper: the key is made, and from now on people write.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SAFE_TAKE, safe)
    rules.strong_enough(passphrase).or_raise()
    made = keys.new(passphrase)
    with transaction.atomic():
        safe = SafeSpace.objects.select_for_update().get(pk=safe.pk)
        asked = SafeDuty.objects.filter(
            safe_space=safe, duty=Duty.KEEPER, person=by, since_on=None, until_on=None
        )
        is_asked = safe.opened_on is None and asked.exists()
        rules.may_keep(safe.state_on(day(at)), is_asked=is_asked).or_raise()
        asked.update(since_on=day(at))
        keys.make(safe.pk, made)
        safe.public_key, safe.opened_on = made.public, day(at)
        safe.save(update_fields=["public_key", "opened_on"])

        record(Kind.SAFE_OPENED, safe, by=by, at=at, space=safe.space)
        return safe


@dataclass(frozen=True, slots=True)
class Authored:
    """A text and who wrote it, as the keeper's key says. `person` may be gone by now."""

    text: str
    language: str
    person: Person | None
    is_released: bool


def open_authors(safe: SafeSpace, passphrase: str, *, by: Person, at: datetime) -> list[Authored]:
    """Who wrote what: for the keeper, until the sealing day. Everybody is told how often.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SAFE_KEEP, safe)
    unless(safe.state_on(day(at)) is State.OPEN, "sealed", rules.SEALED).or_raise()
    private = _private(safe, passphrase, at)
    pool = keys.pool_or_refuse(safe.pk)
    boxes = [
        (row.text, row.language, bytes.fromhex(row.box), False) for row in waiting.read(safe, pool)
    ]
    released = SafeAuthor.objects.filter(part__pattern__safe_space=safe).select_related("part")
    boxes += [
        (
            one.part.text,
            one.part.language,
            bytes.fromhex(cipher.unseal(pool, bytes(one.box))["box"]),
            True,
        )
        for one in released.order_by("pk")
    ]
    numbers = [int(cipher.open_box(private, box)) for _text, _language, box, _done in boxes]
    people = Person.objects.present().select_related("country").in_bulk(set(numbers))

    record(Kind.SAFE_READ, safe, by=by, at=at, space=safe.space)
    return [
        Authored(text, language, people.get(number), is_released)
        for (text, language, _box, is_released), number in zip(boxes, numbers, strict=True)
    ]


def hand_over(safe: SafeSpace, passphrase: str, to: Person, *, by: Person, at: datetime) -> str:
    """Name who keeps it from now on, and give the word that the keeper passes on themself.

    Until it is used the keeper stays. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SAFE_KEEP, safe)
    unless(safe.state_on(day(at)) is State.OPEN, "sealed", rules.SEALED).or_raise()
    unless(to != by, "oneself", _("Choose somebody else.")).or_raise()
    moderator = safe.duties.filter(duty=Duty.MODERATOR, until_on=None).first()
    rules.are_two(to.pk, moderator.person_id if moderator else None).or_raise()
    reads = can(to, Permission.SAFE_VIEW, safe)
    unless(reads, "keeper", _("This person does not read the space.")).or_raise()
    word, wrap = keys.for_the_next(_private(safe, passphrase, at))
    with transaction.atomic():
        safe = SafeSpace.objects.select_for_update().get(pk=safe.pk)
        unless(safe.state_on(day(at)) is State.OPEN, "sealed", rules.SEALED).or_raise()
        require(by, Permission.SAFE_KEEP, safe)  # somebody else may have taken it over meanwhile
        asked = SafeDuty.objects.filter(
            safe_space=safe, duty=Duty.KEEPER, since_on=None, until_on=None
        )
        asked.delete()
        SafeDuty.objects.create(safe_space=safe, person=to, duty=Duty.KEEPER)
        keys.hand_over(safe.pk, wrap)

        record(Kind.SAFE_ASKED, safe, by=by, at=at, space=safe.space, about=to)
    return word


def take_over(
    safe: SafeSpace, word: str, passphrase: str, *, by: Person, at: datetime
) -> SafeSpace:
    """Keep it from now on, by a passphrase of one's own; the one before opens nothing more.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SAFE_TAKE, safe)
    rules.may_keep(safe.state_on(day(at)), is_asked=safe.opened_on is not None).or_raise()
    rules.strong_enough(passphrase).or_raise()
    _try(safe, at)
    wrap = _wrapped_anew(safe, word, passphrase)
    with transaction.atomic():
        safe = SafeSpace.objects.select_for_update().get(pk=safe.pk)
        rules.may_keep(safe.state_on(day(at)), is_asked=True).or_raise()
        duties = SafeDuty.objects.filter(safe_space=safe, duty=Duty.KEEPER, until_on=None)
        asked = duties.filter(person=by, since_on=None)
        unless(asked.exists(), "not_asked", _("This is done already.")).or_raise()
        keys.take_over(safe.pk, wrap)
        duties.filter(since_on__isnull=False).update(until_on=day(at))
        asked.update(since_on=day(at))

        record(Kind.SAFE_KEPT, safe, by=by, at=at, space=safe.space)
    return safe


def _wrapped_anew(safe: SafeSpace, word: str, passphrase: str) -> keys.Wrap:
    try:
        wrap = keys.wrapped_anew(safe.pk, word, passphrase)
    except keys.KeysGone:
        raise refusal("keys_gone", rules.KEYS_GONE) from None
    if wrap is None:
        raise refusal("word", ANOTHER_WORD)
    return wrap


def _private(safe: SafeSpace, passphrase: str, at: datetime) -> bytes:
    _try(safe, at)
    try:
        private = keys.private(safe.pk, passphrase)
    except keys.KeysGone:
        raise refusal("keys_gone", rules.KEYS_GONE) from None
    if private is None:
        raise refusal("passphrase", ANOTHER)
    return private


def _try(safe: SafeSpace, at: datetime) -> None:
    """Counted for the safe space, whoever tries."""
    hour = timedelta(hours=1)
    calm = limits.allow("safe key", safe.pk, most=TRIES_AN_HOUR, per=hour, at=at)
    unless(calm, "often", TOO_OFTEN).or_raise()
