from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jln.accounts.models import Invitation
from jln.countries.terms import SeatKind
from jln.desk.rules import Known, guests
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.membership.models import CountryMembership
from jln.people.models import Person
from tests import factories as f
from tests.desk.matrix import member_country

KNOWN = Known(
    countries={"gh": "GH", "ghana": "GH"},
    languages={"en": "en", "fr": "fr", "french": "fr"},
    members={"ama@x.example"},
    invited={"kofi@x.example"},
)


def codes(*rows: list[str]) -> list[set[str]]:
    heads = ["Email", "Nom", "País", "Language"]
    return [guest.verdict.codes for guest in guests([heads, *rows], KNOWN)]


def test_every_line_is_judged_by_itself_with_every_reason():
    assert codes(
        ["neu@x.example", "Neu", "gh", "fr"],
        ["neu@x.example", "Again", "GH"],
        ["no address", "", "KE", "xx"],
        ["ama@x.example", "Ama", "GH", ""],
        ["kofi@x.example", "Kofi", "GH", ""],
        ["", "", "", ""],
    ) == [
        set(),
        {"twice"},
        {"address", "no_name", "country", "language"},
        {"is_member"},
        {"is_invited"},
    ]


@pytest.mark.parametrize("rows", [[], [["address", "name", "country"]], [["name"], ["Neu"]]])
def test_what_is_no_list_is_refused(rows):
    with pytest.raises(RuleBroken):
        guests(rows, KNOWN)


@pytest.mark.django_db
def test_a_preview_changes_nothing_and_the_second_press_invites_whom_it_showed(client):
    f.network()
    member_country()
    f.person(address="ama@x.example")
    f.sign_in(client, f.staff())
    text = "address;name;country\nneu@x.example;Neu;GH\nama@x.example;Ama;GH\n"

    shown = client.post(
        "/desk/invite/list/", {"sheet": SimpleUploadedFile("list.csv", text.encode())}
    )
    assert not Invitation.objects.exists()
    assert "A member of the network has this address already." in shown.content.decode()

    client.post(
        "/desk/invite/list/",
        {
            "packed": shown.content.decode()
            .split('name="packed" value="')[1]
            .split('"')[0]
            .replace("&#34;", '"'),
            "sure": "1",
        },
    )
    invited = Invitation.objects.get()
    assert (invited.address, invited.country.code) == ("neu@x.example", "GH")
    assert invited.expires_at > clock.now() + timedelta(days=13)


def test_countries_and_languages_are_known_by_name_and_a_wrong_one_is_quoted():
    heads = ["address", "name", "country", "language"]
    right, wrong = guests(
        [heads, ["neu@x.example", "Neu", "Ghana", "French"], ["x@x.example", "X", "Gana", "xx"]],
        KNOWN,
    )

    assert (right.country, right.language) == ("GH", "fr")
    said = " ".join(str(reason.text) for reason in wrong.verdict.reasons)
    assert "“Gana” is no country" in said
    assert "“xx” is none" in said


def test_a_list_without_its_columns_names_those_that_are_missing():
    with pytest.raises(RuleBroken) as refusal:
        guests([["Email", "Place"], ["neu@x.example", "GH"]], KNOWN)

    assert "Missing: name, country." in refusal.value.text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_the_sample_is_a_list_that_can_be_sent_in_every_language(client, language):
    f.network()
    member_country()
    f.sign_in(client, f.person("Chen", language=language, country=f.country()))
    reader = Person.objects.get(name="Chen")
    f.seat(SeatKind.NETWORK_OFFICER, reader)

    sample = client.get("/desk/invite/sample.csv")
    shown = client.post(
        "/desk/invite/list/", {"sheet": SimpleUploadedFile("list.csv", sample.content)}
    )

    assert sample.headers["Content-Type"] == "text/csv; charset=utf-8"
    told = client.get("/desk/invite/").content.decode()
    heads = sample.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert all(head in told for head in heads)
    assert 'name="sure"' in shown.content.decode()
    assert "ama@ministry.example" in shown.content.decode()


@pytest.mark.django_db
def test_a_list_that_is_none_is_refused_beside_its_field(client):
    f.network()
    member_country()
    f.sign_in(client, f.staff())

    shown = client.post(
        "/desk/invite/list/", {"sheet": SimpleUploadedFile("list.csv", b"only words")}
    )

    page = shown.content.decode()
    assert shown.status_code == 200
    assert "There is nobody in this list." in page
    assert 'aria-invalid="true"' in page


@pytest.mark.django_db
def test_the_position_of_a_list_and_of_the_form_is_one_word(client):
    f.network()
    member_country()
    f.sign_in(client, f.staff())
    text = "address,name,country,position\nneu@x.example,Neu,GH,Director of audit\n"
    shown = client.post(
        "/desk/invite/list/", {"sheet": SimpleUploadedFile("list.csv", text.encode())}
    )

    assert "Director of audit" in shown.content.decode()


@pytest.mark.django_db
def test_no_country_is_chosen_by_mistake_and_what_was_sent_is_named(client):
    f.network()
    member_country()
    first = CountryMembership.objects.get()
    first.pk, first.country = None, f.country("BH", "Bahrain")
    first.save()
    f.sign_in(client, f.staff())
    said = {"address": "neu@x.example", "name": "Neu", "language": "en"}

    page = client.get("/desk/invite/").content.decode()
    choices = page.split('name="country"')[1].split("</select>")[0]
    assert choices.split("<option")[1].startswith(' value=""')
    assert choices.count("<option") == 3
    client.post("/desk/invite/", {**said, "country": ""})
    assert not Invitation.objects.exists()

    told = client.post("/desk/invite/", {**said, "country": "GH"}, follow=True)
    assert "The invitation is on its way: Neu, neu@x.example, for Ghana." in told.content.decode()
