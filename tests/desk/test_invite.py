from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jln.accounts.models import Invitation
from jln.desk.rules import Known, guests
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.desk.matrix import member_country

KNOWN = Known(
    countries={"GH"}, languages={"en", "fr"}, members={"ama@x.example"}, invited={"kofi@x.example"}
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
