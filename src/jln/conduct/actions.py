"""Accepting and publishing rules of conduct; keeping a member away, which nobody learns of."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conduct import queries, rules, versions
from jln.conduct.models import ConductAcceptance, ConductVersion, KeptAway
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.web import network
from jln.web.versions import bump

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jln.people.models import Person


def accept(number: int, *, by: Person, at: datetime) -> ConductAcceptance:
    """Say yes to a version, once. An unknown number is the one that holds."""
    known = {one.number for one in versions.every()}
    number = number if number in known else versions.now().number
    with transaction.atomic():
        row, is_new = ConductAcceptance.objects.get_or_create(
            person=by, version=number, defaults={"at": at}
        )
        if is_new:
            data: dict[str, object] = {"version": number}
            record(Kind.CONDUCT_ACCEPTED, by, by=by, at=at, about=by, data=data, quietly=True)
        return row


def ask_accepted(by: Person, has_written: Callable[[], bool]) -> None:
    """Raises RuleBroken until who writes for the first time has accepted the rules."""
    rules.may_write(is_asked=versions.is_asked(by, has_written)).or_raise()


def publish(
    texts: Mapping[str, str],
    changes: Mapping[str, str],
    *,
    after: int,
    asks_everybody: bool,
    by: Person,
    at: datetime,
) -> ConductVersion:
    """Publish a version; it holds at once. The same words again are the same version.

    Raises PermissionDenied, or RuleBroken if another one came meanwhile.
    """
    require(by, Permission.CONDUCT_KEEP, network.current())
    texts = {
        code: text.replace("\r\n", "\n").strip() for code, text in texts.items() if text.strip()
    }
    changes = {code: " ".join(text.split()) for code, text in changes.items() if text.strip()}
    with transaction.atomic():
        bump("conduct")  # its row is locked until the commit: one version after the other
        newest = ConductVersion.objects.order_by("-number").first()
        if newest and (newest.texts, newest.changes) == (texts, changes):
            return newest
        rules.may_publish(
            newest=newest.number if newest else versions.first().number,
            after=after,
            english=texts.get("en", ""),
            changed=changes.get("en", ""),
        ).or_raise()
        made = ConductVersion.objects.create(
            number=after + 1,
            texts=texts,
            changes=changes,
            asks_everybody=asks_everybody,
            by=by,
            published_at=at,
        )
        record(Kind.CONDUCT_PUBLISHED, made, by=by, at=at, data={"version": made.number})
        return made


def keep_away(about: Person, distance: str, *, by: Person, at: datetime) -> KeptAway:
    """Mute or block a member. Said again, nothing changes; said otherwise, the new word holds.

    The fact names the one who chose and not whom. Raises PermissionDenied, or RuleBroken.
    """
    require(by, Permission.PERSON_VIEW, about)
    rules.may_keep_away(is_self=about.pk == by.pk).or_raise()
    with transaction.atomic():
        require(by, Permission.PERSON_VIEW, about)
        row, is_new = KeptAway.objects.get_or_create(
            by=by, about=about, defaults={"distance": distance, "since": at}
        )
        if not is_new and row.distance == distance:
            return row
        row.distance = distance
        row.save(update_fields=["distance"])

        record(Kind.SETTING_CHANGED, by, by=by, at=at, about=by, quietly=True)
        return row


def let_back(about: Person, *, by: Person, at: datetime) -> bool:
    """As if it had never been. False if nobody was kept away."""
    with transaction.atomic():
        gone, _rows = KeptAway.objects.filter(by=by, about=about).delete()
        if not gone:
            return False
        record(Kind.SETTING_CHANGED, by, by=by, at=at, about=by, quietly=True)
        return True


def ask_whether_reached(to: Person, *, by: Person, is_withheld: bool = False) -> None:
    """Raises RuleBroken where words do not reach `to`: in the same words, whatever the reason.

    Asked when the letter is made, so that who is blocked cannot tell by what it took.
    """
    said = _("%(name)s gets no letters at present, so your message was not sent.")
    is_kept_out = queries.blocks(to, by)
    rules.may_reach(
        is_kept_out=is_kept_out or is_withheld, not_reached=said % {"name": to.name}
    ).or_raise()
