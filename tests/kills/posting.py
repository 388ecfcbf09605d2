"""Writers who do not give up: what was not acknowledged is sent again, as it was, until it is."""

import contextlib
import http.client
import random
import re
import smtplib
import threading
import time
import uuid
from collections import Counter
from urllib.parse import urlencode

PAUSE = 0.15  # s, between two posts and between two tries
HIDDEN = re.compile(rb'<input type="?hidden"? name="?(\w+)"?[^>]* value="?([^">]*)')
TWICE = 0.1  # of the forms are sent a second time although the first was answered


def new_key():
    """A word by which a text is known again."""
    return f"key{uuid.uuid4().hex}"


class Writer(threading.Thread):
    """Writes one text after another; `taken` are those that were acknowledged."""

    def __init__(self, where):
        super().__init__(daemon=True)
        self.where = where
        self.taken = []
        self.tries = Counter()
        self.refused = []
        self.ending = threading.Event()

    def run(self):
        """One text at a time, until asked to end and the last is acknowledged."""
        while not self.ending.is_set():
            key = new_key()
            self.prepared = None
            while not self._try(key):
                time.sleep(PAUSE)
            self.taken.append(key)
            time.sleep(PAUSE)

    def _try(self, key):
        try:
            return self.write(key)
        except (OSError, http.client.HTTPException, smtplib.SMTPException):
            return False


class OnPage(Writer):
    """Opens a conversation, writes into its form, sends it; after a kill sends the same form again."""

    def write(self, key):
        """True for a 302."""
        if self.prepared is None:
            self.prepared = self._form(key)
        cookie, body = self.prepared
        answers = 0
        for _ in range(2 if random.random() < TWICE else 1):
            self.tries[key] += 1
            status, said = self._ask("POST", cookie, body)
            answers += status == 302
            if status not in (302, 503):
                self.refused.append((status, said[:2000]))
        return answers > 0

    def _form(self, key):
        line = http.client.HTTPConnection("127.0.0.1", self.where["port"], timeout=30)
        with contextlib.closing(line):
            line.request(
                "GET", self.where["path"], headers={"Cookie": f"session={self.where['session']}"}
            )
            answer = line.getresponse()
            page = answer.read()
            if answer.status != 200:
                raise http.client.HTTPException(answer.status)
            csrf = answer.headers["Set-Cookie"].partition("csrf=")[2].partition(";")[0]
        hidden = {
            name.decode(): value.decode()
            for name, value in HIDDEN.findall(page.partition(b'id="answer"')[2])
        }
        assert {"csrfmiddlewaretoken", "form_key"} <= set(hidden), hidden
        fields = hidden | {"text": f"On the page {key} we wrote how we pay clinics."}
        return f"session={self.where['session']}; csrf={csrf}", urlencode(fields)

    def _ask(self, method, cookie, body):
        line = http.client.HTTPConnection("127.0.0.1", self.where["port"], timeout=30)
        with contextlib.closing(line):
            line.request(
                method,
                self.where["path"],
                body,
                {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = line.getresponse()
            return answer.status, answer.read()


class ByMail(Writer):
    """Answers a letter; as a mail server does, sends the same message again until it is taken."""

    def write(self, key):
        """True for a 250 after the data."""
        self.tries[key] += 1
        message = (
            f"From: {self.where['sender']}\r\nTo: {self.where['reply_to']}\r\nSubject: Re: How do you pay clinics?\r\n"
            f"Message-ID: <{key}@health.example>\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            f"By mail {key} we wrote how we pay clinics in our districts.\r\n"
        )
        line = smtplib.SMTP(
            "127.0.0.1", self.where["smtp"], local_hostname="health.example", timeout=30
        )
        try:
            line.sendmail(self.where["sender"], [self.where["reply_to"]], message.encode())
        finally:
            line.close()
        return True
