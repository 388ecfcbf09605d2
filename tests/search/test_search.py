import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.countries.terms import SeatKind
from jln.search import index, queries
from jln.search.highlight import marked, snippet
from jln.search.index import Entry
from jln.search.stems import stems_of, words_of
from tests import factories as f


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("payments", "payment", "en"),
        ("paiements", "paiement", "fr"),
        ("pagos", "pago", "es"),
        ("pagamentos", "pagamento", "pt"),
        ("الصحة", "الصحه", "ar"),
        ("التأمين", "تأمين", "ar"),
        ("والتمويل", "التمويل", "ar"),
        ("Évaluation", "evaluation", "fr"),
    ],
)
def test_words_that_mean_the_same_have_one_stem(one, other, language):
    assert stems_of(one, language) == stems_of(other, language)


def test_marks_that_are_letters_stay():
    assert words_of("স্বাস্থ্য") != words_of("সবাসথয")
    assert words_of("สุขภาพ")[0] == "สุ"


@given(st.text())
def test_no_text_breaks_the_words(text):
    for word in words_of(text):
        assert not set(word) & set("\"'()*:&|! ")


@pytest.mark.django_db
@given(text=st.text(max_size=60))
def test_no_query_breaks_the_search(text):
    queries.find(None, text)


@pytest.mark.django_db
def test_what_a_reader_may_not_see_is_neither_hit_nor_count():
    ama, chen = f.person(), f.staff()
    gh = f.space("ccg-gh", kind="country", visibility="roll", country=f.country())
    f.on_roll(gh, ama)
    for reach, number in (("public", 1), ("members", 2), ("roll", 3)):
        space = gh.pk if reach == "roll" else None
        index.put(
            Entry(
                "topic", number, f"Capitation canary {reach}", reach=reach, space_id_or_none=space
            )
        )

    def seen(person):
        found = queries.find(person, "capitation")
        assert found.total == len(found.hits)
        return {hit.subject_id for hit in found.hits}

    assert (seen(None), seen(chen), seen(ama)) == ({1}, {1, 2}, {1, 2, 3})


@pytest.mark.django_db
def test_a_coordinator_finds_her_countrys_problems():
    ama = f.person()
    f.seat(SeatKind.CCG_COORDINATOR, ama, country=f.country())
    index.put(
        Entry("problem", 1, "Late claims", reach="roll", space_id_or_none=99, country_code="GH")
    )
    index.put(
        Entry("problem", 2, "Late claims", reach="roll", space_id_or_none=98, country_code="KE")
    )

    assert [hit.subject_id for hit in queries.find(ama, "claims").hits] == [1]


@pytest.mark.django_db
def test_a_title_counts_more_than_a_body_and_changes_are_followed():
    index.put(Entry("product", 1, "Costing manual", "for provider payment", reach="public"))
    index.put(Entry("product", 2, "Provider payment", "costing", reach="public"))
    assert [hit.subject_id for hit in queries.find(None, "costing").hits] == [1, 2]

    index.put(Entry("product", 1, "Medical audit", "", reach="public"))
    index.drop("product", 2)

    assert queries.find(None, "costing").hits == []
    assert queries.find(None, "audits").by_kind == {"product": 1}


@pytest.mark.django_db
def test_a_query_in_another_language_than_the_readers_is_found():
    index.put(Entry("product", 1, "Les paiements des prestataires", language="fr", reach="public"))

    assert queries.find(None, "paiement").total == 1


@pytest.mark.django_db
def test_some_of_the_words_are_found_when_nothing_has_all():
    index.put(Entry("product", 1, "Costing manual", reach="public"))

    found = queries.find(None, "costing zebra")

    assert (found.is_loose, found.total) == (True, 1)


def test_found_words_are_marked_and_everything_else_is_escaped():
    assert (
        str(marked("<b>Payments</b> & pay", "payment"))
        == "&lt;b&gt;<mark>Payments</mark>&lt;/b&gt; &amp; pay"
    )
    assert "<mark>costing</mark>" in str(
        snippet("x " * 300 + "the costing team " + "y " * 300, "costing")
    )


@pytest.mark.django_db
def test_little_words_find_nothing_by_themselves():
    index.put(Entry("product", 1, "Coûts des soins", language="fr", reach="public"))
    index.put(Entry("institution", 2, "Agence des archives", language="fr", reach="public"))

    assert queries.find(None, "coût des soins").by_kind == {"product": 1}
    assert queries.find(None, "des").total == 2
    assert queries.ids_of(None, "soins zebra", "product", or_some=True) == [1]
    assert queries.ids_of(None, "soins zebra", "product") == []
