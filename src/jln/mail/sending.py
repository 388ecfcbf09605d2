"""Handing letters over, a batch at a time: the secrets are put in here, and stand nowhere else.

A batch is handed over outside any transaction and then marked in one: a kill can double
what was handed over and not yet marked, at most as many as the pipeline is deep, each
under the same Message-ID.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jln.mail import copies, delivery, tokens
from jln.mail.ahead import Ahead
from jln.mail.connection import Message, Outcome
from jln.mail.models import OutgoingMail
from jln.mail.outgoing import OWN_WISH
from jln.mail.reading.bounces import causes
from jln.mail.terms import OutgoingState
from jln.work import running

log = logging.getLogger(__name__)

AT_A_TIME = 200  # rows read at once
RIGHTS_HOLD = 1.0  # s; then they are asked for again, as everywhere
LONGEST_TURN = 60.0  # s; then the job ends, and the next one goes on
PATIENCE = 100  # letters put off one after the other: then the server is left alone for a minute
GIVEN_UP_AFTER = timedelta(days=5)  # of trying, as mail servers do
AGAIN_AFTER = [timedelta(minutes=minutes) for minutes in (2, 10, 30, 120, 360, 720)]
"""The last one again and again, until it is given up."""

A_MINUTE = timedelta(minutes=1)
PACED = 60
"""Whose server takes others now takes this one soon: asked again after its age through so many."""


class Hears(Protocol):
    """Whoever weighs what comes back."""

    def __call__(self, letter: OutgoingMail, words: str, *, at: datetime) -> object:
        """Take it in, in the transaction that marks the letter."""


Guard = Callable[[Sequence[OutgoingMail]], dict[int, str]]
guards: list[Guard] = []
"""Asked when letters are handed over, for the codes of why some may no longer go.

