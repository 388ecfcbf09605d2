"""Who may open what of safe spaces, declared by hand. `point` keeps it, `chair` moderates it."""

from django.core.exceptions import PermissionDenied

from jln.facts.models import Fact
from jln.kit import clock
from jln.notify import rights
from jln.people.models import Person
from jln.safe_space import actions, pace, waiting
from jln.safe_space import keys as files
from jln.safe_space.models import SafePattern, SafeSpace
from jln.spaces.models import Space, SpaceModerator
from tests import factories as f
from tests.doors import Row, does, everyone, leads_on
from tests.safe_space.world import DAY, NAMES, PASSPHRASE, a_space, made, opened

READERS = everyone(200, visitor=302, suspended=302)
STARTERS = everyone(403, visitor=302, suspended=302, staff=200, administrator=200, in_group=200)
KEEPER = everyone(404, point=200)
KEPT = everyone(404, staff=200, administrator=200)
MODERATOR = everyone(404, chair=200)
OPEN = everyone(200)
STAY = everyone(200)


def _called(name) -> Person:
    return Person.objects.filter(name=name).first() or f.person(name)


def asked() -> SafeSpace:
    """Nobody keeps it yet: `point` is asked."""
    found = SafeSpace.objects.filter(opened_on=None).first()
    return found or made(f.space(), keeper=_called("Point"), moderator=_called("Chair"))


def safe() -> SafeSpace:
    pace._counts.clear()
    found = SafeSpace.objects.filter(opened_on__isnull=False).first()
    return found or opened(asked(), _called("Point"))


def drafted() -> SafePattern:
    """What people of three countries wrote, put together."""
    one = safe()
    if SafePattern.objects.exists():
        return SafePattern.objects.get()
    for code in ("GH", "KE", "IN"):
        who = f.person(country=f.country(code, NAMES[code]))
        said = actions.Said(f"Text of {code}", "anonymous", code)
        actions.contribute(one, said, by=who, at=clock.now())
    actions.mix_due(at=clock.now())
    rows = waiting.read(one, files.pool(one.pk), is_mixed=True)
    numbers = [row.number for row in rows]
    return actions.put_together(one, numbers, "Cuts", by=_called("Chair"), at=clock.now())


def released() -> SafePattern:
    pattern = drafted()
    return actions.release(safe(), pattern, by=_called("Chair"), at=clock.now())


def in_a_closed_space() -> SafeSpace:
    """Of the people of its space: `chair` alone."""
    space = a_space()
    f.on_roll(space, _called("Chair"))
    return SafeSpace.objects.filter(space=space).first() or made(space)


def be_told_of_a_release(by):
    on = clock.now().date()
    released = SafePattern.objects.create(
        safe_space=in_a_closed_space(), title="Cuts", spare=1, released_on=on
    )
    fact = Fact(subject_model="jln.SafePattern", subject_id=released.pk)
    if not rights.may_read(by, fact):
        raise PermissionDenied


def at(end="", which=safe):
    return lambda: f"/safe/{which().code}/{end}"


def pattern():
    return f"/safe/{safe().code}/patterns/{released().pk}/"


def pool():
    drafted()
    return at("pool/")()


def release():
    return at("release/")() + f"?pattern={drafted().pk}"


def begin():
    on = clock.now().date()
    moderated()
    _called("Point"), _called("Chair")
    return {
        "space": "network",
        "about": "Cuts",
        "purpose": "Tell.",
        "keeper": "Point",
        "moderator": "Chair",
        "seals_on": on + 9 * DAY,
    }


def new():
    """`in_group` moderates the space; their right ends with that, not with a seat."""
    moderated()
    return "/safe/new/"


def moderated():
    space = f.space()
    values = {"space": space, "person": _called("In_Group")}
    SpaceModerator.objects.get_or_create(**values, defaults={"since_on": clock.now().date()})
    return space


def start(by):
    said = actions.Start(
        "Cuts", "Tell.", _called("Point"), _called("Chair"), clock.now().date() + 9 * DAY
    )
    actions.start(moderated(), said, by=by, at=clock.now())


def contribute(by):
    actions.contribute(safe(), actions.Said("Text", "anonymous", "k"), by=by, at=clock.now())


