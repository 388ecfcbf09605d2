"""Writing to a colleague: the words in one letter, no address anywhere, once, and not too often."""

import pytest
from django.core.exceptions import PermissionDenied

from jln.directory import actions
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail, ReplyToken
from jln.mail.terms import Purpose
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON = f.NOON


def write(by, to, **values):
    return actions.write(
        to, **{"subject": "Your query", "text": "May I see it?", "by": by, "at": NOON} | values
    )


def test_a_letter_goes_out_and_can_be_answered():
    ama, linh = (
        f.person("Ama", address="ama@health.example"),
        f.person("Linh", address="linh@care.example"),
    )
    letter = write(ama, linh)
    assert (letter.person, letter.subject, letter.from_name) == (linh, "Your query", "Ama")
    assert "| May I see it?" in letter.text
    token = ReplyToken.objects.get()
    assert (token.purpose, token.person, token.subject_id) == (Purpose.RELAY, linh, ama.pk)
    assert "ama@health.example" not in letter.text + letter.subject + str(letter.headers)


def test_the_fact_holds_who_wrote_to_whom_and_no_word():
    ama, linh = f.person("Ama"), f.person("Linh")
    write(ama, linh)
    fact = Fact.objects.get()
    assert (fact.kind, fact.by, fact.about, fact.data) == (Kind.PERSON_WRITTEN_TO, ama, linh, {})


def test_the_same_form_again_sends_nothing():
    ama, linh = f.person(), f.person()
    assert write(ama, linh, form_key="k")
    assert write(ama, linh, form_key="k") is None
    assert OutgoingMail.objects.count() == Fact.objects.count() == 1
    assert write(f.person(), linh, form_key="k")


@pytest.mark.parametrize("values", [{"text": " "}, {"text": "x" * 20_001}])
def test_a_refused_letter_changes_nothing(values):
    with pytest.raises(RuleBroken):
        write(f.person(), f.person(), **values)
    assert not (
        OutgoingMail.objects.exists() or Fact.objects.exists() or ReplyToken.objects.exists()
    )


def test_nobody_writes_to_herself_or_to_somebody_she_cannot_see():
    ama = f.person()
    with pytest.raises(RuleBroken):
        write(ama, ama)
    for values in ({"listing": "spaces"}, {"status": "closed"}):
        with pytest.raises(PermissionDenied):
            write(ama, f.person(**values))
    assert not OutgoingMail.objects.exists()


def test_the_twenty_first_letter_of_a_day_waits():
    ama, linh = f.person(), f.person()
    for _each in range(20):
        write(ama, linh)
    with pytest.raises(RuleBroken):
        write(ama, linh)
    assert OutgoingMail.objects.count() == 20
