"""Mail programs that announce a quote in a way of their own, and what servers add on the way."""

from __future__ import annotations

import pytest
from tests.mail.reading.letters import LIST, MARK, QUOTE, SUBJECT, WRITERS, letter, marked

from jln.mail.reading import read

WORDS = "Thank you. We agree with chapter 2, but table 4 needs another look."
ROW = f"Miriam Okello <{LIST}>"
ON = f"On 3 Mar 2025, at 10:15, {ROW} wrote:\n\n{marked(QUOTE)}"
HEADERS = f"To: a@nhia.example\nDate: 03/03/2025 10:15\nSubject: {SUBJECT}\n\n{QUOTE}"

ANNOUNCED = {
    "GroupWise": f'>>> "Miriam Okello" <{LIST}> 3/3/2025 10:15 AM >>>\n{QUOTE}',
    "GroupWise in German": f">>> Miriam Okello 03.03.25 10.15 Uhr >>>\n{QUOTE}",
    "Notes, first words": f"Miriam Okello ---03/03/2025 10:15:22---Dear colleagues, Please\n\nFrom: {ROW}\n{HEADERS}",
    "Notes, a table": f"|------------>\n| From:      |\n|------------>\n  >-------|\n  |{ROW} |\n  >-------|\n\n{QUOTE}",
    "Notes, stacked": f"{ROW}\n03/03/2025 10:15\n\nA\na@nhia.example\n\nObjet\n{SUBJECT}\n\n{QUOTE}",
    "NetEase": f"---- 回复的原邮件 ----\n| 发件人 | {ROW} |\n| 主题 | {SUBJECT} |\n{QUOTE}",
    "NetEase in English": f"---- Replied Message ----\n| From | {ROW} |\n| Subject | {SUBJECT} |\n{QUOTE}",
}

ADDED = {
    "a virus scanner": f"<https://www.avast.com/sig>\nVirus-free.www.avast.com\n<#DAB4FAD8>\n\n{ON}",
    "a warning on top": f"CAUTION: This email originated from outside of the organization.\n\n{ON}",
    "a webmail, below the quote": f"{ON}\n\n{'-' * 60}\nThis message was sent using IMP.",
    "a disclaimer with its head": f"{ON}\n\nDisclaimer\n\nThe information contained in this communication is confidential and for its recipient.",
    "an unknown language, below": f"{ON}\n\n{'_' * 40}\nBlivet zork wug confidentia.",
    "K-9 without dashes": f"Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.\n\n{ON}",
    "Proton, any language": f"Blivet Proton Mail\n\n{ON}",
    "NetEase's card": f"| |\nAma Boateng\n|\n|\n邮箱：ama@nhia.example\n|\n\n签名由 网易邮箱大师 定制\n\n{ON}",
    "a closing in Lao": f"ດ້ວຍຄວາມນັບຖື\nAma Boateng\n\n{ON}",
}


@pytest.mark.parametrize("program", ANNOUNCED)
def test_the_words_above_the_quote_of(program):
    reading = read(letter(WRITERS["en"], f"{WORDS}\n\n{ANNOUNCED[program]}\n"))
    assert reading.text.strip() == WORDS
    assert MARK in reading.quoted


@pytest.mark.parametrize("added", ADDED)
def test_what_is_no_word_of_the_writer(added):
    reading = read(letter(WRITERS["en"], f"{WORDS}\n\n{ADDED[added]}\n"))
    assert reading.text.strip() == WORDS


@pytest.mark.parametrize(
    "words",
    [
        f"{WORDS}\n\nBest,\nAma\n\nPS: the annex is at https://nhia.example/annex",
        f"{WORDS}\n\nAma Boateng\n\nN.B. write to kofi@nhia.example about the annex",
        "Original:\nthe first step\n\nProposed:\nthe first three steps",
        "---------\nA line of dashes first, and then what we think.",
        "Miriam Okello asked on 3/3/2025 10:15 and we said --- yes.",
        "|- one\n|- two\nboth are fine",
    ],
)
def test_what_the_writer_said_stays(words):
    reading = read(letter(WRITERS["en"], f"{words}\n\n{ON}\n"))
    assert reading.text.strip() == words


def test_a_question_above_a_block_of_headers_is_no_header():
    """No empty row between them: the labels are known, the question's first words are not."""
    body = f"Wij stemmen in.\nEen vraag: telt 2023 mee?\nVan: {ROW}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Ama\nOnderwerp: {SUBJECT}\n\n{QUOTE}"
    reading = read(letter(WRITERS["en"], body))
    assert reading.text.strip() == "Wij stemmen in.\nEen vraag: telt 2023 mee?"
