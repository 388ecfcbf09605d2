"""Several at the same moment, each with a connection of their own: one draft, one letter each."""

import pytest

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.newsletter import actions
from jln.newsletter.models import Issue
from tests import factories as f
from tests.newsletter.world import ACCRA_8, AT, a_draft, agreed
from tests.seats.test_at_once import at_once, on_a_disk

__all__ = ["on_a_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_one_draft_one_agreement_and_one_letter_each():
    f.network()
    editor, staff = f.staff("Editor"), [f.staff() for _one in range(3)]
    assert at_once(*(lambda who=who: actions.begin(by=who, at=AT) for who in staff)) == ["done"] * 3
    assert Issue.objects.count() == 1
    Issue.objects.all().delete()
    Fact.objects.all().delete()
    issue = a_draft(editor)
    ends = at_once(*(lambda who=who: agreed(issue, who) for who in staff))
    assert ends == [RuleBroken.__name__] * 2 + ["done"]
    for _reader in range(30):
        f.person()
    at_once(*[lambda: actions.send_due(ACCRA_8)] * 3)
    assert Fact.objects.filter(kind=Kind.NEWSLETTER_SENT).count() == 1
    assert OutgoingMail.objects.filter(kind="newsletter.sent").count() == 34
