"""The letters a network sent, and answers to them as `.eml` through its mail door."""

from __future__ import annotations

import re
import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid

from tests.trees import until


class Letter:
    """One letter as its reader's program shows it."""

    def __init__(self, raw):
        self.raw = raw
        message = message_from_bytes(raw, policy=policy.default)
        self.to = message["To"].addresses[0].addr_spec
        self.subject = str(message["Subject"])
        self.reply_to = str(message["Reply-To"] or message["From"])
        self.message_id = message["Message-ID"]
        self.text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
        unwrapped = self.text.replace("\n| ", " ")
        self.words = " ".join(f"{self.subject} {unwrapped}".split())

    def answered(self, text):
        """The `.eml` of a reply to it, with the letter quoted below."""
        reply = EmailMessage()
        reply["From"] = self.to
        reply["To"] = self.reply_to
        reply["Subject"] = f"Re: {self.subject}"
        reply["Message-ID"] = make_msgid(domain=self.to.partition("@")[2])
        reply["In-Reply-To"] = reply["References"] = self.message_id
        quoted = "\n".join(f"> {line}".rstrip() for line in self.text.splitlines())
        reply.set_content(f"{text}\n\nOn Saturday the network wrote:\n{quoted}\n")
        return reply.as_bytes(policy=policy.SMTP)


class Mailbox:
    """Everybody's mailbox: the maildir a network without an SMTP host writes to."""

    def __init__(self, folder, port):
        self.folder = folder
        self.port = port
        self._letters = {}

    def letters(self, to="", saying=""):
        """The letters to an address whose subject or text says so."""
        for file in self.folder.glob("new/*"):
            if file.name not in self._letters:
                self._letters[file.name] = Letter(file.read_bytes())
        return [
            letter
            for letter in self._letters.values()
            if (not to or letter.to == to) and saying in letter.words
        ]

    def letter(self, to="", saying=""):
        """The one that came, or will come soon."""
        return until(lambda: self.letters(to, saying), 30, every=0.1)[0]

    def send(self, raw):
        """Bring a message to the mail door, as any server would."""
        message = message_from_bytes(raw, policy=policy.default)
        sender = message["From"].addresses[0].addr_spec
        to = message["To"].addresses[0].addr_spec
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as door:
            assert door.sendmail(sender, [to], raw) == {}

    def answer(self, letter, text):
        """Reply to a letter; the `.eml` stays as it was sent."""
        self.send(letter.answered(text))


def code_in(letter):
    """The code to sign in with, as a person reads it from the letter."""
    return re.search(r"^ +(\d{6})$", letter.text, re.MULTILINE)[1]
