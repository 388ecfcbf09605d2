"""What a reader may not see leaves an honest mark, and nothing else."""

from datetime import timedelta

import pytest

from jln.spaces.terms import Visibility
from jln.web import versions
from tests import factories as f
from tests.chain.test_pages.steps import address, in_order, origin
from tests.pages import closed, page_of, public, record, text_of

pytestmark = pytest.mark.django_db


def test_a_topic_in_confidence_leaves_a_tombstone_and_nothing_else(client, line):
    topic = f.topic(space=closed(), title="Who was bribed", started_at=f.NOON.replace(year=2016))
    origin(line["product"], topic=topic)
    html = page_of(client, address("product", line["product"]))
    assert html.count('class="gone"') == 1
    assert "A step here is not public" in html
    assert "bribed" not in html
    assert f"/ask/{topic.code}" not in html
    in_order(
        text_of(html), "Session · July 2015", "A step here is not public", "Product · 20 April 2017"
    )


def test_hidden_neighbours_share_one_tombstone(client, line):
    for at in range(3):
        origin(
            line["product"],
            topic=f.topic(
                space=closed(), title=f"Confidence {at}", started_at=f.NOON.replace(year=2016)
            ),
        )
    assert page_of(client, address("product", line["product"])).count('class="gone"') == 1


def test_who_is_on_the_roll_reads_the_step(client, line):
    ama = f.person("Ama")
    topic = f.topic(space=closed(), title="What we measured first")
    origin(line["product"], topic=topic)
    f.on_roll(closed(), ama)
    f.sign_in(client, ama)
    html = page_of(client, address("product", line["product"]))
    assert "What we measured first" in html
    assert 'class="gone"' not in html


def test_members_steps_are_theirs(client, line):
    topic = f.topic(space=f.space(), title="What do you look at first?")
    origin(line["product"], topic=topic)
    visitor = page_of(client, address("product", line["product"]))
    assert "look at first" not in visitor
    assert visitor.count('class="gone"') == 1
    f.sign_in(client, f.person())
    member = page_of(client, address("product", line["product"]))
    assert "look at first" in member
    assert 'class="gone"' not in member


def test_a_removed_topic_stays_as_removed_for_those_who_read_the_space(client, line):
    topic = f.topic(space=f.space(), title="Somebody's salary", hidden_at=f.NOON)
    origin(line["product"], topic=topic)
    visitor = page_of(client, address("product", line["product"]))
    assert "A step here is not public" in visitor
    assert "Removed on" not in visitor
    f.sign_in(client, f.person())
    member = page_of(client, address("product", line["product"]))
    assert "Removed on 20 November 2026" in member
    assert "salary" not in visitor + member


def test_hidden_adaptations_leave_one_tombstone_without_their_countries(client, line):
    for code, name in (("MN", "Mongolia"), ("PH", "Philippines")):
        f.adaptation(
            product=line["product"],
            country=f.country(code, name),
            space=record(),
            change="A secret thing",
        )
    visitor = page_of(client, address("product", line["product"]))
    assert visitor.count('class="gone"') == 1
    assert "secret" not in visitor
    assert "Mongolia" not in visitor
    assert "Adapted once" in visitor
    f.sign_in(client, f.person())
    member = page_of(client, address("product", line["product"]))
    assert "Mongolia" in member
    assert "Adapted 3 times" in member
    assert 'class="gone"' not in member


def test_an_adaptation_taken_back_at_once_was_never_there_and_later_leaves_a_mark(client, line):
    adaptation = line["adaptation"]
    adaptation.withdrawn_at = adaptation.created_at + timedelta(days=2)
    adaptation.save()
    soon = page_of(client, address("product", line["product"]))
    assert 'class="gone"' not in soon
    adaptation.withdrawn_at = adaptation.created_at + timedelta(days=20)
    adaptation.save()
    later = page_of(client, address("problem", line["problem"]))
    assert "Removed on 10 December 2026" in later
    assert "Six indicators" not in soon + later
    page_of(client, address("adaptation", adaptation), status=404)


def test_a_problem_that_is_not_public_leaves_a_tombstone_at_the_head(client, line):
    line["problem"].visibility = Visibility.MEMBERS
    line["problem"].save()
    for kind in ("product", "adaptation"):
        text = text_of(page_of(client, address(kind, line[kind])))
        in_order(text, "The line", "A step here is not public", "Solving it together")
        assert "Payers cannot" not in text
    page_of(client, address("problem", line["problem"]), status=404)


def test_an_adaptation_for_a_problem_of_its_own_shows_that_problem(client, line):
    own = f.problem(
        **public(statement="Kenya pays clinics late.", country=f.country("KE", "Kenya"))
    )
    line["adaptation"].problem = own
    line["adaptation"].save()
    html = page_of(client, address("adaptation", line["adaptation"]))
    assert "Kenya pays clinics late." in html
    own.visibility = Visibility.MEMBERS
    own.save()
    versions.bump("public")
    html = page_of(client, address("adaptation", line["adaptation"]))
    assert "pays clinics late" not in html
    assert html.count('class="gone"') == 1
