"""A first message by mail: it waits until its writer says OK to the rules of conduct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.conduct import actions, versions
from jln.conduct.rules import NOT_ACCEPTED
from jln.mail.terms import Reason
from jln.mailroom import asking, effects, receipts
from jln.mailroom.case import Case, End, held
from jln.web import network

if TYPE_CHECKING:
    from jln.kit.verdict import RuleBroken
    from jln.mail.models import ReplyToken


def is_all_it_takes(broken: RuleBroken) -> bool:
    """Does nothing but an OK to the rules stand in the way?"""
    return broken.verdict.codes == {NOT_ACCEPTED}


def ask(case: Case) -> End:
    """The short rules at once. OK accepts them, and the message goes on its way."""
    rules = versions.now()
    chosen = {} if case.colleagues is None else {"asked": case.colleagues}
    token = receipts.confirm_token(
        case.person,
        case.mail,
        at=case.at,
        **{"conduct": rules.number, **asking.kept(case), **chosen},
    )
    lines = [
        _("Your message is kept. Before the first one appears we ask for one word of yours:"),
        rules.short,
        network.link("/conduct/"),
        *effects.of(case),
        _("Answer OK within three days: you accept these rules, and it is done."),
    ]
    receipts.send(case, lines, reply=token, kind=receipts.QUESTION, about=f"conduct {case.mail.pk}")
    return held(Reason.CONDUCT)


def said_yes(case: Case, token: ReplyToken) -> None:
    """OK to a letter that showed the rules accepts the version it showed."""
    if number := token.values.get("conduct"):
        actions.accept(int(number), by=case.person, at=case.at)
