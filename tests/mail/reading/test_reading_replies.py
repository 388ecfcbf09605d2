"""What is new in a reply, over languages, mail programs and ways to sign."""

from __future__ import annotations

import pytest
from tests.mail.reading.letters import (
    FOOTERS,
    LIST,
    MARK,
    MIRIAM,
    QUOTE,
    SUBJECT,
    WRITERS,
    attributions,
    headers,
    letter,
    marked,
)

from jln.mail.reading import Kind, read
from jln.mail.reading.judge.replies import squeezed


def signed(language):
    """The ways to sign; all of them only in two languages, the known one and the one that is none."""
    writer = WRITERS[language]
    ways = {
        "closing": f"{writer.body}\n\n{writer.closing}\n{writer.name}\n{writer.office}",
        "nothing": writer.body,
        "name": f"{writer.body}\n\n{writer.name}\n{writer.office}",
        "dashes": f"{writer.body}\n\n-- \n{writer.name}\n{writer.office}",
    }
    return ways if language in ("en", "none") else {"closing": ways["closing"]}


@pytest.mark.parametrize("language", WRITERS)
@pytest.mark.parametrize("program", attributions())
def test_the_words_above_a_marked_quote(language, program):
    writer = WRITERS[language]
    for way, text in signed(language).items():
        reading = read(letter(writer, f"{text}\n\n{attributions()[program]}\n{marked(QUOTE)}\n"))
        assert squeezed(reading.text) == squeezed(writer.body), way
        assert MARK in reading.quoted
        assert reading.kind == Kind.REPLY


@pytest.mark.parametrize("language", WRITERS)
@pytest.mark.parametrize("program", headers(WRITERS["en"]))
def test_the_words_above_an_unmarked_quote(language, program):
    writer = WRITERS[language]
    for way, text in signed(language).items():
        reading = read(letter(writer, f"{text}\n\n{headers(writer)[program]}\n{QUOTE}\n"))
        assert squeezed(reading.text) == squeezed(writer.body), way
        assert MARK in reading.quoted


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_footer_of_a_telephone(footer):
    for writer in WRITERS.values():
        reading = read(letter(writer, f"{writer.body}\n\n{footer}\n\n{marked(QUOTE)}\n"))
        assert squeezed(reading.text) == squeezed(writer.body)
        assert footer.split("<")[0] in reading.signature


def page(program, writer):
    """The same reply as programs that send no plain text write it."""
    body = "".join(f"<p>{line}</p>" for line in writer.body.split("\n") if line)
    quote = "".join(f"<p>{line}</p>" for line in QUOTE.split("\n") if line)
    who = MIRIAM.replace("<", "&lt;").replace(">", "&gt;")
    sign = f"{writer.closing}<br>{writer.name}<br>{writer.office}"
    said = f"Blapp 3 mar. 2025 zump 10:15 glib {who}:"
    block = f"<b>Blap:</b> {who}<br><b>Zump:</b> 3 mar 2025<br><b>Ka:</b> {writer.name}<br><b>Floop:</b> x"
    return {
        "gmail": f'<div dir="ltr">{body}<div>-- </div><div class="gmail_signature">{sign}</div></div><div class="gmail_quote">'
        f'<div class="gmail_attr">{said}</div><blockquote class="gmail_quote">{quote}</blockquote></div>',
        "outlook": f'<body><div class="WordSection1">{body.replace("<p>", "<p class=MsoNormal>")}<p class="MsoNormal">{sign}</p>'
        f'<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p>{block}</p></div>{quote}</div></body>',
        "outlook web": f'<div>{body}</div><div id="Signature">{sign}</div><hr style="display:inline-block;width:98%">'
        f'<div id="divRplyFwdMsg">{block}</div><div>{quote}</div>',
        "apple": f'<body>{body}<div>{sign}</div><div><br><blockquote type="cite"><div>{said}</div>{quote}</blockquote></div></body>',
        "thunderbird": f'<body>{body}<div class="moz-signature">-- <br>{sign}</div><div class="moz-cite-prefix">Blapp zump:</div>'
        f'<blockquote type="cite">{quote}</blockquote></body>',
        "yahoo": f'<div class="yahoo-style-wrap">{body}<div>{sign}</div></div><div id="ydp1yahoo_quoted_1" class="ydp1yahoo_quoted">'
        f"<div>{said}</div>{quote}</div>",
        "proton": f'{body}<div class="protonmail_signature_block">{sign}</div><div class="protonmail_quote">{said}<br>'
        f'<blockquote class="protonmail_quote" type="cite">{quote}</blockquote></div>',
    }[program]


@pytest.mark.parametrize(
    "program", ["gmail", "outlook", "outlook web", "apple", "thunderbird", "yahoo", "proton"]
)
@pytest.mark.parametrize("language", WRITERS)
def test_a_page_without_plain_text(program, language):
    writer = WRITERS[language]
    reading = read(letter(writer, "", html=page(program, writer)))
    assert squeezed(reading.text) == squeezed(writer.body)
    assert MARK in reading.quoted
    assert reading.html


