"""What somebody is told before she records an adaptation, and what she can do at once after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.countries.terms import SeatKind
from jln.facts.models import Fact
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.library import queries
from jln.library.models import Adaptation, PassedOn
from jln.mail.models import OutgoingMail
from jln.membership.models import CountryMembership
from jln.notify import actions as notify
from jln.notify.models import MailSetting
from jln.spaces.terms import Visibility
from tests import factories as f
from tests.pages import closed, links_of, page_of, record, text_of

pytestmark = pytest.mark.django_db
FORM = "/library/monitoring/adapt/"


@pytest.fixture
def ama(product):
    record()
    return f.person("Ama")


@pytest.fixture
def others(product):
    """A coordinator of Ghana, a facilitator of the group, a Kenyan who adapted it."""
    esi, finn = f.person("Esi"), f.person("Finn", country=None)
    f.seat(SeatKind.CCG_COORDINATOR, esi, country=esi.country)
    f.seat(SeatKind.FACILITATOR, finn, group=product.group)
    wanjiru = f.person("Wanjiru", country=f.country("KE", "Kenya"))
    f.adaptation(
        product=product,
        country=wanjiru.country,
        place="Six counties",
        space=record(),
        reported_by=wanjiru,
    )
    return esi, finn, wanjiru


def asked_on(html):
    main = html.partition("<main")[2]
    return main.count("<textarea") + main.count('type="text"') + main.count("<legend")


def test_the_number_of_questions_is_the_number_of_questions(client, product, ama, others):
    Adaptation.objects.all().delete()
    f.sign_in(client, ama)
    html = page_of(client, FORM)
    assert "5 questions. One answer is enough" in text_of(html)
    assert asked_on(html) == 5
    assert "5 questions, on the page or by mail." in text_of(
        page_of(client, "/library/monitoring/")
    )

    f.adaptation(product=product, country=f.country("KE", "Kenya"), space=record())
    html = page_of(client, FORM)
    assert "6 questions. One answer is enough" in text_of(html)
    assert 'name="began_with"' in html
    assert "6 questions, on the page or by mail." in text_of(
        page_of(client, "/library/monitoring/")
    )


def test_she_reads_who_will_be_told_before_and_they_are_told_after(client, ama, others):
    f.sign_in(client, ama)
    text = text_of(page_of(client, FORM))

    assert "3 people will be told by mail," in text
    assert "They hold a seat of Ghana. Esi" in text
    assert "They facilitate the group it came from. Finn" in text
    assert "They recorded an adaptation of the same product. Wanjiru (Kenya)" in text

    client.post(FORM, {"changed": "Three signs"})
    fact = Fact.objects.get(kind="adaptation.reported")
    notify.tell(fact.pk)
    letters = OutgoingMail.objects.filter(fact=fact)
    assert {letter.person.name: letter.because for letter in letters} == {
        "Esi": "core_group",
        "Finn": "facilitator",
        "Wanjiru": "adapted",
    }


def test_whom_no_letter_reaches_is_not_counted(client, ama, others):
    esi, finn, _wanjiru = others
    MailSetting.objects.create(person=esi, kind="adaptation.reported")
    finn.away_until = clock.now().date() + timedelta(days=3)
    finn.save()
    f.sign_in(client, ama)

    text = text_of(page_of(client, FORM))

    assert "1 person will be told by mail," in text
    assert "Esi" not in text
    assert "Finn" not in text


def test_from_a_closed_conversation_only_those_are_told_who_read_it(client, ama, others):
    space = closed()
    f.on_roll(space, ama)
    f.on_roll(space, others[2])
    topic = f.topic(ama, space=space)
    f.sign_in(client, ama)

    text = text_of(page_of(client, f"{FORM}?topic={topic.code}"))

    assert "2 people will be told by mail," in text
    assert "Finn" not in text


def test_with_nobody_to_tell_it_says_so(client, ama):
    f.sign_in(client, ama)
    assert "Nobody will be told by mail." in text_of(page_of(client, FORM))


def test_the_letters_wait_while_she_can_take_it_back_from_the_page(client, ama, others):
    f.sign_in(client, ama)
    client.post(FORM, {"changed": "Three signs"})
    made = Adaptation.objects.get(country=ama.country)
    fact = Fact.objects.get(kind="adaptation.reported")
    notify.tell(fact.pk)
    waiting = OutgoingMail.objects.filter(fact=fact)
    assert {letter.not_before for letter in waiting} == {made.created_at + timedelta(minutes=2)}

    html = page_of(client, f"/adaptations/{made.code}/")
    assert "Nobody has been told yet." in text_of(html)
    client.post(f"/adaptations/{made.code}/withdrawal/", {"sure": "yes"})

    notify.tell(Fact.objects.get(kind="adaptation.withdrawn").pk)
    assert {(one.state, one.state_reason) for one in waiting.all()} == {("withheld", "taken_back")}


def test_later_the_page_offers_the_way_but_no_haste(client, ama, others):
    made = f.adaptation(
        product=queries.products(ama).get(), country=ama.country, reported_by=ama, space=record()
    )
    Adaptation.objects.filter(pk=made.pk).update(created_at=clock.now() - timedelta(minutes=3))
    f.sign_in(client, ama)

    html = page_of(client, f"/adaptations/{made.code}/")

    assert "Nobody has been told yet." not in text_of(html)
    assert f"/adaptations/{made.code}/withdrawal/" in links_of(html)


def test_what_the_country_has_recorded_already_is_shown_first(client, product, ama):
    own = f.adaptation(
        product=product,
        country=ama.country,
        change="We use two sheets",
        reported_by=ama,
        space=record(),
    )
    hidden = f.adaptation(
        product=product, country=ama.country, space=closed(), visibility=Visibility.ROLL
    )
    f.sign_in(client, ama)

    html = page_of(client, FORM)

    assert "Ghana has already recorded what it made of this." in text_of(html)
    assert f"/adaptations/{own.code}/" in links_of(html)
    assert f"/adaptations/{own.code}/evidence/" in links_of(html)
    assert hidden.code not in html
    assert client.post(FORM, {"changed": "And another"}).status_code == 302
    assert Adaptation.objects.filter(change="And another").exists()


def test_it_is_recorded_as_begun_where_another_had_arrived(client, ama, others):
    kenya = Adaptation.objects.get()
    f.sign_in(client, ama)
    assert f"{FORM}?adaptation={kenya.code}" in links_of(
        page_of(client, f"/adaptations/{kenya.code}/")
    )
    html = page_of(client, f"{FORM}?adaptation={kenya.code}")
    assert f'value="{kenya.code}" selected' in html
    assert "Kenya, Six counties" in html

    client.post(f"{FORM}?adaptation={kenya.code}", {"used": "All", "began_with": kenya.code})

    (link,) = PassedOn.objects.all()
    assert (link.earlier, link.later.country) == (kenya, ama.country)


def test_nobody_is_asked_whether_her_country_began_with_itself(client, ama, others):
    kenya = Adaptation.objects.get()
    f.sign_in(client, others[2])

    links = links_of(page_of(client, f"/adaptations/{kenya.code}/"))

    assert not [link for link in links if link.startswith(FORM)]


def test_another_that_she_may_not_read_is_none_to_begin_from(client, ama, product):
    hidden = f.adaptation(
        product=product,
        country=f.country("KE", "Kenya"),
        space=closed(),
        visibility=Visibility.ROLL,
    )
    f.sign_in(client, ama)

    assert "began_with" not in page_of(client, FORM)
    page_of(client, f"{FORM}?adaptation={hidden.code}", status=404)


@pytest.mark.parametrize("count", [1, 9])
def test_the_form_costs_the_same_however_many_are_told(
    client, ama, others, product, count, django_assert_num_queries
):
    for at in range(count):
        who = f.person(country=f.country(f"P{at}", f"Place {at}"))
        f.adaptation(product=product, country=who.country, reported_by=who, space=record())
        f.seat(SeatKind.CCG_MEMBER, f.person(), country=ama.country)
    f.sign_in(client, ama)
    page_of(client, "/library/")
    with django_assert_num_queries(8):
        page_of(client, FORM)


def test_staff_of_no_country_say_for_which(client, product, ama):
    CountryMembership.objects.create(
        country=ama.country, level="associate", starts=PartialDate(2015)
    )
    chen = f.staff()
    chen.country = None
    chen.save()
    f.sign_in(client, chen)
    assert FORM in links_of(page_of(client, "/library/monitoring/"))

    html = page_of(client, FORM)
    assert '<option value="GH">Ghana</option>' in html
    assert "What did Ghana make of it?" in text_of(page_of(client, f"{FORM}?country=GH"))
    client.post(f"{FORM}?country=GH", {"used": "All"})
    assert Adaptation.objects.get().country == ama.country


def test_a_country_that_is_not_hers_is_no_choice(client, ama):
    f.country("KE", "Kenya")
    f.sign_in(client, ama)
    assert "What did Ghana make of it?" in text_of(page_of(client, f"{FORM}?country=KE"))


def test_who_may_not_record_sees_no_link_and_who_may(client, product, ama):
    f.sign_in(client, f.person(country=None))
    html = page_of(client, "/library/monitoring/")

    assert FORM not in links_of(html)
    assert "Who may record one: people of the country" in text_of(html)
    assert "Who may record one: people of the country" in text_of(page_of(client, FORM, status=403))


def test_a_visitor_is_led_to_the_form_and_asked_to_sign_in(client, product, ama):
    assert FORM in links_of(page_of(client, "/library/monitoring/"))
    assert client.get(FORM).status_code == 302
