"""What is said to the network itself: STOP, HELP, and words for its staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from jln.mail.terms import Reason
from jln.mailroom import receipts
from jln.mailroom.case import Case, End, done, held
from jln.newsletter import actions as newsletters
from jln.notify import actions as notify
from jln.notify.digests import compose
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_IDS = 20


def to_staff(case: Case) -> End:
    """It waits at the desk; a person who is known is told so."""
    if case.sender.is_proved:
        before = [*case.reading.in_reply_to, *case.reading.references][:MOST_IDS]
        newsletters.note_answer(before, by=case.person, at=case.at)
        receipts.send(
            case,
            [
                _("Your words went to the staff of the Network Manager. A person reads them."),
                _("To ask the whole network, write to ask@%(domain)s.")
                % {"domain": settings.MAIL_DOMAIN},
            ],
            about="staff",
        )
    return held(Reason.FOR_THE_DESK)


def stop_all(case: Case) -> End:
    """STOP written to the network itself: nothing but what the person asks for."""
    notify.stop_all(case.person, at=case.at)
    receipts.send(
        case,
        [
            _("You get no more letters from the network, but for codes and receipts you ask for."),
            _("To choose which letters you get: %(link)s") % {"link": network.link("/me/mail/")},
        ],
        about="stop",
    )
    return done(Reason.STOPPED)


def help_with_mail(case: Case) -> End:
    """What can be done by mail, on one screen."""
    domain = {"domain": settings.MAIL_DOMAIN}
    receipts.send(
        case,
        [
            _("What you can do by mail:"),
            _("- Ask the network: write to ask@%(domain)s.") % domain,
            _("- Answer a letter: each says in its last lines where your words go."),
            _("- THANKS, as the whole answer: thanks the person who wrote."),
            _("- FOLLOW, as the answer to a letter: each post of that conversation comes to you."),
            _("- STOP, as the answer to a letter of a conversation or a poll: nothing more of it."),
            _("- A poll: answer with the number or the words of your choice, until it closes."),
            _("- REPORT and why, as the answer to a letter: moderators look at that post."),
            _("- MUTE or BLOCK, as the answer to what somebody wrote: how far they are kept away."),
            _("- UNDO, as an answer to a receipt: takes it back."),
            _("- STOP to stop@%(domain)s: no more letters.") % domain,
            *[f"- {line}" for line in compose.closing()[1:3]],
            _("- BACK: after STOP or AWAY, letters come again."),
            _("Write one word to the address of a space: JOIN, LEAVE, DAILY, WEEKLY, WHO or HELP."),
            _("- EACH, DAILY or WEEKLY: how it comes to you."),
            _("Answer NOT ME if somebody else knows better; nobody is told."),
            _("Answer with the one word ANSWER: it marks the post as the answer to your question."),
            _("People: desk@%(domain)s") % domain,
        ],
        about="help",
    )
    return done(Reason.HELPED)


COMMANDS: dict[str, Callable[[Case], End]] = {"stop": stop_all, "help": help_with_mail}
"""What one word does, where it is said to the network itself."""
