"""What is like a question before it goes out: found by rare words together, never by common ones."""

import csv
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import jln
from jln.search import index, likeness
from jln.search.index import Entry
from tests import factories as f

pytestmark = pytest.mark.django_db
DATA = Path(jln.__file__).parent / "loading" / "data"
TITLES = [
    "Which age groups do you use to adjust a capitation rate?",
    "Capitation: how do you see under-service before it becomes a scandal?",
    "One person in seven is in our register twice. Merge by machine, or by hand?",
    "How many facilities are enough for a costing study?",
    "Clinics are paid four months late. What helps before the system is fixed?",
    "Informal workers pay for two months and stop. What kept yours?",
    "Bundled payment for dialysis: what must be inside the bundle?",
    "We have a dashboard. Nobody opens it. What brought people back to yours?",
    "Newborns wait for a card. How do you enrol a baby on the first day?",
    "May a health centre have a bank account? Ours may not.",
    "Does anybody publish provider contracts in full, with prices?",
    "Did a quality bonus change anything after the second year?",
    "How do you speak to a ministry of finance that has heard it all?",
    "Volunteers who work forty hours a week: how did you bring them onto a payroll?",
    "The minister promised the drug on television. What does the committee do now?",
    "How far does autonomy of a public hospital go: hire, borrow, set prices?",
    "Three payment methods pull one hospital in three directions. How do you align them?",
    "Closing the Gap: Health Coverage for Non-Poor Informal-Sector Workers",
    "Costing of Health Services for Provider Payment: A Practical Manual",
    "Promoting Interoperability of Health Insurance Information Systems Through a Health Data Dictionary",
]
OTHERS = [
    ("La dialyse prend 14 % du budget pour 0,1 % des assurés. Jusqu’où ?", "fr"),
    ("Auditoría concurrente o posterior: ¿qué rinde más con quince auditores?", "es"),
    ("Um estudo de custos com três pessoas e sem contabilidade analítica: vale a pena?", "pt"),
    ("التدقيق الطبي في مستشفيات لم تعتد عليه: كيف نبدأ من دون خصومة؟", "ar"),
]
LIKE = [
    ("Which age bands should a capitation rate have for groups of children?", 0),
    ("Duplicates in the register: merge them by machine?", 2),
    ("How many facilities do we need for a costing study?", 3),
    ("Clinics are paid late. What shortens it by months?", 4),
    ("How can informal workers be made to pay each month?", 5),
    ("Is a bundled payment good for dialysis?", 6),
    ("How do you enrol newborns who have no card?", 8),
    ("Who publishes provider contracts with their prices?", 10),
    ("Community volunteers onto the payroll: who has done it?", 13),
    ("Which manual is good for costing health services?", 18),
    ("A health data dictionary: who has built one?", 19),
    ("La dialyse coûte trop cher au budget : où poser la limite ?", 20),
    ("¿Auditoría concurrente o posterior con pocos médicos?", 21),
    ("Um estudo de custos com uma equipa pequena?", 22),
    ("كيف نبدأ التدقيق الطبي في المستشفيات؟", 23),
]
UNLIKE = [
    "How do you repair ambulances in the provinces? We have forty, and half of them stand.",
    "Which refrigerator for vaccines runs on solar power?",
    "Do you give health workers a housing allowance?",
    "What rules do you have for gifts from drug companies to doctors?",
    "Medical tourism: does the ministry promote it in your country?",
    "How do you count deaths at home where nobody registers them?",
    "Patients sell their medicines on the market. What can a clinic do about it?",
    "Our health centres have no pharmacist. Who may dispense medicines?",
    "How many people do you have, and what did you do before you had them?",
    "Comment réparez-vous les ambulances qui ne roulent plus ?",
    "¿Quién compra el suero contra la mordedura de serpiente?",
    "كيف نصلح سيارات الإسعاف في المحافظات؟",
    "How did you get the private hospitals to join the national insurance fund?",
    "What is a fair price for a hip replacement in a public hospital?",
    "Which software do you use to pay salaries of health workers?",
    "Qui a réussi à faire payer une taxe sur le tabac pour la santé ?",
    "¿Qué hacen con los pacientes extranjeros que llegan a urgencias sin papeles?",
    "Quem paga o transporte dos doentes para a capital?",
    "ما هي أفضل طريقة لقياس رضا المرضى في المستشفيات العامة؟",
    "",
    "?",
]


@pytest.fixture
def shelf():
    with (DATA / "products.csv").open() as file:
        products = [row["title"] for row in csv.DictReader(file)]
    rows = [(title, "en") for title in TITLES] + OTHERS + [(one, "en") for one in products]
    for number, (title, language) in enumerate(rows):
        index.put(Entry(kind="topic", subject_id=number, title=title, language=language))
    return f.person()


def like(person, text, odds=1 / 3, **values):
    hits = likeness.like(person, text, kinds=("topic", "product"), odds=odds, limit=3, **values)
    return [hit.subject_id for hit in hits]


@pytest.mark.parametrize(("text", "neighbour"), LIKE)
def test_a_neighbour_is_found(shelf, text, neighbour):
    assert neighbour in like(shelf, text)


@pytest.mark.parametrize("text", UNLIKE)
def test_an_unrelated_question_finds_nothing(shelf, text):
    assert like(shelf, text) == []


def test_rare_words_count_only_as_much_of_the_question_or_of_the_title():
    title = "How far does autonomy of a public hospital go: hire, borrow, set prices?"
    assert not likeness.is_much(0.41, 3, title)  # three of its seven words
    assert likeness.is_much(0.45, 3, title)
    assert likeness.is_much(0.2, 4, title)


def test_a_word_that_stands_in_many_titles_weighs_little(shelf):
    assert like(shelf, "Health insurance and health payment?") == []


def test_a_larger_library_asks_for_more(shelf):
    text = "Clinics that are paid late"
    assert like(shelf, text) == [4]
    for number in range(100, 700):
        index.put(Entry(kind="topic", subject_id=number, title=f"Late clinics, case {number}"))
    assert like(shelf, text) == []


def test_what_she_may_not_see_is_neither_found_nor_counted(shelf):
    closed = Entry(kind="topic", subject_id=900, title="Solar vaccine refrigerators", reach="roll")
    index.put(closed)
    assert like(shelf, "Which solar refrigerators keep vaccines cold?") == []


def test_it_costs_the_same_for_few_words_and_many(shelf):
    costs = []
    for text in ("costing study", " ".join(TITLES)):
        with CaptureQueriesContext(connection) as asked:
            like(shelf, text)
        costs.append(len(asked))
    assert costs == [6, 6]
