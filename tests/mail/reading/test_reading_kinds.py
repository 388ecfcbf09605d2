"""What a message is: automatic, bounced, complained about, a calendar's, a command."""

from __future__ import annotations

import pytest
from tests.mail.reading.letters import QUOTE, WRITERS, letter, marked

from jln.mail.reading import Kind, read

AMA = WRITERS["en"]


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"Precedence": "auto_reply"},
        {"Precedence": "bulk"},
        {"X_Mailer": "Vacation 1.2"},
    ],
)
def test_headers_of_machines(header):
    reading = read(letter(AMA, "I am away until Monday.", **header))
    assert reading.kind == Kind.AUTOMATIC
    assert not reading.answerable


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Costing",
        "Out of office: Re: Costing",
        "Réponse automatique : Costing",
        "Respuesta automática: Re: Costing",
        "Resposta automática: Costing",
        "رد تلقائي: Re: Costing",
        "Automatische Antwort: Costing",
        "自動返信: Costing",
        "Jibu otomatiki: Costing",
    ],
)
def test_subjects_of_vacation_notices(subject):
    assert read(letter(AMA, "x", subject=subject)).kind == Kind.AUTOMATIC


def test_a_person_is_no_machine():
    reading = read(
        letter(AMA, "We agree.", Auto_Submitted="no", subject="Absences in clinics: what we saw")
    )
    assert reading.kind == Kind.REPLY
    assert reading.answerable


def test_mail_of_a_list_may_be_a_persons_but_is_not_answered():
    reading = read(letter(AMA, "We agree.", Precedence="bulk", List_Id="<phc.lists.example>"))
    assert reading.kind == Kind.REPLY
    assert not reading.answerable


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("STOP", "stop"),
        ("Stop.", "stop"),
        ("arrêter", "stop"),
        ("¡Ayuda!", "help"),
        ("ajuda", "help"),
        ("مساعدة", "help"),
        ("?", "help"),
        ("quotidien", "daily"),
        ("Semanal", "weekly"),
        ("Undo", "undo"),
        ("تراجع", "undo"),
        ("más tarde", "later"),
        ("شكراً", "thanks"),
    ],
)
def test_a_command_alone(text, command):
    reading = read(letter(AMA, f"{text}\n\nSent from my iPhone\n\n{marked(QUOTE)}"))
    assert (reading.kind, reading.command) == (Kind.COMMAND, command)


@pytest.mark.parametrize(
    "text", ["Stop by our stand.", "We need help with the rates.", "1", "Daily rates, please."]
)
def test_a_word_among_others_is_no_command(text):
    assert read(letter(AMA, text)).kind == Kind.REPLY


def test_the_button_that_unsubscribes():
    raw = letter(
        AMA,
        "Apple Mail sent this email to unsubscribe.",
        X_Apple_Unsubscribe="true",
        Auto_Submitted="auto-replied",
    )
    reading = read(raw)
    assert (reading.kind, reading.command) == (Kind.COMMAND, "stop")
    assert not reading.answerable


REPORT = """From: MAILER-DAEMON@mx.example
To: b.7@jln.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="r"

--r
Content-Type: text/plain

{spoken}
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Ama@NHIA.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {code}

--r--
"""


