"""To Full Membership: claims beside the record, endorsed, judged, decided; and other levels."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.countries.models import Seat
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects
from jln.kit import clock
from jln.kit.matter import Carried, Outcome
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.membership import actions, evidence, queries, telling
from jln.membership.models import CountryMembership, LevelProposal, SelfAssessment, Waiver
from jln.membership.rules import full
from jln.membership.rules.assessing import Claim, lacking
from jln.membership.terms import Gate
from jln.parameters import queries as parameters
from jln.parameters.models import Parameter
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.membership.rising import DAY, Rising
from tests.pages import known_network, page_of, text_of

pytestmark = pytest.mark.django_db
PATH = "/countries/gh/assessment/"


@pytest.fixture
def ghana():
    known_network()
    return Rising()


@pytest.fixture
def officer():
    return f.staff()


def missing(country, on=None):
    on = on or day(clock.now())
    with parameters.looked_up(on) as numbers:
        return lacking(full.judge(evidence.of(country, on), numbers))


def decide(kind, subject, outcome=Outcome.ADOPTED, at=None, reason=""):
    effects.carry_out(
        f"membership.{kind}", Carried(subject.pk, outcome, {}, 1, 12, reason, at or clock.now())
    )


def levels(country):
    rows = CountryMembership.objects.filter(country=country).order_by("starts")
    return [(row.level, str(row.starts), str(row.ends) if row.ends else None) for row in rows]


def waits():
    return [one.kind for one in effects.waiting() if one.kind.startswith("membership.")]


def test_from_the_first_words_to_full_member(ghana, officer, client):
    assert missing(ghana.country) == [Gate.SELF_ASSESSMENT]
    found = ghana.write()
    assert missing(ghana.country) == [Gate.SELF_ASSESSMENT]
    actions.endorse(found, by=ghana.abena, at=ghana.at)
    assert waits() == []
    actions.verify(found, {}, by=officer, at=ghana.at)
    assert missing(ghana.country) == []
    assert waits() == ["membership.full"]

    decide("full", found, Outcome.DEFERRED, reason="In June.")
    assert waits() == ["membership.full"]
    decide("full", found)
    today = day(clock.now())
    assert levels(ghana.country) == [
        ("associate", "2024", (today - DAY).isoformat()),
        ("full", today.isoformat(), None),
    ]
    assert waits() == []
    with pytest.raises(RuleBroken, match="settled"):
        decide("full", found)
    told = "\n".join(telling.explained(queries.record(queries.country("GH")), today))
    assert "Ghana on" in told
    assert "Full Member." in told
    assert "Decision 12" in told
    letter = newest("membership.told", ghana.abena)
    assert "Your country is now a Full Member." in letter.text
    with pytest.raises(RuleBroken, match="is_full"):
        ghana.write()
    f.sign_in(client, ghana.yaw)
    for html in (page_of(client, PATH), client.post(PATH, {"show": "yes"}).content.decode()):
        assert "This country is a Full Member already." in html
        assert 'name="own_words"' not in html


def test_a_claim_counts_only_once_the_group_and_staff_stand_behind_it(officer):
    known_network()
    ghana = Rising(is_hosting=False)
    assert missing(ghana.country) == [Gate.SELF_ASSESSMENT, Gate.HOSTING]
    with pytest.raises(RuleBroken, match="evidence_hosting"):
        ghana.write({Gate.HOSTING: Claim(1)})
    with pytest.raises(RuleBroken, match="no_words"):
        ghana.write(words=" ")
    found = ghana.endorsed()
    assert Gate.HOSTING in missing(ghana.country)
    with pytest.raises(RuleBroken, match="endorsed"):
        ghana.write()
    with pytest.raises(RuleBroken, match="answer_hosting"):
        actions.verify(found, {Gate.HOSTING: ""}, by=officer, at=ghana.at)
    actions.verify(found, {Gate.HOSTING: "Who came?"}, by=officer, at=ghana.at)
    assert Gate.HOSTING in missing(ghana.country)
    assert "| Who came?" in newest("membership.told", ghana.yaw).text

    again = ghana.accepted(officer)
    assert again.pk != found.pk
    assert SelfAssessment.objects.get(pk=found.pk).lines.get(gate="hosting").answer == "Who came?"
    assert missing(ghana.country) == []
    hosting = evidence.of(ghana.country, day(clock.now()))[Gate.HOSTING]
    assert hosting.value == 1
    assert "A study tour in 2019" in hosting.lines[-1][0]
    late = day(clock.now()) + timedelta(days=200)
    assert Gate.SELF_ASSESSMENT in missing(ghana.country, late)
    assert Gate.HOSTING in missing(ghana.country, late)


def test_the_writer_cannot_endorse_and_two_members_do_what_the_chair_does(ghana):
    found = ghana.write(by=ghana.yaw)
    with pytest.raises(RuleBroken, match="is_writer"):
        actions.endorse(found, by=ghana.yaw, at=ghana.at)
    with pytest.raises(PermissionDenied):
        actions.endorse(found, by=f.person(country=ghana.country), at=ghana.at)
    for _time in range(2):
        actions.endorse(found, by=ghana.esi, at=ghana.at)
    assert SelfAssessment.objects.get().endorsed_at is None
    ghana.write(words="Other words.")
    actions.endorse(found, by=ghana.kofi, at=ghana.at)
    assert SelfAssessment.objects.get().endorsed_at is None  # what was endorsed has changed
    actions.endorse(found, by=ghana.esi, at=ghana.at)
    assert SelfAssessment.objects.get().endorsed_at == ghana.at


def test_the_group_endorses_by_mail_and_nobody_else(ghana):
    ghana.write()
    letter = newest("assessment.shown", ghana.abena)
    assert "A study tour in 2019" in letter.text
    assert not OutgoingMail.objects.filter(kind="assessment.shown", person=ghana.yaw).exists()
    answered(letter, "YES", sender="stranger@gh.example")
    assert SelfAssessment.objects.get().endorsed_at is None
    answered(letter, "YES")
    assert SelfAssessment.objects.get().endorsed_at is not None


def test_a_decision_is_judged_once_more_on_its_day(ghana, officer):
    found = ghana.accepted(officer)
    Seat.objects.filter(kind="ccg_coordinator").update(ends_on=day(clock.now()) - DAY)
    assert waits() == []
    with pytest.raises(RuleBroken, match="not_ready"):
        decide("full", found)
    assert levels(ghana.country) == [("associate", "2024", None)]
    assert SelfAssessment.objects.get().closed_at is None


def test_a_waiver_has_a_reason_and_stays_visible(client, officer):
    known_network()
    ghana = Rising(is_hosting=False)
    f.sign_in(client, officer)
    path = "/countries/gh/membership/waiver/"
    assert 'name="reason"' in page_of(client, path)
    html = client.post(path, {"gate": "hosting", "reason": " "}).content.decode()
    assert 'role="alert"' in html
    said = {"gate": "hosting", "reason": "Roads closed from June to October."}
    for _time in range(2):
        assert client.post(path, said).status_code == 302
    assert Waiver.objects.count() == Fact.objects.filter(kind=Kind.WAIVER_GRANTED).count() == 1
    assert "Roads closed from June to October." in text_of(
        page_of(client, "/countries/gh/membership/")
    )
    with pytest.raises(RuleBroken, match="is_waived"):
        actions.waive(ghana.country, "hosting", "Other.", by=officer, at=ghana.at)
    for gate in ("decision", "places", "self_assessment"):
        with pytest.raises(RuleBroken, match="not_waivable"):
            actions.waive(ghana.country, gate, "Other.", by=officer, at=ghana.at)
    assert missing(ghana.country) == [Gate.SELF_ASSESSMENT]


def test_a_limited_number_of_places_goes_by_rank(ghana, officer, client):
    Parameter.objects.create(code="full_cap", value=1, valid_from=PartialDate(2020))
    ghana.at -= DAY
    first = ghana.accepted(officer)
    mali = Rising("ML", "Mali")
    second = mali.accepted(officer)
    assert [one.subject_id for one in effects.waiting() if one.kind == "membership.full"] == [
        first.pk
    ]
    f.sign_in(client, officer)
    said = text_of(page_of(client, "/desk/pipeline/"))
    assert "Free places: 1." in said
    assert said.index("Ghana") < said.index("Mali")
    decide("full", first)
    with pytest.raises(RuleBroken, match="not_ready"):
        decide("full", second)
    assert queries.free_places(day(clock.now())) == 0
    assert waits() == []


def test_the_page_is_written_shown_endorsed_and_judged(client, ghana, officer):
    f.sign_in(client, ghana.yaw)
    html = page_of(client, PATH)
    assert html.count('name="claim_') == 4
    typed = {"claim_hosting": "9", "evidence_hosting": "", "own_words": "More.", "show": "yes"}
    said = text_of(client.post(PATH, typed).content.decode())
    assert "This is more than is on record: say what it rests on." in said
    client.post(PATH, typed | {"evidence_hosting": "Nine tours."})
    found = SelfAssessment.objects.get()
    assert found.shown_at
    assert "Nine tours." in page_of(client, PATH)

    f.sign_in(client, ghana.abena)
    endorse = f"/assessments/{found.code}/endorsement/"
    assert endorse in page_of(client, PATH)
    page_of(client, endorse)
    client.post(endorse, {"agreed": "yes"})
    assert "write" not in page_of(client, PATH).partition('id="write"')[1]

    f.sign_in(client, officer)
    check = f"/assessments/{found.code}/check/"
    assert check in page_of(client, "/desk/pipeline/")
    page_of(client, check)
    accept = {f"verdict_{gate}": "accepted" for gate in ("core_group", "sharing", "participation")}
    wrong = client.post(check, accept | {"verdict_hosting": "returned"}).content.decode()
    assert "Say why: they read your words." in text_of(wrong)
    client.post(check, accept | {"verdict_hosting": "accepted"})
    assert SelfAssessment.objects.get().is_accepted


def test_a_member_without_a_sign_of_life_is_called_dormant_and_comes_back(ghana, officer):
    def propose(level, by=officer, words="Nobody answers."):
        return actions.propose(ghana.country, level, words, by=by, at=clock.now())

    with pytest.raises(RuleBroken, match="alive"):
        propose("dormant")
    ghana.country.people.update(seen_on=None)
    f.Post.objects.all().delete()
    for _time in range(2):
        proposal = propose("dormant")
    assert LevelProposal.objects.count() == 1
    assert waits() == ["membership.dormant"]
    decide("dormant", proposal, Outcome.DEFERRED)
    decide("dormant", proposal)
    with pytest.raises(RuleBroken, match="settled"):
        decide("dormant", proposal)
    assert [row[0] for row in levels(ghana.country)] == ["associate", "dormant"]

    back = propose("associate", by=ghana.abena, words="We are back.")
    assert waits() == ["membership.return"]
    with pytest.raises(RuleBroken, match="today"):
        decide("return", back)
    decide("return", back, at=clock.now() + DAY)
    assert [row[0] for row in levels(ghana.country)] == ["associate", "dormant", "associate"]


def test_a_country_leaves_with_its_own_word_and_nobody_says_it_for_it(client, ghana, officer):
    with pytest.raises(PermissionDenied):
        actions.propose(ghana.country, "former", "Bye.", by=officer, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.propose(ghana.country, "former", "Bye.", by=ghana.esi, at=clock.now())
    f.sign_in(client, officer)
    assert "former" not in page_of(client, "/countries/gh/membership/level/")
    f.sign_in(client, ghana.abena)
    client.post("/countries/gh/membership/level/", {"level": "former", "because": "A new law."})
    assert [row[0] for row in levels(ghana.country)] == ["associate", "former"]
    assert CountryMembership.objects.get(level="former").sources.startswith("The country's own")
    with pytest.raises(RuleBroken, match="not_from_here"):
        actions.propose(ghana.country, "former", "Bye.", by=ghana.abena, at=clock.now())
    assert not queries.is_member("GH")
