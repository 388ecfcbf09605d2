"""A country asks to join: without an account, once, and answered with words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from jln.accounts.models import Invitation
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects
from jln.kit import clock
from jln.kit.matter import Carried, Outcome
from jln.kit.verdict import RuleBroken
from jln.mail import seals
from jln.mail.models import OutgoingMail
from jln.membership import actions, queries
from jln.membership.models import Application, CountryMembership, SelfAssessment
from jln.membership.rules import applying as rules
from jln.people.models import Person
from jln.spaces.models import Space, SpaceMember
from jln.uploads.models import Upload
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.membership import joining as j
from tests.pages import known_network, page_of, text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _network():
    known_network()


def decided(application, outcome=Outcome.ADOPTED, reason="", at=f.NOON):
    carried = Carried(application.pk, outcome, {}, 1, 7, reason, at)
    effects.carry_out("membership.admit", carried)


def test_a_french_letter_leads_to_a_french_page(client):
    client.post("/fr/join/", {"country": "GN", "email": j.WRITES})
    letter = OutgoingMail.objects.get(kind="application")

    assert f"{settings.PUBLIC_URL}/fr/join/" in seals.reveal(letter.text, letter.sealed)


def test_the_link_goes_to_the_address_and_opens_a_draft_that_is_kept_sent_once_and_withdrawn(
    client,
):
    asked = {"country": "GN", "email": "Planning@Health.example"}
    html = client.post("/join/", asked).content.decode()
    assert "A letter is on its way to Planning@Health.example" in text_of(html)
    client.post("/fr/join/", asked)
    application = Application.objects.get()
    letters = OutgoingMail.objects.filter(kind="application")
    assert letters.count() == 1  # pressed twice
    assert {one.to_address for one in letters} == {j.WRITES}
    assert f"{settings.PUBLIC_URL}/join/" in seals.reveal(letters[0].text, letters[0].sealed)
    assert "{{link}}" in letters[0].text

    path = j.path_of(application)
    assert 'name="official"' in page_of(client, path)
    client.post(path, j.typed(official="", save="1"))
    assert Application.objects.get().statement == j.ANSWERS["statement"]
    assert Application.objects.get().state == "draft"

    html = client.post(path, j.typed(official="", is_supported="no", send="1")).content.decode()
    said = text_of(html)
    assert "A senior official has to support it. Your draft is kept until then." in said
    assert "Name of the official This answer is missing." in said
    assert Application.objects.get().is_supported is False

    for _time in range(2):
        client.post(path, j.typed(send="1"))
    application = Application.objects.get()
    assert (application.state, application.language) == ("submitted", "fr")
    assert Fact.objects.filter(kind=Kind.APPLICATION_SENT).count() == 1
    assert "Merci" in newest("application").text or "Thank you" in newest("application").text
    shown = page_of(client, path)
    assert 'name="official"' not in shown
    for words in (j.ANSWERS["statement"], j.ANSWERS["needs"], j.ANSWERS["offers"]):
        assert words in text_of(shown)

    asked = client.post(path, {"withdraw": "1"}).content.decode()
    assert "Withdraw the expression of interest?" in asked
    assert Application.objects.get().state == "submitted"
    for _time in range(2):
        client.post(path, {"withdraw": "1", "sure": "yes"})
    assert Application.objects.get().state == "withdrawn"
    assert Fact.objects.filter(kind=Kind.APPLICATION_WITHDRAWN).count() == 1
    answer = client.post(path, j.typed(send="1")).content.decode()
    assert "It is sent: it can no longer be changed." in text_of(answer)


@pytest.mark.parametrize("path", ["/join/", "/ar/join/", "/fr/join/"])
def test_the_first_page_names_every_country_and_is_light(client, path):
    html = page_of(client, path)
    assert html.count("<option") > 240
    wrong = client.post(path, {"country": "GN", "email": "nobody"}).content.decode()
    assert 'value="nobody"' in wrong
    assert 'value="GN" selected' in wrong


def test_a_strange_link_opens_nothing_and_a_draft_is_kept_for_sixty_days(client):
    application = j.draft(at=clock.now())
    page_of(client, j.path_of(application))
    for token in ("x", seals.seal("join", application.pk, "other@health.example")):
        assert "no longer opens anything" in page_of(client, f"/join/{token}/", 404)
    Application.objects.update(saved_at=clock.now() - 61 * DAY)
    assert "no longer opens anything" in page_of(client, j.path_of(application), 404)
    assert actions.forget(at=clock.now()) == 1


def test_nobody_can_ask_for_links_without_end(client):
    f.country("KE", "Kenya")
    for number in range(rules.ASKS_A_DAY):
        actions.ask(j.WRITES, "GN", remote="192.0.2.1", language="en", at=f.NOON)
        assert number < rules.ASKS_A_DAY
    with pytest.raises(RuleBroken, match="too_often"):
        actions.ask(j.WRITES, "GN", remote="192.0.2.2", language="en", at=f.NOON)
    with pytest.raises(RuleBroken, match="too_often"):
        for number in range(rules.ASKS_A_DAY_FROM_ONE_PLACE + 1):
            actions.ask(f"a{number}@x.example", "GM", remote="192.0.2.9", language="en", at=f.NOON)
    actions.ask(j.WRITES, "GN", remote="192.0.2.1", language="en", at=f.NOON + DAY)


def test_a_member_cannot_ask_and_a_second_one_of_a_country_is_told_without_names(client):
    f.country()
    CountryMembership.objects.create(country=f.country(), level="associate", starts="2014")
    html = client.post("/join/", {"country": "GH", "email": j.WRITES}).content.decode()
    assert "This country is a member already." in text_of(html)

    j.sent(at=clock.now())
    other = j.draft(address="other@finance.example", at=clock.now())
    html = page_of(client, j.path_of(other))
    assert "under way already" in text_of(html)
    answer = client.post(j.path_of(other), j.typed(send="1")).content.decode()
    assert "under way already" in text_of(answer)
    assert j.WRITES not in html + answer
    assert Application.objects.get(pk=other.pk).state == "draft"


def test_too_many_words_are_counted_over_the_three_texts(client):
    application = j.draft(at=clock.now())
    many = j.typed(statement="word " * 300, needs="word " * 101, send="1")
    said = text_of(client.post(j.path_of(application), many).content.decode())
    assert "Together your texts have 408 words; 400 are the most." in said


def test_what_sending_needs_is_never_called_optional_and_typed_words_are_counted(client):
    path = j.path_of(j.draft(at=clock.now()))
    needless = ("needs", "offers", "letter")
    blank = client.post(path, dict.fromkeys(j.typed(), "") | {"send": "1"}).content.decode()
    for html in (page_of(client, path), blank):
        assert html.count("(optional)") == len(needless)
    assert "This answer is missing." in blank
    wrong = j.typed(contact_address="nobody", statement="Three words here", needs="", offers="Two")
    said = text_of(client.post(path, wrong | {"save": "1"}).content.decode())
    assert "4 used." in said


def test_a_letter_is_kept_as_it_came_and_only_handed_out(client):
    application = j.draft(at=clock.now())
    letter = SimpleUploadedFile("Letter of support.pdf", b"%PDF-1.4 signed")
    client.post(j.path_of(application), j.typed(letter=letter, save="1"))
    assert "Letter of support.pdf" in page_of(client, j.path_of(application))
    again = SimpleUploadedFile("Better.png", b"\x89PNG\r\n\x1a\n more")
    client.post(j.path_of(application), j.typed(letter=again, send="1"))
    assert [one.name for one in Upload.objects.all()] == ["Better.png"]
    assert "Better.png" in page_of(client, j.path_of(application))
    program = SimpleUploadedFile("letter.pdf", b"MZ program")
    other = j.draft("GM", at=clock.now())
    answer = client.post(j.path_of(other), j.typed(letter=program, save="1"))
    assert "Send it as PDF" in text_of(answer.content.decode())

    code = Application.objects.get(state="submitted").code
    assert client.get(f"/applications/{code}/letter/").status_code == 302
    f.sign_in(client, f.staff())
    handed = client.get(f"/applications/{code}/letter/")
    assert handed.content.startswith(b"\x89PNG")
    assert handed["Content-Disposition"].startswith("attachment")


def test_an_officer_asks_for_what_is_missing_and_refuses_only_what_stayed_incomplete():
    officer = f.staff()
    application = j.sent()

    def screen(answer, words="", by=officer):
        return actions.screen(application, answer, words=words, by=by, at=f.NOON)

    with pytest.raises(PermissionDenied):
        screen("forward", by=f.person())
    with pytest.raises(RuleBroken, match="not_asked"):
        screen("refuse", "No.")
    with pytest.raises(RuleBroken, match="no_words"):
        screen("complete")
    for _time in range(2):
        screen("complete", "Whose signature is it?")
    assert Fact.objects.filter(kind=Kind.APPLICATION_SCREENED).count() == 1
    assert "| Whose signature is it?" in newest("application").text
    with pytest.raises(RuleBroken, match="incomplete"):
        screen("forward")
    actions.submit(application, at=f.NOON)
    screen("forward")
    with pytest.raises(RuleBroken, match="with_group"):
        screen("refuse", "No.")

    second = j.sent("GM", "b@x.example")
    actions.screen(second, "complete", words="A letter?", by=officer, at=f.NOON)
    actions.screen(second, "refuse", words="It stayed out.", by=officer, at=f.NOON)
    assert "| It stayed out." in newest("application").text
    assert actions.forget(at=f.NOON + 731 * DAY) == 1


def test_staff_answer_by_mail_and_a_stranger_cannot(client):
    officer = f.staff()
    application = j.sent()
    f.sign_in(client, officer)
    page_of(client, f"/applications/{application.code}/")
    client.post("/mail-form/", {"action": "application.screen", "subject": application.code})
    answered(newest("form", officer), "1: a", sender="stranger@health.example")
    assert Application.objects.get().state == "submitted"
    answered(newest("form", officer), "1: a")
    answered(newest("mail.question", officer), "OK")
    assert Application.objects.get().state == "screened"


def test_the_desk_sees_every_country_on_its_way_with_the_same_queries(
    client, django_assert_num_queries
):
    officer = f.staff()
    f.sign_in(client, officer)
    j.sent(at=clock.now() - 20 * DAY)
    page_of(client, "/desk/pipeline/")
    with django_assert_num_queries(12):
        said = text_of(page_of(client, "/desk/pipeline/"))
    assert "Guinea" in said
    assert "Accepted, on their way" not in said
    j.sent("GM", "b@x.example", at=clock.now())
    actions.screen(j.sent("LR", "c@x.example"), "forward", by=officer, at=f.NOON)
    j.draft("SL", "d@x.example")
    for code, name in (("ML", "Mali"), ("NE", "Niger")):
        waits = {"opened_at": f.NOON, "endorsed_at": f.NOON, "verified_at": f.NOON}
        country = f.country(code, name)
        SelfAssessment.objects.create(country=country, is_accepted=True, **waits)
    with django_assert_num_queries(12):
        said = text_of(page_of(client, "/desk/pipeline/"))
    assert said.index("Accepted, on their way") < said.index("Mali") < said.index("Niger")
    assert "Sierra Leone" not in said
    assert said.index("Guinea") < said.index("Gambia") < said.index("Liberia")
    waiting = queries.waiting_for_staff(at=clock.now())
    assert [(one.title, one.is_late) for one in waiting] == [
        ("Expression of interest: Guinea", True),
        ("Expression of interest: Gambia", False),
    ]


def test_a_yes_makes_an_associate_with_officer_space_and_invitation_once(client):
    officer = f.staff()
    f.space("network")
    application = j.screened(officer)
    (matter,) = [one for one in effects.waiting() if one.kind == "membership.admit"]
    assert (matter.subject_id, matter.title) == (application.pk, "Guinea as Associate Member")
    decided(application)

    guinea = Country.objects.get(code="GN")
    assert (guinea.iso3, guinea.name_in("fr"), guinea.name_in("en")) == ("GIN", "Guinée", "Guinea")
    row = CountryMembership.objects.get(country=guinea)
    assert (row.level, str(row.starts), row.sources) == ("associate", "2026-11-20", "Decision 7")
    assert Seat.objects.get(country=guinea, kind=SeatKind.NETWORK_OFFICER).person == officer
    space = Space.objects.get(country=guinea)
    invitation = Invitation.objects.get()
    assert (invitation.address, invitation.language) == (j.CONTACT, "fr")
    assert [one for one in effects.waiting() if one.kind == "membership.admit"] == []
    with pytest.raises(RuleBroken, match="settled"):
        decided(application)

    assert actions.seat_contacts(at=f.NOON) == 0
    seal = seals.seal("invitation", invitation.pk, invitation.address)
    client.post(f"/welcome/{seal}/", {"name": "Mariama", "language": "fr"})
    assert (actions.seat_contacts(at=clock.now()), actions.seat_contacts(at=clock.now())) == (1, 0)
    mariama = Person.objects.get(name="Mariama")
    seat = Seat.objects.get(country=guinea, kind=SeatKind.POINT_OF_CONTACT)
    assert seat.person == mariama
    assert SpaceMember.objects.filter(space=space, person=mariama, until_on=None).exists()


def test_not_now_and_no_are_told_with_the_reason_and_no_right_arises():
    officer = f.staff()
    application = j.screened(officer)
    decided(application, Outcome.DEFERRED, "The letter comes in May.")
    assert "| The letter comes in May." in newest("application").text
    assert len([one for one in effects.waiting() if one.kind == "membership.admit"]) == 1
    decided(application, Outcome.REJECTED, "No mandate.")
    assert Application.objects.get().state == "refused"
    assert not CountryMembership.objects.exists()
    assert not Invitation.objects.exists()
    assert not Country.objects.filter(code="GN").exists()


def test_whoever_writes_gets_nothing_and_a_contact_of_another_country_gets_no_seat():
    officer = f.staff()
    kenyan = f.person("Wanjiru", address=j.CONTACT, country=f.country("KE", "Kenya"))
    application = j.screened(officer)
    decided(application)
    assert not Seat.objects.filter(kind=SeatKind.POINT_OF_CONTACT).exists()
    assert Application.objects.get().contact is None
    assert not Person.objects.filter(addresses__address=j.WRITES).exists()
    assert not kenyan.seats.exists()


def test_without_anybody_to_invite_nothing_is_decided():
    officer = f.staff()
    application = j.screened(officer)
    Seat.objects.update(ends_on=f.NOON.date() - DAY)
    with pytest.raises(RuleBroken, match="no_officer"):
        decided(application)
    assert Application.objects.get().state == "screened"
