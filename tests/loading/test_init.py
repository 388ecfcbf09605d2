from __future__ import annotations

import pytest

from jln.access.check import can
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.facts.models import Fact
from jln.library.models import Product
from jln.loading import command, init
from jln.loading.files import PACKAGED
from jln.people.models import Person, Theme
from jln.spaces.models import Space
from jln.web.models import Network

pytestmark = pytest.mark.django_db
WORDS = [
    "--name",
    "Red de Prueba",
    "--languages",
    "es,en",
    "--public-url",
    "https://red.example.org/",
    "--mail-domain",
    "Red.example.org",
    "--administrator",
    "Lucía",
    "--address",
    "Lucia@Red.example.org",
]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    """Keys are made in it: letters of later tests would be signed, and longer by 1,400 bytes."""
    settings.DATA_DIR = tmp_path


def changed(option, value):
    at = WORDS.index(option)
    return [*WORDS[: at + 1], value, *WORDS[at + 2 :]]


def test_an_empty_real_network_has_one_person_who_may_do_everything(capsys):
    assert init.main(WORDS) == 0

    network, person = Network.objects.get(), Person.objects.get()
    assert (network.name, network.languages, network.is_demonstration) == (
        "Red de Prueba",
        ["es", "en"],
        False,
    )
    assert (person.name, person.language, person.is_invented) == ("Lucía", "es", False)
    assert person.addresses.get().address == "lucia@red.example.org"
    assert can(person, Permission.DESK_OPEN, network)
    assert set(person.spaces.values_list("space__slug", flat=True)) == {"network", "staff"}
    assert set(Space.objects.values_list("slug", flat=True)) == {
        "network",
        "record",
        "steering-group",
        "staff",
    }
    assert (Country.objects.count(), Product.objects.count(), Theme.objects.count()) == (0, 0, 25)
    assert not Fact.objects.filter(told_at=None).exists()
    assert network.purpose == {}
    said = capsys.readouterr().out
    assert "JLN_PUBLIC_URL=https://red.example.org\n" in said
    assert "JLN_MAIL_DOMAIN=red.example.org\n" in said


def test_a_second_network_is_refused(capsys):
    init.main(WORDS)

    assert init.main(WORDS) == 2

    assert Network.objects.count() == 1
    assert "There is a network in this data folder already." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--name", " ", "Give the network and its first administrator a name."),
        ("--languages", "en,xx", "--languages: write some of en,fr,es,pt,ar."),
        ("--languages", ",", "--languages: write some of en,fr,es,pt,ar."),
        ("--public-url", "red.example.org", "--public-url: write an address such as"),
        ("--public-url", "https://red.example.org/path", "--public-url: write an address such as"),
        ("--mail-domain", "red", "--mail-domain: write a domain such as"),
        ("--mail-domain", "a@red.example", "--mail-domain: write a domain such as"),
        ("--address", "lucia", "--address: write a mail address."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_made(option, value, said, capsys):
    assert init.main(changed(option, value)) == 2

    assert said in capsys.readouterr().err
    assert not Network.objects.exists()


def test_history_is_loaded_into_a_network_only(capsys, tmp_path):
    assert command.main([]) == 2
    assert "There is no network yet" in capsys.readouterr().err

    init.main(WORDS)
    assert command.main([str(tmp_path / "nowhere")]) == 2
    assert command.main([str(PACKAGED)]) == 0
    assert " rows made, " in capsys.readouterr().out
    assert Product.objects.count() == 66


def test_refused_rows_are_printed_with_file_line_and_reason(capsys, tmp_path):
    init.main(WORDS)
    (tmp_path / "figures.csv").write_text(
        "date,metric,value,unit,qualifier,source\nsoon,members,3,countries,,x\n2019,members,4,countries,,x\n",
        "utf-8",
    )
    capsys.readouterr()

    assert command.main([str(tmp_path)]) == 1

    said = capsys.readouterr().out
    assert "refused figures.csv:2: 'soon' is no date: write 2016, 2016-07 or 2016-07-09" in said
    assert "refused countries.csv:0: the file is not there" in said
    assert "   1 figures.csv" in said


def test_a_network_says_under_its_name_what_it_is_for(client):
    assert init.main([*WORDS, "--purpose", " para los bosques del río "]) == 0

    network = Network.objects.get()
    assert network.purpose == {"es": "para los bosques del río"}
    assert network.purpose_in("es") == network.purpose_in("en") == "para los bosques del río"
    assert "<small>para los bosques del río</small>" in client.get("/es/about/").content.decode()
