"""Each reader's copy of a letter: what all share is made once, what differs is spliced in.

Nothing of a copy depends on another: the same row gives the same bytes whenever it is made,
but for the time in its signature.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jln.mail import compose, keys, replies, seals, signing, tokens
from jln.mail.models import OutgoingMail
from jln.ui.mail_layout import html_of
from jln.web import ics, network
from jln.web.models import Network

DEMO = "demo"
"""Before each subject of a demonstration network, in brackets."""
MOST_BYTES = 12 * 1024  # the whole message; beyond it the HTML part is left out
_MORE_BYTES = 400  # that another reader's copy may be longer: addresses, ids
_KEPT = 64  # sheets
_OWN = (
    "Reply-To", "In-Reply-To", "References", "List-Unsubscribe", "List-Unsubscribe-Post",
)  # fmt: skip
_SHARED = (
    "Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "List-Id", "List-Post",
    "List-Archive", "List-Help", "List-Owner", "List-Subscribe", "Archived-At", "Feedback-ID",
    "X-Loop",
)  # fmt: skip
CALENDAR = "X-JLN-Calendar"  # never sent: the invitation that stands beside the words
PASSED = "X-JLN-Passed"  # what our server found of the message that is passed on


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all copies of a letter have in common, as it goes over the wire."""

    top: str  # From, Subject
    shared: str  # headers that are the same for all
    tail: str  # of the body's form
    body: bytes
    body_hash: str
    passed: signing.Passed | None


@dataclass(frozen=True, slots=True)
class Draft:
    """One reader's copy, not yet signed."""

    head: bytes
    sheet: Sheet


@dataclass(slots=True)
class Press:
    """Makes copies for as long as one hand-over takes; then what it kept may have changed."""

    net: Network = field(default_factory=network.current)
    pair: keys.Pair | None = field(default_factory=keys.in_use)
    _sheets: dict[tuple[int, str], Sheet] = field(default_factory=dict)

    def copy(self, mail: OutgoingMail, *, at: datetime) -> bytes:
        """The letter as it goes out, with its secrets. Needs `reply_token`, `person`."""
        return self.finished(self.begun(mail, at=at))

    def begun(self, mail: OutgoingMail, *, at: datetime) -> Draft:
        """All of it but the signatures. Needs `reply_token`, `person`."""
        return self._draft(self._sheet(mail, at), mail, at)

    def finished(self, draft: Draft) -> bytes:
        """With its signatures, as it goes out. Asks nobody: may be done in any thread."""
        head, sheet = draft.head, draft.sheet
        if self.pair:
            head = signing.signed(head, sheet.body_hash, self.pair, sheet.passed)
        return b"%b\r\n%b" % (head, sheet.body)

    def text(self, mail: OutgoingMail) -> str:
        """The text part with its secrets; below it who runs the network, and if it is for show."""
        text = seals.reveal(mail.text, mail.sealed)
        said = []
        with translation.override(mail.language):
            if self.net.manager:
                said.append(_("Network Manager: %(name)s") % {"name": self.net.manager})
            if self.net.is_demonstration:
                said.append(
                    _("This is a demonstration network. It sends nothing to outside addresses.")
                )
        if not said:
            return text
        joint = "\n\n" if "\n-- \n" in text else "\n\n-- \n"
        return "\n".join([f"{text.rstrip()}{joint}{said[0]}", *said[1:], ""])

    def _sheet(self, mail: OutgoingMail, at: datetime) -> Sheet:
        if mail.body_id is None or mail.sealed or CALENDAR in mail.headers:
            return self._made(mail, at)
        key = (mail.body_id, mail.language)
        if key not in self._sheets:
            while len(self._sheets) >= _KEPT:
                del self._sheets[next(iter(self._sheets))]
            self._sheets[key] = self._made(mail, at)
        return self._sheets[key]

    def _made(self, mail: OutgoingMail, at: datetime) -> Sheet:
        """The form with most in it that fits; a calendar goes before HTML."""
        text = self.text(mail)
        calendar = ics.addressed(mail.headers.get(CALENDAR, ""), mail.to_address)
        forms = [("", calendar), ("", "")] if calendar else [("", "")]
        if mail.headers.get("X-JLN-Html") != "no":
            forms.insert(0, (html_of(text, mail.language), calendar))
        room = MOST_BYTES - (_MORE_BYTES if mail.body_id else 0)
        for html, dated in forms[:-1]:
            sheet = self._printed(mail, text, html, dated)
            if len(self.finished(self._draft(sheet, mail, at))) <= room:
                return sheet
        return self._printed(mail, text, *forms[-1])

    def _printed(self, mail: OutgoingMail, text: str, html: str, calendar: str) -> Sheet:
        subject = seals.reveal(mail.subject, mail.sealed)
        if self.net.is_demonstration:
            subject = f"[{DEMO}] {subject}"
        mark = mail.body.digest if mail.body else mail.message_id
        head, _gap, body = compose.body(text, html, mark=mark, calendar=calendar).partition(
            "\r\n\r\n"
        )
        raw = body.encode("ascii")
        passed = mail.headers.get(PASSED, "")
        return Sheet(
            top=_lines(
                {
                    "From": compose.address(self._from_name(mail), from_address(mail)),
                    "Subject": compose.encoded(subject, 9),
                }
            ),
            shared=_folded(_shared(mail), _SHARED),
            tail=f"Content-Language: {compose.one_line(mail.language)}\r\nMIME-Version: 1.0\r\n"
            f"{head}\r\n",
            body=raw,
            body_hash=signing.hash_of(raw) if self.pair else "",
            passed=signing.Passed(passed) if passed else None,
        )

    def _draft(self, sheet: Sheet, mail: OutgoingMail, at: datetime) -> Draft:
        own = _lines(
            {
                "To": compose.one_line(mail.to_address),
                "Date": _dated(min(mail.created_at, at)),
                "Message-ID": compose.one_line(mail.message_id),
            }
        )
        head = f"{sheet.top}{own}{_folded(_own(mail), _OWN)}{sheet.shared}{sheet.tail}"
        return Draft(head.encode("ascii"), sheet)

    def _from_name(self, mail: OutgoingMail) -> str:
        if not mail.from_name:
            return self.net.name
        with translation.override(mail.language):
            return _("%(name)s via JLN") % {"name": mail.from_name}


