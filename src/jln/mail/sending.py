"""Handing letters over: the secrets are put in here, and stand nowhere else.

A letter is handed over outside any transaction and then marked, one after the
other: a kill can double the one that was handed over and not yet marked, under
the same Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import compose, delivery, replies, seals, tokens
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.ui.mail_layout import html_of
from jln.web import network

log = logging.getLogger(__name__)

AT_A_TIME = 50
DEMO = "demo"
"""Before each subject of a demonstration network, in brackets."""
MOST_BYTES = 12 * 1024  # the whole message; beyond it the HTML part is left out
AGAIN_AFTER = [
    timedelta(minutes=minutes) for minutes in (2, 10, 30, 120, 360, 720, 1440, 1440, 1440)
]
_HEADER_ORDER = (
    "Reply-To",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Precedence",
    "List-Id",
    "List-Post",
    "List-Archive",
    "List-Help",
    "List-Owner",
    "List-Subscribe",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Archived-At",
    "Feedback-ID",
    "X-Loop",
)


guards: list[Callable[[OutgoingMail], str]] = []
"""Asked of each letter when it is handed over, for the code of why it may no longer go.

Filled when the app is ready: rights stand above mail.
"""


def send_due(now: Callable[[], datetime]) -> int:
    """Hand over all that is due, oldest first; gives how many were taken by the next server."""
    sent = 0
    while True:
        due = OutgoingMail.objects.filter(state=OutgoingState.WAITING, not_before__lte=now())
        rows = due.select_related("person", "reply_token", "fact").order_by("pk")
        letters = list(rows[:AT_A_TIME])
        for letter in letters:
            sent += _hand_over(letter, now())
        if len(letters) < AT_A_TIME:
            return sent


def bytes_of(mail: OutgoingMail, *, at: datetime) -> bytes:
    """The letter as it goes out, with its secrets. Needs `reply_token`, `person`."""
    text = text_of(mail)
    subject = seals.reveal(mail.subject, mail.sealed)
    if network.current().is_demonstration:
        subject = f"[{DEMO}] {subject}"
    fields = compose.Fields(
        to=mail.to_address,
        from_address=from_address(mail),
        from_name=_from_name(mail),
        subject=subject,
        text=text,
        message_id=mail.message_id,
        at=min(mail.created_at, at),
        language=mail.language,
        headers=_headers(mail),
    )
    plain = compose.message(fields)
    if mail.headers.get("X-JLN-Html") == "no":
        return plain
    whole = compose.message(_with_html(fields, html_of(text, mail.language)))
    return whole if len(whole) <= MOST_BYTES else plain


def text_of(mail: OutgoingMail) -> str:
    """The text part with its secrets; below it who runs the network, and if it is for show."""
    text = seals.reveal(mail.text, mail.sealed)
    it = network.current()
    said = []
    with translation.override(mail.language):
        if it.manager:
            said.append(_("Network Manager: %(name)s") % {"name": it.manager})
        if it.is_demonstration:
            said.append(
                _("This is a demonstration network. It sends nothing to outside addresses.")
            )
    if not said:
        return text
    joint = "\n\n" if "\n-- \n" in text else "\n\n-- \n"
    return "\n".join([f"{text.rstrip()}{joint}{said[0]}", *said[1:], ""])


def from_address(mail: OutgoingMail) -> str:
    """The address a letter comes from: its space's, else the network's."""
    return f"{mail.headers.get('X-JLN-From', 'network')}@{settings.MAIL_DOMAIN}"


def answered_at(mail: OutgoingMail) -> str:
    """Where Reply leads: the letter's own address, else the staff's."""
    if mail.reply_token:
        return tokens.address_of(mail.reply_token)
    return network.address(replies.STAFF)


def _with_html(fields: compose.Fields, html: str) -> compose.Fields:
    return replace(fields, html=html)


def _from_name(mail: OutgoingMail) -> str:
    name = network.current().name
    if not mail.from_name:
        return name
    with translation.override(mail.language):
        return _("%(name)s via JLN") % {"name": mail.from_name}


def _headers(mail: OutgoingMail) -> dict[str, str]:
    """The further headers in a fixed order; those with secrets are made here."""
    known = {name: value for name, value in mail.headers.items() if not name.startswith("X-JLN-")}
    known.setdefault("Auto-Submitted", "auto-generated")
    known["X-Auto-Response-Suppress"] = "All"
    known["X-Loop"] = settings.MAIL_DOMAIN
    known["Reply-To"] = compose.one_line(answered_at(mail))
    if mail.in_reply_to:
        known["In-Reply-To"] = mail.in_reply_to
        known["References"] = mail.references or mail.in_reply_to
    if "List-Id" in known:
        known |= _stop_headers(mail)
    return {name: known[name] for name in _HEADER_ORDER if name in known}


def _stop_headers(mail: OutgoingMail) -> dict[str, str]:
    seal = tokens.stop_seal(mail)
    page = network.link(f"/mail/stop/{seal}/")
    return {
        "Precedence": "list",
        "List-Unsubscribe": f"<{page}>, <mailto:s.{seal}@{settings.MAIL_DOMAIN}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Help": f"<mailto:help@{settings.MAIL_DOMAIN}>",
        "List-Owner": f"<mailto:postmaster@{settings.MAIL_DOMAIN}>",
    }


def _hand_over(mail: OutgoingMail, at: datetime) -> bool:
    """One letter to the next server, then the mark. Gives whether it was taken."""
    row = OutgoingMail.objects.filter(pk=mail.pk)
    why = next(filter(None, (guard(mail) for guard in guards)), "")
    if why:
        row.update(state=OutgoingState.WITHHELD, state_reason=why)
        return False
    outcome = _offered(mail, at)
    if outcome.verdict == "accepted":
        row.update(
            state=OutgoingState.SENT, sent_at=at, attempts=mail.attempts + 1, state_reason=""
        )
        return True
    is_over = outcome.verdict == "never" or mail.attempts >= len(AGAIN_AFTER)
    row.update(
        attempts=mail.attempts + 1,
        state=OutgoingState.FAILED if is_over else OutgoingState.WAITING,
        state_reason=outcome.words[:300],
        not_before=mail.not_before if is_over else at + AGAIN_AFTER[mail.attempts],
    )
    if outcome.is_address_bad and mail.person:  # a refused text says nothing of the address
        mine = mail.person.addresses.filter(address=mail.to_address)
        mine.update(bounced_at=at, bounce_words=outcome.words[:300])
    log.warning("letter %s was not taken: %s", mail.pk, outcome.verdict)
    return False


def _offered(mail: OutgoingMail, at: datetime) -> delivery.Outcome:
    """The next server's verdict and words; what cannot be built waits and holds nobody else up."""
    try:
        return delivery.deliver(
            bytes_of(mail, at=at),
            sender=tokens.bounce_address(mail),
            recipients=[mail.to_address],
            message_id=mail.message_id,
        )[0]
    except Exception as error:
        log.exception("letter %s cannot be handed over", mail.pk)
        return delivery.Outcome(mail.to_address, "later", type(error).__name__)
