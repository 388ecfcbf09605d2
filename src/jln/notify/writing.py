"""Writing one letter for many readers: its words once a language, a row for each, few at a time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from jln.kit import clock
from jln.mail import outgoing
from jln.mail.models import LetterBody, OutgoingMail, ReplyToken
from jln.notify import letters

if TYPE_CHECKING:
    from jln.notify.terms import Because
    from jln.notify.told import Told
    from jln.people.models import Person

CHUNK_SECONDS = 0.04  # a transaction holds the writer's lock no longer
FIRST, FEWEST, MOST = 20, 5, 400  # readers in a transaction; then as many as fit its time


def fitting(count: int, took: float) -> int:
    """How many of such rows fit the time of a transaction, when so many took so long."""
    return max(FEWEST, min(MOST, int(count * CHUNK_SECONDS / max(took, 1e-6))))


@dataclass(slots=True)
class Writer:
    """Writes one letter; remembers what it rendered, and how many readers a transaction holds."""

    letter: Told
    size: int = FIRST
    _rendered: letters.Rendered = field(default_factory=dict)
    _bodies: dict[tuple[str, str, str], LetterBody] = field(default_factory=dict)

    def write(self, readers: Sequence[tuple[Person, Because]]) -> None:
        """To each reader, in transactions that are short. Safe to repeat."""
        start = 0
        while start < len(readers):
            some = readers[start : start + self.size]
            start += len(some)
            drafts = [self._draft(person, because) for person, because in some]
            began = time.monotonic()
            with transaction.atomic():
                self._save(drafts)
            self.size = fitting(len(some), time.monotonic() - began)

    def _draft(self, person: Person, because: Because) -> tuple[OutgoingMail, ReplyToken | None]:
        """Everything that needs no transaction: the words, the row, the address for answers."""
        letter, at = self.letter, clock.now()
        written = letters.write(letter, person, because, self._rendered)
        token = letters.reply_token(letter, person, at=at)
        mail = outgoing.draft(
            letter.kind,
            person,
            fact=letter.fact,
            because=because,
            reply=token,
            message_id=written.message_id,
            in_reply_to=written.in_reply_to,
            references=written.references,
            not_before=max(at, letter.not_before or at),
            until=letter.until,
            at=at,
        )
        mail.body = self._body(mail, written)
        return mail, token

    def _body(self, mail: OutgoingMail, written: letters.Written) -> LetterBody:
        key = (mail.language, written.subject, written.text)
        if key in self._bodies:
            return self._bodies[key]
        by = self.letter.fact.by
        body = outgoing.body(
            self.letter.fact,
            language=mail.language,
            from_name=by.name if by else "",
            subject=written.subject,
            text=written.text,
            headers=written.headers,
            at=mail.created_at,
        )
        self._bodies[key] = body
        return body

    def _save(self, drafts: Sequence[tuple[OutgoingMail, ReplyToken | None]]) -> None:
        for mail, _token in drafts:
            if mail.body and mail.body.pk is None:
                self._keep(mail.body)
        ReplyToken.objects.bulk_create([token for _mail, token in drafts if token])
        OutgoingMail.objects.bulk_create(
            [mail for mail, _token in drafts],
            ignore_conflicts=True,  # told already, by whoever was faster
        )

    def _keep(self, body: LetterBody) -> None:
        """Write it, or take the one that is there: another writer may have been faster."""
        LetterBody.objects.bulk_create([body], ignore_conflicts=True)
        body.pk = LetterBody.objects.values_list("pk", flat=True).get(
            fact=body.fact_id, digest=body.digest
        )
