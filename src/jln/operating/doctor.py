"""`jln doctor`: what is well, what is not, and what to set outside of jln."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jln.accounts import provider
from jln.facts.models import Fact
from jln.facts.record import link
from jln.kit import clock
from jln.kit.sqlite.lock import waits
from jln.mail import keys
from jln.mail.models import InboundMail, OutgoingMail
from jln.operating.backup import PUBLIC
from jln.web.network import current
from jln.work.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LONGEST_WAIT_MS = 2000  # for a turn to write; more is felt by whoever sends a form


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: well or not, and what."""

    is_well: bool
    words: str


def main(words: list[str]) -> int:
    """0 when all is well, 1 otherwise."""
    del words
    findings = list(examine(at=clock.now()))
    for one in findings:
        sys.stdout.write(f"{'ok ' if one.is_well else '!! '} {one.words}\n")
    sys.stdout.write("\n" + "\n".join(outside()) + "\n")
    return 0 if all(one.is_well for one in findings) else 1


def examine(*, at: datetime) -> Iterator[Finding]:
    """Every check, cheapest first."""
    network = current()
    kind = "demonstration network" if network.is_demonstration else "network"
    yield Finding(bool(network.pk), f"{kind}: {network.name}")
    plan = MigrationExecutor(connection).loader.graph.leaf_nodes()
    missing = MigrationExecutor(connection).migration_plan(plan)
    yield Finding(not missing, f"database: {len(missing)} migrations to apply (jln migrate)")
    yield from _database()
    yield from _waiting(at)
    broken = broken_link()
    words = "unbroken" if broken is None else f"changed at fact {broken}"
    yield Finding(broken is None, f"audit chain: {words}")
    yield _signing(is_needed=not network.is_demonstration)
    if provider.is_set():
        wrong = provider.examine()
        yield Finding(not wrong, f"sign-in provider: {wrong or settings.OIDC_ISSUER}")
    has_key = (settings.DATA_DIR / PUBLIC).exists()
    hint = "its public key is here" if has_key else "no key yet (jln backup --make-key KEYFILE)"
    yield Finding(has_key or network.is_demonstration, f"backup: {hint}")


def _database() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        yield Finding(is_well=True, words="database: PostgreSQL")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        answer = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        dangling = len(cursor.fetchall())
    yield Finding(answer == "ok" and not dangling, f"database: {answer}, {dangling} dangling keys")
    if Path(name := str(connection.settings_dict["NAME"])).exists():  # not in memory, as in tests
        seen = waits(name)
        yield Finding(
            seen.longest_wait_ms < LONGEST_WAIT_MS,
            f"writers: {seen.turns} turns, {seen.waits} of them waited, at most"
            f" {seen.longest_wait_ms:.0f} ms; the longest turn took {seen.longest_hold_ms:.0f} ms",
        )


def _waiting(at: datetime) -> Iterator[Finding]:
    untold = Fact.objects.filter(told_at=None, at__lt=at - timedelta(minutes=10)).count()
    yield Finding(not untold, f"telling: {untold} facts not told for ten minutes")
    unsent = OutgoingMail.objects.filter(state="waiting", not_before__lt=at - timedelta(hours=1))
    yield Finding(not unsent.exists(), f"mail out: {unsent.count()} letters late by an hour")
    unread = InboundMail.objects.filter(
        state="received", received_at__lt=at - timedelta(minutes=10)
    )
    yield Finding(not unread.exists(), f"mail in: {unread.count()} messages without an outcome")
    yield _away(at)
    failed = Job.objects.filter(has_failed=True).count()
    yield Finding(not failed, f"work: {failed} jobs given up")


def _away(at: datetime) -> Finding:
    """Whether the next server takes letters: the oldest that is due says why it does not."""
    waits = OutgoingMail.objects.filter(state="waiting", not_before__lte=at)
    oldest = waits.exclude(state_reason="").order_by("pk").first()
    words = f"takes nothing: {oldest.state_reason}" if oldest else "takes letters"
    return Finding(oldest is None, f"mail server: {words}")


def _signing(*, is_needed: bool) -> Finding:
    pair = keys.in_use()
    words = f"{pair.selector} signs letters" if pair else "letters go unsigned (jln keys mail)"
    return Finding(pair is not None or not is_needed, f"mail keys: {words}")


def broken_link() -> int | None:
    """The first audit fact that does not follow from the one before; None if all do."""
    before = ""
    for fact in Fact.objects.exclude(chain="").order_by("pk").iterator():
        if link(before, fact) != fact.chain:
            return fact.pk
        before = fact.chain
    return None


def outside() -> list[str]:
    """What has to be set where jln cannot: DNS, proxy, TLS."""
    domain, host = settings.MAIL_DOMAIN, urlsplit(settings.PUBLIC_URL).hostname
    return [
        "To set outside:",
        f"  DNS  {host}. A/AAAA  this machine",
        (
            f"  DNS  {domain}. MX 10  the mail server that hands over to {settings.HOST}:"
            f"{settings.MAIL_PORT + 1} by LMTP"
        ),
        f"  DNS  {domain}. TXT  v=spf1 mx -all",
        f"  DNS  _dmarc.{domain}. TXT  v=DMARC1; p=quarantine; rua=mailto:postmaster@{domain}",
        *(f"  DNS  {record}" for each in keys.selectors() for record in keys.read(each).records()),
        (
            f"  mail server: write Authentication-Results as {settings.AUTHSERV_ID}, and remove"
            " those of others; letters come to it signed"
        ),
        (
            f"  proxy: TLS for {host}, pass to {settings.HOST}:{settings.PORT}, keep Host, set"
            " X-Forwarded-For; bodies up to 30 MB"
        ),
    ]
