"""What the Steering Group is asked, what each seat says, and the register of its decisions."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.db.models import F, Q

from jln.governance.effects import Worded, worded
from jln.governance.models.steering import FOR_EVER, Meeting
from jln.governance.rules import chain, voting
from jln.governance.terms import OUTCOMES, Ballot, MotionState, Taking
from jln.kit.codes import code_of
from jln.kit.matter import Outcome
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OnlyAdded(models.QuerySet[Any]):
    """Rows of a register: what stands is neither changed nor removed."""

    def update(self, **_kwargs: object) -> NoReturn:
        """Never."""
        raise TypeError("the register of decisions is only added to")

    def delete(self) -> NoReturn:
        """Never."""
        raise TypeError("the register of decisions is only added to")


class Decision(models.Model):
    """One line of the register. `line` is what is chained and signed; it names no person.

    The line is public: how many seats said what. What each seat said stands in `opened`,
    for members; the line carries the mark of it, which nobody guesses without the salt.

    `effective` is False for a line that a later one replaces; it is asked, not stored.
    """

    number = models.PositiveIntegerField(unique=True)  # in the register, from 1
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="decisions")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    outcome = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in Outcome],
        default=Outcome.ADOPTED.value,
    )
    taking = models.CharField(max_length=10, choices=Taking, blank=True)  # "": from a source
    decided_on = PartialDateField()
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    kind = models.CharField(max_length=40, blank=True)  # of its effect
    subject_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    tally = models.JSONField(default=dict)  # each seat's word, and the numbers of its day
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    admits = models.ManyToManyField("jln.Country", related_name="admitted_by")
    salt = models.CharField(max_length=64, blank=True)  # of what the line keeps to members
    line = models.TextField()
    mark = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)

    objects = OnlyAdded.as_manager()

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        base_manager_name = "objects"
        indexes = (models.Index(fields=["decided_on"], name="decision_on"),)

    def __str__(self) -> str:
        return self.title or self.text

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Once: what is on record is replaced by another line, never changed."""
        if not self._state.adding:
            raise TypeError("the register of decisions is only added to")
        super().save(*args, **kwargs)

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Never."""
        raise TypeError("the register of decisions is only added to")

    @property
    def worded(self) -> Worded:
        """Its words for the reader, where the product made them."""
        return worded(self)

    @property
    def outcome_words(self) -> StrOrPromise:
        """Adopted, or not."""
        return OUTCOMES[self.outcome]

    @property
    def replaced_by(self) -> Decision | None:
        """The line that replaces it, if one does."""
        return getattr(self, "superseded_by", None)

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"/steering-group/decisions/{self.number}/"

    @property
    def opened(self) -> dict[str, Any] | None:
        """What each seat said, and the salt: what the mark in its line was made of."""
        seats = self.tally.get("seats")
        return {"salt": self.salt, "seats": seats} if seats else None

    def content(self) -> dict[str, Any]:
        """What its line says. Never a person's name; what is empty is left out."""
        opened = self.opened
        said = {
            "no": self.number,
            "date": str(self.decided_on),
            "at": self.decided_at.astimezone(UTC).isoformat() if self.decided_at else "",
            "title": self.title,
            "text": self.text,
            "language": self.language,
            "outcome": str(self.outcome),
            "rule": str(self.taking) or "imported",
            "reason": self.reason,
            "effect": self.kind,
            "subject": self.subject_id,
            "data": self.data,
            "tally": voting.Tally.of(self.tally).in_public() if self.tally else {},
            "sealed": chain.mark_of(chain.canonical(opened)) if opened else "",
            "meeting": self.meeting.slug if self.meeting else "",
            "supersedes": self.supersedes.number if self.supersedes else None,
        }
        return {name: value for name, value in said.items() if value not in ("", None, {})}


class Motion(models.Model):
    """What is put to the Steering Group, until it is decided."""

    title = models.CharField(max_length=200)
    text = models.TextField()  # the decision in the words in which it would be taken
    language = models.CharField(max_length=8, default="en")
    path = models.CharField(max_length=200, blank=True)  # what it rests on
    kind = models.CharField(max_length=40, blank=True)  # of its effect; "": words only
    subject_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    taking = models.CharField(max_length=10, choices=Taking)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="motions")
    put_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    by_convener = models.BooleanField(default=False)  # whether a convener put it
    opens_at = models.DateTimeField()
    closes_on = models.DateField(null=True)  # until the evening in each seat's place
    closes_at = models.DateTimeField(null=True)  # the evening of the last of them
    state = models.CharField(max_length=10, choices=MotionState, default=MotionState.OPEN)
    reason = models.TextField(blank=True)  # why it is not decided, as it was last tried
    reminders = models.PositiveSmallIntegerField(default=0)  # how many steps of them are done
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="motion")

    class Privacy(Personal):
        person = "put_by"
        personal = frozenset({"put_by"})
        keep = FOR_EVER
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_decided_motion_has_its_decision",
                condition=Q(state=MotionState.DECIDED, decision__isnull=False)
                | (~Q(state=MotionState.DECIDED) & Q(decision=None)),
            ),
            models.UniqueConstraint(
                "kind",
                "subject_id",
                name="one_open_motion_a_matter",
                condition=Q(subject_id__isnull=False)
                & Q(state__in=(MotionState.OPEN, MotionState.HELD, MotionState.AGENDA)),
            ),
        )
        indexes = (models.Index(fields=["state", "closes_at"], name="motion_closes"),)

    def __str__(self) -> str:
        return self.title

    @property
    def worded(self) -> Worded:
        """Its words for the reader, where the product made them."""
        return worded(self)

    @property
    def code(self) -> str:
        """In addresses: `/steering-group/motions/<code>/`."""
        return code_of(self.pk)


class Vote(models.Model):
    """One word of one seat. Every change of mind is a row more; none is ever changed."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="votes")
    number = models.PositiveIntegerField()  # in the order in which they came
    term = models.ForeignKey("jln.SteeringTerm", models.PROTECT, related_name="votes")
    seat = models.ForeignKey("jln.Seat", models.PROTECT, related_name="+")
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    is_alternate = models.BooleanField()
    word = models.CharField(max_length=10, choices=Ballot)
    reason = models.CharField(max_length=600, blank=True)
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"person"})
        keep = FOR_EVER
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("motion", "number", name="one_word_after_the_other"),
        )

    def __str__(self) -> str:
        return f"#{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Once: a change of mind is another row."""
        if not self._state.adding:
            raise TypeError("a vote is only followed by another")
        super().save(*args, **kwargs)


class Rewording(models.Model):
    """Other words for a recorded decision: one of staff proposes them, another one agrees."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="rewordings")
    text = models.TextField()
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)  # agreed to, or dropped
    made = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="reworded_from")

    class Privacy(Personal):
        person = "proposed_by"
        personal = frozenset({"proposed_by"})
        keep = FOR_EVER
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "decision", name="one_open_rewording_a_decision", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="who_agrees_did_not_propose_the_words",
                condition=Q(agreed_by=None) | Q(proposed_by=None) | ~Q(agreed_by=F("proposed_by")),
            ),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)
