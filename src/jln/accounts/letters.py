"""The letters of an account: written here, because they tell of no fact.

Subject and text in the reader's language; what is secret stands as a mark and
is put in at hand-over.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jln.mail import outgoing
from jln.mail.seals import sealed
from jln.web import jinja
from jln.web.addresses import spoken

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from jln.accounts.models import Invitation, SignIn
    from jln.mail.seals import Sealed
    from jln.people.models import EmailAddress, Person


def send_code(asked: SignIn, language: str, *, at: datetime) -> None:
    """The code and the link; or, where nobody has the address, how to get in."""
    purpose = "sign-in"
    with translation.override(language):
        link = spoken("/sign-in/link/%s/")
        marks = {
            "code": sealed(purpose, asked.pk, asked.browser, how="digits"),
            "link": sealed(purpose, asked.pk, asked.browser, path=link),
        }
        known = asked.person is not None
        outgoing.put(
            "account.sign_in" if known else "account.unknown",
            person=asked.person,
            to_address=asked.address,
            language=language,
            subject=_("{{code}} is your code to sign in")
            if known
            else _("Nobody here has this address"),
            text=jinja.render(f"accounts/mail/{'sign_in' if known else 'unknown'}.txt", {}),
            sealed=marks if known else {},
            because="you_asked",
            at=at,
        )


def send_address_code(found: EmailAddress, *, at: datetime) -> None:
    """The code that proves a further address."""
    person = found.person
    with translation.override(person.language):
        outgoing.put(
            "account.address",
            person=person,
            to_address=found.address,
            language=person.language,
            subject=_("{{code}} confirms this address"),
            text=jinja.render("accounts/mail/address.txt", {"person": person}),
            sealed={"code": sealed("address", found.pk, found.address, how="digits")},
            because="you_asked",
            at=at,
        )


def send_address_notice(person: Person, old: str, new: str, *, at: datetime) -> None:
    """Told to the old address: an address was added or the main one changed."""
    with translation.override(person.language):
        outgoing.put(
            "account.notice",
            person=person,
            to_address=old,
            language=person.language,
            subject=_("Your addresses in the network changed"),
            text=jinja.render("accounts/mail/notice.txt", {"person": person, "new": new}),
            because="safety",
            at=at,
        )


def send_address_question(new: EmailAddress, fact: int, *, at: datetime) -> None:
    """To an address that staff believe to be the person's: is it? A stranger may read it."""
    person = new.person
    _send_proposal(
        "account.address",
        new,
        {"name": person.name, "is_asked": True},
        sealed("address-yes", fact, person.pk, path=spoken("/address/%s/")),
        at,
    )


def send_address_warning(to: EmailAddress, new: EmailAddress, fact: int, *, at: datetime) -> None:
    """To an address that the person reads: staff asked elsewhere, say so if it is not yours."""
    _send_proposal(
        "account.notice",
        to,
        {"new": new.address, "is_asked": False},
        sealed("address-no", fact, new.person_id, path=spoken("/address/%s/")),
        at,
    )


def _send_proposal(
    kind: str, to: EmailAddress, said: dict[str, object], link: Sealed, at: datetime
) -> None:
    person = to.person
    with translation.override(person.language):
        outgoing.put(
            kind,
            person=person,
            to_address=to.address,
            language=person.language,
            subject=_("Is this your address?")
            if said["is_asked"]
            else _("Mail to one of your addresses comes back"),
            text=jinja.render("accounts/mail/address_proposed.txt", said),
            sealed={"link": link},
            because="safety",
            at=at,
        )


def send_invitation(invitation: Invitation, *, at: datetime) -> None:
    """Who invites, why, one link."""
    with translation.override(invitation.language):
        path = spoken("/welcome/%s/")
        outgoing.put(
            "account.invitation",
            person=None,
            to_address=invitation.address,
            language=invitation.language,
            subject=_("%(name)s invites you to the Joint Learning Network")
            % {"name": invitation.invited_by.name if invitation.invited_by else "JLN"},
            text=jinja.render("accounts/mail/invitation.txt", {"invitation": invitation}),
            sealed={"link": sealed("invitation", invitation.pk, invitation.address, path=path)},
            because="invited",
            at=at,
        )


class Told(StrEnum):
    """What happened to somebody's second steps, as facts and letters say it."""

    APP = "app"
    APP_GONE = "app_gone"
    KEY = "key"
    KEY_GONE = "key_gone"
    CODES = "codes"
    CODE_USED = "code_used"
    CLOSED = "closed"
    ASKED = "asked"
    RESET = "reset"
    PROVIDER = "provider"
    PROVIDER_GONE = "provider_gone"


SECOND: dict[Told, StrOrPromise] = {
    Told.APP: gettext_lazy("An app that shows codes was added to your account."),
    Told.APP_GONE: gettext_lazy("The app that shows codes was removed from your account."),
    Told.KEY: gettext_lazy("A passkey was added to your account."),
    Told.KEY_GONE: gettext_lazy("A passkey was removed from your account."),
    Told.CODES: gettext_lazy("New recovery codes were made; the earlier ones no longer work."),
    Told.CODE_USED: gettext_lazy("A recovery code was used to sign in to your account."),
    Told.CLOSED: gettext_lazy(
        "Many wrong codes were typed; none is taken for a quarter of an hour."
    ),
    Told.ASKED: gettext_lazy("Somebody of staff asked to remove your second steps, as lost."),
    Told.PROVIDER: gettext_lazy("An account at the sign-in provider was linked to yours."),
    Told.PROVIDER_GONE: gettext_lazy("An account at the sign-in provider was taken off yours."),
    Told.RESET: gettext_lazy("Two of staff removed your second steps. Sign in and add a new one."),
}


def send_second(person: Person, told: Told, fact: int, *, at: datetime) -> None:
    """What changed about the second step, with a link for "that was not me"."""
    with translation.override(person.language):
        outgoing.put(
            "account.second",
            person=person,
            language=person.language,
            subject=_("Your second step to sign in"),
            text=jinja.render("accounts/mail/second.txt", {"said": str(SECOND[told])}),
            sealed={"link": sealed("not-me", fact, person.pk, path=spoken("/not-me/%s/"))},
            because="safety",
            at=at,
        )
