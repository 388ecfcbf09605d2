"""The same reply means the same whatever program sends it, and wherever in the form it is typed."""

import pytest
from tests.mailroom.twin.clients import ATTRIBUTIONS, HEADERS, filled, raw, replies

from jln.mail.reading import read
from jln.mailroom.twin import source
from jln.mailroom.twin.read import answer

ANSWERS = [
    ("vote", "Against\n\nThe annex lacks a table."),
    ("vote", "vote: abstain\n\n-- \nAma Boateng\nFor health, against malaria"),
    ("vote", "Dear all,\n\nPour\n\nBest regards,\nDr Ama Boateng\nMinistry"),
    ("rsvp", "1a 2b\n\nSent from my iPhone"),
    ("nominate", "Hello,\n\nRosa Quispe\nJoseph Mensah\n\nRegards,\nAma Boateng"),
    ("points", "A 5\nB 5\n\nBecause of the rates."),
    ("seat", "yes\n10 May\n14 May\nno\nyes"),
    ("adaptation", "1. New rates\nin all regions.\n2. a\n3. 2026\n4. 1,200 facilities"),
]
FILLED = {
    "vote": (["Against"], {"vote": "against"}),
    "moderate": (
        ["", "hold, source is missing", ""],
        {"p2": {"option": "hold", "text": "source is missing"}},
    ),
    "seat": (
        ["Yes", "10 May", "14 May 2027", "no", "yes"],
        {
            "accept": True,
            "arrive": "2027-05-10",
            "leave": "2027-05-14",
            "visa": False,
            "agreed": True,
        },
    ),
    "adaptation": (
        ["New rates apply.", "b", "May 2026", "240,000 people"],
        {
            "change": "New rates apply.",
            "level": "region",
            "since": "2026-05",
            "reach": {"value": 240000, "unit": "people"},
        },
    ),
    "nominate": (
        ["D B", "Grace Phiri, Lusaka"],
        {"ranking": ["rosa", "joseph"], "other": "Grace Phiri, Lusaka"},
    ),
    "points": (["A 5, C 5"], {"points": {"rates": 5, "data": 5}}),
    "profile": (
        ["Director", "b", "a, c", "none", "no"],
        {
            "title": "Director",
            "institution": "nhia",
            "languages": ["en", "es"],
            "help": [],
            "directory": False,
        },
    ),
}


def read_by(form, body):
    return answer(form, source.message(read(raw(body))))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("form", "text"), ANSWERS)
def test_every_program_says_the_same(forms, form, text, language):
    plain = answer(forms[form], source.of_text(text, sender="Ama Boateng"))
    assert plain.outcome in ("complete", "partial")
    for name, body in replies(forms[form], language, text):
        found = read_by(forms[form], body)
        assert (name, found.outcome, found.values) == (name, plain.outcome, plain.values)


