"""Letting go of what its time is over for, by each model's `Privacy`. Safe to repeat."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from jln.kit.privacy import privacy_of
from jln.mail.models import InboundMail, LetterBody, OutgoingMail
from jln.mail.terms import OutgoingState
from jln.web import versions

CHUNK = 500
TEXT_DAYS = 30
"""Texts of letters, and mail that nobody proved (foundations, people's data)."""


def forget(*, at: datetime) -> int:
    """Delete rows past their time and empty texts past theirs; gives how many rows changed."""
    count = sum(_delete(model, at) for model in apps.get_app_config("jln").get_models())
    old = at - timedelta(days=TEXT_DAYS)
    letters = OutgoingMail.objects.filter(created_at__lt=old).exclude(own_text="")
    count += _in_chunks(letters.exclude(state=OutgoingState.WAITING), own_text="", sealed={})
    bodies = LetterBody.objects.filter(created_at__lt=old).exclude(text="")
    waiting = OutgoingMail.objects.filter(state=OutgoingState.WAITING, body=OuterRef("pk"))
    count += _in_chunks(bodies.exclude(Exists(waiting)), text="")
    unproved = InboundMail.objects.filter(received_at__lt=old, is_proved=False, raw__isnull=False)
    count += _in_chunks(unproved, raw=None, text="", envelope_from="", subject="")
    if count:
        with transaction.atomic():
            versions.bump("directory")  # what was kept of people and their posts is read again
    return count


def _delete(model: type[models.Model], at: datetime) -> int:
    privacy = privacy_of(model)
    if not privacy.keep_days:
        return 0
    old = at - timedelta(days=privacy.keep_days)
    rows = model._default_manager.filter(**{f"{privacy.keep_from}__lt": old})
    count = 0
    while ids := list(rows.values_list("pk", flat=True)[:CHUNK]):
        model._default_manager.filter(pk__in=ids).delete()
        count += len(ids)
    return count


def _in_chunks(rows: models.QuerySet[models.Model], **values: object) -> int:
    count = 0
    while ids := list(rows.values_list("pk", flat=True)[:CHUNK]):
        count += rows.model._default_manager.filter(pk__in=ids).update(**values)
    return count
