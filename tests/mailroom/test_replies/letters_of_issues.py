"""Letters of issues: one to translate, one that is sent, an opportunity and its reminder."""

from __future__ import annotations

from tests import factories as f
from tests.mailroom.test_replies.letters_of_lists import Lists
from tests.newsletter.world import OVER, a_draft, agreed, an_offer, of_an_issue

from jln.countries.terms import SeatKind
from jln.newsletter import actions
from jln.newsletter.models import IssuePiece
from jln.notify.terms import LetterKind


class Issues(Lists):
    """Of the world of all letters."""

    def _happens(self, kind: str) -> None:
        match kind:
            case LetterKind.ISSUE_ASKED | LetterKind.OPPORTUNITY_REMINDED:
                f.seat(SeatKind.CCG_COORDINATOR, self.saran, country=f.country())
                of_an_issue(f.staff("Editor"), self.saran)
                # What happened stands in it in English, to be translated: only what people wrote.
                IssuePiece.objects.filter(subject_id__isnull=False).delete()
                self._tell()
            case LetterKind.NEWSLETTER_SENT:
                agreed(a_draft())
                actions.send_due(OVER)
            case LetterKind.OPPORTUNITY_OPENED:
                agreed(an_offer())
                actions.send_due(OVER)
            case _:
                super()._happens(kind)
