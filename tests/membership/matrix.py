"""Who may open what of a country's membership, declared by hand."""

from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.membership import actions
from jln.membership.models import Application, CountryMembership
from jln.people.models import Person
from tests import factories as f
from tests.doors import ALL, GROUP, OTHERS, Row, does, everyone, leads_on
from tests.membership import joining as j


def membership():
    ghana = f.country()
    CountryMembership.objects.get_or_create(
        country=ghana, level="associate", starts=PartialDate(2024), confidence="seen"
    )
    return f"/countries/{ghana.code.lower()}/membership/"


def sent(end=""):
    return lambda: f"/applications/{j.sent(at=clock.now()).code}/{end}"


def screened(end=""):
    def path():
        one = j.screened(Person.objects.get(name="Staff"), at=clock.now())
        return f"/applications/{one.code}/{end}"

    return path


def link():
    return j.path_of(j.draft(at=clock.now()))


def drafted():
    one = j.draft(at=clock.now())
    return f"/applications/{one.code}/"


def screen(by):
    actions.screen(j.sent(at=clock.now()), "forward", by=by, at=clock.now())


def lettered(before):
    def path():
        address = before("letter/")()
        Application.objects.update(letter=f.letter())
        return address

    return path


STAFF = everyone(404, staff=200, administrator=200)
GROUP_TOO = STAFF | dict.fromkeys(("representative", "alternate", "convener", "partner"), 200)
DESK = everyone(403, visitor=302, suspended=302, staff=200, administrator=200)

MATRIX = [
    Row(membership, "get", ALL),
    Row(membership, "get", GROUP | {"member": 404, "other": 404}, shows='id="conditions"'),
    Row("/countries/zz/membership/", "get", dict.fromkeys(ALL, 404)),
    Row("/join/", "get", everyone(200)),
    Row("/join/", "post", everyone(200), {"country": "GN", "email": j.WRITES}),
    Row("/join/nothing/", "get", dict.fromkeys((*ALL, *OTHERS), 404)),
    Row(link, "get", everyone(200)),
    Row(link, "post", leads_on(everyone(200)) | {"visitor": 200}, j.typed(send="1")),
    Row(drafted, "get", everyone(404)),
    Row(sent(), "get", STAFF),
    Row(sent(), "post", STAFF),
    Row(sent(), "post", leads_on(STAFF), {"answer": "forward"}),
    Row(screened(), "get", GROUP_TOO),
    Row(screened(), "post", STAFF),
    Row(lettered(sent), "get", STAFF),
    Row(lettered(screened), "get", GROUP_TOO),
    Row(screen, "deed", does("staff", "administrator")),
    Row("/desk/pipeline/", "get", DESK),
]
