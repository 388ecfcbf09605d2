"""The rules, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.safe_space import rules
from jln.safe_space.rules.releasing import COUNTRIES

COUNTRY = st.one_of(st.none(), st.integers(1, 6))


@given(st.lists(COUNTRY, max_size=12))
def test_three_countries_or_nothing(countries):
    known = set(countries) - {None}
    assert rules.speaks_for_enough(countries) == (len(known) >= COUNTRIES)
    assert bool(rules.may_release("Title", countries)) == (len(known) >= COUNTRIES)


@given(st.lists(COUNTRY, min_size=3, max_size=10).filter(rules.speaks_for_enough), st.data())
def test_whoever_withdraws_what_is_read_is_still_of_three_countries(countries, data):
    may_lose = rules.spare(countries)
    left = list(countries)
    withdrawn = 0
    while left:
        left.pop(data.draw(st.integers(0, len(left) - 1)))
        withdrawn += 1
        if rules.stands(may_lose, withdrawn):
            assert rules.speaks_for_enough(left)


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("We asked Dr Mensah twice.", "name", "Dr Mensah"),
        ("It was Ama Owusu who stopped it.", "name", "Ama Owusu"),
        ("Nous avons demandé à Mme Diop.", "name", "Mme Diop"),
        ("تحدثنا مع الدكتور أحمد قبل ذلك.", "name", "الدكتور أحمد"),
        ("As we saw in Kenya, it fails.", "country", "Kenya"),
        ("Comme en Côte d’Ivoire, rien.", "country", "Côte d’Ivoire"),
        ("Em Moçambique não funcionou.", "country", "Moçambique"),
        ("فشل ذلك في مصر.", "country", "مصر"),
        ("Our minister said no.", "office", "Our minister"),
        ("In my own district it failed.", "office", "my own district"),
        ("Notre directrice a refusé.", "office", "Notre directrice"),
        ("Nuestro ministro dijo no.", "office", "Nuestro ministro"),
        ("A nossa clínica fechou.", "office", "nossa clínica"),
        ("رفض وزيرنا الخطة.", "office", "وزيرنا"),
        ("I am the director of it.", "oneself", "I am the"),
        ("En tant que médecin, non.", "oneself", "En tant que"),
        ("Ask ama@health.example about it.", "reached", "ama@health.example"),
        ("It was on 12.03.2026 at noon.", "reached", "12.03.2026"),
    ],
)
def test_what_may_tell_readers_who_wrote_is_named_before_sending(text, code, word):
    found = {hint.code: hint.words for hint in rules.hints(text)}
    assert word in found.get(code, ())


@pytest.mark.parametrize(
    "text",
    [
        "The tariff was cut in the middle of the year. Clinics had no money in March.",
        "Le tarif a été réduit. Les cliniques n’ont pas été prévenues.",
        "La tarifa se redujo. Nadie avisó a las clínicas.",
        "A tarifa foi reduzida. Ninguém avisou as clínicas.",
        "خُفضت التعرفة ولم تُبلَّغ العيادات.",
    ],
)
def test_a_text_that_names_nobody_goes_without_a_word(text):
    assert rules.hints(text) == []


def test_what_no_reader_sees_does_not_go_with_a_text():
    assert rules.plain(" One\u200b\ufeff line \r\nTwo\x00 \r\n") == "One line\nTwo"


@pytest.mark.parametrize(
    ("passphrase", "holds"),
    [
        ("copper lantern quietly seven", True),
        ("short", False),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", False),
        (" " * 40, False),
    ],
)
def test_a_passphrase_is_long_enough_to_hold(passphrase, holds):
    assert bool(rules.strong_enough(passphrase)) is holds