@pytest.mark.parametrize("into", ["in", "below"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("form", FILLED)
def test_answers_in_and_below_the_quoted_questions(forms, form, language, into):
    answers, values = FILLED[form]
    quoted = filled(forms[form], language, answers, "> ", into=into)
    signed = f"{ATTRIBUTIONS[0]}\n\n{quoted}\n\n-- \nAma Boateng\nFor health, against malaria\n"
    assert read_by(forms[form], signed).values == values
    bare = filled(forms[form], language, answers, "", into=into)
    for headers in HEADERS:
        assert read_by(forms[form], f"\n{headers}\n\n{bare}").values == values


@pytest.mark.parametrize("form", FILLED)
def test_a_form_copied_into_new_text(forms, form):
    answers, values = FILLED[form]
    assert read_by(forms[form], filled(forms[form], "en", answers, "", into="in")).values == values


def test_what_is_quoted_never_answers(forms):
    for quoted in (
        "> 1\n> Against",
        "> vote: for",
        "> > ***\n> > How does your country vote? [vote]\n> > vote = 1\n> > ***",
        "> A member wrote:\n> vote = 1\n>\n> ***\n> How does your country vote? [vote]\n> vote =\n> ***",
        "> ***\n> How does your country vote? [vote]\n> | vote = 1\n> vote =\n> ***",
        "> ***\n> How does your country vote? [vote]\n> vote =\n> Against\n> ***",
        "> ***\n> How does your country vote? [vote]\n> vote =\n> ***\n> vote = 1",
    ):
        found = read_by(forms["vote"], f"I read it tonight.\n\n{ATTRIBUTIONS[0]}\n{quoted}\n")
        assert (quoted, found.outcome, found.left_over_text) == (
            quoted,
            "nothing",
            "I read it tonight.",
        )


def test_what_is_forwarded_is_not_the_senders(forms):
    for line in (
        "---------- Forwarded message ----------",
        "Begin forwarded message:",
        "---------- Message transféré ----------",
        "-------- Mensaje reenviado --------",
        "Début du message transféré :",
    ):
        found = read_by(
            forms["eoi"], f"{line}\nFrom: PS <ps@moh.example>\nSubject: Zambia\n\nApprove\n1\n"
        )
        assert (line, found.outcome, found.left_over_text) == (line, "nothing", "")


def test_an_answer_beside_another_in_the_quote_is_asked_back(forms):
    quoted = filled(forms["vote"], "en", ["2"], "> ", into="in")
    found = read_by(forms["vote"], f"For\n\n{ATTRIBUTIONS[0]}\n{quoted}\n")
    assert found.unclear == (("vote", "contradiction"),)
    found = read_by(forms["vote"], f"Against\n\n{ATTRIBUTIONS[0]}\n{quoted}\n")
    assert found.values == {"vote": "against"}


def test_points_below_their_items(forms):
    rows = []
    for row in filled(forms["points"], "en", [""], "> ", into="in").split("\n"):
        rows.append(row)
        rows += ["", {"A": "6", "C": "4"}[row[5]], ""] if row[5:7] in ("A)", "C)") else []
    found = read_by(forms["points"], f"{ATTRIBUTIONS[0]}\n" + "\n".join(rows))
    assert found.values == {"points": {"rates": 6, "data": 4}}


def test_the_senders_own_name_ends_the_text_but_may_be_an_answer(forms):
    body = "1\n\nDr Ama Boateng, MPH\n2 Independence Avenue"
    assert read_by(forms["vote"], body).values == {"vote": "for"}
    nominee = answer(
        forms["nominate"], source.message(read(raw("Joseph Mensah\n", sender="Joseph Mensah")))
    )
    assert nominee.values == {"ranking": ["joseph"]}


@pytest.mark.parametrize(
    ("greeting", "closing", "name", "footer"),
    [
        ("Habari,", "Wako,", "Asha Mushi", "Imetumwa kutoka iPhone yangu"),
        ("नमस्ते,", "सादर,", "डॉ. अनीता शर्मा", "मेरे iPhone से भेजा गया"),
        ("প্রিয় সহকর্মী,", "ধন্যবাদান্তে,", "রহিমা খাতুন", "আমার iPhone থেকে পাঠানো"),
        ("Сайн байна уу,", "Хүндэтгэсэн,", "Болд Ганбат", "Миний iPhone-оос илгээв"),
        ("Të nderuar kolegë,", "Me respekt,", "Arben Hoxha", "Dërguar nga iPhone im"),
        ("Liebe Kolleginnen,", "Mit freundlichen Grüßen", "Anna Weber", ""),
    ],
)
def test_letters_of_other_languages(forms, greeting, closing, name, footer):
    """Their words answer nothing, but numbers and letters do, and courtesy is no note."""
    for form, said in (("vote", "1"), ("rsvp", "1a 2a"), ("nominate", "B D"), ("profile", "3: a")):
        plain = answer(forms[form], source.of_text(said))
        body = f"{greeting}\n\n{said}\n\n{closing}\n{name}\nX Y Z\n\n{footer}\n"
        found = answer(forms[form], source.message(read(raw(body, sender=name))))
        assert (found.outcome, found.values) == (plain.outcome, plain.values)
        assert found.left_over_text == ""


def test_only_courtesy_is_cut(forms):
    """A text that begins with the sender's name or a greeting word still reaches a person."""
    for said in (
        "Ama Boateng votes for the donors.",
        "Saludos a todos desde la costa",
        "I use Outlook",
    ):
        found = answer(forms["eoi"], source.of_text(said, sender="Ama Boateng"))
        assert (found.outcome, found.left_over_text) == ("nothing", said)
    assert answer(forms["vote"], source.of_text("For\n\nAma", sender="Ama Boateng")).values == {
        "vote": "for"
    }
