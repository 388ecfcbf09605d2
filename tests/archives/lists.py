"""A small mailing list as its mbox: answers before questions, a lost message, a quoted From."""

from __future__ import annotations

import base64

PDF = b"%PDF-1.4 a small paper"


def message(number: int, subject: str, text: str, *, by: str = "Ama Boateng", **headers) -> bytes:
    address = by.lower().replace(" ", ".") + "@health.example"
    known = {
        "From": f"{by} <{address}>",
        "To": "costing@lists.example",
        "Subject": subject,
        "Date": f"Tue, {number:02} Mar 2016 10:00:00 +0000",
        "Message-ID": f"<m{number}@health.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in known.items() if value]
    return "\n".join([*lines, "", text, ""]).encode()


def with_paper(number: int) -> bytes:
    body = "\n".join(
        [
            "--cut", "Content-Type: text/plain; charset=utf-8", "", "Our tariff is enclosed.", "",
            "--cut", 'Content-Type: application/pdf; name="tariff.pdf"',
            'Content-Disposition: attachment; filename="tariff.pdf"',
            "Content-Transfer-Encoding: base64", "", base64.b64encode(PDF).decode(), "", "--cut--",
        ]
    )  # fmt: skip
    kind = 'multipart/mixed; boundary="cut"'
    return message(number, "Tariffs", body, by="Binh Tran", Content_Type=kind, MIME_Version="1.0")


QUESTION = message(1, "Who costs wards?", "Who has costed a ward?\n\nFrom here we cannot tell.")
ANSWER = message(
    2, "Re: Who costs wards?", "We did, in 2014.\n\n> Who has costed a ward?", by="Binh Tran",
    In_Reply_To="<m1@health.example>", References="<m1@health.example>",
)  # fmt: skip
DEEPER = message(
    4, "Re: Who costs wards?", "With which tool?",
    In_Reply_To="<m3-lost@health.example>",
    References="<m1@health.example> <m2@health.example> <m3-lost@health.example>",
)  # fmt: skip
BY_SUBJECT = message(5, "RE: Who costs wards?", "A spreadsheet.", by="Chen Li")
NO_ID = message(6, "Hello", "I am new here.", by="Chen Li", **{"Message-ID": ""})
LATER = message(28, "Re: Hello", "Welcome.", by="Binh Tran")
PAPER = with_paper(7)
MESSAGES = [DEEPER, ANSWER, QUESTION, BY_SUBJECT, NO_ID, PAPER, LATER]


def mbox(messages: list[bytes], *, mark: bytes = b">") -> bytes:
    """As an archive has it: mboxrd, written here by hand."""
    out = []
    for raw in messages:
        lines = raw.split(b"\n")
        quoted = [mark + line if line.lstrip(b">")[:5] == b"From " else line for line in lines]
        out.append(b"From list@lists.example Tue Mar  1 10:00:00 2016\n" + b"\n".join(quoted))
    return b"\n".join(out) + b"\n"
