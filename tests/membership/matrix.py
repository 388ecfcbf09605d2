"""Who may open what of a country's membership, declared by hand."""

from datetime import date

from jln.kit import clock
from jln.kit.codes import number_of
from jln.kit.partial import PartialDate
from jln.membership import actions
from jln.membership.models import (
    Application,
    Contribution,
    CountryMembership,
    SelfAssessment,
)
from jln.membership.rules import assessing as rules
from jln.people.models import Person
from tests import factories as f
from tests.doors import ALL, CORE, GROUP, SHUT_OUT, Row, does, everyone, leads_on
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

LEADERS = everyone(404, coordinator=200, chair=200, point=200)
IN_GROUP = LEADERS | {"in_group": 200}
CHAIRS = everyone(404, coordinator=200, chair=200)


def associate(end):
    return lambda: membership().replace("membership/", end)


def written(end, **values):
    """An assessment that somebody wrote who holds no seat any more."""

    def path():
        membership()
        one = SelfAssessment.objects.create(
            country=f.country(), opened_at=clock.now(), words="More.", **values
        )
        return end % one.code

    return path


SHOWN = {"shown_at": clock.now()}
ENDORSED = SHOWN | {"endorsed_at": clock.now()}
VERDICTS = {f"verdict_{gate}": "accepted" for gate in rules.CLAIMED}
ALL_CONCERNED = IN_GROUP | {"staff": 200, "administrator": 200}


def quiet():
    path = membership()
    Person.objects.update(seen_on=None)
    CountryMembership.objects.filter(country__code="GH").update(level="full")
    return path + "level/"


def endorse(by):
    code = written("%s", **SHOWN)()
    one = SelfAssessment.objects.get(pk=number_of(code))
    actions.endorse(one, by=by, at=clock.now())


def verify(by):
    one = SelfAssessment.objects.get(pk=number_of(written("%s", **ENDORSED)()))
    actions.verify(one, {}, by=by, at=clock.now())


def write(by):
    membership()
    actions.write(f.country(), {}, words="", shows=False, by=by, at=clock.now())


def waive(by):
    membership()
    actions.waive(f.country(), "hosting", "Roads closed.", by=by, at=clock.now())


def propose(by):
    quiet()
    actions.propose(f.country(), "associate", "By its wish.", by=by, at=clock.now())


def leave(by):
    membership()
    actions.propose(f.country(), "former", "A new law.", by=by, at=clock.now())


def given():
    membership()
    one, _is_new = Contribution.objects.get_or_create(
        country=f.country(),
        given_on=date(2026, 1, 5),
        what="A hall",
        for_whom="The costing group",
        defaults={"recorded_at": clock.now()},
    )
    return f"/contributions/{one.code}/"


def contribute(by):
    membership()
    said = actions.Given(date(2026, 1, 5), "A room", "The costing group")
    actions.contribute(f.country(), said, by=by, at=clock.now())


def take_back(by):
    one = Contribution.objects.get(pk=number_of(given().split("/")[2]))
    actions.take_back_contribution(one, by=by, at=clock.now())


A_ROOM = {"what": "A room", "for_whom": "The costing group", "given_on": "2026-01-05"}
MATRIX = [
    Row(associate("contributions/"), "get", ALL_CONCERNED),
    Row(associate("contributions/"), "post", leads_on(IN_GROUP), A_ROOM),
    Row(given, "get", IN_GROUP),
    Row(given, "post", leads_on(IN_GROUP), {"sure": "yes"}),
    Row(contribute, "deed", does(*CORE)),
    Row(take_back, "deed", does(*CORE)),
    Row(associate("assessment/"), "get", LEADERS),
    Row(associate("assessment/"), "post", leads_on(LEADERS), {"show": "no"}),
    Row(written("/countries/gh/assessment/#%s"), "get", ALL_CONCERNED),
    Row(
        written("/countries/gh/assessment/#%s", **ENDORSED),
        "get",
        ALL_CONCERNED | dict.fromkeys(("representative", "alternate", "convener", "partner"), 200),
    ),
    Row(written("/countries/gh/assessment/#%s", **ENDORSED), "post", everyone(404)),
    Row(written("/assessments/%s/endorsement/", **SHOWN), "get", IN_GROUP),
    Row(written("/assessments/%s/endorsement/", **SHOWN), "post", IN_GROUP),
    Row(
        written("/assessments/%s/endorsement/", **SHOWN),
        "post",
        leads_on(IN_GROUP),
        {"agreed": "yes"},
    ),
    Row(written("/assessments/%s/endorsement/"), "get", everyone(404)),
    Row(written("/assessments/%s/check/", **ENDORSED), "get", STAFF),
    Row(written("/assessments/%s/check/", **ENDORSED), "post", STAFF),
    Row(written("/assessments/%s/check/", **ENDORSED), "post", leads_on(STAFF), VERDICTS),
    Row(written("/assessments/%s/check/", **SHOWN), "get", everyone(404)),
    Row(associate("membership/waiver/"), "get", STAFF),
    Row(associate("membership/waiver/"), "post", STAFF),
    Row(
        associate("membership/waiver/"),
        "post",
        leads_on(STAFF),
        {"gate": "hosting", "reason": "Roads closed."},
    ),
    Row(quiet, "get", CHAIRS | {"staff": 200, "administrator": 200}),
    Row(quiet, "post", CHAIRS | {"staff": 200, "administrator": 200}),
    Row(
        quiet,
        "post",
        leads_on(CHAIRS | {"staff": 200, "administrator": 200}),
        {"level": "associate", "because": "By its wish."},
    ),
    Row(quiet, "get", CHAIRS, shows='value="former"'),
    Row(
        quiet,
        "post",
        leads_on(CHAIRS) | {"staff": 200, "administrator": 200},
        {"level": "former", "because": "A new law."},
    ),
    Row(write, "deed", does("coordinator", "point", "chair")),
    Row(endorse, "deed", does("coordinator", "point", "chair", "in_group")),
    Row(verify, "deed", does("staff", "administrator")),
    Row(waive, "deed", does("staff", "administrator")),
    Row(propose, "deed", does("coordinator", "chair", "staff", "administrator")),
    Row(leave, "deed", does("coordinator", "chair")),
    Row(membership, "get", ALL),
    Row(membership, "get", GROUP | {"member": 404, "other": 404}, shows='id="conditions"'),
    Row("/countries/zz/membership/", "get", everyone(404, **SHUT_OUT)),
    Row("/join/", "get", everyone(200)),
    Row("/join/", "post", everyone(200), {"country": "GN", "email": j.WRITES}),
    Row("/join/nothing/", "get", everyone(404, **SHUT_OUT)),
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
