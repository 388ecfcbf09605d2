"""A written vote decided by mail alone: three languages, one late, one from an alternate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from jln.countries.models import Seat
from jln.governance import tasks
from jln.governance.actions import closing
from jln.governance.models import Decision, Motion
from jln.governance.queries import decided
from jln.governance.rules import voting
from jln.kit import clock
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState
from jln.mailroom.models import MailAnswer
from jln.notify import tasks as telling
from jln.ui import formats
from tests.governance.sg import DAY, NOON, TODAY, Group
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return Group()


def ask(group, person):
    return OutgoingMail.objects.get(kind="motion.opened", person=person)


def words_of(motion):
    last = voting.effective(
        voting.Voice(one.number, one.term_id, one.person_id, one.is_alternate, one.word)
        for one in motion.votes.all()
    )
    return {one.term: one.word for one in last.values()}


def test_a_written_vote_by_mail_in_three_languages_one_late_one_from_an_alternate(
    group, monkeypatch
):
    motion = group.put()
    ghana, mexico = ask(group, group.people["GH"]), ask(group, group.people["MX"])
    alternate = ask(group, group.alternate)

    mail = answered(ghana, "FOR because papers help everybody", at=NOON)
    assert mail.state == InboundState.DONE
    assert answered(alternate, "Contre", at=NOON + DAY).state == InboundState.DONE
    assert answered(mexico, "A favor", at=NOON + 2 * DAY).state == InboundState.DONE
    assert answered(alternate, "pour", at=NOON + 3 * DAY).state == InboundState.DONE
    assert newest("mail.receipt", group.alternate).language == "fr"
    assert motion.votes.get(number=1).reason == "because papers help everybody"
    assert motion.votes.get(number=2).is_alternate

    late = voting.closing(motion.closes_on, "Asia/Ulaanbaatar") + timedelta(seconds=1)
    mail = answered(ask(group, group.people["MN"]), "AGAINST", at=late)
    assert mail.state == InboundState.REFUSED
    assert mail.raw
    assert "too late" in newest("mail.receipt", group.people["MN"]).text
    assert words_of(motion) == {
        group.terms["GH"].pk: "for",
        group.terms["SN"].pk: "for",
        group.terms["MX"].pk: "for",
    }

    monkeypatch.setattr(clock, "now", lambda: motion.closes_at + closing.GRACE)
    assert tasks.count_motions.call() == 1
    decision = Decision.objects.get()
    assert (decision.outcome, decision.motion.pk) == ("adopted", motion.pk)
    assert decided.fault() is None

    telling.sweep.call()
    told = OutgoingMail.objects.filter(kind="decision.taken")
    assert {one.person.name for one in told} == {
        "Rep Ghana", "Rep Senegal", "Rep Mexico", "Rep Mongolia", "Alt Senegal", "Chen",
    }  # fmt: skip
    assert all("Every paper is published." in one.text for one in told)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("For", "for"), ("POUR", "for"), ("a favor", "for"), ("موافق", "for"),
        ("AGAINST", "against"), ("Contre", "against"), ("En contra", "against"),
        ("contra", "against"), ("ضد", "against"), ("Abstain", "abstain"),
        ("abstention", "abstain"), ("abstención", "abstain"), ("abstenção", "abstain"),
        ("امتناع", "abstain"), ("ASIDE", "aside"),
    ],
)  # fmt: skip
def test_the_words_of_five_languages(group, text, word):
    motion = group.put()
    answered(ask(group, group.people["GH"]), text, at=NOON)
    assert words_of(motion) == {group.terms["GH"].pk: word}


def test_a_word_of_a_seat_that_ended_or_of_a_forwarded_letter_does_not_count(group):
    motion = group.put()
    letter = ask(group, group.people["MX"])
    mail = answered(letter, "FOR", sender="somebody@mx.example", at=NOON)
    assert mail.state != InboundState.DONE
    Seat.objects.filter(pk=group.seats["MX"].pk).update(ends_on=TODAY)
    mail = answered(letter, "FOR", at=NOON + 2 * DAY)
    assert mail.state == InboundState.REFUSED
    receipt = newest("mail.receipt", group.people["MX"])
    with translation.override("es"):
        why = _("You no longer hold the seat this letter was sent to; nothing was done.")
    assert (receipt.language, receipt.text.strip()) == ("es", why)
    assert not motion.votes.exists()
    assert InboundMail.objects.filter(raw=b"").count() == 0


def test_a_vote_is_taken_back_by_mail_and_a_repeated_message_is_one(group):
    motion = group.put()
    letter = ask(group, group.people["MX"])
    answered(letter, "En contra", at=NOON)
    answered(letter, "En contra", at=NOON + timedelta(minutes=5))
    assert motion.votes.count() == 1
    first = OutgoingMail.objects.filter(kind="mail.receipt", person=group.people["MX"]).earliest(
        "pk"
    )
    until = MailAnswer.objects.get(done_at=NOON).undo_until
    assert until == voting.closing(motion.closes_on, "America/Mexico_City")  # not 90 days
    with translation.override("es"):
        assert formats.moment(until, group.people["MX"].timezone) in first.text
    answered(first, "UNDO", at=NOON + timedelta(hours=1))
    assert words_of(motion) == {}
    assert motion.votes.count() == 2


def test_an_objection_by_mail_needs_its_reason(group):
    motion = group.put("silence")
    answered(ask(group, group.people["MX"]), "contra", at=NOON)
    assert not motion.votes.exists()
    answered(newest("mail.question", group.people["MX"]), "Cuesta demasiado.", at=NOON)
    assert [(one.word, one.reason) for one in motion.votes.all()] == [
        ("against", "Cuesta demasiado.")
    ]
    assert Motion.objects.get().state == "open"


@pytest.mark.parametrize("said", ["Yes", "I agree with it"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_what_is_no_vote_is_told_the_words_of_its_reader(group, said, language):
    motion, person = group.put(), group.people["GH"]
    person.language = language
    person.save()

    assert answered(ask(group, person), said, at=NOON).reason == "no_answer"

    with translation.override(language):
        words = _("Answer with one word: FOR, AGAINST, ABSTAIN or ASIDE. A reason may follow it.")
    told = newest("mail.receipt", person).text.split()
    assert " ".join(words.split()) in " ".join(told)  # lines of a letter are folded at any space
    assert not motion.votes.exists()
