"""The tick beside the button of a first message: the rules of conduct are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.conduct import actions as conduct
from jln.conduct import versions
from jln.conduct.rules import NOT_ACCEPTED
from jln.conversations import actions
from jln.kit.digits import number_in

if TYPE_CHECKING:
    from jln.conduct.versions import Rules
    from jln.kit.verdict import RuleBroken
    from jln.web.pages import MemberRequest


def lacks_only_tick(broken: RuleBroken) -> bool:
    """Is all else right? Then the page keeps what it has checked, and asks at the box."""
    return broken.verdict.codes == {NOT_ACCEPTED}


def asked(request: MemberRequest) -> Rules | None:
    """What is to be accepted before this person's message appears, if anything is.

    A tick is a yes of its own: it holds though something else may be wrong with the form.
    """
    if not actions.is_asked(request.person):
        return None
    if ticked := number_in(request.POST.get("conduct", "")):
        conduct.accept(ticked, by=request.person, at=request.now)
        return None
    return versions.now()
