"""What a line is made of in these tests, and how its order is read."""

from jln.activities.models import Activity
from jln.kit.partial import PartialDate
from jln.library.models import AdaptationEvidence, ProductOrigin, Release
from tests import factories as f
from tests.pages import closed, prose, public, record


def origin(product, **thing):
    return ProductOrigin.objects.create(product=product, **thing)


def shown(adaptation, depth="tried", year=2019, text="Two districts"):
    return AdaptationEvidence.objects.create(
        adaptation=adaptation, depth=depth, dated=PartialDate(year), text=text, created_at=f.NOON
    )


def address(kind, thing):
    return f"/chain/{kind}/{getattr(thing, 'slug', '') or thing.code}/"


def in_order(text, *words):
    places = [text.find(word) for word in words]
    assert -1 not in places, words[places.index(-1)]
    assert places == sorted(places)


def grow(product, count):
    for at in range(count):
        problem = f.problem(
            **public(
                statement=f"Problem number {at} of a long line.", topic=f.topic(space=f.space())
            )
        )
        origin(product, problem=problem)
        origin(product, topic=f.topic(space=closed()))
        origin(
            product,
            activity=Activity.objects.create(
                slug=f"s{at}-{product.pk}", title=f"Session {at}", starts=PartialDate(2015)
            ),
        )
        adaptation = f.adaptation(
            **public(
                product=product,
                country=f.country(f"A{at}", f"Land {at}"),
                problem=problem,
                change=prose(at, 300),
                outcome=prose(-at, 300),
            )
        )
        shown(adaptation)
        Release.objects.create(
            product=product, version=f"2.{at}", released=PartialDate(2018), languages=["en"]
        )
        f.adaptation(product=product, country=f.country(f"B{at}", f"Land {at}"), space=record())