def put_together(by):
    drafted()
    one = safe()
    numbers = [row.number for row in waiting.read(one, files.pool(one.pk), is_mixed=True)]
    actions.put_together(one, numbers, "Other", by=by, at=clock.now())


def let_read(by):
    actions.release(safe(), drafted(), by=by, at=clock.now())


def take_up(by):
    actions.take_up(asked(), PASSPHRASE, by=by, at=clock.now())


def look(by):
    actions.open_authors(safe(), PASSPHRASE, by=by, at=clock.now())


def under_rule():
    """A space of its own people: `chair` alone reads it, staff keep its settings."""
    space = in_a_closed_space().space
    Space.objects.filter(pk=space.pk).update(chatham_since=clock.now().date())
    return Space.objects.get(pk=space.pk)


def put_under_rule(by):
    actions.put_under_rule(in_a_closed_space().space, by=by, at=clock.now())


def lift_rule(by):
    space = under_rule()
    SafeSpace.objects.filter(space=space).delete()
    actions.lift_rule(space, by=by, at=clock.now())


WRITTEN = {"text": "It was cut.", "level": "anonymous", "form_key": "k"}
PASSPHRASES = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
EVERY_MEMBER = (
    "member", "other", "coordinator", "staff", "administrator", "point", "chair", "in_group",
    "representative", "alternate", "facilitator", "convener", "partner", "left",
)  # fmt: skip

MATRIX = [
    Row("/safe/", "get", READERS),
    Row(new, "get", STARTERS),
    Row(new, "post", STARTERS),
    Row(new, "post", leads_on(STARTERS), begin),
    Row("/safe/own/", "get", OPEN),
    Row("/safe/own/", "post", STAY, {"code": "000000-00000"}),
    Row(at(), "get", READERS),
    Row(at("", in_a_closed_space), "get", everyone(404, chair=200)),
    Row(be_told_of_a_release, "deed", does("chair")),
    Row(at("write/"), "get", READERS),
    Row(at("write/"), "post", READERS, WRITTEN),
    Row(pattern, "get", READERS),
    Row(pool, "get", MODERATOR),
    Row(pool, "post", MODERATOR, {"do": "together"}),
    Row(release, "get", MODERATOR),
    Row(release, "post", leads_on(MODERATOR), lambda: {"pattern": drafted().pk}),
    Row(at("take/", asked), "get", KEEPER),
    Row(at("take/", asked), "post", KEEPER),
    Row(at("take/", asked), "post", leads_on(KEEPER), PASSPHRASES),
    Row(at("authors/"), "get", KEEPER),
    Row(at("authors/"), "post", KEEPER, {"passphrase": PASSPHRASE}),
    Row(at("keeper/"), "get", KEEPER),
    Row(at("keeper/"), "post", KEEPER, {"keeper": "Chair", "passphrase": PASSPHRASE}),
    Row(at(), "get", everyone(404, chair=200), shows="/pool/"),
    Row(at(), "get", everyone(404, point=200), shows="/authors/"),
    Row(start, "deed", does("staff", "administrator", "in_group")),
    Row(contribute, "deed", does(*EVERY_MEMBER)),
    Row(put_together, "deed", does("chair")),
    Row(let_read, "deed", does("chair")),
    Row(take_up, "deed", does("point")),
    Row(look, "deed", does("point")),
    Row(lambda: f"/safe/rule/{in_a_closed_space().space.slug}/", "get", KEPT),
    Row(lambda: f"/safe/rule/{in_a_closed_space().space.slug}/", "post", KEPT),
    Row(
        lambda: f"/safe/rule/{in_a_closed_space().space.slug}/",
        "post",
        leads_on(KEPT),
        {"to": "on"},
    ),
    Row(lambda: f"/safe/?space={under_rule().slug}", "get", READERS),
    Row(lambda: f"/spaces/{under_rule().slug}/", "get", everyone(404, chair=200)),
    Row(lambda: f"/spaces/{under_rule().slug}/new/", "get", leads_on(everyone(404, chair=200))),
    Row(put_under_rule, "deed", does("staff", "administrator")),
    Row(lift_rule, "deed", does("staff", "administrator")),
]