Filled when the app is ready: rights stand above mail.
"""

refused: list[Hears] = []
"""Told of each letter that was refused for the sake of its address; filled likewise."""


def send_due(now: Callable[[], datetime]) -> int:
    """Hand over what is due, oldest first; gives how many the next server took."""
    ends = time.monotonic() + LONGEST_TURN
    sent = put_off = 0
    open_now: set[str] = set()  # the domains that took something in this turn
    with Ahead(copies.Press()) as made:
        for batch, held in _batches(now, made):
            outcomes = _hand_over(batch, held, made, open_now, now())
            taken = sum(outcome.verdict == "accepted" for outcome in outcomes)
            sent += taken
            put_off = 0 if taken else put_off + len(outcomes)
            is_away = any(outcome.is_away for outcome in outcomes)
            is_over = running.ending.is_set() or time.monotonic() > ends
            if is_away or is_over or put_off >= PATIENCE:
                break
    return sent


def _batches(
    now: Callable[[], datetime], made: Ahead
) -> Iterator[tuple[list[OutgoingMail], dict[int, str]]]:
    """What is due, as many at a time as may be doubled, and why some of it may not go.

    Copies are made ahead once the first batch is over: the server may be away.
    """
    depth, is_first = settings.MAIL_PIPELINE, True
    while letters := list(_due(now()).order_by("pk")[:AT_A_TIME]):
        held, asked_at, begun = _held(letters), time.monotonic(), 0
        for start in range(0, len(letters), depth):
            if time.monotonic() - asked_at > RIGHTS_HOLD:
                held, asked_at = held | _held(letters[start:]), time.monotonic()
            if start >= begun:
                begun = start + depth if is_first else len(letters)
                made.begin([one for one in letters[start:begun] if one.pk not in held], at=now())
            is_first = False
            yield letters[start : start + depth], held
        if len(letters) < AT_A_TIME:  # whoever wrote more meanwhile has woken the next turn
            return


def is_more_due(at: datetime) -> bool:
    """Whether something could go out now."""
    return _due(at).exists()


def _due(at: datetime) -> QuerySet[OutgoingMail]:
    """What may go now. What was put off for an address goes before what is newer for it."""
    waiting = OutgoingMail.objects.filter(state=OutgoingState.WAITING)
    before = OutgoingMail.objects.filter(
        state=OutgoingState.WAITING,
        attempts__gt=0,
        not_before__gt=at,
        to_address=OuterRef("to_address"),
        pk__lt=OuterRef("pk"),
    )
    due = waiting.filter(not_before__lte=at).filter(Q(because__in=OWN_WISH) | ~Exists(before))
    # A fact and a body are those of many letters: read once, not once a letter.
    return (
        due.select_related(None)
        .select_related("person", "reply_token")
        .prefetch_related("fact", "body")
    )


def _held(letters: Sequence[OutgoingMail]) -> dict[int, str]:
    """Why some may no longer go, as of now."""
    return {pk: why for guard in guards for pk, why in guard(letters).items() if why}


def _hand_over(
    letters: Sequence[OutgoingMail],
    why_not: dict[int, str],
    ahead: Ahead,
    open_now: set[str],
    at: datetime,
) -> list[Outcome]:
    """One batch to the next server, then the marks. Gives the outcome of each that went."""
    held = {letter.pk: why_not[letter.pk] for letter in letters if letter.pk in why_not}
    made, broken = [], []
    for letter in letters:
        if letter.pk in held:
            continue
        try:
            made.append((letter, _message(letter, ahead)))
        except Exception as error:  # what cannot be built waits and holds nobody else up
            log.exception("letter %s cannot be handed over", letter.pk)
            outcome = Outcome(letter.to_address, "later", type(error).__name__)
            broken.append((letter, outcome))
    try:
        said = delivery.deliver_all([message for _letter, message in made])
    except delivery.OutsideRefused as refused:
        log.warning("%s", refused)
        said = [
            [Outcome(letter.to_address, "later", str(refused), is_away=True)]
            for letter, _message in made
        ]
    outcomes = [(letter, each[0]) for (letter, _message), each in zip(made, said, strict=True)]
    open_now |= {_domain(letter) for letter, said in outcomes if said.verdict == "accepted"}
    _mark(held, [*outcomes, *broken], open_now, at)
    return [outcome for _letter, outcome in outcomes]


def _message(letter: OutgoingMail, ahead: Ahead) -> Message:
    return Message(
        raw=ahead.take(letter),
        sender=tokens.bounce_address(letter),
        recipients=[letter.to_address],
        message_id=letter.message_id,
    )


@transaction.atomic
def _mark(
    held: dict[int, str],
    outcomes: Sequence[tuple[OutgoingMail, Outcome]],
    open_now: Collection[str],
    at: datetime,
) -> None:
    taken = [letter.pk for letter, outcome in outcomes if outcome.verdict == "accepted"]
    OutgoingMail.objects.filter(pk__in=taken).update(
        state=OutgoingState.SENT, sent_at=at, attempts=F("attempts") + 1, state_reason=""
    )
    for why in set(held.values()):
        rows = OutgoingMail.objects.filter(pk__in=[pk for pk in held if held[pk] == why])
        rows.update(state=OutgoingState.WITHHELD, state_reason=why)
    for letter, outcome in outcomes:
        if outcome.verdict != "accepted":
            _mark_refused(letter, outcome, at, is_open=_domain(letter) in open_now)


def _domain(letter: OutgoingMail) -> str:
    return letter.to_address.rpartition("@")[2].lower()


def _mark_refused(letter: OutgoingMail, outcome: Outcome, at: datetime, *, is_open: bool) -> None:
    """It waits for its next try or is given up; a server that is away costs it no try."""
    row, words = OutgoingMail.objects.filter(pk=letter.pk), outcome.words[:300]
    if outcome.is_away:
        row.update(state_reason=words)
        return
    is_old = at - letter.created_at > GIVEN_UP_AFTER and letter.attempts >= len(AGAIN_AFTER)
    is_over = outcome.verdict == "never" or is_old
    wait = AGAIN_AFTER[min(letter.attempts, len(AGAIN_AFTER) - 1)]
    if is_open and not causes.is_no_room(words):
        wait = min(wait, max(A_MINUTE, (at - letter.created_at) / PACED))
    again = at + wait
    row.update(
        attempts=letter.attempts + 1,
        state=OutgoingState.FAILED if is_over else OutgoingState.WAITING,
        state_reason=words,
        not_before=letter.not_before if is_over else again,
    )
    if outcome.is_address_bad:  # a refused text says nothing of the address
        for hear in refused:
            hear(letter, words, at=at)
    log.warning("letter %s was not taken: %s", letter.pk, outcome.verdict)