@pytest.mark.parametrize(
    ("action", "status", "code", "hard"),
    [
        ("failed", "5.1.1", "550 5.1.1 <ama@nhia.example>: user unknown", True),
        ("failed", "5.2.2", "552 5.2.2 mailbox is full", False),
        ("failed", "5.7.1", "554 5.7.1 blocked by policy", False),
        ("failed", "4.4.1", "421 connection timed out", False),
        ("delayed", "4.4.1", "421 will retry", False),
        ("failed", "5.1.1", "550 5.1.1 mailbox is full", False),
        ("failed", "5.1.1", "550 5.1.1 this account is inactive", True),
        ("failed", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied", True),
        ("failed", "5.7.27", "550 Host does not accept mail", True),
        ("failed", "5.1.8", "550 5.1.8 sender address unknown", False),
        ("failed", "5.0.0", "550 Unroutable sender address", False),
        ("failed", "4.1.1", "450 4.1.1 user unknown in virtual alias table", True),
        ("delayed", "4.1.1", "450 4.1.1 user unknown in virtual alias table", False),
    ],
)
def test_a_delivery_report(action, status, code, hard):
    reading = read(REPORT.format(spoken="Sorry.", action=action, status=status, code=code).encode())
    assert reading.kind == Kind.BOUNCE
    (item,) = reading.bounced
    assert (item.address, item.status, item.hard, item.action) == (
        "ama@nhia.example",
        status,
        hard,
        action,
    )


def test_a_report_that_it_arrived_is_no_bounce():
    reading = read(
        REPORT.format(spoken="ok", action="delivered", status="2.0.0", code="250 ok").encode()
    )
    assert reading.kind != Kind.BOUNCE
    assert reading.bounced == ()


def test_a_notice_without_a_standard():
    raw = b"From: Mail Delivery System <mailer-daemon@x.example>\nTo: b.7@jln.example\nSubject: failure notice\n\nSorry, I could not deliver your message to the following addresses:\n\n<ama@nhia.example>:\n550 no such user here\n\n--- Below this line is a copy of the message.\n\nTo: other@nhia.example\n"
    reading = read(raw)
    assert reading.kind == Kind.BOUNCE
    assert [(item.address, item.hard) for item in reading.bounced] == [("ama@nhia.example", True)]


def test_a_person_who_writes_about_a_bounce_is_no_bounce():
    text = "My message to kofi@nhia.example could not be delivered: user unknown. Who has his new address?"
    reading = read(letter(AMA, text, subject="Re: Undelivered mail"))
    assert reading.kind == Kind.REPLY
    assert reading.bounced == ()


def test_a_complaint():
    raw = b'From: fbl@isp.example\nSubject: abuse\nContent-Type: multipart/report; report-type=feedback-report; boundary="r"\n\n--r\nContent-Type: text/plain\n\nabuse\n--r\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x\nVersion: 1\nOriginal-Rcpt-To: ama@nhia.example\n\n--r--\n'
    reading = read(raw)
    assert reading.kind == Kind.COMPLAINT
    assert reading.bounced[0].address == "ama@nhia.example"


@pytest.mark.parametrize(
    ("where", "kind"),
    [("", Kind.CALENDAR), ('Content-Disposition: attachment; filename="x.ics"\n', Kind.REPLY)],
)
def test_a_calendar_answer_is_one_unless_it_is_a_file(where, kind):
    raw = f'From: Ama <ama@nhia.example>\nTo: e@jln.example\nSubject: Accepted: x\nIn-Reply-To: <a@b>\nContent-Type: multipart/mixed; boundary="r"\n\n--r\nContent-Type: text/plain\n\nhello\n--r\nContent-Type: text/calendar; method=REPLY\n{where}\nBEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n--r--\n'
    reading = read(raw.encode())
    assert reading.kind == kind
    assert (reading.calendar_method == "REPLY") == (kind == Kind.CALENDAR)


def test_new_and_reply():
    raw = b"From: Ama <ama@nhia.example>\nTo: ask@jln.example\nSubject: How do you pay clinics?\n\nWe start in May.\n"
    assert read(raw).kind == Kind.NEW
    assert read(raw.replace(b"Subject: ", b"Subject: Re: ")).kind == Kind.REPLY
    assert read(raw.replace(b"Subject: ", b"References: <a@b>\nSubject: ")).kind == Kind.REPLY


def test_each_address_of_a_report_has_its_own_cause():
    spoken = "gone@nhia.example: 550 5.1.1 User unknown\nfull@nhia.example: 552 5.2.2 Mailbox full"
    report = REPORT.format(spoken=spoken, action="failed", status="5.0.0", code="")
    block = report[report.index("Final-Recipient") : report.rindex("\n--")]
    both = block.replace("Ama@", "gone@") + "\n" + block.replace("Ama@", "full@")
    reading = read(report.replace(block, both).encode())
    assert [(item.address, item.hard) for item in reading.bounced] == [
        ("gone@nhia.example", True),
        ("full@nhia.example", False),
    ]


def test_an_address_passed_on_is_known_by_the_one_that_was_written_to():
    report = REPORT.format(spoken="", action="failed", status="5.1.1", code="550 no such user")
    report = report.replace("Action:", "Original-Recipient: rfc822; kofi@nhia.example\nAction:")
    (item,) = read(report.encode()).bounced
    assert (item.address, item.original) == ("ama@nhia.example", "kofi@nhia.example")
    assert item.is_given_up


def test_names_without_a_domain_are_those_of_the_server_that_writes():
    reading = read(
        b"Return-Path: <>\nFrom: Mail Delivery Subsystem <MAILER-DAEMON@nhia.example>\n"
        b"Subject: Returned mail\nTo: list@jln.example\n\nYour mail to the following recipients"
        b" could not be delivered because\nthey are not accepting mail from list@jln.example:\n"
        b"\tama.b\n"
    )
    assert [item.address for item in reading.bounced] == ["ama.b@nhia.example"]
