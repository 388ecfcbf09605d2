"""What came in, what goes out, and the addresses that can be answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Personal
from jln.mail.terms import (
    InboundState,
    OutgoingState,
    Withheld,
    all_letter_names,
    all_purposes,
    all_reasons,
)


class LetterBody(models.Model):
    """What all readers of a letter in one language read: written once, however many they are."""

    fact = models.ForeignKey("jln.Fact", models.CASCADE, related_name="bodies")
    language = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)  # of everything below: readers may have variants
    from_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Privacy(Personal):
        person = "letters__person"
        personal = frozenset({"subject", "text", "from_name"})
        keep = _("The text 30 days; that it was sent 13 months.")
        keep_days = 396
        keep_from = "created_at"
        on_erasure = "keep"  # others read it too; the letter of who was erased is deleted

    class Meta:
        constraints = (models.UniqueConstraint("fact", "digest", name="a_body_once"),)
        indexes = (models.Index(fields=["created_at"], name="letterbody_created"),)

    def __str__(self) -> str:
        return self.text


class WithBodies(models.Manager["OutgoingMail"]):
    """Letters come with the words that they share."""

    def get_queryset(self) -> models.QuerySet[OutgoingMail]:
        """Each letter with its body, in the same query."""
        return super().get_queryset().select_related("body")


class OutgoingMail(models.Model):
    """One message to one address: the outbox.

    Written with what caused it, sent after the commit, always under its first
    Message-ID. Codes, links and tokens stand in the texts as marks
    (`{{token}}`, `{{code}}`, `{{link}}`) and are put in at hand-over only.
    A letter to many has a `body` that they share, and no words of its own.
    """

    kind = models.CharField(max_length=40, choices=all_letter_names)
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="letters")
    to_address = models.CharField(max_length=254)
    fact = models.ForeignKey("jln.Fact", models.SET_NULL, null=True, related_name="letters")
    language = models.CharField(max_length=8, default="en")
    body = models.ForeignKey(LetterBody, models.SET_NULL, null=True, related_name="letters")
    own_from_name = models.CharField(max_length=120, blank=True)
    own_subject = models.CharField(max_length=300, blank=True)
    own_text = models.TextField(blank=True)
    own_headers = models.JSONField(default=dict)  # further headers by name, from the kind
    reply_token = models.ForeignKey(
        "jln.ReplyToken", models.SET_NULL, null=True, related_name="letters"
    )
    sealed = models.JSONField(
        default=dict
    )  # what the marks stand for: purpose and row, never the secret
    message_id = models.CharField(max_length=200, unique=True)
    in_reply_to = models.CharField(max_length=998, blank=True)
    references = models.TextField(blank=True)
    because = models.CharField(max_length=60)  # the code of why this person gets it
    state = models.CharField(max_length=10, choices=OutgoingState, default=OutgoingState.WAITING)
    state_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = WithBodies()

    class Privacy(Personal):
        personal = frozenset({"to_address", "own_subject", "own_text", "own_from_name"})
        keep = _("The text 30 days; that it was sent 13 months.")
        keep_days = 396
        keep_from = "created_at"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "fact",
                "person",
                "kind",
                name="told_once",
                condition=Q(fact__isnull=False, person__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=["not_before"], name="outbox_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["person", "-created_at"], name="outbox_person"),
            models.Index(fields=["-created_at"], name="outbox_created"),
        )

    @property
    def from_name(self) -> str:
        """Who wrote it, by name."""
        return self.body.from_name if self.body else self.own_from_name

    @from_name.setter
    def from_name(self, value: str) -> None:
        self.own_from_name = value

    @property
    def subject(self) -> str:
        """Its subject."""
        return self.body.subject if self.body else self.own_subject

    @subject.setter
    def subject(self, value: str) -> None:
        self.own_subject = value

    @property
    def text(self) -> str:
        """Its text, with marks where secrets go."""
        return self.body.text if self.body else self.own_text

    @text.setter
    def text(self, value: str) -> None:
        self.own_text = value

    @property
    def headers(self) -> dict[str, str]:
        """Its further headers by name."""
        held: dict[str, str] = self.body.headers if self.body else self.own_headers
        return held

    @headers.setter
    def headers(self, value: dict[str, str]) -> None:
        self.own_headers = value

    @property
    def why(self) -> str:
        """Why it stands where it stands: our words, or those of the other server."""
        known = dict(Withheld.choices)
        return str(known.get(self.state_reason, self.state_reason))


class InboundMail(models.Model):
    """One message as it came, stored before 250 was answered; ends in exactly one outcome."""

    raw = models.BinaryField(null=True)  # null once its time is over
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320)
    remote = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16, choices=InboundState, default=InboundState.RECEIVED)
    reason = models.CharField(max_length=60, blank=True, choices=all_reasons)
    kind = models.CharField(max_length=16, blank=True)  # of jln.mail.reading
    door = models.CharField(max_length=60, blank=True)  # which action it led to
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="letters_in")
    token = models.ForeignKey(
        "jln.ReplyToken", models.SET_NULL, null=True, related_name="letters_in"
    )  # of the address it was sent to; the seal itself is taken out of `raw` and `envelope_to`
    is_proved = models.BooleanField(default=False)
    message_id = models.CharField(max_length=998, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)  # the new text, tokens removed
    text_hash = models.CharField(max_length=64, blank=True)
    receipt = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    desk_words = models.TextField(blank=True)  # what staff said with it; its sender reads it

    class Privacy(Personal):
        personal = frozenset(
            {
                "raw",
                "envelope_from",
                "remote",
                "subject",
                "text",
                "message_id",
                "person",
                "desk_words",
            }
        )
        keep = _("Accepted mail 13 months; unproved mail and spam 30 days.")
        keep_days = 396
        keep_from = "received_at"

    class Meta:
        indexes = (
            models.Index(fields=["id"], name="inbound_open", condition=Q(state="received")),
            models.Index(
                fields=["reason"],
                name="inbound_waiting",
                condition=Q(state__in=("held", "not_understood")),
            ),
            models.Index(fields=["-received_at"], name="inbound_received"),
            models.Index(fields=["person", "text_hash"], name="inbound_same"),
            models.Index(fields=["message_id"], name="inbound_message_id"),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class ReplyToken(models.Model):
    """What a reply address is for. The seal itself is computed, never stored.

    Dies with its day, its seat or its object; `values` holds what waits for a
    confirmation.
    """

    purpose = models.CharField(max_length=12, choices=all_purposes)
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="reply_tokens")
    seat = models.ForeignKey("jln.Seat", models.CASCADE, null=True, related_name="+")
    form = models.CharField(max_length=60, blank=True)  # the action's form
    form_version = models.PositiveSmallIntegerField(default=1)
    subject_model = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # for what may be used once

    class Privacy(Personal):
        personal = frozenset({"values"})
        keep = _("90 days after it expires.")
        keep_days = 90
        keep_from = "expires_at"

    class Meta:
        indexes = (
            models.Index(fields=["subject_model", "subject_id", "person"], name="token_subject"),
        )
