"""Uncertain history: right, wrong, out of place, not known; and taking that back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.desk import actions, columns, queries
from jln.desk.actions import Said
from jln.desk.forms import CHECKS
from jln.desk.models import HistoryCheck
from jln.desk.terms import COLUMN_WORDS, RESTS, UNCERTAIN
from jln.facts.models import Fact
from jln.initiatives.models import GroupCountry, LearningGroup
from jln.kit.partial import PartialDate
from jln.kit.verdict import RuleBroken
from jln.library.models import Product, Release
from jln.membership.models import CountryMembership
from jln.people.models import Institution, InstitutionRole
from jln.search.models import SearchEntry
from jln.spaces.models import Space
from tests import factories as f

pytestmark = pytest.mark.django_db
LATER = f.NOON + timedelta(days=1)


@pytest.fixture
def chen():
    f.network()
    return f.staff()


def guess(**values) -> Product:
    return f.product(title="Costing manual", confidence="guess", sources="A list", **values)


def say(row, verdict, by, at=f.NOON, kind="product", **values):
    because, source = values.pop("because", ""), values.pop("source", "")
    return actions.check(kind, row.pk, Said(verdict, values, because, source), by=by, at=at)


def told() -> list[str]:
    return list(Fact.objects.order_by("pk").values_list("kind", flat=True))


def test_a_confirmed_row_keeps_its_source_and_is_no_longer_asked_about(chen):
    row = guess()

    say(row, "right", chen)

    row.refresh_from_db()
    assert (row.confidence, row.confirmed_by, row.sources) == ("confirmed", chen, "A list")
    assert list(queries.to_check(chen, "product")) == []
    assert told() == ["statement.confirmed"]
    with pytest.raises(RuleBroken) as refusal:
        say(row, "right", chen)
    assert refusal.value.verdict.codes == {"not_unsure"}


def test_a_correction_writes_what_is_right_and_keeps_what_stood_there(chen):
    row = guess(confidence_note="year guessed")

    noted = say(
        row,
        "wrong",
        chen,
        published="2017-03",
        because="It came out in March.",
        source="The title page",
    )

    row.refresh_from_db()
    assert row.published == PartialDate(2017, 3)
    assert row.source_list == ["The title page", "A list"]
    assert (row.confidence, row.confidence_note) == ("confirmed", "")
    assert (noted.before["published"], noted.after) == ("2016-07", {"published": "2017-03"})
    assert noted.before["confidence_note"] == "year guessed"
    assert noted.changes == [("published", "July 2016", "March 2017")]
    assert told() == ["statement.corrected"]


def test_a_correction_says_what_where_and_why_all_at_once(chen):
    with pytest.raises(RuleBroken) as refusal:
        say(guess(), "wrong", chen, published="2016-07")

    assert refusal.value.verdict.codes == {"nothing_changed", "no_reason", "no_source"}
    assert not HistoryCheck.objects.exists()


def test_nothing_ends_before_it_begins(chen):
    row = LearningGroup.objects.create(
        slug="x", name="X", type="collaborative", starts=PartialDate(2015), confidence="guess"
    )

    with pytest.raises(RuleBroken) as refusal:
        say(row, "wrong", chen, kind="learninggroup", ends="2014", because="y", source="z")

    assert refusal.value.verdict.codes == {"ends_first"}


def test_two_rows_cannot_be_corrected_into_the_same(chen):
    ghana = f.country()
    first = CountryMembership.objects.create(
        country=ghana, level="associate", starts=PartialDate(2012), ends=PartialDate(2014)
    )
    second = CountryMembership.objects.create(
        country=ghana, level="full", starts=PartialDate(2014), confidence="inferred"
    )

    with pytest.raises(RuleBroken) as refusal:
        say(second, "wrong", chen, kind="countrymembership", starts="2012", because="y", source="z")

    assert refusal.value.verdict.codes == {"twice"}
    second.refresh_from_db()
    assert (first.starts, second.starts) == (PartialDate(2012), PartialDate(2014))
    assert not HistoryCheck.objects.exists()


def test_countries_of_a_group_are_corrected_and_those_that_stay_keep_their_part(chen):
    group = f.group(confidence="guess")
    ghana, kenya = f.country(), f.country("KE", "Kenya")
    f.country("NG", "Nigeria")
    GroupCountry.objects.create(group=group, country=ghana, role="host")
    GroupCountry.objects.create(group=group, country=kenya)

    say(
        group,
        "wrong",
        chen,
        kind="learninggroup",
        countries=["GH", "NG"],
        because="Kenya was not there.",
        source="The report",
    )

    parts = dict(group.countries.values_list("country__code", "role"))
    assert parts == {"GH": "host", "NG": "learner"}


def test_the_period_of_an_institution_is_that_of_its_roles(chen):
    row = f.institution(confidence="guess")
    InstitutionRole.objects.create(institution=row, role="facilitator", starts=PartialDate(2010))

    say(row, "wrong", chen, kind="institution", ends="2019", because="y", source="z")

    assert row.roles.get().ends == PartialDate(2019)


def test_a_removed_row_is_kept_whole_and_can_be_put_back(chen):
    row = guess()
    SearchEntry.objects.create(kind="product", subject_id=row.pk, title=row.title)
    row.countries.set([f.country()])

    noted = say(row, "remove", chen, because="It is not ours.")

    assert not Product.objects.exists()
    assert not Release.objects.exists()
    assert not SearchEntry.objects.filter(kind="product").exists()
    assert told() == ["statement.removed"]

    actions.take_back(noted, by=chen, at=LATER)

    back = Product.objects.get(pk=row.pk)
    assert (back.title, back.published, back.confidence) == (row.title, row.published, "guess")
    assert [one.code for one in back.countries.all()] == ["GH"]
    assert Release.objects.get().product == back
    assert SearchEntry.objects.get(kind="product").subject_id == row.pk
    assert told() == ["statement.removed", "statement.restored"]


def test_what_others_rest_on_cannot_be_removed_and_says_what(chen):
    row = guess()
    f.adaptation(product=row)

    with pytest.raises(RuleBroken) as refusal:
        say(row, "remove", chen, because="It is not ours.")

    assert refusal.value.verdict.codes == {"held"}
    assert "Adaptations (1)" in refusal.value.text
    assert Product.objects.exists()


def test_an_empty_space_goes_with_its_group_and_one_where_people_talk_keeps_it(chen):
    quiet, lively = f.group("quiet", confidence="guess"), f.group("lively", confidence="guess")
    f.space("quiet", kind="group", group=quiet)
    f.topic(space=f.space("lively", kind="group", group=lively))

    say(quiet, "remove", chen, kind="learninggroup", because="It never met.")
    with pytest.raises(RuleBroken) as refusal:
        say(lively, "remove", chen, kind="learninggroup", because="It never met.")

    assert not Space.objects.filter(slug="quiet").exists()
    assert "Conversations (1)" in refusal.value.text


def test_who_does_not_know_leaves_it_to_somebody_else(chen):
    first, second = guess(), guess()
    bayu = f.staff("Bayu")

    say(first, "unknown", chen)
    again = say(first, "unknown", chen)

    assert [row.pk for row in queries.to_check(chen, "product")] == [second.pk, first.pk]
    assert [row.left_by_me for row in queries.to_check(bayu, "product")] == [False, False]
    assert [row.is_left for row in queries.to_check(bayu, "product")] == [True, False]
    assert HistoryCheck.objects.get() == again
    assert told() == ["statement.left"]


def test_a_correction_taken_back_stands_as_before(chen):
    row = guess(confidence_note="year guessed")
    noted = say(row, "wrong", chen, published="2017", because="y", source="z")

    actions.take_back(noted, by=chen, at=LATER)

    row.refresh_from_db()
    assert (row.published, row.sources) == (PartialDate(2016, 7), "A list")
    assert (row.confidence, row.confidence_note) == ("guess", "year guessed")
    assert (row.confirmed_at, row.confirmed_by) == (None, None)


def test_what_was_said_is_taken_back_once_in_time_and_only_the_last(chen):
    row = guess()
    first = say(row, "wrong", chen, published="2017", because="y", source="z")
    second = say(row, "wrong", chen, published="2018", because="y", source="z")

    with pytest.raises(RuleBroken) as not_last:
        actions.take_back(first, by=chen, at=LATER)
    with pytest.raises(RuleBroken) as too_late:
        actions.take_back(second, by=chen, at=f.NOON + timedelta(days=31))
    actions.take_back(second, by=chen, at=LATER)
    with pytest.raises(RuleBroken) as twice:
        actions.take_back(second, by=chen, at=LATER)

    assert [one.value.verdict.codes for one in (not_last, too_late, twice)] == [
        {"not_last"},
        {"too_late"},
        {"undone"},
    ]
    row.refresh_from_db()
    assert row.published == PartialDate(2017)


def test_a_place_that_is_taken_by_now_is_not_taken_away(chen):
    row = guess(slug="costing")
    noted = say(row, "remove", chen, because="It is not ours.")
    f.product("costing")

    with pytest.raises(RuleBroken) as refusal:
        actions.take_back(noted, by=chen, at=LATER)

    assert refusal.value.verdict.codes == {"place_taken"}


@pytest.mark.parametrize("verdict", ["right", "wrong", "remove", "unknown"])
def test_only_staff_say_anything_of_history(chen, verdict):
    row = guess()

    with pytest.raises(PermissionDenied):
        say(row, verdict, f.person(), published="2017", because="y", source="z")

    assert not HistoryCheck.objects.exists()


@pytest.mark.parametrize("kind", UNCERTAIN)
def test_every_kind_has_its_form_with_words_for_each_column(kind):
    form = CHECKS[kind]()

    assert set(columns.COLUMNS[kind]) <= set(form.fields)
    assert set(columns.COLUMNS[kind]) <= set(COLUMN_WORDS)
    assert list(form.fields) == ["verdict", *columns.COLUMNS[kind], "because", "source"]


@pytest.mark.parametrize("kind", UNCERTAIN)
def test_whatever_can_rest_on_a_kind_has_words(kind):
    model = queries.history(kind).model
    resting = {one.related_model._meta.model_name for one in model._meta.related_objects}
    inside = {
        getattr(model, name).rel.related_model._meta.model_name
        for name in columns.PARTS.get(kind, ())
    }

    assert resting - inside - set(RESTS) == set()


def test_a_page_shows_the_form_as_it_stands_and_does_what_is_answered(client, chen):
    f.sign_in(client, chen)
    row = guess()
    path = f"/desk/facts/product/{row.code}/"

    shown = client.get(path).content.decode()
    assert 'value="Costing manual"' in shown
    assert 'value="2016-07"' in shown

    refused = client.post(path, {"verdict": "wrong", "title": row.title, "type": "manual"})
    assert "Say what is wrong with it" in refused.content.decode()

    done = client.post(
        path,
        {
            "verdict": "wrong",
            "title": "Costing guide",
            "type": "guide",
            "published": "2016-07",
            "because": "Another title",
            "source": "The cover",
        },
    )
    row.refresh_from_db()
    assert (done.status_code, row.title, row.type) == (302, "Costing guide", "guide")

    noted = HistoryCheck.objects.get()
    listed = client.get("/desk/facts/done/").content.decode()
    assert "<del>Costing manual</del> <ins>Costing guide</ins>" in listed
    client.post(f"/desk/facts/done/{noted.code}/undo/")
    row.refresh_from_db()
    assert row.title == "Costing manual"


def test_one_press_in_the_list_confirms(client, chen):
    f.sign_in(client, chen)
    row = guess()

    client.post(f"/desk/facts/product/{row.code}/", {"verdict": "right"})

    row.refresh_from_db()
    assert (row.confidence, row.confirmed_by) == ("confirmed", chen)


def test_columns_matter_to_a_correction_only(client, chen):
    f.sign_in(client, chen)
    row = guess()
    path, data = f"/desk/facts/product/{row.code}/", {"published": "1999-99", "title": ""}

    wrong = client.post(path, {"verdict": "wrong", "because": "y", "source": "z"} | data)
    assert "Write a date as 2016" in wrong.content.decode()
    assert client.post(path, {"verdict": "unknown"} | data).status_code == 302


def test_a_row_that_is_not_there_is_not_found(client, chen):
    f.sign_in(client, chen)

    assert client.get("/desk/facts/product/zzzzzz/").status_code == 404
    assert client.get("/desk/facts/person/zzzzzz/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(client, chen, rows, django_assert_num_queries):
    f.sign_in(client, chen)
    for _ in range(rows):
        Institution.objects.create(
            slug=f"i{f.next_number()}", name="X", kind="agency", confidence="guess"
        )
    client.get("/desk/facts/")
    with django_assert_num_queries(6):  # three versions, the counts, may she, the rows
        page = client.get("/desk/facts/?kind=institution").content.decode()

    assert page.count("Say otherwise") == min(rows, 25)
