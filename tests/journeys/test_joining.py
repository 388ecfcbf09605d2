"""A country from its expression of interest to Full Member, over thirteen months of the clock."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from jln.accounts import actions as accounts
from jln.accounts.models import Session
from jln.activities.models import Activity
from jln.countries.models import Country, CountryCoreGroup, Seat
from jln.countries.terms import SeatKind
from jln.governance import effects
from jln.governance.actions import closing, motions
from jln.governance.models import CoreGroupMeeting, Motion
from jln.kit import clock
from jln.kit.matter import Carried, Outcome
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mail import seals
from jln.membership import queries, tasks, telling
from jln.membership.models import Application, SelfAssessment
from jln.membership.rules.assessing import CLAIMED
from jln.people.models import Person
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f
from tests.governance import sitting
from tests.mailroom.letters import answered, newest
from tests.membership import joining as j
from tests.pages import known_network, page_of, text_of
from tests.seats.test_clock import own_clock  # noqa: F401 -- a fixture

MONTH = timedelta(days=31)


def link_in(letter):
    text = seals.reveal(letter.text, letter.sealed)
    return re.search(r"http://testserver(/\S+)", text)[1]


def decided(kind, number, outcome=Outcome.ADOPTED, reason=""):
    """The Steering Group's word on the only matter of a kind that waits."""
    (matter,) = [one for one in effects.waiting() if one.kind == kind]
    carried = Carried(matter.subject_id, outcome, matter.data, 1, number, reason, clock.now())
    effects.carry_out(kind, carried)


def decided_in_writing(kind, by):
    """The Steering Group decides by its silence, ten working days later; nobody objects."""
    sitting.sits()
    (matter,) = [one for one in effects.waiting() if one.kind == kind]
    what = motions.Proposal(
        matter.title,
        matter.text,
        "silence",
        kind=kind,
        subject_id=matter.subject_id,
        data=matter.data,
        path=matter.path,
    )
    motion = motions.put(what, by=by, at=clock.now())
    clock.advance(motion.closes_at - clock.now() + timedelta(hours=13))
    assert closing.close_due(at=clock.now()) == 1
    decision = Motion.objects.get(pk=motion.pk).decision
    assert (decision.outcome, motion.kind) == ("adopted", kind)
    return decision


def enter(client, who):
    """Signed in today: a session does not outlast months."""
    f.sign_in(client, who)
    Session.objects.filter(person=who).update(seen_at=clock.now(), proved_at=clock.now())


def lacks(client, who):
    """The conditions that the country's own page says are missing."""
    enter(client, who)
    html = page_of(client, "/countries/gn/membership/")
    items = html.partition('id="conditions"')[2].partition('id="duties"')[0].split("<h3>")[1:]
    return [item.partition("</h3>")[0] for item in items if ">missing<" in item]


def apply(client, chen):
    """Somebody without an account writes; the officer asks for more, then puts it forward."""
    client.post("/join/", {"country": "GN", "email": j.WRITES})
    client.post(link_in(newest("application")), j.typed(statement="", save="1"))
    clock.advance(timedelta(days=20))
    client.post(link_in(newest("application")), j.typed(send="1"))
    application = Application.objects.get()
    assert application.state == "submitted"
    enter(client, chen)
    client.post("/mail-form/", {"action": "application.screen", "subject": application.code})
    answered(newest("form", chen), "1: b\n2: Whose signature is it?", at=clock.now())
    answered(newest("mail.question", chen), "OK", at=clock.now())
    assert "| Whose signature is it?" in newest("application").text
    client.post(link_in(newest("application")), j.typed(official="Dr Ibrahim Bah", send="1"))
    client.post(f"/applications/{application.code}/", {"answer": "forward", "reply": ""})


def work_for_a_year(guinea):
    """The group has people, terms, a meeting; it hosts, takes part and answers."""
    people = []
    for name, kind in (("Fatou", SeatKind.CCG_CHAIR), ("Moussa", SeatKind.CCG_COORDINATOR)):
        who = f.person(name, country=guinea, created_at=clock.now())
        f.seat(kind, who, country=guinea, starts_on=day(clock.now()))
        people.append(who)
    since = PartialDate(day(clock.now()).year)
    group = CountryCoreGroup.objects.create(
        country=guinea, since=since, terms_link="https://gn.example/terms"
    )
    for number in range(3):
        group.institutions.add(f.institution(f"gn-{number}"))
    clock.advance(9 * MONTH)
    at = clock.now()
    CoreGroupMeeting.objects.create(group=group, starts_at=at, created_at=at, noted_at=at)
    for number in range(2):
        place = "Guinea" if number else "online"
        one = Activity.objects.create(slug=f"e{number}", title="Tour", place=place, starts=since)
        one.countries.add(guinea)
    peer = f.person("Wanjiru", country=f.country("KE", "Kenya"))
    for _answer in range(3):
        f.post(f.topic(peer, space=f.space("network")), people[1], posted_at=at)
    clock.advance(2 * MONTH)
    for who in guinea.people.all():
        accounts.change_profile(who, {"about": "x"}, by=who, at=clock.now())
    Person.objects.filter(pk=people[0].pk).update(language="fr")


def assess(client, chen):
    """Written on the page, endorsed by the chair's mail in French, judged by staff."""
    said = {"own_words": "Deux personnes au lieu d’une.", "show": "yes"}
    client.post("/countries/gn/assessment/", said)
    assessment = SelfAssessment.objects.get()
    with pytest.raises(RuleBroken, match="not_accepted"):
        carried = Carried(assessment.pk, Outcome.ADOPTED, {}, 1, 3, "", clock.now())
        effects.carry_out("membership.full", carried)
    answered(newest("assessment.shown", Person.objects.get(name="Fatou")), "OUI", at=clock.now())
    enter(client, chen)
    lines = {f"verdict_{gate}": "accepted" for gate in CLAIMED}
    client.post(f"/assessments/{assessment.code}/check/", lines)


@pytest.mark.django_db
@pytest.mark.usefixtures("own_clock")
def test_guinea_joins_and_becomes_a_full_member(client):
    known_network()
    f.space("network", kind=SpaceKind.NETWORK, visibility=Visibility.MEMBERS)
    chen = f.staff("Chen")
    apply(client, chen)
    decided("membership.admit", 1, Outcome.DEFERRED, "We read it in a month.")
    clock.advance(MONTH)
    decided("membership.admit", 2)
    guinea, joined = Country.objects.get(code="GN"), day(clock.now())

    client.cookies.clear()
    client.post(link_in(newest("account.invitation")), {"name": "Mariama", "language": "en"})
    tasks.seat_contacts.func()
    mariama = Person.objects.get(name="Mariama")
    assert Seat.objects.get(kind=SeatKind.POINT_OF_CONTACT).person == mariama

    clock.advance(2 * MONTH)
    missing = {"Time as Associate Member", "A Country Core Group at work", "Taking part"}
    assert missing <= set(lacks(client, mariama))
    work_for_a_year(guinea)
    assert lacks(client, mariama) == ["Self-assessment"]
    assert (day(clock.now()) - joined).days > 13 * 30
    assess(client, chen)
    decision = decided_in_writing("membership.full", chen)

    told = "\n".join(telling.explained(queries.record(queries.country("GN")), day(clock.now())))
    assert "Full Member." in told
    assert "Decision 2" in told
    assert f"Decision {decision.number}" in told
    assert "Full Member" in text_of(page_of(client, "/countries/gn/membership/"))
