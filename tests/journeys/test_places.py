"""Who goes? From places offered to names sent, by mail alone, on the demonstration's clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from jln.activities import actions, queries
from jln.activities.models import Nominee, Objection
from jln.countries.terms import SeatKind
from jln.desk import queries as desk
from jln.kit import clock
from jln.mail.models import OutgoingMail
from tests.activities.places import Ghana
from tests.governance import groups as g
from tests.mailroom.letters import answered, newest
from tests.seats.test_clock import own_clock

pytestmark = pytest.mark.django_db
__all__ = ["own_clock"]
DAY = timedelta(days=1)


def passes(days: int) -> None:
    """So many days go by; every hour's duty is done once on each."""
    for _day in range(days):
        clock.advance(DAY)
        actions.follow_up(at=clock.now())


def speak(ghana: Ghana) -> None:
    """Three languages around one table."""
    for person, language in ((ghana.yaw, "fr"), (ghana.abena, "es"), (ghana.kojo, "ar")):
        person.language = language
        person.save()


def named(one):
    return [nominee.person.name for nominee in queries.nominees(one)]


def test_names_are_sent_by_mail_alone_in_three_languages(own_clock):
    ghana = Ghana()
    speak(ghana)
    one = ghana.offer(places=1, days=5)

    came = answered(newest("nomination.asked", ghana.yaw), "Esi, Ato", name="Yaw")
    answered(came.receipt, "OK", name="Yaw")
    passes(1)
    objection = newest("nomination.shown", ghana.kojo)
    came = answered(objection, "سافرت إيسي العام الماضي.", name="Kojo")
    if came.reason == "echoed":
        came = answered(came.receipt, "OK", name="Kojo")
    passes(2)
    one.refresh_from_db()
    assert one.sent_at is None, "an objection stands"

    first = newest("nomination.asked", ghana.yaw)
    came = answered(first, "Ato, Esi", name="Yaw")
    assert answered(came.receipt, "OK", name="Yaw").state == "done"
    assert named(one) == ["Ato", "Esi"]
    passes(3)

    one.refresh_from_db()
    assert one.sent_at is not None
    assert one.sent_by is None
    told = OutgoingMail.objects.filter(kind="nomination.sent").values_list(
        "person__name", flat=True
    )
    assert sorted(told) == ["Ato", "Chen", "Esi"]
    said = Objection.objects.count()
    late = answered(newest("nomination.shown", ghana.kojo), "Too late now.", name="Kojo")
    assert late.reason == "echoed", "a bare sentence objects to nothing by itself"
    assert answered(late.receipt, "OK", name="Kojo").state == "refused"
    with translation.override("ar"):
        assert _("The time to object is over.") in newest("mail.receipt", ghana.kojo).text
    assert Objection.objects.count() == said


def test_nobody_answers_and_the_desk_calls_and_then_the_chair_answers(own_clock):
    ghana = Ghana()
    one = ghana.offer(days=2)
    passes(3)
    assert newest("nomination.asked", ghana.abena), "the chair is asked"
    assert ghana.country not in [line.country for line in desk.lines(at=clock.now())]
    passes(4)
    assert ghana.country in [line.country for line in desk.lines(at=clock.now())]

    came = answered(newest("nomination.asked", ghana.abena), "Yaw, Esi", name="Abena")
    answered(came.receipt, "OK", name="Abena")
    assert named(one) == ["Yaw", "Esi"]
    assert ghana.country not in [line.country for line in desk.lines(at=clock.now())]
    passes(3)
    assert "Your name is sent" in newest("nomination.sent", ghana.yaw).text


def test_a_coordinator_whose_seat_ended_yesterday_names_nobody(own_clock):
    ghana = Ghana()
    ghana.offer()
    letter = newest("nomination.asked", ghana.yaw)
    ghana.yaw.seats.update(ends_on=g.today())
    assert ghana.yaw.seats.get().kind == SeatKind.CCG_COORDINATOR
    passes(1)

    came = answered(letter, "Esi, Ato", name="Yaw")
    if came.receipt and came.reason == "echoed":
        came = answered(came.receipt, "OK", name="Yaw")

    assert came.state in {"refused", "held"}
    assert not Nominee.objects.exists()
