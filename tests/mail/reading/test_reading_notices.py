"""In which words mail comes back: the address is gone, or it is not, or another address is."""

from __future__ import annotations

import pytest

from jln.mail.reading import Kind, read

AMA = "ama.boateng@health.gov.example"
KOFI = "kofi@health.gov.example"


def report(said, status="5.0.0", spoken="", more=""):
    """A delivery report with one recipient, as Postfix writes it."""
    diagnosis = f"Diagnostic-Code: smtp; {said}\n" if said else ""
    return read(
        "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\nUndelivered.\n\n{spoken or f'<{AMA}>: {said}'}\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {AMA}\nAction: failed\nStatus: {status}\n{diagnosis}\n{more}"
        f"--b\nContent-Type: message/rfc822\n\nTo: {AMA}\n\nHello\n--b--\n".encode()
    )


def notice(text, subject="failure notice", sender="MAILER-DAEMON@mx.example"):
    """A notice without a standard."""
    return read(f"From: {sender}\nTo: b@lists.jln.example\nSubject: {subject}\n\n{text}\n".encode())


def hard(reading):
    assert reading.kind == Kind.BOUNCE
    return {one.address: one.hard for one in reading.bounced}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (f"550 User <{AMA}> unknown", "5.0.0"),
        (f"550 Local mailbox {AMA} not found", "5.0.0"),
        ("553 sorry, that recipient is not in my validrcptto list (#5.7.1)", "5.7.1"),
        ("550 #5.1.0 Address rejected.", "5.1.0"),
        ("550 5.4.1 Recipient address rejected: Access denied. [eur05]", "5.4.1"),
        ("550 5.4.310 DNS domain health.gov.exmple does not exist", "5.4.310"),
        ("550 Domain health.gov.example does not accept mail (nullMX)", "5.1.0"),
        ("550 5.1.1 Usuario desconocido", "5.1.1"),
    ],
)
def test_the_address_is_gone(said, status):
    assert hard(report(said, status)) == {AMA: True}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (f"550 5.7.1 <{AMA}>: Recipient address rejected: Access denied", "5.7.1"),
        ("550-Verification failed for <b@lists.jln.example> 550-No Such User Here", "5.0.0"),
        ("550 5.1.1 RCP-P2 Refused due to recipient preferences", "5.1.1"),
        ("550 5.1.1 El buzón del usuario está lleno", "5.1.1"),
        ("552 5.2.2 boite aux lettres pleine, utilisateur inconnu", "5.2.2"),
        ("550 5.3.4 unknown user limit: message too long", "5.3.4"),
        ("550 mailbox unavailable", "5.2.2"),
    ],
)
def test_the_address_is_not_at_fault(said, status):
    assert hard(report(said, status)) == {AMA: False}


def test_a_report_that_gives_its_reason_only_to_people():
    spoken = f"mail.local: unknown user: ama.boateng\n\n554 <{AMA}>... Service unavailable"
    assert hard(report("", "5.5.0", spoken)) == {AMA: True}
    other = f"Final-Recipient: rfc822; {KOFI}\nAction: failed\nStatus: 5.5.0\n\n"
    assert hard(report("", "5.5.0", spoken, other)) == {AMA: False, KOFI: False}


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Non remis : x", f"Échec de la remise pour ces destinataires :\n\n{AMA}\n#550 5.1.1 ##"),
        (
            "No se puede entregar: x",
            f"No se pudo entregar a:\n\n{AMA}\nNo se encuentra la dirección",
        ),
        ("Não entregue", f"Falha na entrega a:\n\n{AMA}\nO endereço de e-mail não foi encontrado."),
        ("Mensagem", f"A sua mensagem não foi entregue:\n\n{AMA}: usuário inexistente"),
        ("Mail failure.", f"письмо не доставлено:\n\n{AMA}:\nТакого пользователя не существует"),
        ("فشل التسليم", f"تعذر تسليم رسالتك إلى:\n\n{AMA}\nالمستخدم غير موجود"),
    ],
)
def test_notices_in_other_languages(subject, text):
    assert hard(notice(text, subject)) == {AMA: True}


def test_the_full_mailbox_of_one_is_not_the_lost_one_of_another():
    text = (
        f"I wasn't able to deliver your message to the following addresses.\n\n<{AMA}>:\n"
        f"Remote host said: 550 5.1.1 unknown user\n\n<{KOFI}>:\n"
        "The users mailfolder is over the allowed quota (size). (#5.2.2)\n"
    )
    assert hard(notice(text)) == {AMA: True, KOFI: False}


def test_a_name_without_its_domain():
    text = "The message that you sent was undeliverable to the following:\n\tama (user not found)\n"
    reading = notice(text, "Message status - undeliverable", f"Mailer-Daemon@{AMA.split('@')[1]}")
    assert hard(reading) == {"ama@health.gov.example": True}


def said(text, subject="Re: Costing"):
    head = (
        f"From: Ama <{AMA}>\nTo: r.x@jln.example\nSubject: {subject}\nIn-Reply-To: <x@jln.example>"
    )
    return read(f"{head}\n\n{text}\n".encode()).kind


@pytest.mark.parametrize(
    "text",
    [
        "I am on annual leave from 1 to 15 March. For urgent matters contact Kofi.",
        "Thank you for your message. I am currently out of the office and return on 10 March.",
        "This is an automated response. I will be away until 10 March.",
        "Actuellement absent du bureau, je vous répondrai dès mon retour.",
        "Gracias por su correo. Me encuentro fuera de la oficina hasta el 10 de marzo.",
        "Obrigado pela sua mensagem. Estou de férias até 10 de março.",
        "شكراً لرسالتك. أنا في إجازة حتى 10 مارس.",
        "Saya sedang cuti hingga 10 Mac.",
    ],
)
def test_a_vacation_notice_that_answers_like_a_person(text):
    assert said(text) == Kind.AUTOMATIC


@pytest.mark.parametrize(
    "text",
    [
        "I am on leave next week. We agree with the draft.",
        "I am away until Monday, but we agree with the draft.",
        "We are out of office supplies for the pilot until the budget comes.",
        "Je suis en mission jusqu'à lundi, mais nous approuvons le projet.",
        f"I am on leave until Monday. {'Here is what we found in the first ten clinics. ' * 14}",
    ],
)
def test_who_is_away_and_says_more_is_heard(text):
    assert said(text) == Kind.REPLY


def test_a_vacation_notice_named_before_its_answer_mark():
    assert said("x", "Out of Office Re: Costing") == Kind.AUTOMATIC
    assert said("x", "Office space Re: Costing") == Kind.REPLY