def test_answers_between_quotes_keep_their_order():
    text = f"On 3 Mar 2025, {MIRIAM} wrote:\n> Which city?\n\nAccra\n\n> Which day?\n\n10 May\n\n> Yours\n\nKind regards,\nAma Boateng"
    reading = read(letter(WRITERS["en"], text))
    assert reading.interleaved
    assert reading.text == "> Which city?\n\nAccra\n\n> Which day?\n\n10 May"
    said = [(line.text, line.level, line.new) for line in reading.parts if line.text]
    assert said[1:5] == [
        ("Which city?", 1, False),
        ("Accra", 0, True),
        ("Which day?", 1, False),
        ("10 May", 0, True),
    ]
    assert reading.signature == "Kind regards,\nAma Boateng"


def test_an_answer_below_the_quote_is_only_the_answer():
    reading = read(
        letter(WRITERS["en"], f"On 3 Mar 2025, {MIRIAM} wrote:\n{marked(QUOTE)}\n\nWe agree.\n")
    )
    assert reading.text == "We agree."
    assert not reading.interleaved


def test_a_name_that_is_the_whole_answer_stays():
    reading = read(letter(WRITERS["en"], f"Ama Boateng\n\n{marked(QUOTE)}"))
    assert reading.text == "Ama Boateng"


def test_a_name_that_was_announced_stays():
    reading = read(letter(WRITERS["en"], f"We nominate:\nAma Boateng\n\n{marked(QUOTE)}"))
    assert reading.text == "We nominate:\nAma Boateng"


@pytest.mark.parametrize("text", ["Thanks", "1", "OK", "Best", "Merci beaucoup", "2. Against"])
def test_short_answers_are_not_taken_for_closings(text):
    assert read(letter(WRITERS["en"], f"{text}\n\n{marked(QUOTE)}")).text == text


def test_labelled_lines_of_her_own_are_no_quote():
    text = "Here is my address:\n\nName: Ama Boateng\nE-mail: ama@nhia.example\nPhone: +233 30 000 0000\n\nPlease add me to the list of speakers of the session."
    assert "speakers" in read(letter(WRITERS["en"], text)).text


def test_a_greeting_is_named_and_kept():
    reading = read(letter(WRITERS["en"], f"Dear colleagues,\n\nWe agree.\n\n{marked(QUOTE)}"))
    assert reading.greeting == "Dear colleagues,"
    assert reading.text.startswith("Dear colleagues,")


def test_what_is_under_a_forwarding_line_is_not_hers():
    text = f"---------- Forwarded message ---------\nFrom: {MIRIAM}\nDate: Mon, Mar 3, 2025\nSubject: x\nTo: <a@b.example>\n\n1) For"
    reading = read(letter(WRITERS["en"], text, subject=f"Fwd: {SUBJECT}"))
    assert reading.text == ""
    assert reading.forwarded
    assert "1) For" in reading.quoted
    above = read(letter(WRITERS["en"], f"See below.\n\n{text}"))
    assert above.text == "See below."
    assert above.parts[above.forwarded_at].text.startswith("------")


def test_our_own_address_is_an_anchor_whatever_the_words():
    own = "r.39275f54eed1c1195f863e1648@jln.example"
    text = f"Yes\n\nzub {own} glarp:\nVote: a product\n1) For"
    assert read(letter(WRITERS["none"], text), own_addresses=[own]).text == "Yes"


def test_disclaimers_and_list_footers_go():
    text = "We agree.\n\nAma Boateng\n\nThis e-mail and any attachments are confidential. If you are not the intended recipient, delete it.\n\n_______________________________________________\nphc mailing list\nhttps://lists.example/phc"
    reading = read(letter(WRITERS["en"], text))
    assert reading.text == "We agree."
    assert "confidential" in reading.signature


def test_flowed_text_is_joined():
    raw = letter(WRITERS["en"], "x").replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    raw = (
        raw[: raw.index(b"\n\n")]
        + b"\n\nWe could \nshare our rates.\n> Which \n> rates?\n-- \nAma\n"
    )
    reading = read(raw)
    assert reading.text == "We could share our rates."
    assert [line.text for line in reading.parts if line.level] == ["Which rates?"]


def test_plain_is_preferred_unless_it_is_empty():
    page = "<p>from the page</p>"
    assert read(letter(WRITERS["en"], "from the text", html=page)).text == "from the text"
    assert read(letter(WRITERS["en"], "  \n", html=page)).text == "from the page"


def test_an_address_of_the_list_does_not_quote_a_sentence():
    text = f"We wrote to {LIST} on 3 March 2025 at 10:15 and had no answer.\n\nWho can help?"
    assert read(letter(WRITERS["en"], text)).text == text


def test_a_closing_in_an_unknown_language_stands_right_above_the_name():
    zarq = WRITERS["none"]
    text = f"Joe,\n\nThanks, we do that today.\n\n{zarq.name}\nzarq.example"
    reading = read(letter(zarq, text))
    assert reading.text == "Joe,\n\nThanks, we do that today."
    assert read(letter(zarq, f"Wub snarf.\n\nMibble,\n{zarq.name}")).text == "Wub snarf."
