"""One line of three steps and a session."""

import pytest

from jln.activities.models import Activity
from jln.initiatives.models import GroupCountry
from jln.kit.partial import PartialDate
from tests import factories as f
from tests.chain.test_pages.steps import origin, shown
from tests.pages import known_network, public


@pytest.fixture
def line():
    """A problem of Ghana that became a product, which Kenya adapted; all public."""
    known_network()
    problem = f.problem(
        **public(statement="Payers cannot tell when payment goes wrong.", stated=PartialDate(2014))
    )
    group = f.group(starts=PartialDate(2014, 6), ends=PartialDate(2016))
    GroupCountry.objects.create(group=group, country=f.country("VN", "Vietnam"))
    session = Activity.objects.create(
        slug="manila",
        title="Five days in Manila",
        starts=PartialDate(2015, 7),
        place="Manila",
        group=group,
    )
    product = f.product(
        "monitoring",
        title="Using data to monitor payment",
        published=PartialDate(2017, 4, 20),
        group=group,
    )
    product.countries.add(f.country())
    origin(product, problem=problem)
    origin(product, group=group)
    kenya = f.country("KE", "Kenya", tile_row=5, tile_column=6)
    adaptation = f.adaptation(
        **public(
            product=product,
            country=kenya,
            change="Six indicators on one page",
            starts=PartialDate(2018),
        )
    )
    shown(adaptation)
    return {
        "problem": problem,
        "group": group,
        "session": session,
        "product": product,
        "adaptation": adaptation,
    }
