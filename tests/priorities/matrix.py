"""Who may open what of rounds of priorities, declared by hand."""

from django.core.exceptions import PermissionDenied

from jln.facts.models import Fact
from jln.kit import clock
from jln.notify import rights
from jln.people.models import Person
from jln.priorities import actions, merging
from jln.priorities.models import (
    Priority,
    PriorityConsent,
    PriorityMerge,
    PriorityNaming,
    PriorityRound,
    RoundCountry,
)
from tests import factories as f
from tests.doors import EVERYBODY, Row, does, everyone, leads_on
from tests.elections.world import full_member
from tests.priorities.world import DAY, opened

SIGNED_IN = everyone(200, visitor=302, suspended=302)
MEMBERS = everyone(200, visitor=404, suspended=404)
LEADERS = everyone(404, coordinator=200, point=200, chair=200)
OPENERS = everyone(403, visitor=302, suspended=302, staff=200, administrator=200, convener=200)
SEATED = ("staff", "administrator", "convener")
MERGERS = LEADERS | dict.fromkeys(SEATED, 200)
FATES = everyone(404, staff=200, administrator=200, convener=200)
OF_KENYA = ("other", "convener", "partner")
NAMES = "How to pay clinics on time"


def a_round(**values) -> PriorityRound:
    return PriorityRound.objects.first() or opened(**values)


def listing() -> PriorityRound:
    on = clock.now().date()
    found = a_round(people_until=on - DAY, countries_until=on + 5 * DAY)
    _named(found)
    return found


def giving() -> PriorityRound:
    on = clock.now().date()
    found = a_round(people_until=on - 5 * DAY, countries_until=on + DAY)
    _named(found, place=1)
    return found


def closed() -> PriorityRound:
    on = clock.now().date()
    found = a_round(
        people_until=on - 9 * DAY,
        countries_until=on - DAY,
        closed_at=clock.now(),
        result={"totals": {}, "points": [], "shares": [], "without": {}},
    )
    _named(found, place=1)
    return found


def _named(found, **values) -> Priority:
    one, _is_new = Priority.objects.get_or_create(
        round=found, country=full_member("GH", "Ghana"), text=NAMES, defaults=values
    )
    if not one.namings.exists():
        PriorityNaming.objects.create(round=found, person=f.person(), priority=one, rank=1)
    return one


def at(end="", made=a_round):
    return lambda: f"/priorities/{made().code}/{end}"


def fate():
    return f"/priorities/{closed().code}/fates/{Priority.objects.get().code}/"


def similar(end="similar/"):
    """Two of Ghana are alike, and everybody behind them is asked."""

    def path():
        found = listing()
        _alike(found)
        return f"/priorities/{found.code}/{end}"

    return path


def _alike(found) -> list[Priority]:
    """Both by people who hold no seat."""
    other, _is_new = Priority.objects.get_or_create(
        round=found, country=full_member("GH", "Ghana"), text="Pay the clinics on time", place=2
    )
    if not other.namings.exists():
        PriorityNaming.objects.create(round=found, person=f.person(), priority=other, rank=1)
    Priority.objects.filter(text=NAMES).update(place=1)
    return [Priority.objects.get(text=NAMES), other]


def alike_codes():
    return {"which": [one.code for one in _alike(listing())]}


def of_member() -> PriorityConsent:
    """The member is asked."""
    found = listing()
    merge = PriorityMerge.objects.create(round=found, of=[], proposed_at=clock.now())
    Priority.objects.update(merge=merge)
    member = Person.objects.get(name="Member")
    return PriorityConsent.objects.create(merge=merge, person=member)


def asked():
    return f"/priorities/{listing().code}/similar/{of_member().code}/"


def propose(by):
    numbers = [one.pk for one in _alike(listing())]
    merging.propose(listing(), numbers, by=by, at=clock.now())


def agree(by):
    merging.consent(of_member(), is_yes=True, reason="", by=by, at=clock.now())


def be_told_of_a_merge(by):
    merge = of_member().merge_id
    if not rights.may_read(by, Fact(subject_model="jln.PriorityMerge", subject_id=merge)):
        raise PermissionDenied


def days():
    on = clock.now().date()
    return {
        "name": "Priorities",
        "people_until": on + DAY,
        "countries_until": on + 9 * DAY,
        "names_each": 3,
        "points": 10,
        "wanted": 2,
    }


def open_round(by):
    on = clock.now().date()
    said = actions.Called("Priorities", on + DAY, on + 9 * DAY)
    actions.open_round(said, by=by, at=clock.now())


def confirm(by):
    actions.confirm(RoundCountry.objects.get(round=listing()), "count", by=by, at=clock.now())


def spread(by):
    actions.spread(RoundCountry.objects.get(round=giving()), {1: 10}, by=by, at=clock.now())


def name(by):
    found = a_round()
    found.countries.get_or_create(country=by.country)
    actions.name(found, [NAMES], by=by, at=clock.now())


SIGNED = [one for one in EVERYBODY if one not in {"visitor", "suspended"}]
NAMED = leads_on(SIGNED_IN) | dict.fromkeys(OF_KENYA, 200)
MATRIX = [
    Row("/priorities/", "get", everyone(200)),
    Row(at(), "get", MEMBERS),
    Row(at("", closed), "get", everyone(200)),
    Row("/priorities/new/", "get", OPENERS),
    Row("/priorities/new/", "post", leads_on(OPENERS), days),
    Row(at("mine/"), "get", SIGNED_IN),
    Row(at("mine/"), "post", NAMED, {"first": NAMES}),
    Row(at("list/", listing), "get", LEADERS),
    Row(at("list/", listing), "post", leads_on(LEADERS), {"way": "count"}),
    Row(similar(), "get", MERGERS),
    Row(similar(), "post", leads_on(MERGERS), alike_codes),
    Row(asked, "get", everyone(404, member=200)),
    Row(asked, "post", leads_on(everyone(404, member=200)), {"answer": "yes"}),
    Row(at("points/", giving), "get", LEADERS),
    Row(at("points/", giving), "post", leads_on(LEADERS), {"points": "1: 10"}),
    Row(fate, "get", FATES),
    Row(fate, "post", leads_on(FATES), {"fate": "no", "reason": "Nobody can host it."}),
    Row(open_round, "deed", does("staff", "administrator", "convener")),
    Row(name, "deed", does(*SIGNED)),
    Row(confirm, "deed", does("coordinator", "point", "chair")),
    Row(propose, "deed", does("coordinator", "point", "chair", *SEATED)),
    Row(agree, "deed", does("member")),
    Row(be_told_of_a_merge, "deed", does(*SIGNED)),
    Row(spread, "deed", does("coordinator", "point", "chair")),
]