def from_address(mail: OutgoingMail) -> str:
    """The address a letter comes from: its space's, else the network's."""
    return f"{mail.headers.get('X-JLN-From', 'network')}@{settings.MAIL_DOMAIN}"


def answered_at(mail: OutgoingMail) -> str:
    """Where Reply leads: the letter's own address, else the staff's."""
    if mail.reply_token:
        return tokens.address_of(mail.reply_token)
    return network.address(replies.local_part(mail.kind))


@lru_cache(maxsize=64)
def _dated(at: datetime) -> str:
    """Of one post go out many letters of one moment."""
    return format_datetime(at)


def _shared(mail: OutgoingMail) -> dict[str, str]:
    known = {"Auto-Submitted": "auto-generated"} | mail.headers
    known |= {"X-Auto-Response-Suppress": "All", "X-Loop": settings.MAIL_DOMAIN}
    if "List-Id" in known:
        known |= {
            "Precedence": "list",
            "List-Help": f"<mailto:help@{settings.MAIL_DOMAIN}>",
            "List-Owner": f"<mailto:postmaster@{settings.MAIL_DOMAIN}>",
        }
    return known


def _own(mail: OutgoingMail) -> dict[str, str]:
    """What differs from reader to reader; the seals in it stand in no row."""
    known = {"Reply-To": compose.one_line(answered_at(mail))}
    if mail.in_reply_to:
        known["In-Reply-To"] = mail.in_reply_to
        known["References"] = mail.references or mail.in_reply_to
    if "List-Id" in mail.headers:
        seal = tokens.stop_seal(mail)
        page = network.link(f"/mail/stop/{seal}/")
        known |= {
            "List-Unsubscribe": f"<{page}>, <mailto:s.{seal}@{settings.MAIL_DOMAIN}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return known


def _lines(made: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in made.items())


def _folded(known: dict[str, str], order: tuple[str, ...]) -> str:
    return _lines({name: compose.folded(name, known[name]) for name in order if name in known})


def bytes_of(mail: OutgoingMail, *, at: datetime) -> bytes:
    """One letter as it goes out, with its secrets."""
    return Press().copy(mail, at=at)


def text_of(mail: OutgoingMail) -> str:
    """The text part of one letter, with its secrets."""
    return Press().text(mail)
