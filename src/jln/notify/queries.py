"""What a person wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.mail.outgoing import ALL_KINDS
from jln.notify.models import MailSetting
from jln.notify.terms import LetterKind

if TYPE_CHECKING:
    from jln.people.models import Person


def wanted(person: Person) -> list[str]:
    """The kinds of letters a person gets, as codes."""
    rows = MailSetting.objects.filter(person=person, is_off=True)
    off = set(rows.values_list("kind", flat=True))
    return [] if ALL_KINDS in off else [kind for kind in LetterKind.values if kind not in off]
