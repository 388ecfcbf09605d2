"""In by a sign-in provider: there, back, and the link that an address's proof makes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.accounts import provider, queries
from jln.accounts.actions.entering import (
    ask_to_sign_in,
    browser_mark,
    session_of_person,
)
from jln.accounts.models import ProviderAsked, ProviderLink, SignIn
from jln.kit.verdict import refusal, unless
from jln.web import limits, outside

if TYPE_CHECKING:
    from datetime import datetime

LIFE = timedelta(minutes=10)
ASKS_AN_HOUR = 60
GONE = _("The provider did not answer as agreed. Sign in by a code instead.")


def go_to_provider(*, browser: str, remote: str, next_path: str, at: datetime) -> str:
    """The address at the provider for this browser. Raises `RuleBroken`."""
    few = limits.allow("provider", remote, most=ASKS_AN_HOUR, per=timedelta(hours=1), at=at)
    unless(few, "too_often", _("Too many tries. Go on in an hour.")).or_raise()
    asked = ProviderAsked.objects.create(
        browser=browser_mark(browser), next_path=next_path, asked_at=at
    )
    try:
        return provider.way_there(asked)
    except outside.NotAnsweredError:
        raise refusal("no_provider", GONE) from None


def come_back(
    state: str, code: str, *, browser: str, remote: str, device: str, language: str, at: datetime
) -> tuple[str, str]:
    """Back from the provider: a session's cookie, or "" where the address is to be proved first.

    Gives the page wanted beside it. Raises `RuleBroken`. An account there is worth nothing
    here until its address was proved by a code of ours; it never gives a right.
    """
    asked = queries.provider_asked(state)
    is_here = asked is not None and asked.browser == browser_mark(browser)
    if asked is None or not is_here or at >= asked.asked_at + LIFE:
        raise refusal("other", GONE)
    spent = ProviderAsked.objects.filter(pk=asked.pk, used_at=None).update(used_at=at)
    unless(bool(spent), "used", GONE).or_raise()
    try:
        claim = provider.claim(asked, code)
    except outside.NotAnsweredError:
        claim = None
    if claim is None:
        raise refusal("no_claim", GONE)
    link = queries.provider_link(settings.OIDC_ISSUER, claim.account)
    if link:
        return session_of_person(link.person, device=device, at=at), asked.next_path
    confirmed = _("The provider has not confirmed your address. Sign in by a code instead.")
    unless(bool(claim.address), "not_confirmed", confirmed).or_raise()
    sign_in = ask_to_sign_in(
        claim.address,
        browser=browser,
        remote=remote,
        language=language,
        next_path=asked.next_path,
        at=at,
    )
    _begin_link(sign_in, claim, at)
    return "", asked.next_path


def _begin_link(sign_in: SignIn, claim: provider.Claim, at: datetime) -> None:
    if sign_in.person:
        ProviderLink.objects.create(
            person=sign_in.person,
            issuer=settings.OIDC_ISSUER,
            account=claim.account,
            asked=sign_in,
            begun_at=at,
        )
